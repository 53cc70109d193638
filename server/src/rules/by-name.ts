/** What the parts of a file hold, by name, kept from one reading to the next. */

import type { Part, Placed } from "../host/host.ts";

/** Parts that stay cost nothing, and nothing is done before somebody asks. Names are in lower case. */
export class ByName<T> {
  readonly #of: (part: Part) => readonly T[];
  readonly #nameOf: (item: T) => string;
  /** Not yet looked at, or null. */
  #next: readonly Placed[] | null = null;
  #order: ReadonlyMap<Part, number> = new Map();
  readonly #known = new Map<Part, ReadonlyMap<string, readonly T[]>>();
  readonly #parts = new Map<string, Set<Part>>();
  /** The same array until one of the parts that hold the name changes. */
  readonly #answers = new Map<string, readonly T[]>();
  /** How many names with something lie directly or farther below; null until somebody wants to know. */
  #below: Map<string, number> | null = null;

  constructor(of: (part: Part) => readonly T[], nameOf: (item: T) => string) {
    this.#of = of;
    this.#nameOf = nameOf;
  }

  /** From now on answers are about this reading. */
  read(placed: readonly Placed[]): void {
    this.#next = placed;
  }

  /** In the order of the file. */
  at(name: string): readonly T[] {
    if (this.#next) this.#update(this.#next);
    let answer = this.#answers.get(name);
    if (!answer) {
      const position = (part: Part) => this.#order.get(part) ?? 0;
      const parts = [...(this.#parts.get(name) ?? [])].sort((a, b) => position(a) - position(b));
      answer = parts.flatMap((part) => this.#known.get(part)?.get(name) ?? []);
      this.#answers.set(name, answer);
    }
    return answer;
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
    const items = new Map<string, T[]>();
    for (const item of this.#of(part)) {
      const name = this.#nameOf(item);
      const list = items.get(name);
      if (list) list.push(item);
      else items.set(name, [item]);
    }
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
