/** What JavaScript puts texts together with, as far as that is certain: operators, and methods of texts and lists. */

import { compose } from "../compose.ts";
import type { Language, Operation } from "../evaluate.ts";
import {
  array,
  changing,
  isModule,
  joined,
  member,
  ownItems,
  template,
  text,
  unfolded,
} from "../operations.ts";
import { knownText, type Value } from "../syntax/value.ts";

/** From the first text on `+` joins; what stands before it may be numbers, which add up. */
const plus: Operation = ({ arguments: pieces, span }, source) => {
  const first = pieces.findIndex(({ kind }) => kind === "text");
  if (first < 0) return null;
  if (first < 2) return compose(source, pieces, span);
  const start = pieces[0]?.span.start ?? span.start;
  const sum: Value = { kind: "unknown", span: { start, end: pieces[first - 1]?.span.end ?? start } };
  return compose(source, [sum, ...pieces.slice(first)], span);
};

const join: Operation = ({ arguments: given, span }, source) => {
  const [list, separator] = isModule(given[0]) ? [given[2], given[1]] : given;
  const between = separator ? knownText(separator) : ",";
  return between === null ? null : joined(list, between, span, source);
};

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
