/** Who wants to hear of what: from keys to those who named them. Most keys have one, so no set is made for it. */

export class Interest<T extends object> {
  readonly #by = new Map<string, T | Set<T>>();

  has(key: string): boolean {
    return this.#by.has(key);
  }

  of(key: string): Iterable<T> {
    const known = this.#by.get(key);
    if (known === undefined) return [];
    return known instanceof Set ? known : [known];
  }

  *all(): Iterable<T> {
    for (const known of this.#by.values()) {
      if (known instanceof Set) yield* known;
      else yield known;
    }
  }

  add(key: string, item: T): void {
    const known = this.#by.get(key);
    if (known === undefined) this.#by.set(key, item);
    else if (known instanceof Set) known.add(item);
    else if (known !== item) this.#by.set(key, new Set([known, item]));
  }

  delete(key: string, item: T): void {
    const known = this.#by.get(key);
    if (known === item || (known instanceof Set && known.delete(item) && known.size === 0))
      this.#by.delete(key);
  }
}
