/** Fenced blocks of a Markdown text (CommonMark 0.31, 4.5), wherever lists indent them. */

export interface Fence {
  /** Where its first line begins, and where the line behind its last one does. */
  readonly start: number;
  readonly end: number;
  /** What stands behind the opening fence. */
  readonly info: string;
  /** Its lines, without what the fence indents them by. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}

/** More of them are no document that somebody writes. */
const MOST_FENCES = 5000;

const LONGEST_LINE = 500;

export function fencesIn(text: string): Fence[] {
  const fences: Fence[] = [];
  let open: {
    start: number;
    info: string;
    sign: string;
    indent: number;
    lines: Fence["lines"][number][];
  } | null = null;
  // What opens or closes a fence is short.
  for (let at = 0; at < text.length && fences.length < MOST_FENCES; ) {
    const lf = text.indexOf("\n", at);
    const next = lf < 0 ? text.length : lf + 1;
    const line = text.slice(at, Math.min(next, at + LONGEST_LINE));
    if (open) {
      const closing = /^[ \t]*(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line)?.[1];
      if (closing && closing[0] === open.sign[0] && closing.length >= open.sign.length) {
        fences.push({ start: open.start, end: next, info: open.info, lines: open.lines });
        open = null;
      } else {
        const blanks = /^ */.exec(line)?.[0].length ?? 0;
        open.lines.push({ start: at + Math.min(blanks, open.indent), end: next });
      }
    } else {
      // A fence of backticks has none behind it in its line: that would be code within prose.
      const [, before = "", sign, info = ""] =
        /^([ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?)(`{3,}(?!.*`)|~{3,})(.*)/.exec(line) ?? [];
      if (sign) open = { start: at, info: info.trim(), sign, indent: before.length, lines: [] };
    }
    at = next;
  }
  // Without its end a fence reaches to that of the document.
  if (open) fences.push({ start: open.start, end: text.length, info: open.info, lines: open.lines });
  return fences;
}
