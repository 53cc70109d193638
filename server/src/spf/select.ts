/**
 * Tells records from other texts (RFC 7208, 4.5; RFC 4406, 4.4), and from texts that were meant to be records but
 * would be discarded.
 *
 * Reports: what `near.ts` reports, of texts that are no records.
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault, SpfRecord } from "./ast.ts";
import { findNear } from "./near.ts";
import { offsetsOf, parse } from "./parse.ts";
import { matchVersion } from "./version.ts";

export type Selection =
  /** A checker would read it. */
  | { readonly kind: "record"; readonly record: SpfRecord }
  /** It was meant as a record, and a checker would discard it. */
  | { readonly kind: "near"; readonly faults: readonly Fault[] }
  | { readonly kind: "nothing" };

/** Whether a text may be anything but `nothing`. Most TXT records are something else, and this is asked of each of them. */
export function mentionsSpf(text: string): boolean {
  return /spf/i.test(text);
}

const nothing: Selection = { kind: "nothing" };

/** What a TXT record's text is. A text that begins with unknown values and goes on as a record is taken for one. */
export function select(text: string, holes: readonly Span<RecordSpace>[] = []): Selection {
  if (!mentionsSpf(text)) return nothing;
  const offsets = offsetsOf(holes);
  if (matchVersion(text, offsets)) return { kind: "record", record: parse(text, holes) };
  const faults = findNear(text, offsets);
  return faults.length > 0 ? { kind: "near", faults } : nothing;
}
