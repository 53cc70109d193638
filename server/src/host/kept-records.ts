/** Records of a section that stay the same objects as long as the same uses of its texts make them. */

import type { Section, Seen } from "./format.ts";

/** A text that something makes a record of, and the section that it is written in. */
interface Placed {
  readonly value: { readonly span: { readonly start: number } };
}

/** A record, and what is wrong with how it is written. */
type Made = Pick<Seen, "found" | "fault">;

/** Uses by the section that their texts are written in, in lists that are the same objects as long as they are the same. */
export type Uses<U> = ReadonlyMap<Section, readonly U[]>;

/** Adds a use to the list of its section. */
export function addUse<U>(uses: Map<Section, U[]>, section: Section, use: U): void {
  const there = uses.get(section);
  if (there) there.push(use);
  else uses.set(section, [use]);
}

export class KeptRecords<U extends Placed> {
  readonly #kept = new WeakMap<
    Section,
    { readonly lists: readonly (readonly U[])[]; readonly index: number; readonly records: readonly Seen[] }
  >();

  /**
   * The records of all sections, in order. `make` gets the uses of one text and the number of its section, which may be
   * part of what it makes.
   */
  *of(
    sections: readonly Section[],
    uses: Iterable<Uses<U>>,
    make: (uses: readonly [U, ...U[]], index: number) => Made,
  ): Iterable<Seen> {
    const bySection = new Map<Section, (readonly U[])[]>();
    for (const each of uses) for (const [section, own] of each) addUse(bySection, section, own);
    for (const [index, section] of sections.entries()) {
      const lists = bySection.get(section);
      if (!lists) continue;
      const kept = this.#kept.get(section);
      const same = kept?.index === index && kept.lists.length === lists.length;
      if (kept && same && kept.lists.every((each, i) => each === lists[i])) {
        yield* kept.records;
        continue;
      }
      const records = this.#make(section, lists.flat(), index, make);
      this.#kept.set(section, { lists, index, records });
      yield* records;
    }
  }

  #make(
    section: Section,
    uses: readonly U[],
    index: number,
    make: (uses: readonly [U, ...U[]], index: number) => Made,
  ): Seen[] {
    const places = new Map<number, [U, ...U[]]>();
    for (const use of uses) {
      const { start } = use.value.span;
      const there = places.get(start);
      if (there) there.push(use);
      else places.set(start, [use]);
    }
    const sorted = [...places].sort(([a], [b]) => a - b);
    return sorted.map(([, own]) => ({ section, ...make(own, index) }));
  }
}
