/**
 * How text from a document is shown, so that it can neither act as Markdown or HTML nor hide characters.
 *
 * Everything that a record, a name or a comment says goes through here before it reaches a person.
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
  return text.replace(INVISIBLE, (character) => {
    const point = character.codePointAt(0) as number;
    if (point >= 0xdc80 && point <= 0xdcff) return `‹\\${String(point - 0xdc00).padStart(3, "0")}›`;
    return `‹U+${point.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}

/**
 * The text as a Markdown code span that shows exactly its visible form: nothing in a code span is markup, if its
 * fence is longer than any run of backticks within (CommonMark, 6.1).
 */
export function code(text: string): string {
  const shown = visible(text);
  // A code span can't be empty or blank.
  if (shown.trim() === "") return shown === "" ? '`""`' : code(shown.replaceAll(" ", "‹U+0020›"));
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  // A reader strips one blank from each side, if both sides have one, so that text may begin with a backtick.
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}
