/** Remembers which names were asked for, so that what was worked out stays true as long as they mean the same. */

import type { DeclaredNames, Placed } from "./evaluate.ts";
import type { Section } from "./format.ts";
import type { Rows } from "./rows.ts";

type Variables = Readonly<Record<string, string>>;

export class AskedNames implements DeclaredNames {
  readonly #names: DeclaredNames;
  readonly #asked = new Map<string, Placed | undefined>();

  constructor(names: DeclaredNames) {
    this.#names = names;
  }

  get(name: string): Placed | undefined {
    const placed = this.#names.get(name);
    this.#asked.set(name, placed);
    return placed;
  }

  get isEmpty(): boolean {
    return this.#asked.size === 0;
  }

  /** Whether all that was asked for means the same among these names. */
  stillHold(names: DeclaredNames): boolean {
    for (const [name, placed] of this.#asked) {
      const now = names.get(name);
      if (
        now?.section !== placed?.section ||
        (now?.value !== placed?.value && !(isOpen(now) && isOpen(placed)))
      )
        return false;
    }
    return true;
  }
}

/** A name that several sections declare is made unknown anew for each reading. */
function isOpen(placed: Placed | undefined): boolean {
  return placed?.value.kind === "unknown" && placed.value.reference === undefined;
}

/** What was made of a section, with the names that it asked for. */
interface Made<T> {
  readonly names: AskedNames;
  readonly variables: Variables;
  readonly item: T;
}

/** Asks for the names that it needs before it returns. */
type Make<T> = (section: Section, names: DeclaredNames) => T;

/** What was made of sections, each with the names that it asked for: made again where the section or one of them changed. */
export class Memory<T> {
  /** Documents that are read together share sections. */
  readonly #made = new WeakMap<Section, Made<T>>();
  readonly #asking = {};

  /** An item for each section. `rows` are those of one set of variables. */
  of(
    rows: Rows,
    sections: readonly Section[],
    names: DeclaredNames,
    variables: Variables,
    make: Make<T>,
  ): readonly T[] {
    const madeOf = (section: Section) => this.#of(section, names, variables, make);
    const itemOf = (section: Section) => madeOf(section).item;
    // Most sections ask for nothing, and then no name makes a difference to them.
    const namesOf = (section: Section) => {
      const asked = madeOf(section).names;
      return asked.isEmpty ? null : asked;
    };
    const items = rows.row(this, sections, itemOf);
    const asking = rows.row(this.#asking, sections, namesOf);
    const stale: number[] = [];
    // Of thousands of sections, time after time: an iterator takes several times as long.
    for (let i = 0; i < asking.length; i++) if (asking[i]?.stillHold(names) === false) stale.push(i);
    if (stale.length === 0) return items;
    rows.again(this.#asking, stale, namesOf);
    return rows.again(this, stale, itemOf);
  }

  #of(section: Section, names: DeclaredNames, variables: Variables, make: Make<T>): Made<T> {
    const known = this.#made.get(section);
    if (known && known.variables === variables && known.names.stillHold(names)) return known;
    const asked = new AskedNames(names);
    const item = make(section, asked);
    const made = { names: asked, variables, item };
    this.#made.set(section, made);
    return made;
  }
}
