/** Where an HCL file can be cut: at the blocks and attributes of the outermost level. */

/** What begins a line only where a block does: after a brace or a quote that is missing, reading goes on there. */
const BLOCK =
  /(?:resource|data|locals|variable|module|output|provider|terraform|moved|import|removed|check|ephemeral)\b[^=\n]*\{[ \t]*\r?$/my;

/** What opens or closes something, or ends a line. */
const SIGN = /["#/<(){}[\]\n]/g;

/** A heredoc: its word, up to the end of the line. */
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;

/** A text without code in it, which most are. */
const PLAIN = /"(?:[^"\\\n$%]|\\[^\n]|\$\$\{|%%\{|[$%](?![${%]))*"/y;

/** Starts of sections, the first at 0. */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  // What stands before the first block belongs to the section that it begins.
  let headed = false;
  let depth = 0;
  const begin = (at: number) => {
    if (!begins(text, at) || (depth > 0 && !isMatch(BLOCK, text, at))) return;
    if (headed) starts.push(at);
    headed = true;
    depth = 0;
  };
  begin(0);
  for (let at = 0; ; ) {
    SIGN.lastIndex = at;
    const found = SIGN.exec(text);
    if (!found) return starts;
    const sign = found[0];
    at = found.index;
    if (sign === "\n") begin(++at);
    else if (sign === '"') {
      const end = closingQuote(text, at);
      at = end < 0 ? lineEnd(text, at) : end + 1;
    } else if (sign === "#" || text.startsWith("//", at)) at = lineEnd(text, at);
    else if (text.startsWith("/*", at)) at = after(text, "*/", at + 2);
    else if (sign === "<" && isMatch(HEREDOC, text, at)) {
      at = heredocEnd(text, at);
      begin(at);
    } else {
      if ("{[(".includes(sign)) depth++;
      else if ("}])".includes(sign)) depth--;
      at++;
    }
  }
}

/** A comment up to the end of its line, or a text without code. */
const COMMENT_OR_TEXT = /(?:#|\/\/).*|"(?:[^"\\\n$%]|\\[^\n])*"/g;

/** Whether two lines differ in nothing but texts. Comments and heredocs may be around, in which only their ends matter. */
export function isCutAlike(before: string, after: string): boolean {
  const plain = (line: string) =>
    line.replace(COMMENT_OR_TEXT, (found) => (found.startsWith('"') ? '""' : found));
  const isPlain = (line: string) =>
    !/\/\*|\*\/|\{\s*$/.test(line) && !plain(line).replaceAll('""', "").includes('"');
  return isPlain(before) && isPlain(after) && plain(before) === plain(after);
}

/** Whether a block or an attribute may begin at a line's start. */
function begins(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  return (code >= 0x61 && code <= 0x7a) || text[at] === "_" || text[at] === '"';
}

function isMatch(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function after(text: string, end: string, at: number): number {
  const found = text.indexOf(end, at);
  return found < 0 ? text.length : found + end.length;
}

/** The line behind the heredoc that opens at `open`; a block that begins ends it as well, since its last word is missing. */
function heredocEnd(text: string, open: number): number {
  HEREDOC.lastIndex = open;
  const word = HEREDOC.exec(text)?.[1] ?? "";
  for (let at = lineEnd(text, open) + 1; at < text.length; ) {
    const end = lineEnd(text, at);
    if (begins(text, at) && isMatch(BLOCK, text, at)) return at;
    const next = end + 1;
    if (text.slice(at, end).trim() === word) return next;
    at = next;
  }
  return text.length;
}

/** Texts within code within texts: nobody writes more of them within each other. */
const DEEPEST = 50;

/** The quote that closes the text which opens at `open`, over the texts within its code; -1 where the line ends first. */
export function closingQuote(text: string, open: number, depth = 0): number {
  if (depth > DEEPEST) return -1;
  if (isMatch(PLAIN, text, open)) return PLAIN.lastIndex - 1;
  let braces = 0;
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\n") return -1;
    if (braces === 0) {
      if (character === "\\") at++;
      else if (character === '"') return at;
      else if (character === "{" && opensCode(text, at, open)) braces = 1;
    } else if (character === "{") braces++;
    else if (character === "}") braces--;
    else if (character === '"') {
      at = closingQuote(text, at, depth + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** Whether the brace makes code of the signs before it: `${` does, `$${` and `$$${` do not. */
function opensCode(text: string, brace: number, from: number): boolean {
  const sign = text[brace - 1];
  return brace - 1 > from && (sign === "$" || sign === "%") && text[brace - 2] !== sign;
}
