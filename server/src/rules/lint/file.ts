/**
 * What was learnt of a file, kept from one reading to the next.
 *
 * A new reading is compared with the one before, and only records that the difference can reach are looked at again:
 * those in parts that are new, those that share a name with one that came or went, and those that had seen such a name.
 */

import type { Query } from "../../dns/answers.ts";
import type { Part, Placed, Reading } from "../../host/host.ts";
import type { Expansion } from "../../spf/expand.ts";
import { type Finding, settle } from "../finding.ts";
import { type Answering, FileNames, referencesOf } from "../names.ts";
import { isRival } from "../neighbours.ts";
import type { Context } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { Groups, type Order } from "./groups.ts";
import {
  type Learnt,
  type Linting,
  lintExpansion,
  lintPart,
  lintSet,
  lintZone,
  nothing,
  type PartLint,
  type ReadBefore,
  readBefore,
  type Text,
  unanswered,
} from "./learnt.ts";
import { NameLint } from "./name.ts";
import { Onlookers, type Seen } from "./onlookers.ts";
import { partChange } from "./part-change.ts";
import { expansionOf, type Neighbours, neighbours } from "./reach.ts";
import type { RuleTable } from "./table.ts";

/** What linting a reading gave. Findings are in the order of the file and before suppression. */
export interface Linted {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  /** Those of one part, in its order. */
  subjectsOf(part: Part): readonly Subject[];
  /** What the record reaches, where it is one. */
  expansion(subject: Subject): Expansion | null;
  /** Records, and what resembles them, at a name in lower case and without the final dot. */
  at(name: string): readonly Subject[];
  /** Questions to DNS whose answers would say more, each once. */
  unanswered(): readonly Query[];
}

/** A part of the file as it is now. */
interface Standing {
  readonly lint: PartLint;
  /** All findings in it, settled; null until somebody needs them again. */
  findings: readonly Finding[] | null;
}

