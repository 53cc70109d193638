/** What the functions of several languages have in common. */

import { compose, joining, type Piece, usedAt } from "./compose.ts";
import type { Operation } from "./evaluate.ts";
import { entryOf, type Item, knownText, plainText, type TextValue, type Value } from "./syntax/value.ts";

/** A list that is known from end to end; null for anything else. */
export function wholeList(value: Value | undefined): readonly Item[] | null {
  return value?.kind === "list" && value.whole ? value.items : null;
}

/** What changes a text as a whole: where it takes nothing but the ends away, the rest keeps its places. */
export function changing(change: (text: string) => string): Operation {
  return ({ arguments: [value], span }, source) => {
    const text = knownText(value);
    if (text === null || value?.kind !== "text") return null;
    const changed = change(text);
    const at = text.indexOf(changed);
    if (changed !== "" && at >= 0 && value.text.standsIn(source)) {
      const { written: _, ...own } = value;
      return { ...own, text: value.text.slice(at, at + changed.length) };
    }
    // What the call makes of it stands where all of the call does.
    const made = compose(source, [usedAt(compose(source, [changed], span), span)], span);
    return { ...made, from: [...(value.from ?? []), (value.written?.value ?? value).text] };
  };
}

/** Texts and what stands between them, as templates have it. */
export const template: Operation = ({ arguments: pieces, span }, source) => compose(source, pieces, span);

/** What `Fn.join` of the CDK, `pulumi.concat` and `Output.concat` are called on: a name that is not a list. */
export const isModule = (value: Value | undefined) =>
  value?.kind === "unknown" && /(?:^|\.)(?:Fn|pulumi|Output)$/.test(value.reference ?? "");

/** What is joined, with what stands between: the list keeps its places where it is written elsewhere in the section. */
export function joined(
  list: Value | undefined,
  between: string,
  span: Value["span"],
  source: string,
): Value | null {
  // An item that is not known may stand for several.
  if (list?.kind !== "list") return null;
  const isNothing = ({ value }: Item) => value.kind === "scalar" && /^(?:null|undefined)$/.test(value.source);
  const pieces = list.items.some(isNothing)
    ? list.items.flatMap((item, i): Piece[] => [
        ...(i === 0 || between === "" ? [] : [between]),
        ...(isNothing(item) ? [] : [item.value]),
      ])
    : joining(list.items, between);
  const within = span.start <= list.span.start && list.span.end <= span.end;
  return compose(source, pieces, within ? span : list.span);
}

/**
 * The values as a list, where some stand for all that is in them: `lists` says for each what that would be. One that is
 * not known stands there itself, for no item or for many.
 */
export function unfolded(
  given: readonly Value[],
  lists: (value: Value) => Value | null,
  { span }: Value,
): Value {
  const items: Item[] = [];
  let whole = true;
  for (const value of given) {
    const inner = lists(value);
    if (inner?.kind === "list")
      for (const item of inner.items) items.push({ value: item.value, removal: null });
    else items.push({ value, removal: null });
    whole &&= !inner || (inner.kind === "list" && inner.whole);
  }
  return { kind: "list", items, span, whole };
}

/** What a list has in it, or what is no list itself; null for a text or a number. */
export const ownItems = (value: Value) => (value.kind === "text" || value.kind === "scalar" ? null : value);

/** A list with `...x` in it. */
export const array: Operation = (call) =>
  unfolded(
    call.arguments,
    (value) => (value.kind === "call" && value.name === "..." ? (value.arguments[0] ?? value) : null),
    call,
  );

/** `a["b"]` and `a[0]`. */
export const member: Operation = ({ arguments: [of, key] }) => {
  const name = plainText(key);
  if (name === null) return null;
  if (of?.kind === "list" && of.whole) return of.items[Number(name)]?.value ?? null;
  return of?.kind === "map" && of.whole ? (entryOf(of, name)?.value ?? null) : null;
};

/** A text as a text. */
export const text: Operation = ({ arguments: [value] }): TextValue | null =>
  value?.kind === "text" ? value : null;

/**
 * A text with signs in it that other things stand for: `%s`, `{}`. `stands` says for each what, and where it is written;
 * undefined where the signs mean nothing, and then nothing is known.
 */
export function formatted(
  pattern: TextValue,
  signs: RegExp,
  stands: (sign: RegExpExecArray, at: Value["span"]) => readonly Piece[] | undefined,
  { span }: Value,
  source: string,
): Value | null {
  if (pattern.text.holes.length > 0 || !pattern.text.standsIn(source)) return null;
  const { text } = pattern.text;
  const { written: _, ...own } = pattern;
  const pieces: Piece[] = [];
  let told = 0;
  const tell = (start: number, end: number) => {
    const { start: from, end: to } = pattern.text.sourceRange({ start, end });
    if (start < end)
      pieces.push({ ...own, text: pattern.text.slice(start, end), span: { start: from, end: to } });
  };
  for (const sign of text.matchAll(signs)) {
    tell(told, sign.index);
    told = sign.index + sign[0].length;
    const { start, end } = pattern.text.sourceRange({ start: sign.index, end: told });
    const put = stands(sign, { start, end });
    if (!put) return null;
    pieces.push(...put);
  }
  tell(told, text.length);
  return compose(source, pieces, span);
}

/** A value in the place of what it stands for; what is not known stands there as a hole. */
export function standingAt(value: Value, at: Value["span"]): Value {
  return value.kind === "text" ? { ...value, used: at } : { ...value, span: at };
}

/** Characters that signs stand for: `%` for `%%`. */
export function literalAt(text: string, at: Value["span"], source: string): TextValue {
  return { ...compose(source, [{ kind: "scalar", source: text, span: at }], at), used: at };
}

/** A list made from another one, item by item. */
export const comprehension: Operation = ({ arguments: [list, each], span }, _source, given) => {
  const items = wholeList(list);
  if (!items || !each) return null;
  return {
    kind: "list",
    items: items.map(({ value }) => ({ value: given(each, [value]), removal: null })),
    span,
    whole: true,
  };
};

/** All places where a text stands in another one are replaced. */
export const replacing: Operation = (call, source, given) => {
  const [value, from, to, ...more] = call.arguments;
  const [before, after] = [knownText(from), knownText(to)];
  if (!before || after === null || more.length > 0) return null;
  const whole = knownText(value);
  if (whole?.includes(before) === false) return value ?? null;
  return changing((written) => written.replaceAll(before, () => after))(call, source, given);
};
