/** Where an HCL file can be cut: at the blocks and attributes of the outermost level. */

/** What begins a line only where a block does: after a brace that is missing, reading goes on there. */
const BLOCK =
  /^(?:resource|data|locals|variable|module|output|provider|terraform|moved|import|removed|check|ephemeral)\b[^=]*\{\s*$/;

/** Starts of sections, the first at 0. */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  let depth = 0;
  let headed = false;
  let heredoc: RegExp | null = null;
  let comment = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next);
    if (heredoc) {
      if (heredoc.test(line)) heredoc = null;
      else if (BLOCK.test(line)) heredoc = null;
      if (!BLOCK.test(line)) {
        at = next;
        continue;
      }
    }
    const begins = /^[A-Za-z_"]/.test(line) && !comment;
    if (begins && (depth <= 0 || BLOCK.test(line))) {
      if (headed) starts.push(at);
      headed = true;
      depth = 0;
    }
    const state = scan(line, comment);
    depth += state.depth;
    comment = state.comment;
    if (state.heredoc !== null) heredoc = new RegExp(`^[ \\t]*${state.heredoc}[ \\t]*\\r?\\n?$`);
    at = next;
  }
  return starts;
}

/** How a line changes the depth of brackets, and what it leaves open. A quoted text ends with its line. */
function scan(line: string, within: boolean): { depth: number; comment: boolean; heredoc: string | null } {
  let depth = 0;
  let comment = within;
  for (let at = 0; at < line.length; at++) {
    if (comment) {
      const end = line.indexOf("*/", at);
      if (end < 0) return { depth, comment, heredoc: null };
      comment = false;
      at = end + 1;
      continue;
    }
    const character = line[at] as string;
    if (character === "#" || line.startsWith("//", at)) break;
    if (line.startsWith("/*", at)) comment = true;
    else if (character === '"') at = quotedEnd(line, at);
    else if ("{[(".includes(character)) depth++;
    else if ("}])".includes(character)) depth--;
    else if (character === "<") {
      const word = /^<<-?([\w-]+)[ \t]*\r?\n?$/.exec(line.slice(at))?.[1];
      if (word) return { depth, comment, heredoc: word };
    }
  }
  return { depth, comment, heredoc: null };
}

/** The closing quote of a text that opens at `open`, over the texts within its interpolations; or the line's end. */
function quotedEnd(line: string, open: number): number {
  let braces = 0;
  for (let at = open + 1; at < line.length; at++) {
    const character = line[at];
    if (braces === 0) {
      if (character === "\\") at++;
      else if (character === '"') return at;
      else if ((line.startsWith("${", at) || line.startsWith("%{", at)) && line[at - 1] !== line[at]) {
        braces = 1;
        at++;
      }
    } else if (character === "{") braces++;
    else if (character === "}") braces--;
    else if (character === '"') at = quotedEnd(line, at);
  }
  return line.length;
}
