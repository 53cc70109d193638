/** Blocks of code in a Markdown text: fenced ones, wherever lists indent them, and indented ones (CommonMark 0.31, 4.4 and 4.5). */

export interface Fence {
  /** Where its first line begins, and where the line behind its last one does. */
  readonly start: number;
  readonly end: number;
  /** What stands behind the opening fence; "" where the block is indented. */
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
  // An indented block begins behind a line without anything.
  let isAfterBlank = true;
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
      const [, before = "", sign, info = ""] = OPENING.exec(line) ?? [];
      if (sign) open = { start: at, info: info.trim(), sign, indent: before.length, lines: [] };
      else if (isAfterBlank && INDENTED.test(line)) {
        const block = indentedAt(text, at);
        // Most are text of a list.
        if (/spf/i.test(text.slice(at, block.end))) fences.push(block);
        at = block.end;
        continue;
      }
    }
    isAfterBlank = line.trim() === "";
    at = next;
  }
  // Without its end a fence reaches to that of the document.
  if (open) fences.push({ start: open.start, end: text.length, info: open.info, lines: open.lines });
  return fences;
}

const OPENING = /^([ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?)(`{3,}(?!.*`)|~{3,})(.*)/;
const INDENTED = /^(?: {4}|\t)[ \t]*[^ \t\r\n]/;

/** The indented block that begins here: its lines, without what all of them are indented by. */
function indentedAt(text: string, start: number): Fence {
  const lines: { start: number; end: number }[] = [];
  let [indent, end] = ["", start];
  for (let at = start; at < text.length; ) {
    const lf = text.indexOf("\n", at);
    const next = lf < 0 ? text.length : lf + 1;
    const line = text.slice(at, Math.min(next, at + LONGEST_LINE));
    const isBlank = line.trim() === "";
    if (!isBlank && (!INDENTED.test(line) || OPENING.test(line))) break;
    lines.push({ start: at, end: next });
    if (!isBlank) {
      const own = /^[ \t]*/.exec(line)?.[0] ?? "";
      indent = end === start || indent.startsWith(own) ? own : indent;
      end = next;
    }
    at = next;
  }
  const own = lines.filter((line) => line.end <= end);
  return {
    start,
    end,
    info: "",
    lines: own.map((line) => ({
      start: text.startsWith(indent, line.start) ? line.start + indent.length : line.start,
      end: line.end,
    })),
  };
}
