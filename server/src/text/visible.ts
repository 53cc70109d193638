/**
 * Text of strangers in a form in which no character hides, or changes how its neighbours are shown.
 *
 * It imports nothing, so that the client can show what the server answers without a second way to do it.
 */

/**
 * Characters that show nothing, or that change how their neighbours are shown: controls, format characters with
 * the bidirectional ones among them, odd blanks and line ends, half surrogate pairs, tags and unused fillers.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u00a0\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3164\uffa0\uffef]|\p{Variation_Selector}|\u034f/gu;

/**
 * The text with every invisible character as `U+00A0` and every octet that is no text as `\200`, in brackets that
 * can't be confused with the text around them: `a‹U+202E›b`.
 */
export function visible(text: string): string {
  return replaceInvisible(text, (character) => {
    const point = character.codePointAt(0) as number;
    if (point >= 0xdc80 && point <= 0xdcff) return `‹\\${String(point - 0xdc00).padStart(3, "0")}›`;
    return `‹U+${point.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}

/** The text with something else in the place of every invisible character. */
export function replaceInvisible(text: string, write: (character: string) => string): string {
  return text.replace(INVISIBLE, write);
}
