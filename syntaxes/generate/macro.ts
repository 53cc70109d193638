// The rules for macros (RFC 7208, 7.1), and how a word is spelt that a string's end may cut.

import type { Flavour } from "./flavour.ts";
import { type Rule, scopes } from "./grammar.ts";
import { macroDelimiters, macroEscapes, macroLetters } from "./words.ts";

const OPEN = "punctuation.section.embedded.begin.macro.spf";
const CLOSE = "punctuation.section.embedded.end.macro.spf";
export const MACRO_SCOPES = {
  open: OPEN,
  close: CLOSE,
  escape: "constant.character.escape.macro.spf",
  letter: "variable.language.macro.spf",
  transformer: "constant.numeric.transformer.macro.spf",
} as const;

/** Matches these characters in any case, with whatever may stand between two of them in one line. */
export function spell({ one, join }: Flavour, word: string): string {
  return [...word].map(one).join(join);
}

/** Matches, as a lookahead, a macro that is well-formed, as far as its line goes. */
function macroAhead(flavour: Flavour): string {
  return `(?=${flavour.one("%")}${flavour.join}(?:${afterPercent(flavour)}))`;
}

function afterPercent(flavour: Flavour): string {
  const { one, join } = flavour;
  return `${orCut(flavour, `${one(macroEscapes)}|${one("{")}${join}${orCut(flavour, inBraces(flavour))}`)}`;
}

/** From the letter to the closing brace; a count of zero is none (7.3). */
function inBraces(flavour: Flavour): string {
  const { one, join } = flavour;
  const digit = one("0123456789");
  const zero = `(?!(?:${one("0")}${join})+(?!${orCut(flavour, digit)}))`;
  const delimiters = `(?:${one(macroDelimiters)}${join})*+`;
  const close = orCut(flavour, one("}"));
  return `${one(macroLetters)}${join}${zero}(?:${digit}${join})*+(?:${one("r")}${join})?+${delimiters}${close}`;
}

function orCut({ cut }: Flavour, pattern: string): string {
  return cut === null ? `(?:${pattern})` : `(?:${pattern}|${cut})`;
}

/** The rules by name; `macro` is the one to include. Each lasts to the end of its macro, or of its term. */
export function macroRules(flavour: Flavour, end: string): Record<string, Rule> {
  const { id, one } = flavour;
  const gap: Rule = { include: `#${id}-gap` };
  const [percent, open, close] = [one("%"), one("{"), one("}")];
  const escaped = one(macroEscapes);
  const closing = { end: `(${close})|${end}`, endCaptures: scopes({ 1: MACRO_SCOPES.close }) };
  const letter: Rule = {
    begin: one(macroLetters),
    beginCaptures: scopes({ 0: MACRO_SCOPES.letter }),
    end: `(?=${close})|${end}`,
    patterns: [gap, { name: MACRO_SCOPES.transformer, match: `${one(`0123456789r${macroDelimiters}`)}+` }],
  };
  return {
    "macro-escape": { name: MACRO_SCOPES.escape, match: `${percent}${escaped}` },
    "macro-expand": {
      begin: `${macroAhead(flavour)}${percent}${open}`,
      beginCaptures: scopes({ 0: MACRO_SCOPES.open }),
      ...closing,
      patterns: [gap, letter],
    },
    // The percent sign ends a string, and what it begins stands in the next one.
    "macro-cut": {
      begin: `${macroAhead(flavour)}${percent}(?!${escaped}|${open})`,
      beginCaptures: scopes({ 0: MACRO_SCOPES.open }),
      end: `(${close})|(${escaped})|${end}`,
      endCaptures: scopes({ 1: MACRO_SCOPES.close, 2: MACRO_SCOPES.escape }),
      patterns: [
        gap,
        {
          begin: open,
          beginCaptures: scopes({ 0: MACRO_SCOPES.open }),
          end: `(?=${close})|${end}`,
          patterns: [gap, letter],
        },
      ],
    },
    "macro-none": { name: "invalid.illegal.macro.spf", match: percent },
    macro: {
      patterns: ["escape", "expand", "cut", "none"].map((name) => ({ include: `#${id}-macro-${name}` })),
    },
  };
}
