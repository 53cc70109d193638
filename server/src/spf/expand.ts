/** The tree of include and redirect below a record, and what each term costs (RFC 7208, 4.6.4). */

import type { SpfRecord, Term } from "./ast.ts";

/** Why the record behind a name is not in the tree. */
export type Missing =
  /** Not asked: no file at hand and no DNS. */
  | "unknown"
  /** The name depends on the message (macros) or on a value that is not known. */
  | "macro"
  /** The name has no record (RFC 7208, 4.5), or does not exist. */
  | "none"
  | "nxdomain"
  | "multiple"
  | "temperror"
  /** The name is already on the path from the root. */
  | "loop"
  /** A budget ended the walk. */
  | "stopped";

export interface ExpandedTerm {
  readonly term: Term;
  /** Lookups that this term costs by itself and all that it reaches; a lower bound unless `exact`. */
  readonly lookups: number;
  readonly exact: boolean;
  /** For include and redirect: the record behind it. */
  readonly target: Expansion | null;
}

/** A record, where it was found, and its terms with what they cost in the worst case: all of them evaluated. */
export interface Expansion {
  /** Lower case, without the final dot; "" where the owner is not known. */
  readonly domain: string;
  readonly record: SpfRecord | null;
  readonly missing: Missing | null;
  /** Terms that are evaluated, in order: none after `all`, redirect only without `all`. */
  readonly terms: readonly ExpandedTerm[];
  /** Lookups of all terms together; a lower bound unless `exact`. */
  readonly lookups: number;
  readonly exact: boolean;
}
