/** What the parts of a file hold, by name, kept from one reading to the next. */

import type { Other, Part, Placed } from "../../host/host.ts";
import { lowerAscii } from "../../text/lower.ts";

/** More names than this are not told one by one. */
const MOST_CHANGED = 1000;

/** What one part holds, by name; the same object each time that the part is asked for it. */
export type PartByName<T> = ReadonlyMap<string, readonly T[]>;

/** Items by the name that each has. */
export function grouped<T>(items: Iterable<T>, nameOf: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const list = out.get(name);
    if (list) list.push(item);
    else out.set(name, [item]);
  }
  return out;
}

const others = new WeakMap<Part, PartByName<Other>>();

/** Records of other types in a part, grouped once for all who ask. */
export function othersByName(part: Part): PartByName<Other> {
  const known = others.get(part);
  if (known) return known;
  const made = grouped(part.others(), (other) => lowerAscii(other.name));
  others.set(part, made);
  return made;
}

/** What most names that somebody asks for have. */
const nothing: readonly never[] = [];

/** Parts that stay cost nothing, and nothing is done before somebody asks. Names are in lower case. */
export class ByName<T> {
  readonly #of: (part: Part) => PartByName<T>;
  /** Not yet looked at, or null. */
  #next: readonly Placed[] | null = null;
  #order: ReadonlyMap<Part, number> = new Map();
  readonly #known = new Map<Part, PartByName<T>>();
  readonly #parts = new Map<string, Set<Part>>();
  /** The same array until one of the parts that hold the name changes. */
  readonly #answers = new Map<string, readonly T[]>();
  /** How many names with something lie directly or farther below; null until somebody wants to know. */
  #below: Map<string, number> | null = null;

  constructor(of: (part: Part) => PartByName<T>) {
    this.#of = of;
  }

  /** From now on answers are about this reading. */
  read(placed: readonly Placed[]): void {
    this.#next = placed;
  }

  /**
   * The same, done at once. Gives the names that hold something else by now, as far as `isSame` can tell things apart;
   * null where that would take longer than looking at all of them again.
   */
  change(
    placed: readonly Placed[],
    isSame: (name: string, before: readonly T[], after: readonly T[]) => boolean,
  ): ReadonlySet<string> | null {
    if (this.#next) this.#update(this.#next);
    const before = new Map<string, readonly T[]>();
    const note = (names: Iterable<string>) => {
      for (const name of names) if (!before.has(name)) before.set(name, this.at(name));
    };
    const here = new Set(placed.map(({ part }) => part));
    for (const [part, items] of this.#known) if (!here.has(part)) note(items.keys());
    for (const part of here) {
      if (before.size > MOST_CHANGED) break;
      if (!this.#known.has(part)) note(this.#of(part).keys());
    }
    this.#update(placed);
    if (before.size > MOST_CHANGED) return null;
    const changed = new Set<string>();
    for (const [name, then] of before) if (!isSame(name, then, this.at(name))) changed.add(name);
    return changed;
  }

  /** In the order of the file. */
  at(name: string): readonly T[] {
    if (this.#next) this.#update(this.#next);
    const holding = this.#parts.get(name);
    if (!holding) return nothing;
    let answer = this.#answers.get(name);
    if (!answer) {
      const position = (part: Part) => this.#order.get(part) ?? 0;
      const parts = [...holding].sort((a, b) => position(a) - position(b));
      answer = parts.flatMap((part) => this.#known.get(part)?.get(name) ?? []);
      this.#answers.set(name, answer);
    }
    return answer;
  }

  /** Whether there is anything. */
  has(name: string): boolean {
    if (this.#next) this.#update(this.#next);
    return this.#parts.has(name);
  }

  /** Names with something. */
  names(): Iterable<string> {
    if (this.#next) this.#update(this.#next);
    return this.#parts.keys();
  }

  /** Whether something lies below a name. */
  isAbove(name: string): boolean {
    if (this.#next) this.#update(this.#next);
    if (!this.#below) {
      this.#below = new Map();
      for (const each of this.#parts.keys()) this.#count(each, 1);
    }
    return (this.#below.get(name) ?? 0) > 0;
  }

  #update(placed: readonly Placed[]): void {
    this.#next = null;
    this.#order = new Map(placed.map(({ part }, i) => [part, i]));
    for (const [part, items] of this.#known) {
      if (this.#order.has(part)) continue;
      for (const name of items.keys()) this.#remove(name, part);
      this.#known.delete(part);
    }
    for (const { part } of placed) if (!this.#known.has(part)) this.#add(part);
  }

  #remove(name: string, part: Part): void {
    const parts = this.#parts.get(name);
    parts?.delete(part);
    this.#answers.delete(name);
    if (parts?.size !== 0) return;
    this.#parts.delete(name);
    this.#count(name, -1);
  }

  #add(part: Part): void {
    const items = this.#of(part);
    for (const name of items.keys()) {
      const parts = this.#parts.get(name);
      if (parts) parts.add(part);
      else {
        this.#parts.set(name, new Set([part]));
        this.#count(name, 1);
      }
      this.#answers.delete(name);
    }
    this.#known.set(part, items);
  }

  #count(name: string, by: 1 | -1): void {
    const below = this.#below;
    if (!below) return;
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
      const up = name.slice(dot + 1);
      below.set(up, (below.get(up) ?? 0) + by);
    }
  }
}
