/**
 * What a whole file says of one name: which records lead there, and which records of other types stand there.
 *
 * Answers are made when they are asked for. What a rule learnt from them is kept until one of the answers that it
 * was given changes (`noting`, `stillHolds`), so that a keystroke costs what it changed.
 */

import type { Other, Part, Placed } from "../host/host.ts";
import type { Directive, Modifier } from "../spf/ast.ts";
import type { Subject } from "./rule.ts";
import { evaluatedTerms, literalTarget } from "./terms.ts";

/** A term that includes a name or redirects to it. */
export interface Reference {
  readonly subject: Subject;
  readonly term: Directive | Modifier;
  /** Lower case, without the final dot. */
  readonly target: string;
}

/** Answers about names, which are in lower case and without the final dot. In the order of the file. */
export interface Names {
  /** Terms of TXT records that include the name or redirect to it, where it is written out. */
  references(name: string): readonly Reference[];
  /** Records of other types at the name. */
  others(name: string): readonly Other[];
}

/** The terms of a record that lead elsewhere when it is evaluated. */
export function referencesOf(subject: Subject): Reference[] {
  const { record, found } = subject;
  if (!record || found.type !== "TXT") return [];
  const out: Reference[] = [];
  for (const term of evaluatedTerms(record)) {
    const leads = term.kind === "directive" ? term.name === "include" : term.known === "redirect";
    const target = leads ? literalTarget(term) : null;
    if (target !== null) out.push({ subject, term, target });
  }
  return out;
}

/** Answers about one file, kept from one reading of it to the next. */
export class FileNames implements Names {
  readonly #references: ByName<Reference>;
  readonly #others = new ByName<Other>(
    (part) => part.others(),
    (other) => other.name.toLowerCase(),
  );

  /** `references` gives what the records of a part refer to. */
  constructor(references: (part: Part) => readonly Reference[]) {
    this.#references = new ByName(references, (reference) => reference.target);
  }

  /** From now on answers are about this reading. */
  read(placed: readonly Placed[]): void {
    this.#references.read(placed);
    this.#others.read(placed);
  }

  references(name: string): readonly Reference[] {
    return this.#references.at(name);
  }

  others(name: string): readonly Other[] {
    return this.#others.at(name);
  }
}

/** What parts hold, by name. Parts that stay cost nothing, and nothing is done before somebody asks. */
class ByName<T> {
  readonly #of: (part: Part) => readonly T[];
  readonly #nameOf: (item: T) => string;
  /** Not yet looked at, or null. */
  #next: readonly Placed[] | null = null;
  #order: ReadonlyMap<Part, number> = new Map();
  readonly #known = new Map<Part, ReadonlyMap<string, readonly T[]>>();
  readonly #parts = new Map<string, Set<Part>>();
  /** The same array until one of the parts that hold the name changes. */
  readonly #answers = new Map<string, readonly T[]>();

  constructor(of: (part: Part) => readonly T[], nameOf: (item: T) => string) {
    this.#of = of;
    this.#nameOf = nameOf;
  }

  read(placed: readonly Placed[]): void {
    this.#next = placed;
  }

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

  #update(placed: readonly Placed[]): void {
    this.#next = null;
    this.#order = new Map(placed.map(({ part }, i) => [part, i]));
    for (const [part, items] of this.#known) {
      if (this.#order.has(part)) continue;
      for (const name of items.keys()) {
        this.#parts.get(name)?.delete(part);
        this.#answers.delete(name);
      }
      this.#known.delete(part);
    }
    for (const { part } of placed) if (!this.#known.has(part)) this.#add(part);
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
      else this.#parts.set(name, new Set([part]));
      this.#answers.delete(name);
    }
    this.#known.set(part, items);
  }
}

/** What was asked and what was answered; null where nothing was. */
export interface Asked {
  readonly references: ReadonlyMap<string, readonly Reference[]> | null;
  readonly others: ReadonlyMap<string, readonly Other[]> | null;
}

/** The same answers, and what was asked for them. */
export interface Noting extends Names {
  asked(): Asked;
}

/** The same answers as `names`; it takes down which were given. Most records ask nothing, so nothing is made before. */
export function noting(names: Names): Noting {
  let references: Map<string, readonly Reference[]> | null = null;
  let others: Map<string, readonly Other[]> | null = null;
  return {
    asked: () => (references || others ? { references, others } : nothingAsked),
    references: (name) => {
      references ??= new Map();
      return noted(references, name, (each) => names.references(each));
    },
    others: (name) => {
      others ??= new Map();
      return noted(others, name, (each) => names.others(each));
    },
  };
}

/** What is asked for most records. */
export const nothingAsked: Asked = { references: null, others: null };

/** Whether the same questions would be answered alike. */
export function stillHolds(asked: Asked, names: Names): boolean {
  if (asked === nothingAsked) return true;
  return (
    unchanged(asked.references ?? [], (name) => names.references(name)) &&
    unchanged(asked.others ?? [], (name) => names.others(name))
  );
}

function noted<T>(
  notes: Map<string, readonly T[]>,
  name: string,
  ask: (name: string) => readonly T[],
): readonly T[] {
  const known = notes.get(name);
  if (known) return known;
  const answer = ask(name);
  notes.set(name, answer);
  return answer;
}

function unchanged<T>(
  notes: Iterable<readonly [string, readonly T[]]>,
  ask: (name: string) => readonly T[],
): boolean {
  for (const [name, then] of notes) {
    const now = ask(name);
    if (now === then) continue;
    if (now.length !== then.length || now.some((each, i) => each !== then[i])) return false;
  }
  return true;
}
