/**
 * Names that are told to be full though nobody here knows their zone, for providers that take such: by what they end in,
 * which somebody calls a domain or a zone is called after, or by their like, where all that a module says of one zone ends in
 * one of its names.
 */

import { namesOf } from "../declared.ts";
import type { DeclaredNames, Evaluator, Placed } from "../evaluate.ts";
import { domainOf } from "../file-names.ts";
import type { Section } from "../format.ts";
import type { Rows } from "../rows.ts";
import { TEMPLATE } from "../syntax/hcl-template.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { firstUnder, knownText, plainText, type Value } from "../syntax/value.ts";
import { blocksOf } from "./blocks.ts";
import { resources } from "./resources.ts";

/** Under this and a zone as it is written, the name that all its records end in. */
const NAMES_IN = "names in ";

/** Endings that names below a zone hardly have: no stages (`dev`), no regions (`eu`, `us`). */
const ENDINGS: ReadonlySet<string> = new Set(
  (
    "com net org edu gov info biz io me co tv xyz ch at be nl dk se no fi cz sk hu ro pl ru ua ca nz jp br ar cl mx za il " +
    "fr de it es pt lt lv ee ie li lu si hr"
  ).split(" "),
);

/** Names, and among them what the names of the records of each zone have in common. */
export function withToldNames(
  names: DeclaredNames,
  rows: Rows,
  sections: readonly Section[],
  hcl: Syntax | undefined,
): DeclaredNames {
  const told = namesOf(rows, withToldNames, sections, (each) => toldIn(each, hcl), commonEnds);
  return { get: (name) => (name.startsWith(NAMES_IN) ? told : names).get(name) };
}

/** The name, where those of the same zone tell that it is a full one; else null. */
export function toldName(
  names: DeclaredNames,
  section: Section,
  zone: Value | undefined,
  name: string,
): string | null {
  const written = asWritten(section, zone);
  if (written === null) return null;
  const end = knownText(names.get(NAMES_IN + written)?.value);
  const isFull = isCalledLike(written, name) || (end !== null && isWithin(plain(name), plain(end)));
  return isFull ? name : null;
}

/** Whether a zone is called like the end of a name: `aws_route53_zone.example_com` and `www.example.com`. */
function isCalledLike(zone: string, name: string): boolean {
  const domain = domainOf(name);
  const words = inWords(zone);
  const labels = domain?.split(".") ?? [];
  return labels.slice(0, -1).some((_, i) => words.includes(inWords(labels.slice(i).join("."))));
}

function inWords(text: string): string {
  return `_${text.toLowerCase().replace(/[^a-z0-9]+/g, "_")}_`;
}

/** What people call a full name. */
const DOMAIN = /(?<!sub[_-]?)(?:(?:domain|zone|fqdn)(?:_?name)?|email_identity)$/i;

/** Whether a name ends in what is called a domain and is one: `"mail.${var.domain}"`. */
export function endsInDomain(evaluator: Evaluator, section: Section, name: Value | undefined): boolean {
  const reference = name && lastReference(name);
  if (!reference || !DOMAIN.test(reference)) return false;
  const value = evaluator.value(section, { kind: "unknown", reference, span: name.span });
  return domainOf(plainText(value) ?? "") !== null;
}

/** What the end of a text refers to. */
function lastReference(value: Value): string | null | undefined {
  if (value.kind === "unknown") return value.reference;
  if (value.kind === "call" && value.name === TEMPLATE) {
    const last = value.named.at(-1)?.value;
    return last && lastReference(last);
  }
  if (value.kind !== "text") return undefined;
  const { text, holes } = value.text;
  return holes.at(-1)?.end === text.length ? value.references?.at(-1) : undefined;
}

/** The zone of a resource as it is written; null where each instance has its own. */
function asWritten(section: Section, zone: Value | undefined): string | null {
  if (!zone) return null;
  const written = section.text.slice(zone.span.start, zone.span.end).replace(/^"\$\{|\}"$|\s+/g, "");
  return /\b(?:each|count)\./.test(written) ? null : written;
}

function* toldIn(section: Section, hcl: Syntax | undefined): Iterable<readonly [string, Value]> {
  for (const { key, labels, value } of blocksOf(section, hcl)) {
    const resource = key === "resource" ? resources.get(labels?.[0] ?? "") : undefined;
    if (!resource?.full || resource.block) continue;
    const zone = firstUnder(value, resource.zone);
    const written = asWritten(section, zone);
    const name = firstUnder(value, resource.name);
    // What has no name has that of the zone.
    if (written !== null)
      yield [NAMES_IN + written, name ?? { kind: "scalar", source: "", span: value.span }];
  }
}

/** Of each zone the shortest name, where it is a domain and all others end in it. */
function commonEnds(all: Iterable<readonly [string, Placed]>): ReadonlyMap<string, Placed> {
  const zones = new Map<string, Placed[]>();
  for (const [zone, placed] of all) {
    const known = zones.get(zone);
    if (known) known.push(placed);
    else zones.set(zone, [placed]);
  }
  const ends = new Map<string, Placed>();
  for (const [zone, placed] of zones) {
    const told = placed.map(({ value }) => endOf(value)).filter((each) => each !== null);
    const whole = placed.filter(({ value }) => knownText(value) !== null);
    const least = (one: Placed, other: Placed) => (lengthOf(other) < lengthOf(one) ? other : one);
    const shortest = whole.length > 0 ? whole.reduce(least) : undefined;
    const end = endOf(shortest?.value) ?? "";
    const isOne = domainOf(end) !== null && ENDINGS.has(end.slice(end.lastIndexOf(".") + 1));
    if (shortest && isOne && new Set(told).size > 1 && told.every((each) => isWithin(each, end)))
      ends.set(zone, shortest);
  }
  return ends;
}

/** What a name ends in, as far as it is written; null where nothing of it is known. */
function endOf(value: Value | undefined): string | null {
  if (value?.kind === "scalar") return value.source;
  if (value?.kind === "call" && value.name === TEMPLATE) return endOf(value.named.at(-1)?.value);
  if (value?.kind !== "text") return null;
  const { text, holes } = value.text;
  return plain(text.slice(holes.at(-1)?.end ?? 0));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

function lengthOf({ value }: Placed): number {
  return endOf(value)?.length ?? 0;
}

function isWithin(name: string, end: string): boolean {
  return name === end || name.endsWith(`.${end}`);
}
