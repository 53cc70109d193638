/** The functions of Terraform about lists and maps (Terraform, "Built-in Functions"), as far as they are certain. */

import { textAt } from "../compose.ts";
import type { Apply, Operation } from "../evaluate.ts";
import { member, wholeList } from "../operations.ts";
import {
  type CallValue,
  type Entry,
  entryOf,
  type Item,
  knownText,
  type MapValue,
  plainText,
  type TextValue,
  type Value,
} from "../syntax/value.ts";

type Values = readonly Value[];

function listOf(values: Values, { span }: CallValue, whole = true): Value {
  return { kind: "list", items: values.map((value) => ({ value, removal: null })), span, whole };
}

/** The values of several lists after each other; a list that is not known stands there itself, for none or for many. */
const concat: Operation = (call) => {
  const lists = call.arguments;
  const items = lists.flatMap((list): readonly Item[] =>
    list.kind === "list" ? list.items : [{ value: { kind: "unknown", span: list.span }, removal: null }],
  );
  const whole = lists.every((list) => list.kind === "list" && list.whole);
  return listOf(
    items.map(({ value }) => value),
    call,
    whole,
  );
};

/** Lists within lists, unfolded. */
const flatten: Operation = (call) => {
  const [list] = call.arguments;
  if (list?.kind !== "list") return null;
  const values: Value[] = [];
  let { whole } = list;
  const unfold = (value: Value): void => {
    if (value.kind === "list") {
      whole &&= value.whole;
      for (const item of value.items) unfold(item.value);
      return;
    }
    values.push(value);
    // What is not known may be a list, or an empty one.
    if (value.kind === "unknown" || value.kind === "call") whole = false;
  };
  unfold(list);
  return listOf(values, call, whole);
};

/** A list without empty texts; what is not known may be empty. */
const compact: Operation = (call) => {
  const [list] = call.arguments;
  if (list?.kind !== "list") return null;
  const values = list.items.map(({ value }) => value).filter((value) => knownText(value) !== "");
  return listOf(values, call, list.whole && values.every(isNotEmpty));
};

function isNotEmpty(value: Value): boolean {
  return value.kind === "text" && value.text.text.length > value.text.holes.length;
}

/** Certain where nothing is there twice. */
const distinct: Operation = ({ arguments: [list] }) => {
  const texts = wholeList(list)?.map(({ value }) => plainText(value));
  return texts && !texts.includes(null) && new Set(texts).size === texts.length ? (list ?? null) : null;
};

const same: Operation = ({ arguments: [value] }) => value ?? null;

const sort: Operation = (call) => {
  const items = wholeList(call.arguments[0]);
  const keyed = items?.map(({ value }) => ({ key: knownText(value), value }));
  if (!keyed || keyed.some(({ key }) => key === null)) return null;
  return listOf(inOrder(keyed as { key: string; value: Value }[]), call);
};

/** By code points, as Terraform orders keys and texts. */
function inOrder<T>(keyed: readonly { readonly key: string; readonly value: T }[]): T[] {
  const points = (key: string) => [...key].map((each) => each.codePointAt(0) as number);
  const before = (a: string, b: string): number => {
    const [as, bs] = [points(a), points(b)];
    const at = as.findIndex((each, i) => each !== bs[i]);
    return at < 0 ? as.length - bs.length : (as[at] as number) - (bs[at] ?? -1);
  };
  return [...keyed].sort((a, b) => before(a.key, b.key)).map(({ value }) => value);
}

const reverse: Operation = (call) => {
  const items = wholeList(call.arguments[0]);
  return items ? listOf(items.map(({ value }) => value).reverse(), call) : null;
};

const element: Operation = ({ arguments: [list, index] }) => {
  const items = wholeList(list);
  const at = Number(plainText(index) ?? Number.NaN);
  return items && items.length > 0 && Number.isInteger(at) && at >= 0
    ? ((items[at % items.length] as Item).value ?? null)
    : null;
};

/** The only one of a list that has one. */
const one: Operation = ({ arguments: [list] }) => {
  const items = wholeList(list);
  return items?.length === 1 ? (items[0] as Item).value : null;
};

function wholeMap(value: Value | undefined): MapValue | null {
  return value?.kind === "map" && value.whole ? value : null;
}

const lookup: Operation = ({ arguments: [map, key, other] }) => {
  const [whole, label] = [wholeMap(map), knownText(key)];
  return whole && label !== null ? (entryOf(whole, label)?.value ?? other ?? null) : null;
};

const merge: Operation = ({ arguments: maps, span }) => {
  const entries = new Map<string, Entry>();
  for (const map of maps) {
    const whole = wholeMap(map);
    if (!whole) return null;
    for (const entry of whole.entries) entries.set(entry.key ?? "", entry);
  }
  return { kind: "map", entries: [...entries.values()], span, whole: true };
};

function keyed(map: Value | undefined): { key: string; value: Entry }[] | null {
  return wholeMap(map)?.entries.map((entry) => ({ key: entry.key ?? "", value: entry })) ?? null;
}

const values: Operation = (call) => {
  const entries = keyed(call.arguments[0]);
  return entries
    ? listOf(
        inOrder(entries).map(({ value }) => value),
        call,
      )
    : null;
};

const keys: Operation = (call, source) => {
  const entries = keyed(call.arguments[0]);
  const names = entries?.map(({ key, value }) => ({ key, value: textAt(key, source, value.keySpan) }));
  return names ? listOf(inOrder(names), call) : null;
};

