/**
 * What readings of one document make of its sections, an item for each, kept for the next reading.
 *
 * A keystroke changes one section among thousands. What was made of the others is taken over as it is, without asking
 * each of them for what is known of it.
 */

import type { Section } from "./syntax/value.ts";

/** Lists with an item for each section. */
type Lists = readonly (readonly unknown[])[];

interface Row {
  readonly sections: readonly Section[];
  readonly beside: Lists;
  readonly items: readonly unknown[];
}

/** What was made of a row, and of which items. */
interface Sum {
  readonly row: readonly unknown[];
  readonly items: readonly unknown[];
  readonly sum: unknown;
}

/** Where the sections of two readings are the same: at the beginning, and behind these at the end. */
interface Ends {
  readonly before: readonly Section[];
  readonly after: readonly Section[];
  readonly head: number;
  readonly tail: number;
}

export class Rows {
  readonly #rows = new Map<object, Row>();
  readonly #sums = new Map<object, Sum>();
  #ends: Ends = { before: [], after: [], head: 0, tail: 0 };

  /**
   * What `make` gives for each section and what stands beside it in other lists. It is asked where one of these is new, and
   * between two places where the document was edited; the row is the same object as long as nothing is new. `by` is what
   * tells this row from others.
   */
  row<T>(
    by: object,
    sections: readonly Section[],
    make: (section: Section, index: number) => T,
    ...beside: Lists
  ): readonly T[] {
    const before = this.#rows.get(by) ?? EMPTY;
    const { head, tail } = this.#endsOf(before.sections, sections);
    const [end, behind] = [sections.length - tail, before.items.length - tail];
    const fresh = sections.slice(head, end).map((section, i) => make(section, head + i));
    const isSame = fresh.length === 0 && head === behind;
    // To copy what is known takes a fraction of what it takes to look at each.
    let items = isSame ? before.items : before.items.slice(0, head).concat(fresh, before.items.slice(behind));
    const again = (i: number) => {
      if (items === before.items) items = [...items];
      (items as T[])[i] = make(sections[i] as Section, i);
    };
    for (const [k, list] of beside.entries()) {
      const old = before.beside[k] ?? [];
      if (list === old) continue;
      for (let i = 0; i < head; i++) if (list[i] !== old[i]) again(i);
      for (let i = 0; i < tail; i++) if (list[end + i] !== old[behind + i]) again(end + i);
    }
    this.#rows.set(by, { sections, beside, items });
    return items as readonly T[];
  }

  /** Makes items of a row again. */
  again<T>(
    by: object,
    indexes: readonly number[],
    make: (section: Section, index: number) => T,
  ): readonly T[] {
    const { sections, beside, items } = this.#rows.get(by) ?? EMPTY;
    const made = [...items] as T[];
    for (const i of indexes) made[i] = make(sections[i] as Section, i);
    this.#rows.set(by, { sections, beside, items: made });
    return made;
  }

  /**
   * What is made of the items of a row that hold something; the same as long as these are the same. In the row, items
   * that hold nothing are `NOTHING`.
   */
  sum<T, S>(by: object, row: readonly T[], make: (items: readonly T[]) => S): S {
    const known = this.#sums.get(by);
    if (known?.row === row) return known.sum as S;
    const items = row.filter((each) => (each as unknown) !== NOTHING);
    const isSame = known?.items.length === items.length && known.items.every((each, i) => each === items[i]);
    const sum = isSame ? (known.sum as S) : make(items);
    this.#sums.set(by, { row, items, sum });
    return sum;
  }

  /** Rows for a reading on trial: they begin with what these hold, and leave these as they are. */
  fork(): Rows {
    const fork = new Rows();
    for (const [by, row] of this.#rows) fork.#rows.set(by, row);
    for (const [by, sum] of this.#sums) fork.#sums.set(by, sum);
    return fork;
  }

  /** Most rows are of the same sections as the one before. */
  #endsOf(before: readonly Section[], after: readonly Section[]): Ends {
    if (this.#ends.before === before && this.#ends.after === after) return this.#ends;
    const least = Math.min(before.length, after.length);
    let head = 0;
    while (head < least && before[head] === after[head]) head++;
    let tail = 0;
    while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
    this.#ends = { before, after, head, tail };
    return this.#ends;
  }
}

/** The list that holds nothing. */
export const NOTHING: readonly never[] = [];

const EMPTY: Row = { sections: [], beside: [], items: [] };
