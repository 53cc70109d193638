/** `many-addresses`: a record that lets more hosts send than anybody has. */

import { AddressRows } from "../spf/address-rows.ts";
import { literalIn } from "../spf/deciding.ts";
import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { rangeOf } from "../spf/ip.ts";
import { stretchesOf } from "../spf/stretches.ts";
import { messagesOf } from "../text/message.ts";
import { isWide } from "./everyone.ts";
import { networksInFile } from "./file-addresses.ts";
import { isForInclusion } from "./include-only.ts";
import type { Names } from "./names.ts";
import { grouped } from "./readable.ts";
import { type Context, type Inputs, type Report, rule } from "./rule.ts";
import { specialNetworks } from "./special-addresses.ts";
import { shownIn } from "./terms.ts";
import { isInFile } from "./tree.ts";

/** IPv4 addresses; the study that found it in a third of all domains counted from here on ("Lazy Gatekeepers", 2023). */
const MANY = 100_000;

export const manyAddresses = rule({
  name: "many-addresses",
  severity: "info",
  profile: "recommended",
  needs: "expansion",
  about: ["ip4", "a", "mx", "include", "redirect"],
  sources: ["RFC 7208, 11.4"],
  messages: messagesOf("many-addresses", {
    many: "This record lets {count} IPv4 addresses send as this domain, {most} of them by {term}, without those of records that others publish. Whoever gets one of them sends mail that passes. Name the networks that your mail leaves from.",
  }),
  yieldsTo: ["zero-prefix", "pass-all", "wide-net", "reserved-ip"],
  check(input, context): Iterable<Report> {
    const { subject, record, expansion } = input;
    if (subject.found.type !== "TXT" || !record.valid || estimate(expansion, new Set()) < MANY) return [];
    return report(input, context);
  },
});

function* report(
  { subject, record, expansion, names }: Inputs["expansion"],
  { zone }: Context,
): Iterable<Report> {
  // Networks that let everyone pass are `pass-all`'s.
  if (isWide(record.terms)) return;
  if (isForInclusion(subject, names, zone)) return;
  const { counts } = passing(expansion, names, new Map());
  const count = counts.reduce((sum, each) => sum + each, 0);
  const most = counts.reduce((least, each) => Math.max(least, each), 0);
  const largest = expansion.terms[counts.indexOf(most)]?.term;
  if (count <= MANY || !largest) return;
  const args = { count: grouped(BigInt(count)), most: grouped(BigInt(most)), term: shownIn(record, largest) };
  yield { message: manyAddresses.messages.many(args), at: { subject, span: largest.span } };
}

/** What the prefix lengths allow at the most: a quick look, since hardly any record comes near. */
function estimate({ terms }: Expansion, path: Set<Expansion>): number {
  let sum = 0;
  for (const { term, target } of terms) {
    if (target && !path.has(target)) {
      path.add(target);
      sum += estimate(target, path);
    }
    if (term.kind !== "directive" || term.qualifier !== "+") continue;
    // A mechanism with hosts stands for ten of them at the most.
    if (term.network?.family === 4) sum += 2 ** (32 - (term.prefix4?.bits ?? 32));
    else if (term.name === "a" || term.name === "mx") sum += 10 * 2 ** (32 - (term.prefix4?.bits ?? 32));
  }
  return sum;
}

interface Passing {
  /** Of each stretch of addresses that pass the first, and the one behind the last. */
  readonly ends: AddressRows;
  /** How many addresses each term adds. */
  readonly counts: readonly number[];
}

/**
 * The public IPv4 addresses that a record lets pass (RFC 7208, 4.6.2: the first term that matches decides), by its own
 * terms and by records of the same file.
 */
function passing(at: Expansion, names: Names, known: Map<Expansion, Passing>): Passing {
  const before = known.get(at);
  if (before) return before;
  const special = specialNetworks(4);
  const all = new AddressRows(4, (special.length + at.terms.length) * 2);
  // From networks that nobody sends from nobody passes, whatever comes first.
  for (const network of special) all.addRange(rangeOf(network));
  /** By range. */
  const termOf: number[] = special.map(() => -1);
  for (const [index, expanded] of at.terms.entries()) {
    addMatched(all, at, expanded, names, known);
    while (termOf.length * 2 < all.length) termOf.push(index);
  }
  const counts = at.terms.map(() => 0);
  const { borders, owners } = stretchesOf(all);
  const ends = new AddressRows(4, owners.length * 2);
  for (let stretch = 0; stretch < owners.length; stretch++) {
    const owner = owners[stretch] as number;
    const index = owner < 0 ? -1 : (termOf[owner] as number);
    if (index < 0) continue;
    const { term } = at.terms[index] as ExpandedTerm;
    if (term.kind === "directive" && term.qualifier !== "+") continue;
    counts[index] = (counts[index] as number) + borders.distance(stretch, stretch + 1);
    ends.addRow(borders, stretch);
    ends.addRow(borders, stretch + 1);
  }
  const made = { ends, counts };
  known.set(at, made);
  return made;
}

/** Adds the ranges that a term matches. */
function addMatched(
  to: AddressRows,
  at: Expansion,
  { term, target }: ExpandedTerm,
  names: Names,
  known: Map<Expansion, Passing>,
): void {
  if (target) {
    if (!target.record || !isInFile(target.domain, names)) return;
    const { ends } = passing(target, names, known);
    for (let row = 0; row < ends.length; row++) to.addRow(ends, row);
  } else if (term.kind === "directive" && term.valid && !term.holes) {
    const literal = literalIn(term, 0);
    if (literal?.family === 4) to.addNetwork(literal.address, literal.bits);
    else if (term.name === "a" || term.name === "mx")
      for (const network of networksInFile(term, at.domain || null, names).networks)
        if (network.family === 4) to.addRange(rangeOf(network));
  }
}
