// The words of the language as the grammars need them, all taken from the one table of facts.

import {
  delimiters,
  macroParts,
  macros,
  mechanisms,
  modifiers,
  qualifiers,
} from "../../server/src/spf/facts.ts";

/** What follows a name: nothing, a domain-spec, one with prefix lengths, an address with one, or any text. */
export type Value = "nothing" | "domain" | "host" | "address" | "text";

export const mechanismValues: ReadonlyMap<string, Value> = new Map(
  Object.values(mechanisms).map(({ name, argument, prefix }) => {
    if (argument === "none") return [name, "nothing"];
    if (argument !== "domain-spec") return [name, "address"];
    return [name, prefix === "dual" ? "host" : "domain"];
  }),
);

export const modifierValues: ReadonlyMap<string, Value> = new Map(
  Object.values(modifiers).map(({ name, argument }) => [
    name,
    argument === "domain-spec" ? "domain" : "text",
  ]),
);

/** Each qualifier's character, by the result it gives. */
export const qualifierResults: ReadonlyMap<string, string> = new Map(
  Object.values(qualifiers).map(({ qualifier, result }) => [qualifier, result]),
);

export const macroLetters = Object.keys(macros).join("");
export const macroDelimiters = delimiters.join("");
export const macroEscapes = [macroParts.percent, macroParts.space, macroParts.urlSpace]
  .map(({ syntax }) => syntax.charAt(1))
  .join("");

/** The beginnings of a name: not empty, and not all of it. */
export function beginnings(name: string): string[] {
  return Array.from({ length: name.length - 1 }, (_, index) => name.slice(0, index + 1));
}
