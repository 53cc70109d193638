/** The functions of Terraform that put texts together (Terraform, "Built-in Functions"), as far as they are certain. */

import { compose, joining, type Piece } from "../compose.ts";
import type { Language, Operation } from "../evaluate.ts";
import { changing, formatted, literalAt, standingAt, wholeList } from "../operations.ts";
import { TEMPLATE } from "../syntax/hcl-template.ts";
import {
  type Item,
  knownText,
  plainText,
  type ScalarValue,
  type TextValue,
  type Value,
} from "../syntax/value.ts";
import { collectionFunctions, sliced, truth } from "./collections.ts";

/** A number as it is written into a text: `1.50` is `1.5`. */
function inText(value: Value): Value {
  if (value.kind !== "scalar" || !/^-?\d+\.\d*[0-9]$|^-?\d+[eE.]/.test(value.source)) return value;
  const plain = String(Number(value.source));
  return /e/.test(plain) ? { kind: "unknown", span: value.span } : { ...value, source: plain };
}

/** What stands in a template is there with its signs, but for texts that are written right there. */
const template: Operation = ({ named, span }, source) => {
  const pieces = named.map(({ value, span: signs }): Piece => {
    const own = inText(value);
    if (own.kind !== "text") return { ...own, span: signs };
    return own.used ? { ...own, used: signs } : own;
  });
  return compose(source, pieces, span);
};

const join: Operation = ({ arguments: [separator, list, ...more], span }, source) => {
  const between = knownText(separator);
  if (between === null || list?.kind !== "list" || more.length > 0) return null;
  const { items, whole } = list;
  // Of a list that is not known from end to end, what is not known has to stand where it is.
  if (!whole && !items.some(({ value }) => value.kind === "unknown" || value.kind === "call")) return null;
  const texts = items.map((item) => ({ ...item, value: inText(item.value) }));
  return compose(source, joining(texts, between), span);
};

