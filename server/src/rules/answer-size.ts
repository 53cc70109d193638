/** How large the answer is that carries a record: all TXT records of its name come in one. */

import type { Found } from "../host/host.ts";
import { HOLE } from "../text/decoded.ts";
import { octetLength } from "../text/octets.ts";
import type { Names } from "./names.ts";
import type { Subject } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

/** What a UDP message holds where nobody asks for more (RFC 1035, 2.3.4). */
export const UDP_LIMIT = 512;

/** What RFC 7208, 3.4 advises for the name and its texts together. */
export const TEXT_LIMIT = 450;

export interface AnswerSize {
  readonly name: string;
  readonly count: number;
  /** Of the whole message without EDNS, in octets. */
  readonly message: number;
  /** Of the name and the texts. */
  readonly texts: number;
}

/**
 * Null where nobody knows the name. Records of the name that stand far away in a zone file are not counted; values that are not known count for nothing. So the sizes are the least there can be.
 */
export function answerSize(subject: Subject, names: Names): AnswerSize | null {
  const { found } = subject;
  const name = onlyOwner({ found });
  if (name === null || found.type !== "TXT") return null;
  const records = names.texts(subject).filter(({ certain }) => certain);
  // RFC 1035, 4.1.1 and 4.1.2: the header, and the name with type and class.
  let message = 12 + name.length + 2 + 4;
  let texts = name.length;
  const seen = new Set<string>();
  for (const record of records) {
    const { text, strings } = sizeOf(record);
    // RFC 2181, 5: equal records are one.
    if (seen.has(record.decoded.text)) continue;
    seen.add(record.decoded.text);
    // RFC 1035, 4.1.3 and 4.1.4: a pointer to the name, type, class, TTL and length; each string has an octet before it.
    message += 12 + text + strings;
    texts += text;
  }
  return { name, count: seen.size, message, texts };
}

function sizeOf({ decoded, strings }: Found): { readonly text: number; readonly strings: number } {
  const text = decoded.octets() - decoded.holes.length * octetLength(HOLE);
  return { text, strings: strings === "author" ? decoded.strings().length : Math.ceil(text / 255) };
}
