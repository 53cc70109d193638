/** Names that the sections of a document declare, put together anew only where a section declares something else. */

import type { DeclaredNames, Placed } from "./evaluate.ts";
import type { Section } from "./format.ts";
import { NOTHING, type Rows } from "./rows.ts";
import type { Value } from "./syntax/value.ts";

/** A name and what a section says that it stands for. */
export type Declared = readonly [name: string, placed: Placed];

/** What the syntax has for names, as YAML has aliases. What several sections declare under one name is not known. */
export function declaredIn(rows: Rows, sections: readonly Section[]): DeclaredNames {
  return namesOf(rows, declaredIn, sections, ({ tree }) => tree.names, notTwice);
}

/** The names that `declare` sees in each section. `by` is what tells them from others. */
export function namesOf(
  rows: Rows,
  by: object,
  sections: readonly Section[],
  declare: (section: Section) => Iterable<readonly [string, Value]>,
  together: (all: Iterable<Declared>) => ReadonlyMap<string, Placed> = (all) => new Map(all),
): DeclaredNames {
  const row = rows.row(by, sections, (section): readonly Declared[] => {
    const all = [...declare(section)].map(([name, value]): Declared => [name, { section, value }]);
    return all.length > 0 ? all : NOTHING;
  });
  return rows.sum(by, row, (lists) => {
    let names: ReadonlyMap<string, Placed> | undefined;
    return {
      get(name) {
        names ??= together(lists.flat());
        return names.get(name);
      },
    };
  });
}

/** A name that is declared twice is not known. */
export function notTwice(all: Iterable<Declared>): ReadonlyMap<string, Placed> {
  const names = new Map<string, Placed>();
  for (const [name, placed] of all) {
    const { section, value } = placed;
    names.set(name, names.has(name) ? { section, value: { kind: "unknown", span: value.span } } : placed);
  }
  return names;
}
