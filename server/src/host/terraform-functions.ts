/** The functions of Terraform that put texts together (Terraform, "Built-in Functions"), as far as that is certain. */

import { compose, type Piece } from "./compose.ts";
import type { Language, Operation } from "./evaluate.ts";
import { changing, wholeList } from "./operations.ts";
import { type Item, knownText, type TextValue, type Value } from "./syntax/value.ts";

const join: Operation = ({ arguments: [separator, list, ...more], span }, source) => {
  const between = knownText(separator);
  const items = more.length === 0 ? wholeList(list) : null;
  if (between === null || !items) return null;
  const pieces = items.flatMap(({ value }, i): Piece[] =>
    i === 0 || between === "" ? [value] : [between, value],
  );
  return compose(source, pieces, span);
};

/** The values of several lists after each other. */
const concat: Operation = ({ arguments: lists, span }) => {
  const items: Item[] = [];
  let whole = true;
  for (const list of lists) {
    if (list.kind === "list") items.push(...list.items);
    whole &&= list.kind === "list" && list.whole;
  }
  return { kind: "list", items: items.map(({ value }) => ({ value, removal: null })), span, whole };
};

/** Lists within lists, unfolded. */
const flatten: Operation = ({ arguments: [list], span }) => {
  if (list?.kind !== "list") return null;
  const items: Item[] = [];
  let whole = list.whole;
  const unfold = (value: Value): void => {
    if (value.kind !== "list") {
      items.push({ value, removal: null });
      // What is not known may be a list, or an empty one.
      if (value.kind !== "text" && value.kind !== "scalar") whole = false;
      return;
    }
    whole &&= value.whole;
    for (const item of value.items) unfold(item.value);
  };
  unfold(list);
  return { kind: "list", items, span, whole };
};

/** A list without empty texts; what is not known may be empty. */
const compact: Operation = ({ arguments: [list], span }) => {
  const items = wholeList(list);
  if (!items || items.some(({ value }) => value.kind !== "text")) return null;
  return { kind: "list", items: items.filter(({ value }) => knownText(value) !== ""), span, whole: true };
};

const same: Operation = ({ arguments: [value] }) => value ?? null;

const distinct: Operation = (call) => {
  const [list] = call.arguments;
  const items = wholeList(list);
  const texts = items?.map(({ value }) => knownText(value));
  return texts && !texts.includes(null) && new Set(texts).size === texts.length ? (list ?? null) : null;
};

/** `%s`, `%v` and `%d` take the next value, which stands where the verb is; `%%` is a sign. */
const format: Operation = ({ arguments: [pattern, ...values], span }, source) => {
  if (pattern?.kind !== "text" || pattern.text.holes.length > 0 || !pattern.text.standsIn(source))
    return null;
  const { text } = pattern.text;
  const part = (start: number, end: number): TextValue => {
    const at = pattern.text.sourceRange({ start, end });
    return { kind: "text", text: pattern.text.slice(start, end), span: { start: at.start, end: at.end } };
  };
  const pieces: Piece[] = [];
  let told = 0;
  for (const { index, 0: verb } of text.matchAll(/%(?:%|[svd]|[\s\S]?)/g)) {
    if (told < index) pieces.push(part(told, index));
    told = index + verb.length;
    const at = part(index, told).span;
    if (verb === "%%") pieces.push({ ...part(index, index + 1), used: at });
    else {
      const value = /^%[svd]$/.test(verb) ? values.shift() : undefined;
      if (!value) return null;
      pieces.push(value.kind === "text" ? { ...value, used: at } : { ...value, span: at });
    }
  }
  if (told < text.length) pieces.push(part(told, text.length));
  return compose(source, pieces, span);
};

const trims: Readonly<Record<string, (text: string) => string>> = {
  trimspace: (text) => text.trim(),
  chomp: (text) => text.replace(/(?:\r?\n)+$/, ""),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
};

const replace: Operation = ({ arguments: [value, from, to], span }, source) => {
  const [text, before, after] = [knownText(value), knownText(from), knownText(to)];
  if (text === null || before === null || after === null || before === "") return null;
  // Between slashes it is a regular expression of another kind than ours.
  if (/^\/.*\/$/s.test(before)) return null;
  if (!text.includes(before)) return value ?? null;
  return compose(source, [text.replaceAll(before, after)], span);
};

const condition: Operation = ({ arguments: [test, yes, no] }) => {
  if (test?.kind !== "scalar") return null;
  if (test.source === "true") return yes ?? null;
  return test.source === "false" ? (no ?? null) : null;
};

export const terraformLanguage: Language = {
  functions: {
    join,
    concat,
    flatten,
    compact,
    distinct,
    format,
    replace,
    "?:": condition,
    toset: distinct,
    tolist: same,
    tostring: same,
    nonsensitive: same,
    sensitive: same,
    sort: (call) => (wholeList(call.arguments[0])?.length === 1 ? (call.arguments[0] ?? null) : null),
    // It cuts a text into quoted strings, as DNS wants them.
    "provider::hcloud::txt_record": same,
    ...Object.fromEntries(Object.entries(trims).map(([name, change]) => [name, changing(change)])),
  },
};
