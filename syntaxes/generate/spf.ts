// The rules for the text of a record, for one way of writing it. A rule that has begun lasts to the end of its term,
// since what follows a name depends on it; what lies between two strings is let through by every rule, so that a term
// may be cut anywhere.
//
// The borders of what the rules colour are those of the parser's tokens for every valid record, except where a line
// end cuts a name and what was begun can't be told: see test/grammar/README.md.

import { cutRules } from "./cut.ts";
import type { Flavour } from "./flavour.ts";
import { oneOf, type Rule, scopes } from "./grammar.ts";
import { macroRules, spell } from "./macro.ts";
import { beginnings, mechanismValues, modifierValues, qualifierResults, type Value } from "./words.ts";

/** The scope of each kind of token. */
export const SCOPES = {
  version: "keyword.control.version.spf",
  scope: "constant.language.scope.spf",
  qualifier: "keyword.control.qualifier.spf",
  mechanism: "entity.name.function.mechanism.spf",
  modifier: "variable.parameter.modifier.spf",
  separator: "punctuation.separator.spf",
  domain: "entity.name.namespace.domain.spf",
  address: "constant.numeric.address.spf",
  "prefix-length": "constant.numeric.prefix-length.spf",
  value: "string.unquoted.value.spf",
  junk: "invalid.illegal.spf",
  /** The beginning of a name, which someone may be typing. */
  unfinished: "meta.unfinished.spf",
} as const;

/** The end of a term, and of every rule in it. Where a record goes over lines, it may have ended before this one. */
export function termEnd({ space, end, cut }: Flavour): string {
  return `(?=${space}|${end})|(?=$)${cut === null ? "" : "|^"}`;
}

/** Matches, as a lookahead, the version with which a record begins. */
export function versionAhead(flavour: Flavour): string {
  return `(?:${spell(flavour, "v=spf1")}|${spell(flavour, "spf2.")})`;
}

