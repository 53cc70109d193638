/** Where a YAML text can be cut so that each piece can be read by itself: at keys and items of the outermost level. */

/** A key of the outermost level, with what may stand behind its colon. */
const KEY =
  /^(?:[^\s#\-?:,[\]{}&*!|>'"%@`][^#]*?|[-?:](?=\S)[^#]*?|'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")[ \t]*:(?=[ \t]|$)/;

/** Starts of sections, the first at 0. A text whose outermost node stands in brackets is one section. */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  // What stands before the first key or item belongs to the section that it begins.
  let headed = false;
  let items = false;
  let flow = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const first = text.charCodeAt(at);
    // Blanks, breaks and comments begin nothing.
    if (first === 32 || first === 9 || first === 10 || first === 13 || first === 35) {
      at = next;
      continue;
    }
    const line = text.slice(at, Math.min(next, at + 1000)).trimEnd();
    if (/^(?:---|\.\.\.)(?:[ \t]|$)/.test(line)) {
      if (headed && line.startsWith("---")) starts.push(at);
      headed = /^---[ \t]+[^\s#]/.test(line);
      items = false;
      flow = /^---[ \t]+[[{'"|>]/.test(line);
    } else if (!headed) {
      headed = true;
      items = /^-(?:[ \t]|$)/.test(line);
      // Text that is no key yet may become one, and goes no further than to the next.
      flow = /^[[{]/.test(line) && !KEY.test(line);
    } else if (!flow && (items ? /^-(?:[ \t]|$)/.test(line) : KEY.test(line))) starts.push(at);
    at = next;
  }
  return starts;
}
