/** What a walk over classes of addresses carries along: its limits, the answers so far, and the reasons it found. */

import { type Answer, type Asking, ask, OUT_OF_TIME } from "../dns/answers.ts";
import { normalise } from "../dns/names.ts";
import type { QueryType } from "../dns/rr.ts";
import { addressesOf, type Class } from "./address-classes.ts";
import type { SpfRecord, Term, Version } from "./ast.ts";
import type { Limits, Readings } from "./evaluation.ts";
import { type AddressSet, union } from "./ip-set.ts";
import { type NoRecord, recordIn } from "./record-choice.ts";
import type { Reason } from "./trace.ts";

/** Why it can't be told what a term does. */
export type Unsure =
  /** It depends on the sender or on the HELO name. */
  | "message"
  /** It depends on the single address: its digits, or the names that it has in DNS. */
  | "address"
  /** A value in the record's source is not known. */
  | "hole"
  /** The name of the domain itself is not known. */
  | "domain"
  /** A name was not asked: no file at hand and no DNS. */
  | "not-asked"
  /** A budget ended the walk. */
  | "stopped";

/** Why addresses have an error for certain. */
export type Broken = Extract<
  Reason,
  | "malformed-domain"
  | "no-such-name"
  | "no-record"
  | "several-records"
  | "syntax"
  | "dns-error"
  | "too-many-lookups"
  | "too-many-voids"
  | "too-many-mx"
>;

/** Why addresses have no result, or an error. */
export interface AddressReason {
  readonly why: Unsure | Broken;
  /** Domains from the root to the record that holds the term. */
  readonly path: readonly string[];
  /** The record and its term; no term where the record as a whole is to blame, no record where there is none at the root. */
  readonly record: SpfRecord | null;
  readonly term: Term | null;
  /** The name that was asked for, or would have been; null where it is not known, or where none is to blame. */
  readonly target: string | null;
  /** What was asked for there; null where nothing was. */
  readonly type: QueryType | null;
  /** Those that an evaluation brings to the term, and that have no result, or the error, for this reason. */
  readonly addresses: AddressSet;
}

/** A name, and what is asked for there; null where nothing is. */
export interface Asked {
  readonly name: string;
  readonly type: QueryType | null;
}

/** A term of a record on the way. */
export interface Spot {
  readonly path: readonly string[];
  readonly record: SpfRecord | null;
  readonly term: Term | null;
}

export interface WalkOptions {
  readonly limits: Limits;
  readonly readings: Readings;
  /** Of the record at the root; `v=spf1` where none is given. */
  readonly version: Version | undefined;
  /** What may be spent: names asked, and ranges of addresses compared. */
  readonly maxQueries: number;
  readonly maxSteps: number;
}

const nobody = { name: null, type: null };

export class Walk {
  /** Ranges of addresses that may still be compared. */
  #steps: number;
  #queries: number;
  readonly #answers = new Map<string, Answer>();
  readonly #records = new Map<string, SpfRecord | NoRecord>();
  readonly #reasons = new Map<string, AddressReason>();
  readonly #numbers = new Map<SpfRecord | null, number>();

  constructor(readonly options: WalkOptions) {
    this.#steps = options.maxSteps;
    this.#queries = options.maxQueries;
  }

  /** Asks each question once. Null where the budget of questions is used up, or the time. */
  *lookUp<T extends QueryType>(name: string, type: T): Asking<Answer<T> | null> {
    const key = `${type} ${normalise(name)}`;
    const known = this.#answers.get(key);
    if (known) return known as Answer<T>;
    if (this.#queries <= 0) return null;
    this.#queries--;
    const answer = yield* ask(name, type);
    // Nobody waited for it, which says nothing of the record.
    if (answer.source === OUT_OF_TIME) return null;
    this.#answers.set(key, answer as Answer);
    return answer;
  }

  /** The record at a name, read once, or why there is none. Null where the budget of questions is used up. */
  *recordAt(name: string): Asking<SpfRecord | NoRecord | null> {
    const key = normalise(name);
    const known = this.#records.get(key);
    if (known) return known;
    const answer = yield* this.lookUp(name, "TXT");
    if (!answer) return null;
    const found = recordIn(answer, this.options.version);
    this.#records.set(key, found);
    return found;
  }

  /** Counts the work of comparing each class with so many ranges. @returns whether it is within the budget still */
  spend(classes: readonly Class[], ranges: number): boolean {
    for (const { set } of classes) this.#steps -= 1 + ranges + set.ip4.length + set.ip6.length;
    return this.#steps >= 0;
  }

  note(why: Unsure | Broken, spot: Spot, asked: Asked | null, classes: readonly Class[]): void {
    if (classes.length === 0) return;
    const record = this.#numbers.get(spot.record) ?? this.#numbers.size;
    this.#numbers.set(spot.record, record);
    const { name: target, type } = asked ?? nobody;
    const key = `${why} ${record} ${spot.term?.index} ${type} ${target}`;
    const before = this.#reasons.get(key);
    const addresses = addressesOf(classes);
    if (before) this.#reasons.set(key, { ...before, addresses: union([before.addresses, addresses]) });
    else this.#reasons.set(key, { why, ...spot, target, type, addresses });
  }

  /** In the order in which the walk came to them. */
  reasons(): AddressReason[] {
    return [...this.#reasons.values()];
  }
}
