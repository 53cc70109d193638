/** Records that saw something of other names, by those names: what changes there may change what is said of them. */

import { Interest } from "./interest.ts";
import { asksAround, type Learnt, namesAsked } from "./learnt.ts";
import { namesReached } from "./reach.ts";

/** What a record saw of other names. */
export type Seen = Pick<Learnt, "zone" | "reached" | "known">;

export class Onlookers {
  /** Records whose tree holds a name, and those whose rules heard what DNS answers of it. */
  readonly #reaching = new Interest<Learnt>();
  readonly #hearing = new Interest<Learnt>();
  /** Records that are looked at each time, since nobody tells when what they saw changes. */
  readonly #asking = new Set<Learnt>();

  /** Whoever changes a name that the record saw something of finds the record. */
  add(learnt: Learnt): void {
    for (const name of namesReached(learnt.known)) this.#reaching.add(name, learnt);
    for (const name of namesAsked(learnt)) this.#hearing.add(name, learnt);
    if (asksAround(learnt)) this.#asking.add(learnt);
    else this.#asking.delete(learnt);
  }

  /** Takes back what a record saw once. */
  forget(learnt: Learnt, seen: Seen): void {
    for (const name of namesReached(seen.known)) this.#reaching.delete(name, learnt);
    for (const name of namesAsked(seen)) this.#hearing.delete(name, learnt);
  }

  remove(learnt: Learnt): void {
    this.#asking.delete(learnt);
    this.forget(learnt, learnt);
  }

  /** Whether a record saw something of a name. */
  know(name: string): boolean {
    return this.#reaching.has(name) || this.#hearing.has(name);
  }

  /** Those to be looked at again where names got other records (`owners`) or other answers (`heard`, null for all). */
  of(owners: Iterable<string>, heard: Iterable<string> | null): Set<Learnt> {
    const found = new Set(this.#asking);
    const look = (all: Iterable<Learnt>) => {
      for (const each of all) found.add(each);
    };
    for (const name of owners) look(this.#reaching.of(name));
    if (heard === null) {
      look(this.#reaching.all());
      look(this.#hearing.all());
    } else {
      for (const name of heard) {
        look(this.#reaching.of(name));
        look(this.#hearing.of(name));
      }
    }
    return found;
  }

  all(): ReadonlySet<Learnt> {
    return new Set([...this.#reaching.all(), ...this.#hearing.all()]);
  }
}
