/**
 * DNSControl: programs in JavaScript that call `D("example.com", …)` with records, or with lists, names and functions
 * that stand for records (DNSControl, "Language reference").
 *
 * A record stands where its text is written, and has the owners of all domains that use it.
 */

import { AskedNames } from "./asked.ts";
import { declaredIn } from "./declared.ts";
import { describe } from "./describe.ts";
import { builderFaults } from "./dnscontrol/faults.ts";
import { Run, type Use } from "./dnscontrol/run.ts";
import { type DeclaredNames, Evaluator } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Around, Format, Section, Seen } from "./format.ts";
import type { Found } from "./host.ts";
import { joinFaultsIn } from "./join-faults.ts";
import { KeptRecords } from "./kept-records.ts";
import { javascriptLanguage } from "./programs/javascript-functions.ts";
import { noteStart } from "./section-parts.ts";
import { type CallValue, within } from "./syntax/value.ts";
import { inSections } from "./views.ts";

export const dnscontrol: Format = {
  format: "dnscontrol",
  syntax: "javascript",
  mayHold: ({ uri }) => {
    const name = fileNameOf(uri);
    return /\.(?:d?js|[cm]js|[cm]?ts)$/i.test(name) && !/\.(?:test|spec|d|min)\.\w+$/i.test(name);
  },
  see: (sections, around) => inSections(sections, new Program(sections, around).see()),
  wholeZones: (sections, around) =>
    fileNameOf(around.uri) === "dnsconfig.js" ? new Program(sections, around).wholeZones() : [],
};

/** What only programs for DNSControl call. */
const OWN_CALL =
  /^(?:D|D_EXTEND|SPF_BUILDER|DMARC_BUILDER|CAA_BUILDER|M365_BUILDER|NewRegistrar|NewDnsProvider)$/;
const TEST_CALL = /^(?:describe|it|test|expect|assert)\b/;
const DOMAIN = /^D(?:_EXTEND)?$/;
const MOST_OWNERS = 1000;

type Variables = Readonly<Record<string, string>>;

/** What a run gave, and what it depends on. */
interface Remembered {
  readonly run: Run;
  readonly names: AskedNames;
  readonly variables: Variables;
  /** The time to live that was the default before. */
  readonly ttl: number | null;
}

/** What is known of a section as long as it is the same. */
interface Known {
  /** Calls by which a program for DNSControl is told from others, and those that could be records. */
  readonly calls: readonly CallValue[];
  all?: Remembered;
  /** The calls of this section that nothing leads to. */
  rest?: Remembered & { readonly of: readonly CallValue[] };
}

const known = new WeakMap<Section, Known>();
const kept = new KeptRecords<Use>();

function knownOf(section: Section): Known {
  const remembered = known.get(section);
  if (remembered) return remembered;
  const calls: CallValue[] = [];
  for (const { value } of within(section.tree.root)) {
    if (value.kind !== "call") continue;
    if (value.name === "TXT" || OWN_CALL.test(value.name) || TEST_CALL.test(value.name)) calls.push(value);
  }
  const made: Known = { calls };
  known.set(section, made);
  return made;
}

class Program {
  readonly #sections: readonly Section[];
  readonly #uri: string;
  readonly #variables: Variables;
  readonly #names: DeclaredNames;

  constructor(sections: readonly Section[], { uri, world, rows }: Around) {
    this.#sections = sections;
    this.#uri = uri;
    this.#variables = world.variables;
    this.#names = declaredIn(rows, sections);
  }

