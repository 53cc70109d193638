/** What Bicep puts texts together with (Bicep, "String functions"), as far as that is certain. */

import { compose, type Piece } from "./compose.ts";
import type { Language, Operation } from "./evaluate.ts";
import {
  changing,
  comprehension,
  formatted,
  joined,
  literalAt,
  member,
  ownItems,
  replacing,
  standingAt,
  template,
  unfolded,
} from "./operations.ts";
import { knownText, type Value } from "./syntax/value.ts";

/** Texts, or lists. */
const concat: Operation = (call, source) => {
  const { arguments: given, span } = call;
  if (given.some(({ kind }) => kind === "list")) return unfolded(given, ownItems, call);
  return given.some(({ kind }) => kind === "text") ? compose(source, given, span) : null;
};

const join: Operation = ({ arguments: [list, separator], span }, source) => {
  const between = knownText(separator);
  return between === null ? null : joined(list, between, span, source);
};

/** `{0}` is the first value. */
const format: Operation = (call, source) => {
  const [pattern, ...values] = call.arguments;
  if (pattern?.kind !== "text") return null;
  const stands = ([sign, number]: RegExpExecArray, at: Value["span"]): Piece[] | undefined => {
    if (sign === "{{" || sign === "}}") return [literalAt(sign[0] as string, at, source)];
    const value = number === undefined ? undefined : values[Number(number)];
    return value && [standingAt(value, at)];
  };
  return formatted(pattern, /\{\{|\}\}|\{(\d+)\}|[{}]/g, stands, call, source);
};

const condition: Operation = ({ arguments: [test, yes, no] }) =>
  test?.kind === "scalar" ? ((test.source === "true" ? yes : no) ?? null) : null;

export const bicepLanguage: Language = {
  functions: {
    "`": template,
    "[].": member,
    "?:": condition,
    for: comprehension,
    concat,
    join,
    format,
    replace: replacing,
    string: ({ arguments: [value] }) => (value?.kind === "text" ? value : null),
    toLower: changing((text) => text.toLowerCase()),
    toUpper: changing((text) => text.toUpperCase()),
    trim: changing((text) => text.trim()),
  },
};
