/** What Python puts texts together with, as far as that is certain: operators, and methods of texts and lists. */

import { compose, type Piece } from "../compose.ts";
import type { Language, Operation } from "../evaluate.ts";
import {
  array,
  changing,
  comprehension,
  formatted,
  isModule,
  joined,
  literalAt,
  member,
  ownItems,
  replacing,
  standingAt,
  template,
  text,
  unfolded,
} from "../operations.ts";
import { entryOf, knownText, type Value } from "../syntax/value.ts";

/** Texts join, and so do lists; what is not known beside one of them is one as well. */
const plus: Operation = (call, source) => {
  const { arguments: pieces, span } = call;
  if (pieces.some(({ kind }) => kind === "text")) return compose(source, pieces, span);
  return pieces.some(({ kind }) => kind === "list") ? unfolded(pieces, ownItems, call) : null;
};

const isStarred = (value: Value) => value.kind === "call" && value.name === "...";

/** `%s` with these values in order, or by name; what they are may not be known. */
const percent =
  (several: boolean): Operation =>
  (call, source) => {
    const [pattern, ...values] = call.arguments;
    if (pattern?.kind !== "text" || values.some(isStarred)) return null;
    const [map] = values;
    const open = !several && map?.kind !== "text" && map?.kind !== "scalar";
    let next = 0;
    const stands = ([, name, flags, letter]: RegExpExecArray, at: Value["span"]) => {
      if (letter === undefined) return undefined;
      if (letter === "%") return [literalAt("%", at, source)];
      const entry = map?.kind === "map" && name !== undefined ? entryOf(map, name)?.value : undefined;
      const own = name === undefined && map?.kind !== "map" ? values[next++] : entry;
      if (!own && !open) return undefined;
      const value: Value = own ?? { kind: "unknown", span: at };
      const plain = flags === "" && (letter === "s" || (letter === "d" && value.kind === "scalar"));
      const put: Value = plain ? value : { kind: "unknown", span: at };
      return [standingAt(isCertain(put) ? put : { kind: "unknown", span: at }, at)];
    };
    const result = formatted(
      pattern,
      /%(?:\((\w+)\))?([-#0 +]*\d*(?:\.\d+)?)([a-zA-Z%])|%/g,
      stands,
      call,
      source,
    );
    // A value too many is an error.
    return map?.kind !== "map" && !open && next < values.length ? null : result;
  };

const isCertain = ({ kind }: Value) => kind === "text" || kind === "scalar" || kind === "unknown";

/** `"{} {0} {name}".format(…)`; `Output.format` of Pulumi has the text as its first argument. */
const format: Operation = (call, source) => {
  const [pattern, ...values] = isModule(call.arguments[0]) ? call.arguments.slice(1) : call.arguments;
  if (pattern?.kind !== "text") return null;
  const open = values.some(isStarred) || call.named.some(({ key }) => key === null);
  let next = 0;
  const stands = ([sign, name, flags]: RegExpExecArray, at: Value["span"]): Piece[] | undefined => {
    if (sign === "{{" || sign === "}}") return [literalAt(sign[0] as string, at, source)];
    if (name === undefined) return undefined;
    const byName = call.named.find(({ key }) => key === name)?.value;
    const value = name === "" ? values[next++] : /^\d+$/.test(name) ? values[Number(name)] : byName;
    if (!value && !open) return undefined;
    const known = value && !open && (flags === "" || flags === "!s") && isCertain(value) ? value : null;
    return [standingAt(known ?? { kind: "unknown", span: at }, at)];
  };
  return formatted(pattern, /\{\{|\}\}|\{(\w*)([^{}]*)\}|[{}]/g, stands, call, source);
};

const join: Operation = ({ arguments: given, span }, source) => {
  const [separator, list] = isModule(given[0]) ? given.slice(1) : given;
  const between = knownText(separator);
  return between === null ? null : joined(list, between, span, source);
};

/** `Output.concat(a, b)`. */
const concat: Operation = ({ arguments: [of, ...pieces], span }, source) =>
  isModule(of) ? compose(source, pieces, span) : null;

/** `Output.all(a, b).apply(lambda args: …)`, `a.apply(lambda a: …)`. */
const apply: Operation = ({ arguments: [of, written] }, _source, given) => {
  if (!of || written?.kind !== "function") return null;
  const all = of.kind === "call" && /(?:^|\.)Output\.all$/.test(of.name);
  const items = all ? of.arguments.map((value) => ({ value, removal: null })) : [];
  return given(written, [
    all ? { kind: "list", items, span: of.span, whole: !items.some((each) => isStarred(each.value)) } : of,
  ]);
};

/** A dictionary as a list of keys with values. */
const items: Operation = ({ arguments: [map], span }, source) => {
  if (map?.kind !== "map" || !map.whole) return null;
  const pairs = map.entries.map(({ key, value }) => {
    const name: Value = { ...compose(source, [key ?? ""], span), used: span };
    const pair = [name, value].map((each) => ({ value: each, removal: null }));
    return { value: { kind: "list", items: pair, span, whole: true } as const, removal: null };
  });
  return { kind: "list", items: pairs, span, whole: true };
};

const condition: Operation = ({ arguments: [test, yes, no] }) => {
  if (test?.kind !== "scalar") return null;
  return (/^(?:False|None|-?0)$/.test(test.source) ? no : yes) ?? null;
};

const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";

/** What takes blanks away where the pattern finds them; other characters only if they are written down. */
const stripping = (start: boolean, end: boolean): Operation => {
  const pattern = new RegExp([...(start ? [`^${BLANK}`] : []), ...(end ? [`${BLANK}$`] : [])].join("|"), "g");
  return (call, source, given) =>
    call.arguments.length > 1 ? null : changing((each) => each.replace(pattern, ""))(call, source, given);
};

/** Octets that are decoded: those of ASCII are what they seem. */
const decode: Operation = ({ arguments: [octets], span }, source) => {
  if (octets?.kind !== "call" || octets.name !== "b") return null;
  const texts = octets.arguments.flatMap((each) =>
    each.kind === "call" && each.name === "b" ? each.arguments : [each],
  );
  return texts.every((each) => /^[\0-\x7f]*$/.test(knownText(each) ?? "\u0080"))
    ? compose(source, texts, span)
    : null;
};

const list: Operation = ({ arguments: [value], span }) =>
  value?.kind === "list" ? { ...value, span } : null;

const dictionary: Operation = ({ arguments: given, named, span }) =>
  given.length === 0 ? { kind: "map", entries: named, span, whole: true } : null;

export const pythonLanguage: Language = {
  functions: {
    "`": template,
    "+": plus,
    "%": percent(false),
    "%()": percent(true),
    "[]": array,
    "[].": member,
    "?:": condition,
    for: comprehension,
    str: text,
    list,
    tuple: list,
    dict: dictionary,
    ".join": join,
    ".format": format,
    ".concat": concat,
    ".apply": apply,
    ".items": items,
    ".replace": replacing,
    ".strip": stripping(true, true),
    ".lstrip": stripping(true, false),
    ".rstrip": stripping(false, true),
    ".lower": changing((value) => value.toLowerCase()),
    ".upper": changing((value) => value.toUpperCase()),
    ".decode": decode,
  },
};
