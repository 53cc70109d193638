/** What Ruby puts texts together with, as far as that is certain. */

import { compose } from "./compose.ts";
import type { Language, Operation } from "./evaluate.ts";
import { changing, joined, ownItems, template, text, unfolded } from "./operations.ts";
import { knownText } from "./syntax/value.ts";

const plus: Operation = (call, source) => {
  const { arguments: given, span } = call;
  if (given.some(({ kind }) => kind === "text")) return compose(source, given, span);
  return given.some(({ kind }) => kind === "list") ? unfolded(given, ownItems, call) : null;
};

const join: Operation = ({ arguments: [list, separator], span }, source) => {
  const between = separator ? knownText(separator) : "";
  return between === null ? null : joined(list, between, span, source);
};

const condition: Operation = ({ arguments: [test, yes, no] }) => {
  if (test?.kind !== "scalar") return null;
  return (/^(?:false|nil)$/.test(test.source) ? no : yes) ?? null;
};

export const rubyLanguage: Language = {
  functions: {
    "`": template,
    "+": plus,
    "?:": condition,
    ".join": join,
    ".freeze": text,
    ".to_s": text,
    ".strip": changing((each) => each.replace(/^[\0\t-\r ]+|[\0\t-\r ]+$/g, "")),
    ".downcase": changing((each) => each.toLowerCase()),
    ".upcase": changing((each) => each.toUpperCase()),
  },
};
