// The rules for a name that the end of a line cuts: what was begun shows only in the next line.

import type { Flavour } from "./flavour.ts";
import type { Rule } from "./grammar.ts";
import { spell } from "./macro.ts";
import { beginnings, mechanismValues, modifierValues, type Value } from "./words.ts";

interface Names {
  readonly cut: string;
  readonly end: string;
  /** Matches any name. */
  readonly any: string;
  /** What must follow the name of a mechanism. */
  readonly mechanismEnd: string;
  /** What must follow the name of a modifier. */
  readonly modifierEnd: string;
  /** A name of which it is not known what may follow. */
  name(kind: "mechanism" | "modifier"): Rule;
  /** What may follow a name, and last the name itself. */
  patterns(kind: "mechanism" | "modifier", value: Value): readonly Rule[];
}

/** A rule for each known name and each beginning of one, and `cut` for any other. */
export function cutRules(flavour: Flavour, names: Names): Record<string, Rule> {
  const { cut, end, any } = names;
  const rules: Record<string, Rule> = {};
  const known = [
    ...[...mechanismValues].map(([name, value]) => ({ name, value, kind: "mechanism" as const })),
    ...[...modifierValues].map(([name, value]) => ({ name, value, kind: "modifier" as const })),
  ];
  for (const start of new Set(known.flatMap(({ name }) => [...beginnings(name), name]))) {
    // A modifier still lacks its sign; a mechanism may be complete, and goes on without a rule of its own.
    const possible = known.filter(
      ({ name, kind }) => name.startsWith(start) && (kind === "modifier" || name !== start),
    );
    const complete = mechanismValues.get(start);
    const kind = complete === undefined ? (possible[0]?.kind ?? "modifier") : "mechanism";
    rules[`cut-${start}`] = {
      begin: `(?=${spell(flavour, start)}${flavour.join}${cut})`,
      end,
      patterns: [
        ...possible.map((one) => ({
          // Behind the quote that begins the next string, or more has followed than the rest of this name.
          begin: `(?<=")(?=${restOf(flavour, one.name.slice(start.length))}${endOf(names, one.kind)})`,
          end,
          patterns: names.patterns(one.kind, one.value),
        })),
        ...names.patterns("modifier", "text").slice(0, -1),
        ...names.patterns("mechanism", complete ?? "domain").slice(0, -1),
        names.name(kind),
      ],
    };
  }
  rules["cut"] = {
    begin: `(?=${any}${flavour.join}${cut})`,
    end,
    patterns: names.patterns("modifier", "text"),
  };
  return rules;
}

function endOf({ mechanismEnd, modifierEnd }: Names, kind: "mechanism" | "modifier"): string {
  return kind === "mechanism" ? mechanismEnd : modifierEnd;
}

/** What is left of a name, with what may stand behind it. */
function restOf(flavour: Flavour, rest: string): string {
  return rest === "" ? "" : spell(flavour, rest) + flavour.join;
}
