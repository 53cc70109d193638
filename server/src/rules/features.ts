/**
 * What a record has, as bits: so that a rule about `ptr` is not asked about every record without one.
 *
 * In a zone of a hundred thousand names most records are plain, and most rules are about something special.
 */

import type { Directive, MechanismName, Network, PrefixLength, SpfRecord } from "../spf/ast.ts";
import { type Literal, literalsOf } from "../spf/deciding.ts";
import { hasHostBits, sharesPrefix } from "../spf/ip.ts";
import { mechanismNames } from "../spf/names.ts";
import { isWide, NARROW } from "./everyone.ts";
import { specialUse } from "./special-addresses.ts";
import { hasSpecialName } from "./special-names.ts";
import type { Subject } from "./subject.ts";

/** A rule that names features is asked about records that have one of them at the least. */
export type Feature =
  | MechanismName
  | "redirect"
  | "exp"
  | "sender-id"
  /** A macro, in a domain or a value. */
  | "macro"
  /** A prefix length of zero. */
  | "zero-prefix"
  /** The qualifier `?`. */
  | "neutral"
  /** An `all` that lets everyone pass. */
  | "passing-all"
  /** Networks that may hold all addresses of a family. */
  | "wide"
  /** An `all` with the qualifier `~`. */
  | "soft-all"
  /** The qualifier `+`, written out. */
  | "plus"
  /** A prefix length that is the default. */
  | "full-prefix"
  /** A network with bits behind its prefix length. */
  | "host-bits"
  /** An include that gives another result than pass. */
  | "other-include"
  /** A network that nobody sends from, or may be one. */
  | "special-net"
  /** A prefix length that is shorter than most providers need, and not zero. */
  | "short-prefix"
  /** Two terms and no more. */
  | "two-terms"
  /** A directive behind an `all`. */
  | "behind-all"
  /** A mechanism that stands twice, other than an all or a network. */
  | "repeated-hosts"
  /** Networks of which one may hold another, or two be halves of one. */
  | "near-networks"
  /** No `all`. */
  | "open"
  /** Several character-strings. */
  | "strings"
  /** More octets than one character-string holds. */
  | "long"
  /** The zone's own name, a wildcard, a name for helpers. */
  | "special-name";

const features: readonly Feature[] = [
  ...mechanismNames,
  "redirect",
  "exp",
  "sender-id",
  "macro",
  "zero-prefix",
  "neutral",
  "passing-all",
  "wide",
  "soft-all",
  "plus",
  "full-prefix",
  "host-bits",
  "other-include",
  "special-net",
  "short-prefix",
  "two-terms",
  "behind-all",
  "repeated-hosts",
  "near-networks",
  "open",
  "strings",
  "long",
  "special-name",
];

const bits = Object.fromEntries(features.map((feature, i) => [feature, 1 << i])) as Readonly<
  Record<Feature, number>
>;

/** The bits of the features; all bits where there is no list. */
export function maskOf(list: readonly Feature[] | undefined): number {
  return list ? list.reduce((mask, feature) => mask | bits[feature], 0) : -1;
}

/** The bits of what a record has, or a text that resembles one. Terms that are no terms count for nothing. */
export function featuresOf(subject: Subject, zone: string | null): number {
  const { record } = subject;
  const { decoded } = subject.found;
  // RFC 1035, 3.3: a character-string has 255 octets at the most; no text has more octets than three a unit.
  let found = decoded.text.length * 3 > 255 && decoded.octets() > 255 ? bits.long : 0;
  if (decoded.boundaries.length > 0) found |= bits.strings;
  if (hasSpecialName(subject, zone)) found |= bits["special-name"];
  if (!record) return found;
  if (record.version.protocol === "spf2.0") found |= bits["sender-id"];
  for (const term of record.terms) {
    if (term.kind === "directive") found |= ofDirective(term, found);
    else if (term.kind === "modifier") {
      if (term.known) found |= bits[term.known];
      if (!term.value.literal) found |= bits.macro;
    }
  }
  if (isWide(record.terms)) found |= bits.wide;
  if (record.terms.length === 2) found |= bits["two-terms"];
  if (hasNearNetworks(record)) found |= bits["near-networks"];
  return found & bits.all ? found : found | bits.open;
}

function ofDirective(term: Directive, before: number): number {
  const name = bits[term.name];
  let found = name;
  if (before & name && term.name !== "all" && !term.network) found |= bits["repeated-hosts"];
  if (before & bits.all) found |= bits["behind-all"];
  if (term.qualifier === "?") found |= bits.neutral;
  if (term.qualifier === "+" && term.name === "all") found |= bits["passing-all"];
  if (term.qualifier === "~" && term.name === "all") found |= bits["soft-all"];
  if (term.qualifier === "+" && term.qualifierSpan) found |= bits.plus;
  if (term.prefix4?.bits === 32 || term.prefix6?.bits === 128) found |= bits["full-prefix"];
  if (term.domain && !term.domain.literal) found |= bits.macro;
  if (term.prefix4?.bits === 0 || term.prefix6?.bits === 0) found |= bits["zero-prefix"];
  if (isShort(term.prefix4, NARROW[4]) || isShort(term.prefix6, NARROW[6])) found |= bits["short-prefix"];
  if (term.network) found |= ofNetwork(term.network, (term.prefix4 ?? term.prefix6)?.bits);
  if (term.name === "include" && term.qualifier !== "+") found |= bits["other-include"];
  return found;
}

function isShort(prefix: PrefixLength | null, limit: number): boolean {
  return prefix !== null && prefix.bits > 0 && prefix.bits < limit;
}

function ofNetwork({ address }: Network, length = address.length * 8): number {
  const found = specialUse(address, length) ? bits["special-net"] : 0;
  return hasHostBits(address, length) ? found | bits["host-bits"] : found;
}

/** Where there are more networks than these nobody compares each with each. */
const FEW = 8;

function hasNearNetworks(record: SpfRecord): boolean {
  const literals = literalsOf(record, FEW + 1);
  return (
    literals.length > FEW ||
    literals.some((one, i) => literals.some((other, j) => j < i && areNear(one, other)))
  );
}

/** All but the last bit of the shorter prefix is the same. */
function areNear(a: Literal, b: Literal): boolean {
  const bits = Math.max(0, Math.min(a.bits, b.bits) - 1);
  return a.family === b.family && sharesPrefix(a.address, b.address, bits);
}
