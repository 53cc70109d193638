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
  change(gone: readonly T[], come: readonly T[], order: Order<T>): Iterable<string> {
    const fresh = new Map<string, T[]>();
    for (const item of gone) for (const key of this.#keysOf(item)) if (!fresh.has(key)) fresh.set(key, []);
    for (const item of come) {
      for (const key of this.#keysOf(item)) {
        const list = fresh.get(key);
        if (list) list.push(item);
        else fresh.set(key, [item]);
      }
    }
    const leaving = new Set(gone);
    for (const [key, list] of fresh) {
      const before = this.#lists.get(key);
      const all = before ? [...before.filter((item) => !leaving.has(item)), ...list] : list;
      if (all.length === 0) this.#lists.delete(key);
      else this.#lists.set(key, all.length > 1 ? all.sort(order) : all);
    }
    return fresh.keys();
  }
}
