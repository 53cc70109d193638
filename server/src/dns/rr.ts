/** Resource records as far as SPF asks for them, and the data that each type carries. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Octets } from "./address.ts";

export interface Txt {
  /** The character-strings in order; together, without anything between, they are the text (RFC 7208, 3.3). */
  readonly strings: readonly string[];
  /** Stretches of the text whose value is not known; none in what DNS answers. */
  readonly holes: readonly Span<RecordSpace>[];
}

export interface Mx {
  readonly preference: number;
  /** Without the final dot; the root, ".", means that no mail is accepted (RFC 7505, 3). */
  readonly exchange: string;
}

/** What one record of a type carries. Addresses are 4 or 16 octets, names have no final dot. */
export interface DataByType {
  readonly TXT: Txt;
  readonly A: Octets;
  readonly AAAA: Octets;
  readonly MX: Mx;
  readonly PTR: string;
}

/** Types that are asked for. */
export type QueryType = keyof DataByType;

/** The text of a TXT record. */
export function textOf(txt: Txt): string {
  return txt.strings.length === 1 ? (txt.strings[0] as string) : txt.strings.join("");
}
