/**
 * What the documents at hand, and answers that DNS gave earlier, say of a name: the open text first, then files, then
 * DNS.
 */

import type { Answer, Answerer, Query, Source } from "../dns/answers.ts";
import type { Learned } from "../dns/learned.ts";
import { normalise } from "../dns/names.ts";
import { answererOf, type Holdings, overlay, type Place } from "../dns/overlay.ts";
import type { QueryType } from "../dns/rr.ts";
import type { Reading } from "../host/host.ts";
import { type Answering, AT_HAND } from "../rules/names.ts";
import { besideOthers, type Heard, type Hearing, nobodyHeard, type Own, type Witness } from "./agreement.ts";
import { FileHoldings } from "./holdings.ts";

/** The records of the document that is looked at, and what it is called as the source of answers. */
export interface OwnDocument {
  readonly holdings: FileHoldings;
  readonly source: Source;
}

/** What knows of names beside the document that is looked at. */
export interface Beside {
  readonly documents: Hearing;
  /** What DNS said earlier. */
  readonly dns: Place;
}

/** The records of each document, looked up by name. */
export class Answers {
  readonly #holdings = new Map<string, FileHoldings>();

  /** What answers come from in one document; null where it publishes nothing. */
  witness(uri: string, open: boolean, reading: Reading): Witness | null {
    if (reading.isShown) return null;
    const { holdings, source } = this.own(uri, open, reading);
    return { holdings, place: overlay(holdings, source) };
  }

  /** The document itself, as it was read. */
  own(uri: string, open: boolean, reading: Reading): OwnDocument {
    const holdings = this.#holdings.get(uri) ?? new FileHoldings();
    this.#holdings.set(uri, holdings);
    holdings.read(reading);
    return { holdings, source: open ? AT_HAND.buffer : AT_HAND.file };
  }

  forget(uri: string): void {
    this.#holdings.delete(uri);
  }
}

/**
 * Answers for one document that are the same objects as long as they say the same. `renew` tells where answers come
 * from by now; what that can't have changed is not looked at again.
 */
export class SteadyAnswers implements Answering {
  /** By the name that was asked for. */
  readonly #known = new Map<string, Kept>();
  /** Names that answers to questions for others depend on: aliases, wildcards, names between. */
  readonly #watched = new Map<string, Set<string>>();
  /** Names whose answers may be different by now. */
  readonly #stale = new Set<string>();
  /** Nobody has heard anything yet. */
  #isNew = true;
  /** How many names may be kept before those that nobody asks for any more are let go. */
  #room = 1000;
  #own: { readonly of: OwnDocument; readonly version: number } | null = null;
  #beside: ({ readonly since: number } & Beside) | null = null;
  /** What was looked at for the answer at hand. */
  #seen = new Set<string>();
  #wentOut = false;
  #answer: Answerer = () => ({ kind: "unknown", source: "nobody" });

