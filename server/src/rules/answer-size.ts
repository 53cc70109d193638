/** How large the answer is that carries a record: all TXT records of its name come in one. */

import type { Txt } from "../dns/rr.ts";
import { HOLE } from "../text/decoded.ts";
import { octetLength } from "../text/octets.ts";
import { apexOf } from "./at-name.ts";
import { isCrowded } from "./crowd.ts";
import type { Names } from "./names.ts";
import type { Context, Subject } from "./rule.ts";
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
 * Null where it can't be much, or nobody knows. Values that are not known count for nothing, and so do records that
 * are not in the file: the sizes are the least there can be.
 */
export function answerSize(subject: Subject, names: Names, context: Context): AnswerSize | null {
  const { found } = subject;
  const name = onlyOwner(subject);
  if (name === null || found.type !== "TXT" || !isWorthCounting(subject, context)) return null;
  const answer = names.answer({ name, type: "TXT" });
  if (answer.kind !== "ok" || answer.type !== "TXT") return null;
  const lengths = answer.records.map(lengthOf);
  // RFC 1035, 4.1.1 and 4.1.2: the header, and the name with type and class.
  let message = 12 + name.length + 2 + 4;
  // RFC 1035, 4.1.3 and 4.1.4: a pointer to the name, type, class, TTL and length; each string has an octet before it.
  for (const length of lengths) message += 12 + length + Math.ceil(length / 255);
  const texts = lengths.reduce((sum, length) => sum + length, name.length);
  return { name, count: lengths.length, message, texts };
}

function lengthOf({ strings, holes }: Txt): number {
  const text = strings.join("");
  return octetLength(text) - (holes?.length ?? 0) * octetLength(HOLE);
}

/** Asking for every name would take the time of a large zone. */
function isWorthCounting(subject: Subject, context: Context): boolean {
  return isCrowded(subject) || apexOf(subject, context) !== null;
}
