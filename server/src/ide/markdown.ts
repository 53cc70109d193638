/**
 * How text from a document is shown in Markdown, so that it can neither act as Markdown or HTML nor hide characters.
 *
 * Everything that a record, a name or a comment says goes through here before it reaches a person.
 */

import { visible } from "../text/visible.ts";

/**
 * The text as a Markdown code span that shows exactly its visible form: nothing in a code span is markup, if its
 * fence is longer than any run of backticks within (CommonMark, 6.1).
 */
export function code(text: string): string {
  const shown = visible(text);
  // A code span can't be empty or blank.
  if (shown.trim() === "") return shown === "" ? '`""`' : code(shown.replaceAll(" ", "‹U+0020›"));
  let longest = 0;
  for (const [run] of shown.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  // A reader strips one blank from each side, if both sides have one, so that text may begin with a backtick.
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}
