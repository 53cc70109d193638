/**
 * Runs the rules about names that have other records than SPF: those with MX or CNAME, of a zone that is at hand.
 *
 * To know such names the other records of a part have to be read, which takes as long as reading the part. So it is done
 * for zones of some thousand lines; of larger ones the part with the SOA record tells of the zone's own name.
 */

import type { Other, Part, Placed } from "../host/host.ts";
import type { Finding } from "./finding.ts";
import { collect, type Linting, nothing } from "./learnt.ts";
import { type Asked, type Names, Noting, stillHolds } from "./names.ts";

/** Parts have a hundred lines or so. */
const MOST_PARTS = 32;

/** A name in one part, and what was found. */
interface NameLearnt {
  readonly name: string;
  readonly others: readonly Other[];
  asked: Asked | null;
  findings: readonly Finding[];
}

export class NameLint {
  readonly #linting: Linting;
  readonly #known = new WeakMap<Part, readonly NameLearnt[]>();
  /** Names of parts that were looked at last. */
  #looked = new Map<Part, readonly NameLearnt[]>();

  constructor(linting: Linting) {
    this.#linting = linting;
  }

  /** Looks at the names of a reading; gives the parts whose findings are others by now. */
  look(placed: readonly Placed[], names: Names): ReadonlySet<Part> {
    const before = this.#looked;
    this.#looked = new Map();
    const changed = new Set<Part>();
    if (this.#linting.rules.name.length === 0) return changed;
    const tops = placed.filter(({ part }) => part.soa !== null);
    const watched = tops.length > 0 && placed.length <= MOST_PARTS ? placed : tops.slice(0, MOST_PARTS);
    const seen = new Set<string>();
    for (const each of watched) {
      const learnt = this.#namesIn(each.part);
      if (learnt.length > 0) this.#looked.set(each.part, learnt);
      for (const one of learnt) {
        const then = one.findings;
        // What is found at a name is told once, at its first records.
        if (seen.has(one.name)) forget(one);
        else this.#lookAt(one, each, names);
        seen.add(one.name);
        if (one.findings !== then) changed.add(each.part);
      }
    }
    for (const [part, learnt] of before) {
      if (this.#looked.has(part)) continue;
      for (const one of learnt) forget(one);
      changed.add(part);
    }
    return changed;
  }

  findings(part: Part): readonly Finding[] {
    return this.#looked.get(part)?.flatMap(({ findings }) => findings) ?? nothing;
  }

  #namesIn(part: Part): readonly NameLearnt[] {
    const known = this.#known.get(part);
    if (known) return known;
    const by = new Map<string, Other[]>();
    for (const other of part.others()) {
      const name = other.name.toLowerCase();
      if (name.startsWith("*.")) continue;
      const list = by.get(name);
      if (list) list.push(other);
      else by.set(name, [other]);
    }
    const learnt = [...by]
      .filter(([, others]) => others.some(({ type }) => type === "MX" || type === "CNAME"))
      .map(([name, others]) => ({ name, others, asked: null, findings: nothing }));
    this.#known.set(part, learnt);
    return learnt;
  }

  #lookAt(learnt: NameLearnt, { part, uri }: Placed, names: Names): void {
    if (learnt.asked && stillHolds(learnt.asked, names)) return;
    const { name, others } = learnt;
    const findings: Finding[] = [];
    const noting = new Noting(names);
    for (const rule of this.#linting.rules.name) {
      const input = { name, others, part, uri, names: noting };
      collect(findings, rule, rule.check(input, this.#linting.context), this.#linting);
    }
    learnt.asked = noting.asked();
    if (findings.length > 0 || learnt.findings.length > 0)
      learnt.findings = findings.length > 0 ? findings : nothing;
  }
}

function forget(learnt: NameLearnt): void {
  learnt.asked = null;
  learnt.findings = nothing;
}
