/** `many-addresses`: a record that lets more hosts send than anybody has. */

import type { Directive, Term } from "../spf/ast.ts";
import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { type AddressSet, emptySet, intersect, setOf, size, union } from "../spf/ip-set.ts";
import { sharesOf } from "../spf/stretches.ts";
import { messagesOf } from "../text/message.ts";
import { isWide, literalNetworks, publicIp4 } from "./everyone.ts";
import { networksInFile } from "./file-addresses.ts";
import { isForInclusion } from "./include-only.ts";
import type { Names } from "./names.ts";
import { grouped } from "./readable.ts";
import { type Context, type Inputs, type Report, rule } from "./rule.ts";
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
  if (isWide(record.terms.filter((term) => term.kind === "directive"))) return;
  if (isForInclusion(subject, names, zone)) return;
  const sizes: { readonly term: Term; readonly count: bigint }[] = [];
  const visible = publicIp4();
  const all = passing(expansion, names, new Map(), (term, set) => {
    sizes.push({ term, count: size(intersect(set, visible), 4) });
  });
  const count = size(intersect(all, visible), 4);
  const largest = sizes.reduce((a, b) => (b.count > a.count ? b : a), sizes[0] ?? { term: null, count: 0n });
  if (count <= MANY || !largest.term) return;
  const args = { count: grouped(count), most: grouped(largest.count), term: shownIn(record, largest.term) };
  yield { message: manyAddresses.messages.many(args), at: { subject, span: largest.term.span } };
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

/**
 * The IPv4 addresses that a record lets pass (RFC 7208, 4.6.2: the first term that matches decides), by its own terms and
 * by records of the same file. `each` hears what every passing term adds.
 */
function passing(
  at: Expansion,
  names: Names,
  known: Map<Expansion, AddressSet>,
  each?: (term: Term, adds: AddressSet) => void,
): AddressSet {
  const before = known.get(at);
  if (before && !each) return before;
  const shares = sharesOf(at.terms.map((expanded) => matches(at, expanded, names, known)));
  const passing: AddressSet[] = [];
  for (const [i, { term }] of at.terms.entries()) {
    const adds = shares[i] as AddressSet;
    if (term.kind === "directive" && term.qualifier !== "+") continue;
    passing.push(adds);
    each?.(term, adds);
  }
  const pass = union(passing);
  known.set(at, pass);
  return pass;
}

function matches(
  at: Expansion,
  { term, target }: ExpandedTerm,
  names: Names,
  known: Map<Expansion, AddressSet>,
): AddressSet {
  if (target)
    return target.record && isInFile(target.domain, names) ? passing(target, names, known) : emptySet;
  if (term.kind !== "directive" || !term.valid || term.holes) return emptySet;
  return setOf(networksOf(term, at.domain, names).filter(({ family }) => family === 4));
}

function networksOf(term: Directive, owner: string, names: Names) {
  if (term.name === "a" || term.name === "mx") return networksInFile(term, owner || null, names).networks;
  return literalNetworks(term);
}