  /**
   * The document itself has changed, or another has. `beside` gives what else knows; it is asked when `since` is
   * not what it was, so that typing in one document asks the others nothing anew.
   */
  renew(own: OwnDocument, since: number, beside: () => Beside): void {
    const before = this.#own;
    const isSame = before?.of.holdings === own.holdings && before.of.source === own.source;
    this.#markChanged(isSame ? own.holdings.changedSince(before.version) : null);
    this.#own = { of: own, version: own.holdings.version };
    if (this.#beside?.since !== since) {
      const { documents, dns } = beside();
      this.#beside = { since, documents: memoised(documents), dns };
      for (const [name, { isOwn }] of this.#known) if (!isOwn) this.#stale.add(name);
    }
    const { documents, dns } = this.#beside;
    const holdings = watching(own.holdings, this.#seen);
    const inside = overlay(holdings, own.source);
    const outside: Hearing = (name, type) => {
      this.#wentOut = true;
      return documents(name, type);
    };
    const atHand: Place = (name, type) => besideOthers(holdings, inside(name, type), outside, name, type);
    this.#answer = answererOf([atHand, dns]);
  }

  readonly answer = (query: Query): Answer => {
    const name = normalise(query.name);
    if (this.#stale.has(name)) this.#refresh(name);
    const known = this.#known.get(name);
    return known?.answers[query.type] ?? this.#ask(name, query.type);
  };

  changed(isUsed: (name: string) => boolean): Iterable<string> | null {
    if (this.#known.size > this.#room) this.#letGo(isUsed);
    if (this.#isNew) {
      this.#isNew = false;
      return null;
    }
    const changed: string[] = [];
    for (const name of this.#stale) {
      if (!isUsed(name)) this.#known.delete(name);
      else if (this.#refresh(name)) changed.push(name);
    }
    this.#stale.clear();
    return changed;
  }

  #markChanged(names: ReadonlySet<string> | null): void {
    if (names === null) for (const name of this.#known.keys()) this.#stale.add(name);
    for (const name of names ?? []) {
      if (this.#known.has(name)) this.#stale.add(name);
      for (const other of this.#watched.get(name) ?? []) if (this.#known.has(other)) this.#stale.add(other);
    }
  }

  /** Whether one of the answers is another. */
  #refresh(name: string): boolean {
    this.#stale.delete(name);
    const known = this.#known.get(name);
    if (!known) return false;
    this.#known.delete(name);
    let changed = false;
    for (const [type, before] of Object.entries(known.answers) as [QueryType, Answer][]) {
      if (this.#ask(name, type, before) !== before) changed = true;
    }
    return changed;
  }

  /** Asks, and keeps the answer: the one before where it says the same. */
  #ask(name: string, type: QueryType, before?: Answer): Answer {
    this.#seen.clear();
    this.#wentOut = false;
    const now = this.#answer({ name, type });
    const answer = before && sameAnswer(before, now) ? before : now;
    let known = this.#known.get(name);
    if (!known) this.#known.set(name, (known = { answers: {}, isOwn: true }));
    known.answers[type] = answer;
    known.isOwn &&= !this.#wentOut;
    for (const other of this.#seen) {
      if (other === name) continue;
      const watched = this.#watched.get(other);
      if (watched) watched.add(name);
      else this.#watched.set(other, new Set([name]));
    }
    return answer;
  }

  #letGo(isUsed: (name: string) => boolean): void {
    for (const name of this.#known.keys()) if (!isUsed(name)) this.#known.delete(name);
    for (const [other, names] of this.#watched) {
      for (const name of names) if (!this.#known.has(name)) names.delete(name);
      if (names.size === 0) this.#watched.delete(other);
    }
    this.#room = 2 * this.#known.size + 1000;
  }
}

/** Answers about one name. */
interface Kept {
  readonly answers: Partial<Record<QueryType, Answer>>;
  /** Whether the document alone says all of them. */
  isOwn: boolean;
}

/** The same holdings; it takes down the names whose records are looked at. */
function watching(holdings: FileHoldings, seen: Set<string>): Holdings & Own {
  const see = (name: string) => {
    seen.add(name);
    return name;
  };
  return {
    at: (name) => holdings.at(see(name)),
    isAbove: (name) => holdings.isAbove(see(name)),
    // Where these change, everything may.
    isZone: (name) => holdings.isZone(name),
    cut: (name) => holdings.cut(name),
    zoneAbove: (name) => holdings.zoneAbove(name),
    isServed: (zone) => holdings.isServed(zone),
  };
}

/** The same, heard once a name where there is anything to hear. */
function memoised(hearing: Hearing): Hearing {
  const found = new Map<QueryType, Map<string, Heard>>();
  return (name, type) => {
    const known = found.get(type)?.get(name);
    if (known) return known;
    const heard = hearing(name, type);
    if (heard === nobodyHeard) return heard;
    let ofType = found.get(type);
    if (!ofType) found.set(type, (ofType = new Map()));
    ofType.set(name, heard);
    return heard;
  };
}

function sameAnswer(a: Answer, b: Answer): boolean {
  return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}

/** Where answers of DNS are kept once they came in. */
export function learnedPlace(learned: Learned): Place {
  return (name, type) => learned.answer({ name, type });
}
