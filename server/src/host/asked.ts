/** Remembers which names were asked for, so that what was worked out stays true as long as they mean the same. */

import type { DeclaredNames, Placed } from "./evaluate.ts";

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
