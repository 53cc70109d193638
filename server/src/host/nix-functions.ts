/** The combinators of dns.nix (dns.nix, "combinators.nix"), and what else Nix puts texts and lists together with. */

import { compose, joining, textAt } from "./compose.ts";
import type { Language, Operation } from "./evaluate.ts";
import { comprehension, joined, member, ownItems, template, unfolded, wholeList } from "./operations.ts";
import {
  type Item,
  knownText,
  type MapValue,
  plainText,
  type TextValue,
  type Value,
} from "./syntax/value.ts";

/** `strict [ … ]` and `soft [ … ]`: a record of these terms that ends so. */
const spf =
  (end: string): Operation =>
  ({ arguments: [list, ...more], span }, source) => {
    if (list?.kind !== "list" || more.length > 0) return null;
    const terms = list.items.map((item): Item => {
      const { value } = item;
      const google = value.kind === "unknown" && /(?:^|\.)google$/.test(value.reference ?? "");
      return google ? { ...item, value: textAt("include:_spf.google.com", source, value.span) } : item;
    });
    const blank = terms.length > 0 ? " " : "";
    return compose(source, [`v=spf1${blank}`, ...joining(terms, " "), ` ${end}`], span);
  };

const last: Operation = ({ arguments: given }) => given.at(-1) ?? null;

/** Texts or lists, side by side. */
const plus: Operation = (call, source) =>
  call.arguments.some(({ kind }) => kind === "text") ? compose(source, call.arguments, call.span) : null;

const append: Operation = (call) => unfolded(call.arguments, ownItems, call);

/** `a // b`: what is in the last of them counts. */
const update: Operation = ({ arguments: given, span }): MapValue | null => {
  const entries = given.flatMap((each) => (each.kind === "map" ? each.entries : []));
  const whole = given.every((each) => each.kind === "map" && each.whole);
  return entries.length > 0 ? { kind: "map", entries, span, whole } : null;
};

const join: Operation = ({ arguments: [separator, list], span }, source) => {
  const between = knownText(separator);
  return between === null ? null : joined(list, between, span, source);
};

/** What is done to each item; records keep being records with a time to live. */
const map: Operation = (call, source, apply) => {
  const [each, list] = call.arguments;
  if (!wholeList(list) || !each || !list) return null;
  return each.kind === "function" ? comprehension({ ...call, arguments: [list, each] }, source, apply) : list;
};

const product: Operation = ({ arguments: given, span }) => {
  const numbers = given.map((each) => Number(each.kind === "scalar" ? each.source : Number.NaN));
  const whole = numbers.reduce((a, b) => a * b, 1);
  return Number.isSafeInteger(whole) ? { kind: "scalar", source: `${whole}`, span } : null;
};

const condition: Operation = ({ arguments: [test, yes, no] }) =>
  test?.kind === "scalar" ? ((test.source === "true" ? yes : no) ?? null) : null;

/** A text, or a whole number as one. */
const toText: Operation = ({ arguments: [value, ...more], span }, source): TextValue | null => {
  if (more.length > 0 || !value) return null;
  if (value.kind === "text") return value;
  const number = plainText(value);
  return number !== null && /^\d+$/.test(number) ? textAt(number, source, span) : null;
};

export const nixLanguage: Language = {
  functions: {
    "`": template,
    "[].": member,
    "?:": condition,
    "+": plus,
    "++": append,
    "//": update,
    "*": product,
    with: last,
    let: last,
    map,
    strict: spf("-all"),
    soft: spf("~all"),
    txt: ({ arguments: [value] }: { readonly arguments: readonly Value[] }) =>
      value?.kind === "text" ? value : null,
    concatStringsSep: join,
    concatStrings: ({ arguments: [list], span }, source) => joined(list, "", span, source),
    toString: toText,
  },
};
