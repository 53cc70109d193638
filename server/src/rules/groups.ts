/** Things that share a key, kept in the order of the file from one reading to the next. */

/** Where a thing stands, to compare: places earlier in the file are less. */
export type Order<T> = (a: T, b: T) => number;

export class Groups<T> {
  readonly #keysOf: (item: T) => readonly string[];
  readonly #lists = new Map<string, readonly T[]>();

  constructor(keysOf: (item: T) => readonly string[]) {
    this.#keysOf = keysOf;
  }

  /** All with a key. The same array as long as it holds the same things in the same order. */
  at(key: string): readonly T[] | undefined {
    return this.#lists.get(key);
  }

  /** Takes some out and puts others in; gives the keys of all of them. */
  change(gone: readonly T[], come: readonly T[], order: Order<T>): Set<string> {
    const fresh = new Map<string, T[]>();
    const keys = new Set<string>();
    for (const item of gone) for (const key of this.#keysOf(item)) keys.add(key);
    for (const item of come) {
      for (const key of this.#keysOf(item)) {
        keys.add(key);
        const list = fresh.get(key);
        if (list) list.push(item);
        else fresh.set(key, [item]);
      }
    }
    const leaving = new Set(gone);
    for (const key of keys) {
      const rest = (this.#lists.get(key) ?? []).filter((item) => !leaving.has(item));
      const list = [...rest, ...(fresh.get(key) ?? [])];
      if (list.length === 0) this.#lists.delete(key);
      else this.#lists.set(key, list.length > 1 ? list.sort(order) : list);
    }
    return keys;
  }
}
