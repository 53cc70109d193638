/** How large the answer is that carries a record: all TXT records of its name come in one. */

import type { Found } from "../host/host.ts";
import { HOLE } from "../text/decoded.ts";
import { octetLength } from "../text/octets.ts";
import { publishedRecords, type RecordSubject } from "./neighbours.ts";
import type { Inputs } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

/** What a UDP message holds where nobody asks for more (RFC 1035, 2.3.4). */
export const UDP_LIMIT = 512;

/** What RFC 7208, 3.4 advises for the name and its texts together. */
export const TEXT_LIMIT = 450;

export interface AnswerSize {
  readonly subject: RecordSubject;
  readonly name: string;
  readonly count: number;
  /** Of the whole message without EDNS, in octets. */
  readonly message: number;
  /** Of the name and the texts. */
  readonly texts: number;
}

/**
 * One for each TXT record of a set that is certainly published and whose name is known. Records in other files are not
 * counted, and values that are not known count for nothing: the sizes are the least there can be.
 */
export function answerSizes({ subjects, texts: all }: Inputs["set"]): AnswerSize[] {
  const records = publishedRecords(subjects);
  if (records.length === 0) return [];
  let message = 0;
  let texts = 0;
  const seen = new Set<string>();
  for (const record of all) {
    // RFC 2181, 5: equal records are one.
    if (!record.certain || seen.has(record.decoded.text)) continue;
    seen.add(record.decoded.text);
    const { text, strings } = sizeOf(record);
    // RFC 1035, 4.1.3 and 4.1.4: a pointer to the name, type, class, TTL and length; each string has an octet before it.
    message += 12 + text + strings;
    texts += text;
  }
  return records.flatMap((subject) => {
    const name = onlyOwner(subject);
    if (name === null) return [];
    // RFC 1035, 4.1.1 and 4.1.2: the header, and the name with type and class.
    const question = 12 + name.length + 2 + 4;
    return [{ subject, name, count: seen.size, message: question + message, texts: name.length + texts }];
  });
}

function sizeOf({ decoded, strings }: Found): { readonly text: number; readonly strings: number } {
  const text = decoded.octets() - decoded.holes.length * octetLength(HOLE);
  return { text, strings: strings === "author" ? decoded.strings().length : Math.ceil(text / 255) };
}
