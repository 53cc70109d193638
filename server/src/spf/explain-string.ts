/** Reads an explanation's text (RFC 7208, 6.2 and 7.1): a macro-string with spaces, where c, r and t are allowed too. */

import type { MacroPart } from "./ast.ts";

const escapes = { "%%": "%", "%_": " ", "%-": "%20" } as const;
const MACRO = /%(?:[%_-]|\{([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)\})/iy;

/** The parts of the text; null where it is no explain-string, since an explanation with an error is ignored. */
export function readExplanation(text: string): MacroPart[] | null {
  const parts: MacroPart[] = [];
  for (let at = 0; at < text.length; ) {
    const percent = text.indexOf("%", at);
    const end = percent < 0 ? text.length : percent;
    if (end > at) parts.push({ kind: "literal", span: { start: at, end }, text: text.slice(at, end) });
    if (percent < 0) break;
    MACRO.lastIndex = percent;
    const match = MACRO.exec(text);
    if (!match) return null;
    at = percent + match[0].length;
    const part = partOf(match, { start: percent, end: at });
    if (!part) return null;
    parts.push(part);
  }
  // RFC 7208, 6.2: the text is US-ASCII; 7.1 leaves visible characters and spaces.
  return /^[\x20-\x7e]*$/.test(text) ? parts : null;
}

function partOf(
  match: RegExpExecArray,
  span: { readonly start: number; readonly end: number },
): MacroPart | null {
  const [all, letter, digits = "", reverse = "", delimiters = ""] = match;
  if (letter === undefined) return { kind: "escape", span, text: escapes[all as keyof typeof escapes] };
  // RFC 7208, 7.3: if a DIGIT is specified, the value MUST be nonzero.
  if (/^0+$/.test(digits)) return null;
  const lower = letter.toLowerCase();
  return {
    kind: "expand",
    span,
    letter: lower,
    letterSpan: { start: span.start + 2, end: span.start + 3 },
    urlEscape: lower !== letter,
    keep: digits === "" ? null : Number(digits),
    reverse: reverse !== "",
    delimiters,
  };
}