/** What was learnt of one file under one context. */
export class FileLint {
  readonly #linting: Linting;
  /** Kept for parts that went too, since they may come back. */
  readonly #parts = new WeakMap<Part, PartLint>();
  readonly #names = new FileNames(
    (part) => (this.#parts.get(part)?.learnt ?? nobody).flatMap(({ subject }) => referencesOf(subject)),
    (name) => this.#owners.at(name) ?? none,
  );
  /** The file as it was read last. */
  #placed: readonly Placed[] = [];
  readonly #standing = new Map<Part, Standing>();
  readonly #sets = new Groups<Learnt>(({ subject }) => [subject.found.set]);
  /** At names that had a record once, which are few among those of a large zone. */
  readonly #texts = new Groups<Text>(({ found }) => [found.set]);
  readonly #named = new Set<string>();
  /** By each of their owners, in lower case. */
  readonly #owners = new Groups<Subject>(
    ({ found }) => found.owners?.map((owner) => owner.toLowerCase()) ?? [],
  );
  readonly #onlookers = new Onlookers();
  readonly #nameLint: NameLint;
  #last: { readonly reading: Reading; readonly linted: Linted } | null = null;

  constructor(rules: RuleTable, context: Context) {
    this.#linting = {
      rules,
      context,
      standsAlone: (subject) => this.#standsAlone(subject),
      expansion: (subject) => this.#last?.linted.expansion(subject) ?? null,
    };
    this.#nameLint = new NameLint(this.#linting);
  }

  /** All findings over a reading of the file; the same object as long as nothing is different. */
  lint(reading: Reading, answering: Answering): Linted {
    const { gone, come } = partChange(this.#placed, reading.placed);
    this.#placed = reading.placed;
    const left = gone.flatMap(({ part }) => this.#remove(part));
    const before = readBefore(left);
    const fresh = come.flatMap((placed) => this.#add(placed, reading.format, before));
    const order = inFileOrder(reading.placed);
    const sets = new Set(this.#sets.change(left, fresh, (a, b) => order(a.subject, b.subject)));
    const beside = this.#texts.change(
      gone.flatMap(({ part }) => this.#textsOf(part)),
      this.#textsBeside(come, sets),
      order,
    );
    for (const key of beside) sets.add(key);
    for (const key of sets) this.#lookAtSet(key);
    const owners = this.#owners.change(left.map(subjectOf), fresh.map(subjectOf), order);
    const { answer } = answering;
    this.#names.read(reading.placed, answer);
    const around = neighbours((name) => this.#owners.at(name), answer);
    const heard = answering.changed((name) => this.#onlookers.know(name));
    const changed = this.#lookAround(fresh, owners, heard, around);
    const named = this.#nameLint.look(reading, this.#names);
    for (const part of named) this.#changedIn(part);
    const last = this.#last;
    if (!changed && named.size === 0 && last?.reading === reading) return last.linted;
    const linted = this.#linted(reading, around);
    this.#last = { reading, linted };
    return linted;
  }

  #remove(part: Part): readonly Learnt[] {
    const learnt = this.#standing.get(part)?.lint.learnt ?? nobody;
    this.#standing.delete(part);
    for (const each of learnt) this.#onlookers.remove(each);
    return learnt;
  }

  #add(placed: Placed, format: string, before: ReadBefore): readonly Learnt[] {
    const { part } = placed;
    const lint = this.#parts.get(part) ?? lintPart(placed, format, this.#linting, before);
    this.#parts.set(part, lint);
    this.#standing.set(part, { lint, findings: null });
    return lint.learnt;
  }

  #textsOf(part: Part): readonly Text[] {
    return this.#parts.get(part)?.texts ?? [];
  }

  /** Texts that came at names with a record, and all at names that have one now: `sets` may be some that had none. */
  #textsBeside(come: readonly Placed[], sets: ReadonlySet<string>): readonly Text[] {
    const fresh = new Set<string>();
    for (const key of sets) if (!this.#named.has(key)) fresh.add(key);
    const beside: Text[] = [];
    const take = (placed: readonly Placed[], names: ReadonlySet<string>) => {
      for (const { part } of placed)
        for (const text of this.#textsOf(part)) if (names.has(text.found.set)) beside.push(text);
    };
    take(come, this.#named);
    if (fresh.size > 0) take(this.#placed, fresh);
    for (const key of fresh) this.#named.add(key);
    return beside;
  }

  #lookAtSet(key: string): void {
    const set = this.#sets.at(key);
    if (!set) return;
    lintSet(set, this.#texts.at(key) ?? [], this.#linting);
    for (const each of set) this.#changed(each);
  }

  /**
   * Looks again at records that are new, and at those that saw something of the names whose records or answers (`heard`,
   * null for all) changed. Says whether that made a difference.
   */
  #lookAround(
    fresh: readonly Learnt[],
    owners: Iterable<string>,
    heard: Iterable<string> | null,
    around: Neighbours,
  ): boolean {
    const looked = this.#onlookers.of(owners, heard);
    for (const each of fresh) looked.delete(each);
    let changed = fresh.length > 0;
    for (const each of fresh) this.#lookAt(each, around, true);
    for (const each of looked) if (this.#lookAt(each, around, false)) changed = true;
    return changed;
  }

  /** Whether something was learnt. What `came` is found by others from now on. */
  #lookAt(each: Learnt, around: Neighbours, came: boolean): boolean {
    const before: Seen = { zone: each.zone, reached: each.reached, known: each.known };
    lintExpansion(each, around, this.#names, this.#linting);
    lintZone(each, this.#names, this.#linting);
    const changed = each.zone !== before.zone || each.reached !== before.reached;
    if (!came && !changed && each.known === before.known) return false;
    if (!came) this.#onlookers.forget(each, before);
    this.#onlookers.add(each);
    if (changed) this.#changed(each);
    return changed;
  }

  /** Several names may share one text, and then others stand beside it that are of other sets. */
  #standsAlone(subject: Subject): boolean {
    const { found } = subject;
    const names = found.owners && found.owners.length > 1 ? found.owners : [];
    const beside = [
      ...(this.#sets.at(found.set) ?? nobody).map(subjectOf),
      ...names.flatMap((owner) => this.#owners.at(owner.toLowerCase()) ?? none),
    ];
    return !beside.some((other) => other !== subject && isRival(other, subject));
  }

  #changed({ subject }: Learnt): void {
    this.#changedIn(subject.part);
  }

  #changedIn(part: Part): void {
    const standing = this.#standing.get(part);
    if (standing) standing.findings = null;
  }

  #linted(reading: Reading, around: Neighbours): Linted {
    const findings: Finding[] = [];
    const lints: PartLint[] = [];
    for (const { part } of reading.placed) {
      const standing = this.#standing.get(part) as Standing;
      standing.findings ??= findingsOf(standing.lint, this.#nameLint.findings(part), this.#linting.rules);
      lints.push(standing.lint);
      // One by one: a line of megabytes has more findings than a call takes arguments.
      for (const finding of standing.findings) findings.push(finding);
    }
    return {
      // Few of those who want to know the findings ask for all records.
      get subjects() {
        return lints.flatMap(({ learnt }) => learnt.map(subjectOf));
      },
      findings,
      subjectsOf: (part) => (this.#parts.get(part)?.learnt ?? nobody).map(subjectOf),
      expansion: (subject) => {
        const learnt = this.#parts.get(subject.part)?.learnt.find((each) => each.subject === subject);
        return expansionOf(subject, around, learnt ?? { known: null });
      },
      at: (name) => this.#owners.at(name) ?? none,
      unanswered: () => {
        const queries = new Map<string, Query>();
        for (const learnt of this.#onlookers.all())
          for (const query of unanswered(learnt)) queries.set(`${query.type} ${query.name}`, query);
        return [...queries.values()];
      },
    };
  }
}

const nobody: readonly Learnt[] = [];
const none: readonly Subject[] = [];

function findingsOf(lint: PartLint, named: readonly Finding[], rules: RuleTable): readonly Finding[] {
  const all: Finding[] = [...lint.findings, ...named];
  for (const { set, zone, reached } of lint.learnt) {
    for (const finding of set) all.push(finding);
    for (const finding of zone?.findings ?? nothing) all.push(finding);
    for (const finding of reached?.findings ?? nothing) all.push(finding);
  }
  return all.length > 0 ? settle(all, rules) : nothing;
}

/** Compares records by where they stand; the table of places is made when two are compared at all. */
function inFileOrder(placed: readonly Placed[]): Order<Pick<Subject, "part" | "found">> {
  let places: Map<Part, number> | undefined;
  return (a, b) => {
    places ??= new Map(placed.map(({ part }, index) => [part, index]));
    return (places.get(a.part) ?? 0) - (places.get(b.part) ?? 0) || a.found.span.start - b.found.span.start;
  };
}

function subjectOf({ subject }: Learnt): Subject {
  return subject;
}