/** The rules of a flavour by name. `terms` and `record` are those to begin with. */
export function spfRules(flavour: Flavour): Record<string, Rule> {
  const { id, any, space, gap, join, stop, cut } = flavour;
  const last = `(?:${space}|${stop})`;
  const end = termEnd(flavour);
  const run = (...stops: readonly string[]) => `(?:(?!${oneOf([space, ...stops])})${any})+`;
  const ref = (...names: readonly string[]): Rule[] => names.map((name) => ({ include: `#${id}-${name}` }));
  const [colon, equals, slash] = [flavour.one(":"), flavour.one("="), flavour.one("/")];
  const mechanismEnd = `(?:${colon}|${slash}|${cut === null ? "" : `(?!${cut})`}${last})`;
  const after = (sign: string, patterns: readonly Rule[]): Rule => ({
    begin: sign,
    beginCaptures: scopes({ 0: SCOPES.separator }),
    end,
    patterns,
  });

  // A prefix length begins only where nothing but slashes and digits follows: a domain-spec may hold both.
  const digits = `(?:${flavour.one("0123456789")}${join})`;
  const prefixAhead = `(?=${slash})(?=(?:(?:${slash}${join}){1,2}${digits}*+){1,4}${last})`;

  const values: Record<Value, readonly Rule[]> = {
    nothing: [after(oneOf([colon, slash]), ref("gap", "junk"))],
    domain: [after(colon, ref("gap", "domain")), after(slash, ref("gap", "length"))],
    host: [after(colon, ref("gap", "prefix", "host")), ...ref("prefix"), after(slash, ref("gap", "length"))],
    address: [after(colon, ref("gap", "network")), after(slash, ref("gap", "length"))],
    text: [],
  };
  const afterName = (kind: "mechanism" | "modifier", value: Value): Rule[] => {
    const name: Rule = {
      name: SCOPES[kind],
      match: run(kind === "modifier" ? equals : oneOf([colon, slash])),
    };
    const argument = ref("gap", value === "text" ? "text" : "domain");
    return [...ref("gap"), ...(kind === "modifier" ? [after(equals, argument)] : values[value]), name];
  };

  const rules: Record<string, Rule> = {
    gap: gap ?? { match: "(?!)" },
    space: { match: `${space}+` },
    junk: { name: SCOPES.junk, match: run() },
    length: { name: SCOPES["prefix-length"], match: run() },
    address: { name: SCOPES.address, match: run(slash) },
    network: { patterns: [...ref("address"), after(slash, ref("gap", "length"))] },
    prefix: {
      begin: prefixAhead,
      end,
      patterns: [
        ...ref("gap"),
        { name: SCOPES.separator, match: `${slash}+` },
        {
          name: SCOPES["prefix-length"],
          match: `${flavour.one("0123456789")}+(?=${join}${digits}*+(?:${slash}|${last}))`,
        },
        { name: SCOPES.domain, match: run(slash) },
      ],
    },
    ...macroRules(flavour, end),
    domain: { patterns: [...ref("macro"), { name: SCOPES.domain, match: run(flavour.one("%")) }] },
    host: { patterns: [...ref("macro"), { name: SCOPES.domain, match: run(flavour.one("%"), prefixAhead) }] },
    text: { patterns: [...ref("macro"), { name: SCOPES.value, match: run(flavour.one("%")) }] },
    version: versionRule(flavour, end, last, run, ref),
  };

  for (const [name, value] of mechanismValues) {
    rules[name] = {
      begin: `(?=${spell(flavour, name)}${join}${mechanismEnd})`,
      end,
      patterns: afterName("mechanism", value),
    };
  }
  const letters = "abcdefghijklmnopqrstuvwxyz";
  // The editor looks for a name at every place of a line, so one of many thousand letters must not be read each time.
  const name = `${flavour.one(letters)}(?>(?:${join}${flavour.one(`${letters}0123456789-_.`)}){0,99})`;
  for (const [known, value] of modifierValues) {
    const begin = `(?=${spell(flavour, known)}${join}${equals})`;
    rules[`modifier-${known}`] = { begin, end, patterns: afterName("modifier", value) };
  }
  rules["modifier"] = { begin: `(?=${name}${join}${equals})`, end, patterns: afterName("modifier", "text") };
  rules["unknown"] = {
    begin: `(?=${name}${join}${colon})`,
    end,
    patterns: [...ref("gap"), ...values.domain, { name: SCOPES.junk, match: run(colon, slash) }],
  };
  const starts = [...mechanismValues.keys(), ...modifierValues.keys()].flatMap(beginnings);
  const started = oneOf(
    [...new Set(starts)].sort((a, b) => b.length - a.length).map((start) => spell(flavour, start)),
  );
  rules["unfinished"] = { name: SCOPES.unfinished, match: `${started}(?=${last})` };

  const ends = { mechanismEnd, modifierEnd: equals };
  const cutName = (kind: "mechanism" | "modifier"): Rule => ({
    name: SCOPES[kind],
    match: run(colon, slash, equals),
  });
  const names = { end, any: name, ...ends, name: cutName, patterns: afterName };
  const cutting = cut === null ? {} : cutRules(flavour, { ...names, cut });
  const cuts = Object.entries(cutting);
  for (const [key, rule] of cuts) rules[key] = rule;
  const modifiers = [...modifierValues.keys()].map((known) => `modifier-${known}`);
  const cutNames = cuts.map(([key]) => key);
  rules["directive"] = {
    patterns: ref(...mechanismValues.keys(), ...modifiers, "modifier", "unknown", ...cutNames),
  };
  rules["qualified"] = {
    patterns: [...qualifierResults].map(([character, result]) => ({
      begin: `${flavour.one(character)}(?=${join}${oneOf([flavour.one(letters), ...(cut === null ? [] : [cut])])})`,
      beginCaptures: scopes({ 0: SCOPES.qualifier.replace("spf", `${result}.spf`) }),
      end,
      patterns: ref("gap", "directive", "unfinished", "junk"),
    })),
  };
  rules["terms"] = { patterns: ref("gap", "space", "qualified", "directive", "unfinished", "junk") };
  return Object.fromEntries(Object.entries(rules).map(([key, rule]) => [`${id}-${key}`, rule]));
}

/** `v=spf1`, `spf2.0/mfrom,pra`: only at the very start of a record, and followed by a blank. */
function versionRule(
  flavour: Flavour,
  end: string,
  last: string,
  run: (...stops: readonly string[]) => string,
  ref: (...names: readonly string[]) => Rule[],
): Rule {
  const [slash, comma] = [flavour.one("/"), flavour.one(",")];
  const starting = (ahead: string, patterns: readonly Rule[]): Rule => ({
    begin: `${flavour.start}(?=${ahead})`,
    end,
    patterns: [...ref("gap"), ...patterns],
  });
  const scopeList: Rule = {
    begin: slash,
    beginCaptures: scopes({ 0: SCOPES.separator }),
    end,
    patterns: [
      ...ref("gap"),
      { name: SCOPES.separator, match: comma },
      { name: SCOPES.scope, match: run(comma) },
    ],
  };
  return {
    patterns: [
      starting(spell(flavour, "v=spf1") + flavour.join + last, [{ name: SCOPES.version, match: run() }]),
      starting(spell(flavour, "spf2."), [scopeList, { name: SCOPES.version, match: run(slash) }]),
      starting(spell(flavour, "v=spf1"), [{ name: SCOPES.junk, match: run() }]),
    ],
  };
}
