/** What Go puts texts together with, and how Pulumi and the CDK have them wrapped, as far as that is certain. */

import { compose, type Piece } from "../compose.ts";
import type { Language, Operation } from "../evaluate.ts";
import { changing, formatted, joined, literalAt, member, replacing, standingAt } from "../operations.ts";
import { knownText, type Value } from "../syntax/value.ts";

const plus: Operation = ({ arguments: given, span }, source) =>
  given.some(({ kind }) => kind === "text") ? compose(source, given, span) : null;

const wrapped: Operation = ({ arguments: [value, ...more] }) => (more.length === 0 ? (value ?? null) : null);

const texts: Operation = ({ arguments: given, span }) => ({
  kind: "list",
  items: given.map((value) => ({ value, removal: null })),
  span,
  whole: true,
});

const join: Operation = ({ arguments: [list, separator], span }, source) => {
  const between = knownText(separator);
  return between === null ? null : joined(list, between, span, source);
};

/** `%s`, `%v` and `%d` take the next value; other verbs write it in a way of their own. */
const sprintf: Operation = (call, source) => {
  const [pattern, ...values] = call.arguments;
  if (pattern?.kind !== "text") return null;
  let next = 0;
  const stands = ([, flags, letter]: RegExpExecArray, at: Value["span"]): Piece[] | undefined => {
    if (letter === "%") return [literalAt("%", at, source)];
    const number = /^\[(\d+)\]$/.exec(flags ?? "")?.[1];
    if (number !== undefined) next = Number(number) - 1;
    const value = letter === undefined ? undefined : values[next++];
    if (!value) return undefined;
    const isPlain = /^[svd]$/.test(letter ?? "") && (flags === "" || number !== undefined);
    const isKnown = value.kind === "text" || (value.kind === "scalar" && letter !== "s");
    return [
      standingAt(
        isPlain && (isKnown || value.kind === "unknown") ? value : { kind: "unknown", span: at },
        at,
      ),
    ];
  };
  return formatted(pattern, /%([-+# 0]*(?:\d+|\[\d+\])?(?:\.\d+)?)([a-zA-Z%])|%/g, stands, call, source);
};

/** All places, as often as they are: `ReplaceAll` alone. */
export const goLanguage: Language = {
  functions: {
    "+": plus,
    "[].": member,
    "fmt.Sprintf": sprintf,
    "pulumi.Sprintf": sprintf,
    "jsii.Sprintf": sprintf,
    "pulumi.String": wrapped,
    "pulumi.StringPtr": wrapped,
    "pulumi.Int": wrapped,
    "pulumi.Float64": wrapped,
    "jsii.String": wrapped,
    "jsii.Number": wrapped,
    "jsii.Strings": texts,
    "pulumi.ToStringArray": wrapped,
    string: wrapped,
    "strings.Join": join,
    "strings.ReplaceAll": replacing,
    "strings.TrimSpace": changing((text) => text.trim()),
    "strings.ToLower": changing((text) => text.toLowerCase()),
    "strings.ToUpper": changing((text) => text.toUpperCase()),
  },
};