  *see(): Iterable<Seen> {
    const calls = this.#sections.flatMap((section) => knownOf(section).calls);
    const own = calls.some(({ name }) => OWN_CALL.test(name));
    if (!own && !calls.some(({ name }) => name === "TXT")) return;
    const runs = this.#runs();
    const foreign = !own && calls.some(({ name }) => TEST_CALL.test(name));
    if (!foreign) runs.push(...this.#rests(runs));
    const uses = runs.map((run) => run.uses);
    const starts = new Map<Section, Map<number, Found>>();
    for (const seen of kept.of(this.#sections, uses, (own, index) => ({ found: this.#found(own, index) }))) {
      noteStart(starts, seen);
      yield seen;
    }
    yield* joinFaultsIn(this.#sections, (section, start) => starts.get(section)?.get(start) ?? null);
    for (const section of this.#sections) {
      for (const call of knownOf(section).calls) {
        if (call.name !== "SPF_BUILDER") continue;
        const foundAt = (start: number) => starts.get(section)?.get(start) ?? null;
        for (const fault of builderFaults(section, call, foundAt)) yield { section, fault };
      }
    }
    for (const run of runs) yield* run.others;
  }

  /** Domains of which all is said here: no other file is read, and everything in this one is understood. */
  wholeZones(): string[] {
    const isOpen = this.#sections.some(
      ({ text, tree }) => tree.isDamaged || /\brequire(?:_glob)?\b/.test(text),
    );
    if (isOpen) return [];
    const runs = this.#runs();
    runs.push(...this.#rests(runs));
    const partial = new Set(runs.flatMap((run) => [...run.partial]));
    const begun = runs.flatMap((run) => run.begun);
    const isWhole = (name: string) => !partial.has(name) && begun.indexOf(name) === begun.lastIndexOf(name);
    return partial.has(null) ? [] : begun.filter(isWhole);
  }

  /** What the sections do, in order. */
  #runs(): Run[] {
    let ttl: number | null = null;
    return this.#sections.map((section) => {
      const about = knownOf(section);
      if (!about.all || !this.#holds(about.all) || about.all.ttl !== ttl)
        about.all = this.#start(ttl, (run) => run.all(section));
      ttl = about.all.run.ttl;
      return about.all.run;
    });
  }

  /** What nothing leads to: another file does. */
  #rests(runs: readonly Run[]): Run[] {
    const reached = new Set(runs.flatMap((run) => [...run.reached]));
    return this.#sections.flatMap((section) => {
      const about = knownOf(section);
      const of = about.calls.filter((call) => !reached.has(call) && !TEST_CALL.test(call.name));
      if (of.length === 0) return [];
      const same = about.rest?.of.length === of.length && about.rest.of.every((each, i) => each === of[i]);
      if (!about.rest || !same || !this.#holds(about.rest)) {
        const rest = this.#start(null, (run) => {
          for (const call of of) if (DOMAIN.test(call.name)) run.domain(section, call);
          for (const call of of) {
            if (/^(?:TXT|SPF_BUILDER)$/.test(call.name) && !run.reached.has(call)) run.text(section, call);
          }
        });
        about.rest = { ...rest, of };
      }
      return [about.rest.run];
    });
  }

  #start(ttl: number | null, start: (run: Run) => void): Remembered {
    const names = new AskedNames(this.#names);
    const run = new Run(new Evaluator(names, javascriptLanguage, this.#variables), ttl);
    start(run);
    return { run, names, variables: this.#variables, ttl };
  }

  #holds({ names, variables }: Remembered): boolean {
    return variables === this.#variables && names.stillHold(this.#names);
  }

  #found(uses: readonly [Use, ...Use[]], index: number): Found {
    const [first, ...more] = uses;
    const { owner, label, view } = first;
    const set = owner === null ? `${this.#uri}#${index}:${first.value.span.start}@${label}` : owner + view;
    const owners = [...new Set(uses.flatMap((use) => use.owner ?? []))].slice(0, MOST_OWNERS);
    // What differs from one call to the next is not known.
    const differs = more.some(({ value }) => value.text.text !== first.value.text.text);
    return describe({
      ...first,
      value: (differs ? first.common() : null) ?? first.value,
      owners: owners.length > 0 ? owners : null,
      set,
      ttl: more.every(({ ttl }) => ttl === first.ttl) ? first.ttl : null,
      certain: uses.some(({ certain }) => certain),
      strings: "tool",
      removal: more.length === 0 ? first.removal : null,
    });
  }
}
