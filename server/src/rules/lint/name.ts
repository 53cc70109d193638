/**
 * Runs the rules about names that have other records than SPF: those with MX or CNAME.
 *
 * To know such names the other records of a part have to be read, which takes as long as reading the part. So it is done
 * for files of some thousand lines; of larger ones the part with the SOA record tells of the zone's own name.
 */

import type { Other, Part, Placed, Reading } from "../../host/host.ts";
import type { Finding } from "../finding.ts";
import { type Asked, type Names, Noting, stillHolds } from "../names.ts";
import { othersByName } from "./by-name.ts";
import { collect, type Linting, nothing } from "./learnt.ts";
import { zonesAtHand } from "./zones-at-hand.ts";

/** Parts have a hundred lines or so. */
const MOST_PARTS = 32;

/** A name in one part, and what was found. */
interface NameLearnt {
  readonly name: string;
  readonly others: readonly Other[];
  asked: Asked | null;
  isKnown: boolean;
  findings: readonly Finding[];
}

interface PartNames {
  readonly names: readonly NameLearnt[];
  /** Names from which on others answer: delegations, DNAME, and what can't be read. */
  readonly ends: readonly string[];
}

interface Sight {
  readonly watched: readonly Placed[];
  /** Whether a name is looked at: what a zone file says of names outside of its zones is ignored. */
  isOurs(name: string): boolean;
  /** Whether all that stands at a name is known: it is in a zone at hand that lacks nothing. */
  isWhole(name: string): boolean;
  /** Whether the zone's tool may put several files together. */
  readonly isSource: boolean;
}

export class NameLint {
  readonly #linting: Linting;
  readonly #known = new WeakMap<Part, PartNames>();
  /** Names of parts that were looked at last. */
  #looked = new Map<Part, readonly NameLearnt[]>();

  #findings: readonly Finding[] = nothing;

  constructor(linting: Linting) {
    this.#linting = linting;
  }

  /** Looks at the names of a reading; gives the parts whose findings are others by now. */
  look(reading: Reading, names: Names): ReadonlySet<Part> {
    const before = this.#looked;
    this.#looked = new Map();
    const changed = new Set<Part>();
    if (this.#linting.rules.name.length === 0) return changed;
    const sight = this.#sight(reading);
    const seen = new Set<string>();
    for (const each of sight.watched) {
      const learnt = this.#namesIn(each.part).names;
      if (learnt.length > 0) this.#looked.set(each.part, learnt);
      for (const one of learnt) {
        const then = one.findings;
        // What is found at a name is told once, at its first records.
        if (seen.has(one.name) || !sight.isOurs(one.name)) forget(one);
        else this.#lookAt(one, each, sight, names);
        seen.add(one.name);
        if (one.findings !== then) for (const { part } of [...then, ...one.findings]) changed.add(part);
      }
    }
    for (const [part, learnt] of before) {
      if (this.#looked.has(part)) continue;
      for (const one of learnt) {
        for (const finding of one.findings) changed.add(finding.part);
        forget(one);
      }
    }
    this.#findings = [...this.#looked.values()].flatMap((learnt) =>
      learnt.flatMap(({ findings }) => findings),
    );
    return changed;
  }

  /** Those that stand in a part; some are told of records in another part than their names. */
  findings(part: Part): readonly Finding[] {
    return this.#findings.filter((finding) => finding.part === part);
  }

  /** The parts to look at, and what is known of the names there. */
  #sight(reading: Reading): Sight {
    const { placed } = reading;
    const { tops, named, whole } = zonesAtHand(reading);
    const zones = new Set([...tops, ...named].map((name) => name.toLowerCase()));
    // The other formats have read all of their records already.
    if (placed.length > MOST_PARTS && named.length === 0) {
      const watched = placed.filter(({ part }) => part.soa !== null).slice(0, MOST_PARTS);
      const isTop = (name: string) => zones.has(name);
      return { watched, isOurs: isTop, isWhole: (name) => whole && isTop(name), isSource: false };
    }
    const ends = new Set(placed.flatMap(({ part }) => this.#namesIn(part).ends));
    const isInZone = (name: string) => {
      for (let at = name; at !== ""; at = at.slice(at.indexOf(".") + 1 || at.length)) {
        if (zones.has(at)) return true;
        if (ends.has(at)) return false;
      }
      return false;
    };
    return {
      watched: placed,
      isOurs: tops.length > 0 ? isInZone : () => true,
      isWhole: (name) => whole && isInZone(name),
      isSource: tops.length === 0,
    };
  }

  #namesIn(part: Part): PartNames {
    const known = this.#known.get(part);
    if (known) return known;
    const learnt: NameLearnt[] = [];
    const ends: string[] = [];
    for (const [name, others] of othersByName(part)) {
      if (name.startsWith("*.")) continue;
      if (others.some(({ type }) => type === "MX" || type === "CNAME"))
        learnt.push({ name, others, asked: null, isKnown: false, findings: nothing });
      if (others.some(isEnd)) ends.push(name);
    }
    const names = { names: learnt, ends };
    this.#known.set(part, names);
    return names;
  }

  #lookAt(learnt: NameLearnt, { part, uri }: Placed, sight: Sight, names: Names): void {
    const isKnown = sight.isWhole(learnt.name);
    if (learnt.isKnown === isKnown && learnt.asked && stillHolds(learnt.asked, names)) return;
    const { name, others } = learnt;
    const findings: Finding[] = [];
    const noting = new Noting(names);
    const isWhole = isKnown && !(sight.isSource && isElsewhere(name, noting));
    for (const rule of this.#linting.rules.name) {
      const input = { name, others, part, uri, isWhole, names: noting };
      collect(findings, rule, rule.check(input, this.#linting.context), this.#linting);
    }
    learnt.asked = noting.asked();
    learnt.isKnown = isKnown;
    if (findings.length > 0 || learnt.findings.length > 0)
      learnt.findings = findings.length > 0 ? findings : nothing;
  }
}

/** Whether another source of the zone may have the texts of a name; an alias is all that there is of it. */
function isElsewhere(name: string, names: Names): boolean {
  const answer = names.answer({ name, type: "TXT" });
  return answer.kind === "unknown" && answer.alias === undefined;
}

function forget(learnt: NameLearnt): void {
  learnt.asked = null;
  learnt.findings = nothing;
}

/** RFC 6672: below a DNAME other names answer. */
function isEnd({ type, data }: Other): boolean {
  return type === "NS" || (type === "OTHER" && (data === "DNAME" || data === ""));
}
