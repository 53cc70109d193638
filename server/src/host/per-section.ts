/**
 * What a format of objects sees in each section by itself. It is made again where the section changed, or what its
 * aliases stand for; a keystroke leaves the records of all other sections the same objects.
 */

import { resolvedRoot } from "./anchors.ts";
import { Memory } from "./asked.ts";
import { type DeclaredNames, declaredIn } from "./evaluate.ts";
import type { Section, Seen } from "./sections.ts";
import type { Value } from "./syntax/value.ts";

/** No variables fill what data leaves open. */
const NONE = {};

export class PerSection {
  readonly #memory = new Memory<readonly Seen[]>();

  /** `look` gets what the section says with its aliases resolved. Names that it asks for must be those it is given. */
  see(
    sections: readonly Section[],
    look: (section: Section, root: Value, names: DeclaredNames) => Iterable<Seen>,
    names: DeclaredNames = declaredIn(sections),
  ): readonly Seen[] {
    const all: Seen[] = [];
    // One function for all sections: most are known, and there may be thousands.
    let section = sections[0] as Section;
    const make = (asked: DeclaredNames) => [...look(section, resolvedRoot(section, asked), asked)];
    for (section of sections) {
      const own = this.#memory.of(section, names, NONE, make);
      for (const each of own) all.push(each);
    }
    return all;
  }
}
