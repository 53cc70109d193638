/** Makes faults, and sees to it that their details and data are those of the table in `fault-details.ts`. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault, FaultKind } from "./ast.ts";
import type { faultDetails } from "./fault-details.ts";

type FaultDetails = typeof faultDetails;
export type DetailOf<K extends FaultKind> = Extract<keyof FaultDetails[K], string>;
export type DataOf<
  K extends FaultKind,
  D extends DetailOf<K>,
> = FaultDetails[K][D] extends readonly (infer Key)[]
  ? Readonly<Record<Extract<Key, string>, string>>
  : never;

/** Text in place of a span: what a fault suggests. */
export interface Suggestion {
  readonly replaces: Span<RecordSpace>;
  readonly text: string;
}

/** Makes a fault; the types see to it that detail and data are those of the table. */
export function fault<K extends FaultKind, D extends DetailOf<K>>(
  kind: K,
  detail: D,
  span: Span<RecordSpace>,
  data: DataOf<K, D>,
  of: {
    readonly error: boolean;
    readonly term?: number | null;
    readonly suggestion?: Suggestion | undefined;
  },
): Fault {
  const base = { kind, span, error: of.error, term: of.term ?? null, detail, data };
  return of.suggestion ? { ...base, suggestion: of.suggestion.text, replaces: of.suggestion.replaces } : base;
}
