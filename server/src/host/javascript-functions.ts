/** What JavaScript puts texts together with, as far as that is certain: operators, and methods of texts and lists. */

import { compose, type Piece } from "./compose.ts";
import type { Language, Operation } from "./evaluate.ts";
import { changing } from "./operations.ts";
import { entryOf, type Item, knownText, plainText, type TextValue, type Value } from "./syntax/value.ts";

const template: Operation = ({ arguments: pieces, span }, source) => compose(source, pieces, span);

/** From the first text on `+` joins; what stands before it may be numbers, which add up. */
const plus: Operation = ({ arguments: pieces, span }, source) => {
  const first = pieces.findIndex(({ kind }) => kind === "text");
  if (first < 0) return null;
  if (first < 2) return compose(source, pieces, span);
  const start = pieces[0]?.span.start ?? span.start;
  const sum: Value = { kind: "unknown", span: { start, end: pieces[first - 1]?.span.end ?? start } };
  return compose(source, [sum, ...pieces.slice(first)], span);
};

/** What `Fn.join` of the CDK and `pulumi.concat` are called on: a name that is not a list. */
const isModule = (value: Value | undefined) =>
  value?.kind === "unknown" && /(?:^|\.)(?:Fn|pulumi)$/.test(value.reference ?? "");

const join: Operation = ({ arguments: given, span }, source) => {
  const [list, separator] = isModule(given[0]) ? [given[2], given[1]] : given;
  const between = separator ? knownText(separator) : ",";
  // An item that is not known may stand for several.
  if (between === null || list?.kind !== "list") return null;
  const pieces = list.items.flatMap(({ value }, i): Piece[] => {
    const nothing = value.kind === "scalar" && /^(?:null|undefined)$/.test(value.source);
    const own: Piece[] = nothing ? [] : [value];
    return i === 0 || between === "" ? own : [between, ...own];
  });
  // A list that is written elsewhere in the section keeps its places: the text stands there.
  const within = span.start <= list.span.start && list.span.end <= span.end;
  return compose(source, pieces, within ? span : list.span);
};

/**
 * The values as a list, where some stand for all that is in them: `lists` says for each what that would be. One that is
 * not known stands there itself, for no item or for many.
 */
function unfolded(given: readonly Value[], lists: (value: Value) => Value | null, { span }: Value): Value {
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

const ownItems = (value: Value) => (value.kind === "text" || value.kind === "scalar" ? null : value);

const array: Operation = (call) =>
  unfolded(
    call.arguments,
    (value) => (value.kind === "call" && value.name === "..." ? (value.arguments[0] ?? value) : null),
    call,
  );

/** `"a".concat(b)`, `[a].concat(b, [c])`, `pulumi.concat(a, b)`. */
const concat: Operation = (call, source) => {
  const { arguments: given, span } = call;
  const [first, ...more] = given;
  if (isModule(first)) return compose(source, more, span);
  if (first?.kind === "text") return compose(source, given, span);
  return first?.kind === "list" ? unfolded(given, ownItems, call) : null;
};

const flat: Operation = (call) => {
  const [list] = call.arguments;
  if (list?.kind !== "list") return null;
  return unfolded(
    list.items.map(({ value }) => value),
    ownItems,
    call,
  );
};

/** `a["b"]` and `a[0]`. */
const member: Operation = ({ arguments: [of, key] }) => {
  const name = plainText(key);
  if (name === null) return null;
  if (of?.kind === "list" && of.whole) return of.items[Number(name)]?.value ?? null;
  return of?.kind === "map" && of.whole ? (entryOf(of, name)?.value ?? null) : null;
};

const replace =
  (all: boolean): Operation =>
  ({ arguments: [value, from, to], span }, source) => {
    const [text, before, after] = [knownText(value), knownText(from), knownText(to)];
    if (text === null || before === null || after === null || after.includes("$")) return null;
    if (!text.includes(before)) return value ?? null;
    return compose(source, [all ? text.replaceAll(before, after) : text.replace(before, after)], span);
  };

const condition: Operation = ({ arguments: [test, yes, no] }) => {
  if (test?.kind !== "scalar") return null;
  return (/^(?:false|null|undefined|0|NaN)$/.test(test.source) ? no : yes) ?? null;
};

const text: Operation = ({ arguments: [value] }): TextValue | null => (value?.kind === "text" ? value : null);

export const javascriptLanguage: Language = {
  functions: {
    "`": template,
    "+": plus,
    "[]": array,
    "[].": member,
    "?:": condition,
    ".join": join,
    ".concat": concat,
    ".flat": flat,
    ".toString": text,
    ".replace": replace(false),
    ".replaceAll": replace(true),
    ".trim": changing((value) => value.trim()),
    ".trimStart": changing((value) => value.trimStart()),
    ".trimEnd": changing((value) => value.trimEnd()),
    ".toLowerCase": changing((value) => value.toLowerCase()),
    ".toUpperCase": changing((value) => value.toUpperCase()),
  },
};
