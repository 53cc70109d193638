/**
 * What a format of objects sees in each section by itself. It is made again where the section changed, or what its
 * aliases stand for; a keystroke leaves the records of all other sections the same objects.
 */

import { resolvedRoot } from "./anchors.ts";
import { Memory } from "./asked.ts";
import { declaredIn } from "./declared.ts";
import type { DeclaredNames } from "./evaluate.ts";
import type { Section, Seen, Views } from "./format.ts";
import { NOTHING, type Rows } from "./rows.ts";
import type { Value } from "./syntax/value.ts";
import { inSections } from "./views.ts";

/** No variables fill what data leaves open. */
const NONE = {};

export class PerSection {
  readonly #memory = new Memory<readonly Seen[]>();
  readonly #elsewhere = {};

  /**
   * `look` gets what the section says with its aliases resolved. Names that it asks for must be those it is given. What is
   * seen is told for `all` sections, since an alias may lead from those that are looked at to others.
   */
  see(
    rows: Rows,
    sections: readonly Section[],
    look: (section: Section, root: Value, names: DeclaredNames) => Iterable<Seen>,
    names: DeclaredNames = declaredIn(rows, sections),
    all: readonly Section[] = sections,
  ): Views {
    const views = this.#memory.of(rows, sections, names, NONE, (section, asked): readonly Seen[] => {
      const seen = [...look(section, resolvedRoot(section, asked), asked)];
      return seen.length > 0 ? seen : NOTHING;
    });
    // An alias leads to what stands in another section.
    const isElsewhere = (section: Section, i: number) =>
      (views[i] as readonly Seen[]).some((each) => each.section !== section);
    const elsewhere = rows.row(this.#elsewhere, sections, isElsewhere, views);
    const isHere = all.length === sections.length && !elsewhere.includes(true);
    return isHere ? views : inSections(all, views.flat());
  }
}
