/** Puts texts together, as `+`, `join` and templates do, and keeps the source of every character. */

import type { Decoded } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { ListItem } from "../text/run.ts";
import type { PartSpace, Span } from "../text/span.ts";
import type { Item, TextValue, Value } from "./syntax/value.ts";

type PartSpan = Span<PartSpace>;

/** What a text is put together from: values in the order of the text, and characters that the expression adds. */
export type Piece = Value | string | typeof BORDER | JointPiece;

/** What stands between two items of a list that are joined. */
export interface JointPiece {
  readonly kind: "joint";
  readonly text: string;
  readonly before: Item;
  readonly after: Item;
}

/** Between pieces: one character-string ends and the next begins. */
export const BORDER = { kind: "border" } as const;

/**
 * The text of the pieces. One that is written elsewhere, or farther to the left, stands where it is used and can be
 * seen but not edited; one that is not known is a hole.
 */
export function compose(source: string, pieces: readonly Piece[], span: PartSpan): TextValue {
  const builder = new DecodedBuilder(source, () => undefined);
  const references: (string | null)[] = [];
  const from: Decoded[] = [];
  let at = span.start;
  for (const piece of pieces) {
    if (typeof piece === "string" || piece.kind === "border" || piece.kind === "joint") {
      if (typeof piece === "string") builder.replaced(at, at, piece);
      else if (piece.kind === "border") builder.boundary(at, at);
      else builder.joint(at, piece.text, { before: listItem(piece.before), after: listItem(piece.after) });
      continue;
    }
    const own = placeOf(piece, at, span.end);
    if (piece.kind === "text") {
      const extent = piece.used === undefined ? piece.text.extentIn(source) : null;
      if (extent && extent.start >= at && extent.end <= span.end) {
        builder.append(piece.text);
        at = extent.end;
      } else appendAtom(builder, piece.text, own);
      references.push(...(piece.references ?? piece.text.holes.map(() => null)));
      if (piece.used) from.push((piece.written?.value ?? piece).text);
      from.push(...(piece.from ?? []));
    } else if (piece.kind === "scalar" && piece.source !== "")
      builder.replaced(own.start, own.end, piece.source);
    else {
      builder.hole(own.start, own.end);
      references.push(piece.kind === "unknown" ? (piece.reference ?? null) : null);
    }
    at = Math.max(at, own.end);
  }
  const text = builder.build();
  const quoted = quotedIn(pieces);
  return {
    kind: "text",
    text,
    span,
    ...(from.length > 0 ? { from } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(quoted ? { quoted } : {}),
  };
}

/** The items of a list as pieces with `between` between each two. */
export function joining(items: readonly Item[], between: string): Piece[] {
  return items.flatMap((after, i): Piece[] => {
    const before = items[i - 1];
    if (!before || between === "") return [after.value];
    return [between === " " ? { kind: "joint", text: between, before, after } : between, after.value];
  });
}

/** An item where it stands in the list. One that is written in another section can't go. */
function listItem({ value, removal }: Item): ListItem {
  const { span, elsewhere } =
    value.kind === "text"
      ? { span: value.used ?? value.span, elsewhere: value.written !== undefined }
      : { span: value.span, elsewhere: false };
  return { span, removal: elsewhere ? null : removal };
}

/** The text that is written elsewhere, of pieces that put it into quotes and do nothing else. */
function quotedIn([open, text, close, ...more]: readonly Piece[]): TextValue | null {
  const isPair = more.length === 0 && isQuote(open) && isQuote(close);
  return isPair && typeof text === "object" && text.kind === "text" && text.used ? text : null;
}

function isQuote(piece: Piece | undefined): boolean {
  return piece === '"' || (typeof piece === "object" && piece.kind === "text" && piece.text.text === '"');
}

/** Where a piece stands within the expression, as far to the right as what is there already. */
function placeOf(piece: Value, at: number, end: number): PartSpan {
  const { start, end: last } = piece.kind === "text" ? (piece.used ?? piece.span) : piece.span;
  return start >= at && last <= end ? { start, end: last } : { start: at, end: at };
}

/** A text that is written elsewhere: what is known of it is one piece, its holes are holes here. */
function appendAtom(builder: DecodedBuilder, text: Decoded, { start, end }: PartSpan): void {
  let told = 0;
  let from = start;
  for (const hole of text.holes) {
    builder.replaced(from, end, text.text.slice(told, hole.start));
    builder.hole(end, end);
    from = end;
    told = hole.end;
  }
  builder.replaced(from, end, text.text.slice(told));
}

/** A text that is used where `at` is: what stands for it there. */
export function usedAt(value: TextValue, at: PartSpan): TextValue {
  return { ...value, used: at };
}

/** What is known to stand at `span`, though it is not written there: what the user says, the key of a map. */
export function textAt(known: string, source: string, span: PartSpan): TextValue {
  return { kind: "text", text: compose(source, [known], span).text, span, used: span };
}

/** A list of character-strings as one text; any other value as it is. */
export function stringsIn(source: string, value: Value): Value {
  if (value.kind !== "list" || value.items.length === 0 || !value.whole) return value;
  const pieces = value.items.flatMap((item, i): Piece[] => {
    const string = stringAlone(source, item.value);
    return i === 0 ? [string] : [BORDER, string];
  });
  return compose(source, pieces, value.span);
}

/** A character-string in a list of them: behind its closing quote another one may begin. */
export function stringAlone(source: string, value: Value): Value {
  const extent = value.kind === "text" && !value.used ? value.text.extentIn(source) : null;
  if (value.kind !== "text" || !extent) return value;
  const open = source.slice(value.span.start, extent.start);
  const close = source.slice(extent.end, value.span.end);
  const isPair = /^["'`]+$/.test(open) && close === open;
  return isPair ? { ...value, text: value.text.borderedBy(`${close}, ${open}`) } : value;
}

/** What texts of one place have in common: how they begin and how they end, word by word. */
export function commonText(source: string, values: readonly TextValue[]): TextValue {
  const [value, ...others] = values as readonly [TextValue, ...TextValue[]];
  const whole = value.text.text;
  if (others.every(({ text }) => text.text === whole)) return value;
  const all = values.map(({ text }) => text.text);
  const same = (length: number, at: (text: string, i: number) => string | undefined) => {
    let count = 0;
    while (count < length && all.every((text) => at(text, count) === at(whole, count))) count++;
    return count;
  };
  const shortest = Math.min(...all.map(({ length }) => length));
  const start = same(shortest, (text, i) => text[i]);
  const end = whole.length - same(shortest - start, (text, i) => text[text.length - 1 - i]);
  const from = whole.slice(0, start).lastIndexOf(" ") + 1;
  const to = end + Math.max(0, whole.slice(end).search(/ |$/));
  const part = (one: number, two: number): TextValue => ({ ...value, text: value.text.slice(one, two) });
  const { span } = value;
  return compose(source, [part(0, from), { kind: "unknown", span }, part(to, whole.length)], span);
}
