/**
 * What is known of one name: which records of the file lead there, which of other types stand there, and what DNS
 * answers, as far as files at hand or earlier questions tell.
 *
 * Answers are made when they are asked for. What a rule learnt from them is kept until one of the answers that it
 * was given changes (`noting`, `stillHolds`), so that a keystroke costs what it changed.
 */

import type { Answer, Answerer, Query } from "../dns/answers.ts";
import type { QueryType } from "../dns/rr.ts";
import type { Other, Part, Placed } from "../host/host.ts";
import type { Directive, Modifier } from "../spf/ast.ts";
import { ByName, grouped, othersByName } from "./lint/by-name.ts";
import type { Subject } from "./subject.ts";
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
  /** Whether there are any, which is told sooner than which. */
  isReferenced(name: string): boolean;
  /** Records at the name, TXT and SPF, and what resembles them. */
  records(name: string): readonly Subject[];
  /** Records of other types at the name. */
  others(name: string): readonly Other[];
  /**
   * What a question to DNS is answered; `unknown` where neither a file nor anybody who was asked knows. The same
   * object as long as the answer is the same.
   */
  answer: Answerer;
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

/** The sources of answers that were read from documents: one that an editor has open, or a file. */
export const AT_HAND = { buffer: "buffer", file: "file" } as const;

/** Whether the answer was read from a document, and not given by DNS. */
export function isAtHand({ source }: Answer): boolean {
  return source === AT_HAND.buffer || source === AT_HAND.file;
}

/** Answers, and word of those that are new. */
export interface Answering {
  /** The same object as long as the answer is the same. */
  readonly answer: Answerer;
  /**
   * Names (lower case, no final dot) of which something else is answered than when this was asked last; null where any
   * may be. Those that are not in use any more need not be told.
   */
  changed(isUsed: (name: string) => boolean): Iterable<string> | null;
}

/** Where nobody answers. */
export const nobodyAnswers: Answerer = () => unanswered;
export const nobody: Answering = { answer: nobodyAnswers, changed: () => [] };
const unanswered: Answer = { kind: "unknown", source: "nobody" };

/** Answers about one file, kept from one reading of it to the next. */
export class FileNames implements Names {
  readonly #references: ByName<Reference>;
  readonly #others = new ByName<Other>(othersByName);
  readonly #records: (name: string) => readonly Subject[];
  #answer: Answerer = nobodyAnswers;

  /**
   * `references` gives what the records of a part refer to, `records` those at a name: the same array as long as they
   * are the same.
   */
  constructor(
    references: (part: Part) => readonly Reference[],
    records: (name: string) => readonly Subject[],
  ) {
    this.#references = new ByName((part) => grouped(references(part), ({ target }) => target));
    this.#records = records;
  }

  /** From now on answers are about this reading. */
  read(placed: readonly Placed[], answer: Answerer): void {
    this.#references.read(placed);
    this.#others.read(placed);
    this.#answer = answer;
  }

  answer(query: Query): Answer {
    return this.#answer(query);
  }

  references(name: string): readonly Reference[] {
    return this.#references.at(name);
  }

  isReferenced(name: string): boolean {
    return this.#references.has(name);
  }

  records(name: string): readonly Subject[] {
    return this.#records(name);
  }

  others(name: string): readonly Other[] {
    return this.#others.at(name);
  }
}

/** Answers of DNS by type and then by name: putting the two together would take longer than the rest. */
type Answered = ReadonlyMap<QueryType, ReadonlyMap<string, Answer>>;

/** What was asked and what was answered; null where nothing was. */
export interface Asked {
  readonly references: ReadonlyMap<string, readonly Reference[]> | null;
  readonly referenced: ReadonlyMap<string, boolean> | null;
  readonly records: ReadonlyMap<string, readonly Subject[]> | null;
  readonly others: ReadonlyMap<string, readonly Other[]> | null;
  readonly answers: Answered | null;
}

/** The same answers as `names`, and what was asked for them. Most records ask nothing, so no table is made before. */
export class Noting implements Names {
  readonly #names: Names;
  #references: Map<string, readonly Reference[]> | null = null;
  #referenced: Map<string, boolean> | null = null;
  #records: Map<string, readonly Subject[]> | null = null;
  #others: Map<string, readonly Other[]> | null = null;
  #answers: Map<QueryType, Map<string, Answer>> | null = null;

  constructor(names: Names) {
    this.#names = names;
  }

  asked(): Asked {
    const asked = {
      references: this.#references,
      referenced: this.#referenced,
      records: this.#records,
      others: this.#others,
      answers: this.#answers,
    };
    return Object.values(asked).every((each) => each === null) ? nothingAsked : asked;
  }

  references(name: string): readonly Reference[] {
    this.#references ??= new Map();
    return noted(this.#references, name, (each) => this.#names.references(each));
  }

  isReferenced(name: string): boolean {
    const answer = this.#names.isReferenced(name);
    this.#referenced ??= new Map();
    this.#referenced.set(name, answer);
    return answer;
  }

  records(name: string): readonly Subject[] {
    this.#records ??= new Map();
    return noted(this.#records, name, (each) => this.#names.records(each));
  }

  others(name: string): readonly Other[] {
    this.#others ??= new Map();
    return noted(this.#others, name, (each) => this.#names.others(each));
  }

  /** Handed on by itself as well. */
  readonly answer: Answerer = (query) => {
    this.#answers ??= new Map();
    let ofType = this.#answers.get(query.type);
    if (!ofType) this.#answers.set(query.type, (ofType = new Map()));
    let known = ofType.get(query.name);
    if (!known) ofType.set(query.name, (known = this.#names.answer(query)));
    return known;
  };
}

/** What is asked for most records. */
export const nothingAsked: Asked = {
  references: null,
  referenced: null,
  records: null,
  others: null,
  answers: null,
};

/** Whether the same questions would be answered alike. */
export function stillHolds(asked: Asked, names: Names): boolean {
  if (asked === nothingAsked) return true;
  for (const [type, ofType] of asked.answers ?? []) {
    for (const [name, then] of ofType) if (names.answer({ name, type }) !== then) return false;
  }
  for (const [name, then] of asked.referenced ?? []) if (names.isReferenced(name) !== then) return false;
  return (
    unchanged(asked.references ?? [], (name) => names.references(name)) &&
    unchanged(asked.records ?? [], (name) => names.records(name)) &&
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