/** How many items a list or a map has, or characters a text; what a character is, is plain in ASCII alone. */
const length: Operation = ({ arguments: [value], span }) => {
  const text = knownText(value);
  const characters = text !== null && /^[ -~]*$/.test(text) ? text.length : undefined;
  const size = wholeList(value)?.length ?? wholeMap(value)?.entries.length ?? characters;
  return size === undefined ? null : { kind: "scalar", source: String(size), span };
};

/** Whether a list has a text. */
const contains: Operation = ({ arguments: [list, value], span }) => {
  const texts = wholeList(list)?.map((item) => plainText(item.value));
  const text = plainText(value);
  if (!texts || text === null) return null;
  if (texts.includes(text)) return { kind: "scalar", source: "true", span };
  return texts.includes(null) ? null : { kind: "scalar", source: "false", span };
};

const condition: Operation = ({ arguments: [test, yes, no] }) => {
  const known = truth(test);
  return known === null ? null : ((known ? yes : no) ?? null);
};

export function truth(value: Value | undefined): boolean | null {
  const said = plainText(value);
  return said === "true" ? true : said === "false" ? false : null;
}

/** What there is, of several: the first that is known not to be empty. */
const coalesce: Operation = ({ arguments: [first] }) => (first && isNotEmpty(first) ? first : null);

/** The first that does not fail; what is known does not. */
const attempt: Operation = ({ arguments: [first] }) =>
  first && first.kind !== "unknown" && first.kind !== "call" ? first : null;

/** More than these of one `for` nobody writes down. */
const MOST = 1000;

/** What a `for` gives its names, once an item. */
function* rounds(list: Value | undefined, names: number, source: string): Generator<Values> {
  const items =
    list?.kind === "map"
      ? list.entries.map(({ key, keySpan: span, value }): [Value, Value] => {
          return [key === null ? { kind: "unknown", span } : textAt(key, source, span), value];
        })
      : wholeList(list)?.map(({ value }, i): [Value, Value] => {
          return [{ kind: "scalar", source: String(i), span: value.span }, value];
        });
  for (const [key, value] of items ?? []) yield names > 1 ? [key, value] : [value];
}

/** The values of a `for`, or pairs of keys and values; null where it is not certain which there are. */
function* each(call: CallValue, parts: number, source: string, apply: Apply): Generator<Value[] | null> {
  const [list, ...bodies] = call.arguments;
  const [first] = bodies;
  const isKnown = (list?.kind === "map" || list?.kind === "list") && list.whole;
  if (!isKnown || first?.kind !== "function") {
    yield null;
    return;
  }
  const test = bodies[parts];
  let count = 0;
  for (const given of rounds(list, first.parameters.length, source)) {
    if (count++ > MOST) {
      yield null;
      return;
    }
    const isMeant = test ? truth(apply(test, given)) : true;
    if (isMeant === null) yield null;
    else if (isMeant) yield bodies.slice(0, parts).map((body) => apply(body, given));
  }
}

const forList: Operation = (call, source, apply) => {
  const made = [...each(call, 1, source, apply)];
  if (made.length > 0 && made.every((one) => one === null)) return null;
  const nobodyKnows: Value = { kind: "unknown", span: call.span };
  return listOf(
    made.flatMap((parts) => parts ?? [nobodyKnows]),
    call,
    !made.includes(null),
  );
};

const forMap: Operation = (call, source, apply) => {
  const made = [...each(call, 2, source, apply)];
  const entries: Entry[] = [];
  for (const parts of made) {
    const [key, value] = parts ?? [];
    const name = plainText(key);
    if (!value || !key || name === null) return null;
    entries.push({ key: name, keySpan: key.span, value, span: key.span, removal: null });
  }
  return { kind: "map", entries, span: call.span, whole: true };
};

/** Stretches of a text as values of their own. */
export function sliced(value: TextValue, spans: readonly (readonly [number, number])[]): TextValue[] {
  const { written: _, ...own } = value;
  return spans.map(([start, end]) => ({ ...own, text: value.text.slice(start, end) }));
}

const split: Operation = (call) => {
  const [separator, text] = [knownText(call.arguments[0]), call.arguments[1]];
  const known = knownText(text);
  if (!separator || known === null || text?.kind !== "text") return null;
  const spans: [number, number][] = [];
  let at = 0;
  for (const part of known.split(separator)) {
    spans.push([at, at + part.length]);
    at += part.length + separator.length;
  }
  return listOf(sliced(text, spans), call);
};

/** How texts are cut into strings that fit: `regexall(".{1,255}", text)`. */
const chunks: Operation = (call) => {
  const [pattern, text] = [knownText(call.arguments[0]), call.arguments[1]];
  const size = Number(/^\.\{1,(\d{1,4})\}$/.exec(pattern ?? "")?.[1] ?? 0);
  const known = knownText(text);
  if (size === 0 || known === null || text?.kind !== "text" || /[\n\u{10000}-\u{10ffff}]/u.test(known))
    return null;
  const spans: [number, number][] = [];
  for (let at = 0; at < known.length; at += size) spans.push([at, Math.min(at + size, known.length)]);
  return listOf(sliced(text, spans), call);
};

export const collectionFunctions: Readonly<Record<string, Operation>> = {
  concat,
  flatten,
  compact,
  distinct,
  sort,
  reverse,
  element,
  one,
  lookup,
  merge,
  values,
  keys,
  length,
  contains,
  coalesce,
  split,
  try: attempt,
  regexall: chunks,
  toset: distinct,
  tolist: same,
  tomap: same,
  tostring: same,
  nonsensitive: same,
  sensitive: same,
  "?:": condition,
  "[].": member,
  "for[]": forList,
  "for{}": forMap,
};