/** `%s`, `%v` and `%d` take the next value, which stands where the verb is; `%q` puts it in quotes, `%%` is a sign. */
const format: Operation = (call, source) => {
  const [pattern, ...values] = call.arguments;
  if (pattern?.kind !== "text") return null;
  let next = 0;
  const stands = ([, number, letter]: RegExpExecArray, at: Value["span"]): Piece[] | undefined => {
    if (letter === "%" && number === undefined) return [literalAt("%", at, source)];
    if (number !== undefined) next = Number(number) - 1;
    const value = letter === undefined || letter === "%" ? undefined : values[next++];
    if (!value) return undefined;
    const put = inText(standingAt(value, at));
    if (letter === "q" && /["\\]/.test(plainText(put) ?? '"')) return undefined;
    return letter === "q" ? ['"', put, '"'] : [put];
  };
  return formatted(pattern, /%(?:\[(\d+)\])?(%|[svdq])|%/g, stands, call, source);
};

/** A text for each item of the lists, which are of one length; what is no list is the same for all. */
const formatlist: Operation = (call, source, apply) => {
  const [pattern, ...given] = call.arguments;
  const lists = given.map(wholeList);
  const sizes = lists.flatMap((list) => (list ? [list.length] : []));
  const isKnown = given.every((value, i) => lists[i] || value.kind === "text" || value.kind === "scalar");
  if (!pattern || !isKnown || sizes.length === 0 || new Set(sizes).size > 1) return null;
  const items = Array.from({ length: sizes[0] as number }, (_, i): Item => {
    const values = given.map((value, at) => lists[at]?.[i]?.value ?? value);
    const value = format({ ...call, arguments: [pattern, ...values] }, source, apply);
    return { value: value ?? { kind: "unknown", span: call.span }, removal: null };
  });
  return { kind: "list", items, span: call.span, whole: true };
};

/** A text in quotes, as JSON writes one that needs no escapes. */
const jsonencode: Operation = ({ arguments: [value, ...more], span }, source) => {
  if (value?.kind !== "text" || more.length > 0 || /["\\<>&\x00-\x1f\u2028\u2029]/.test(value.text.text))
    return null;
  return compose(source, ['"', value, '"'], span);
};

const trims: Readonly<Record<string, (text: string) => string>> = {
  trimspace: (text) => text.trim(),
  chomp: (text) => text.replace(/(?:\r\n?|\n)+$/, ""),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
};

/** What takes a text that is given away at an end. */
function trimming(change: (text: string, end: string) => string): Operation {
  return (call, source, apply) => {
    const end = knownText(call.arguments[1]);
    return end === null ? null : changing((text) => change(text, end))(call, source, apply);
  };
}

const trimsuffix = trimming((text, end) =>
  text.endsWith(end) ? text.slice(0, text.length - end.length) : text,
);
const trimprefix = trimming((text, start) => (text.startsWith(start) ? text.slice(start.length) : text));

/** Everything that stays keeps its place. */
const replace: Operation = ({ arguments: [value, from, to], span }, source) => {
  const [text, before, after] = [knownText(value), knownText(from), knownText(to)];
  if (text === null || value?.kind !== "text" || before === null || after === null || before === "")
    return null;
  const pattern = patternOf(before);
  if (!pattern || (before.startsWith("/") && after.includes("$"))) return null;
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return value;
  const pieces: Piece[] = [];
  let told = 0;
  for (const { index, 0: old } of found) {
    if (told < index) pieces.push(...sliced(value, [[told, index]]));
    if (after !== "") pieces.push(after);
    told = index + old.length;
  }
  if (told < text.length) pieces.push(...sliced(value, [[told, text.length]]));
  return compose(
    source,
    pieces.map((piece) => placed(piece)),
    span,
  );
};

/** A slice stands where its own characters do. */
function placed(piece: Piece): Piece {
  return typeof piece === "string" || piece.kind !== "text" || piece.used ? piece : placedText(piece);
}

export function placedText(value: TextValue): TextValue {
  const { start, end } = value.text.sourceRange({ start: 0, end: value.text.text.length });
  return { ...value, span: { start, end } };
}

/**
 * What `replace` looks for. Between slashes it is an expression of RE2, of which those are read that say the same here:
 * characters, blanks and how often.
 */
function patternOf(before: string): RegExp | null {
  const inside = /^\/(.*)\/$/s.exec(before)?.[1];
  if (inside === undefined) return new RegExp(before.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"), "g");
  if (!/^(?:(?:\\[sntr]|[^\\.*+?^${}()|[\]/])[*+?]?)+$/.test(inside)) return null;
  return new RegExp(inside.replaceAll("\\s", "[\\t\\n\\f\\r ]"), "g");
}

/** Whether two values are the same: texts and numbers alone are compared. */
const equal = (isMeant: boolean): Operation => {
  return ({ arguments: [left, right], span }) => {
    const [a, b] = [plainText(left), plainText(right)];
    if (a === null || b === null || left?.kind !== right?.kind) return null;
    return said((a === b) === isMeant, span);
  };
};

/** Numbers alone have an order. */
const order = (isMeant: (a: number, b: number) => boolean): Operation => {
  return ({ arguments: [left, right], span }) => {
    if (left?.kind !== "scalar" || right?.kind !== "scalar") return null;
    const [a, b] = [Number(left.source), Number(right.source)];
    return Number.isNaN(a) || Number.isNaN(b) ? null : said(isMeant(a, b), span);
  };
};

/** Whether a text begins or ends with another. */
const having = (isMeant: (text: string, part: string) => boolean): Operation => {
  return ({ arguments: [value, given], span }) => {
    const [text, part] = [knownText(value), knownText(given)];
    return text === null || part === null ? null : said(isMeant(text, part), span);
  };
};

const not: Operation = ({ arguments: [value], span }) => {
  const known = truth(value);
  return known === null ? null : said(!known, span);
};

/** `&&` and `||`: one side can decide. */
const decidedBy = (decisive: boolean): Operation => {
  return ({ arguments: sides, span }) => {
    const known = sides.map(truth);
    if (known.includes(decisive)) return said(decisive, span);
    return known.includes(null) ? null : said(!decisive, span);
  };
};

function said(value: boolean, span: Value["span"]): ScalarValue {
  return { kind: "scalar", source: String(value), span };
}

export const terraformLanguage: Language = {
  functions: {
    ...collectionFunctions,
    ...Object.fromEntries(Object.entries(trims).map(([name, change]) => [name, changing(change)])),
    [TEMPLATE]: template,
    join,
    format,
    formatlist,
    replace,
    trimsuffix,
    trimprefix,
    jsonencode,
    startswith: having((text, part) => text.startsWith(part)),
    endswith: having((text, part) => text.endsWith(part)),
    "==": equal(true),
    "!=": equal(false),
    "<": order((a, b) => a < b),
    "<=": order((a, b) => a <= b),
    ">": order((a, b) => a > b),
    ">=": order((a, b) => a >= b),
    "!": not,
    "&&": decidedBy(false),
    "||": decidedBy(true),
    // It cuts a text into quoted strings, as DNS wants them.
    "provider::hcloud::txt_record": ({ arguments: [value] }) => value ?? null,
  },
};
