// The grammars of this folder, made from the one table of what there is in the language. `grammars` is what the
// freshness test compares with the files beside this folder, and what it writes with UPDATE=1.

import { plain } from "./flavour.ts";
import { type Grammar, includes, stored } from "./grammar.ts";
import { HOSTS, hostInjection, quoted, scalar, scalarInjection, template } from "./hosts.ts";
import { spfRules } from "./spf.ts";
import { zoneGrammar, zoneInjection } from "./zone.ts";

/** Each grammar's text by the name of its file. */
export function grammars(): Readonly<Record<string, string>> {
  return {
    "dns-zone.tmLanguage.json": stored(zoneGrammar()),
    "spf.tmLanguage.json": stored(spfGrammar()),
    "spf.injection.tmLanguage.json": stored(zoneInjection()),
    "spf.yaml-plain.injection.tmLanguage.json": stored(scalarInjection()),
    ...Object.fromEntries(
      Object.entries(HOSTS).map(([name, host]) => [
        `spf.${name}.injection.tmLanguage.json`,
        stored(hostInjection(host)),
      ]),
    ),
  };
}

/** A record a line, or terms alone: for hovers and code blocks; and the rules that the injections take from here. */
function spfGrammar(): Grammar {
  return {
    name: "SPF record",
    scopeName: "source.spf",
    patterns: includes("plain-version", "plain-terms"),
    repository: Object.assign({}, ...[plain, quoted, template, scalar].map(spfRules)),
  };
}
