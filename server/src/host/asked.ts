/** Remembers which names were asked for, so that what was worked out stays true as long as they mean the same. */

import type { DeclaredNames, Placed } from "./evaluate.ts";
import type { Section } from "./sections.ts";

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

/** What was made of sections, each with the names that it asked for: made again where the section or one of them changed. */
export class Memory<T> {
  readonly #made = new WeakMap<Section, { names: AskedNames; variables: Variables; made: T }>();

  of(section: Section, names: DeclaredNames, variables: Variables, make: (names: DeclaredNames) => T): T {
    const known = this.#made.get(section);
    if (known && known.variables === variables && known.names.stillHold(names)) return known.made;
    const asked = new AskedNames(names);
    const made = make(asked);
    this.#made.set(section, { names: asked, variables, made });
    return made;
  }
}
