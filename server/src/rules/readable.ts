/** Text of a record as it may stand in a sentence: what can't be seen is named, and what is long is cut. */

import { codeName, oddCharacter } from "../spf/characters.ts";
import { HOLE } from "../text/decoded.ts";

/** More than this no sentence needs to tell which term it means. */
const LONGEST = 80;

/** What nearly every text is. */
const PLAIN = /^[ -~]{0,80}$/;

/** `U+00A0` for a no-break space, `0xA0` for an octet that is not UTF-8, `…` for a value nobody knows. */
export function readable(text: string): string {
  if (PLAIN.test(text)) return text;
  let out = "";
  for (const character of text) {
    if (out.length > LONGEST) return `${out}…`;
    if (character === HOLE) out += "…";
    else if (isUnseen(character)) out += codeName(character);
    else out += character;
  }
  return out;
}

/** `16,777,216`: digits in threes. */
export function grouped(count: bigint): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function isUnseen(character: string): boolean {
  if (character === " ") return false;
  const odd = oddCharacter(character);
  if (!odd) return false;
  // Half of a pair would not survive on its way to a file.
  return (
    odd.kind === "invisible" ||
    odd.kind === "control" ||
    odd.kind === "octet" ||
    /^[\s\ud800-\udfff]$/.test(character)
  );
}
