/**
 * Makes a source such that the parser reads as much of it as its author meant. No character moves: what stands where
 * stays true, and texts are read from the source as it is.
 */

import { closingQuote, lineEnd } from "./hcl-sections.ts";

/**
 * Signs before a brace that stand for themselves. The parser takes `$$${` for code, and a macro of SPF that nobody
 * escaped, `%{i}`, for a damaged directive.
 */
const SIGNS = /(?:\$\$+|%%+)(?=\{)|(?<!%)%(?=\{[slodiphcrtv]\d*r?[-.+,/_=]*\})/gi;

/** Lines of nothing by the hundred: behind a mistake the parser passes over all of them again at each. */
const EMPTY = /\n\s{200,}\n/g;

/** The source with signs that stand for themselves made plain, and a comment in the place of long stretches of nothing. */
export function plainSigns(source: string): string {
  const filled = source.replace(EMPTY, (lines) => `\n${"#".repeat(lines.length - 2)}\n`);
  return filled.includes("{") ? filled.replace(SIGNS, (signs) => "_".repeat(signs.length)) : filled;
}

/** What a line may begin with that is worth keeping when a quote in it is missing: a name, brackets, whole texts. */
const KEPT = /^[ \t]*(?:[\w-]+[ \t]*=[ \t]*)?(?:[\w:-]*[[({][ \t]*)*(?:"(?:[^"\\]|\\.)*"[ \t]*,[ \t]*)*/;

/** The source without the rest of each line from a quote on that is never closed; brackets that close there stay. */
export function withoutOpenQuotes(source: string): string {
  let out = "";
  let told = 0;
  for (const start of openQuotes(source)) {
    const from = source.lastIndexOf("\n", start) + 1;
    const end = lineEnd(source, start);
    const line = source.slice(from, end);
    const kept = KEPT.exec(line)?.[0] ?? "";
    out += source.slice(told, from) + kept + rest(kept, line.slice(kept.length));
    told = end;
  }
  return out + source.slice(told);
}

/** Stands for what is lost, in as many characters: a value where one is missing, and the brackets that closed there. */
function rest(kept: string, lost: string): string {
  const open = [...kept.matchAll(/[[({]/g)].length;
  const closing = lost.replace(/[^\])}]/g, "").slice(0, open);
  const value = /=[ \t]*$/.test(kept) ? "null" : "";
  const written = `${value}${closing}`;
  const end = lost.endsWith("\r") ? "\r" : "";
  return written.length > lost.length
    ? " ".repeat(lost.length)
    : written.padEnd(lost.length - end.length) + end;
}

/** Where the quotes stand that are not closed in their line, one a line at the most. */
function* openQuotes(source: string): Generator<number> {
  for (let at = 0; at < source.length; ) {
    const sign = source.slice(at).search(/["#/\n<]/);
    if (sign < 0) return;
    at += sign;
    if (source[at] === '"') {
      const end = closingQuote(source, at);
      if (end < 0) yield at;
      at = end < 0 ? lineEnd(source, at) : end + 1;
    } else if (source[at] === "#" || source.startsWith("//", at)) at = lineEnd(source, at);
    else if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      // What never ends hides all that follows.
      if (end < 0) return;
      at = end + 2;
    } else at++;
  }
}
