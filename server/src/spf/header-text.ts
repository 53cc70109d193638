/**
 * How text becomes part of a header field (RFC 5322, 3.2): words, quoted strings, comments, folding.
 *
 * What is not printable ASCII, and the backslash, is written as `\xNN`, octet by octet. So nothing a stranger chose can
 * end a line or speak to whoever reads it, two texts never look the same, and no escaped one can be an address.
 */

import { encodeOctets } from "../text/octets.ts";

/** More characters than this are cut: the longest mailbox that SMTP can carry (RFC 5321, 4.5.3.1). */
export const LONGEST = 320;
const CUT = "...";

/** RFC 5322, 2.1.1: lines should have no more characters than this, line end excluded. */
const WIDTH = 78;

/** The text in printable ASCII, and cut where it is longer than any sender's address can be. */
function escaped(text: string): string {
  // What lies behind the cut need not be looked at: a character is never shorter when it is escaped.
  const ascii = text
    .slice(0, LONGEST + 1)
    .replace(/[^\x20-\x5b\x5d-\x7e]+/g, (odd) => Array.from(encodeOctets(odd), hex).join(""));
  return ascii.length <= LONGEST ? ascii : ascii.slice(0, LONGEST - CUT.length) + CUT;
}

function hex(octet: number): string {
  return `\\x${octet.toString(16).padStart(2, "0")}`;
}

/** The text if it is a dot-atom (RFC 5322, 3.2.3), else null. */
export function dotAtom(text: string): string | null {
  return text.length <= LONGEST && /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/.test(text)
    ? text
    : null;
}

/** The text if it is a token (RFC 2045, 5.1), else null. */
export function token(text: string): string | null {
  return text.length <= LONGEST && /^[\w!#$%&'*+\-.^`{|}~]+$/.test(text) ? text : null;
}

/** The text as a quoted string (RFC 5322, 3.2.4). */
export function quoted(text: string): string {
  return `"${escaped(text).replace(/["\\]/g, "\\$&")}"`;
}

/** The text as it can stand in a comment (RFC 5322, 3.2.2). */
export function inComment(text: string): string {
  return escaped(text).replace(/[()\\]/g, "\\$&");
}

/**
 * The lines of a field made of words with a blank between each two, folded at blanks (RFC 5322, 2.2.3). A word is broken
 * only where a line can't hold it. A line never holds blanks alone.
 */
export function folded(words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  const pieces = words.map((word, index) => (index === 0 ? word : ` ${word}`));
  for (const piece of pieces.flatMap((each) => (each.length > WIDTH ? broken(each) : [each]))) {
    if (line !== "" && line.length + piece.length > WIDTH) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}

/** The text in pieces that begin with blanks. */
function broken(text: string): string[] {
  return text.split(/(?<=[^ ])(?= +[^ ])/);
}
