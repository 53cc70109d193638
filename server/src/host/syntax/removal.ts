/** What to take out of a source so that one thing goes and the others stay. */

import type { PartSpace, Span } from "../../text/span.ts";

type PartSpan = Span<PartSpace>;

/** How far a line is looked at on either side. */
const WIDEST = 2000;

/** The whole lines of a span, where nothing but blanks and a comment stands beside it in them. */
export function lineRemoval(source: string, { start, end }: PartSpan, comment: "#" | "//"): PartSpan | null {
  const near = Math.max(0, start - WIDEST);
  const before = source.slice(near, start).lastIndexOf("\n");
  const from = before < 0 ? 0 : near + before + 1;
  const far = Math.min(source.length, end + WIDEST);
  const newline = source.slice(end, far).indexOf("\n");
  const to = newline < 0 ? far : end + newline + 1;
  // A longer line holds more than this.
  if ((before < 0 && near > 0) || (newline < 0 && far < source.length)) return null;
  const rest = source.slice(end, to).trim();
  const alone = source.slice(from, start).trim() === "" && (rest === "" || rest.startsWith(comment));
  return alone ? { start: from, end: to } : null;
}

/** An item between brackets with the comma behind it, or the one before it where it is the last; null for the only one. */
export function bracketRemoval(source: string, spans: readonly PartSpan[], index: number): PartSpan | null {
  const own = spans[index] as PartSpan;
  const next = spans[index + 1];
  const previous = spans[index - 1];
  if (next) return isComma(source, own.end, next.start) ? { start: own.start, end: next.start } : null;
  return previous && isComma(source, previous.end, own.start) ? { start: previous.end, end: own.end } : null;
}

/** An item between brackets with the comma behind it, and its lines where they hold nothing else; null without a comma. */
export function commaRemoval(source: string, { start, end }: PartSpan): PartSpan | null {
  const comma = /^\s{0,99},[^\S\n]{0,99}(\n?)/.exec(source.slice(end, end + 200));
  if (!comma) return null;
  const lead = comma[1]
    ? /(?:^|\n)([^\S\n]{0,999})$/.exec(source.slice(Math.max(0, start - 1000), start))
    : null;
  return { start: start - (lead?.[1]?.length ?? 0), end: end + comma[0].length };
}

function isComma(source: string, start: number, end: number): boolean {
  return source.slice(start, end).trim() === ",";
}
