/** Which zone a resource is in, and what its names are in full. */

import { nameIn } from "../describe.ts";
import type { DeclaredNames, Evaluator } from "../evaluate.ts";
import { TOP_LEVELS } from "../file-kinds.ts";
import { domainOf, endsAsDomainsDo } from "../file-names.ts";
import type { Section } from "../format.ts";
import { knownText, plainText, type Value, valueAt } from "../syntax/value.ts";
import { moduleName } from "./blocks.ts";
import { instancesOf } from "./instances.ts";
import { zoneNames } from "./zone-names.ts";

export interface Zone {
  /** Its domain without the final dot, where that is known. */
  readonly domain: string | null;
  /** What tells it from other zones, also from one of the same domain: the address of what it refers to. */
  readonly key: string;
}

/** `data.aws_route53_zone.main["example.com"]` in what refers to an attribute of it; once `.0` was an index. */
const ADDRESS = /^((?:data\.)?([\w-]+)\.[\w-]+)(?:\[([^\]]+)\]|\.(\d+)(?!\w))?/;

/** What takes one of several, or an attribute of one. */
const TAKING = /^(?:lookup|element|one|try)$/;

export function zoneOf(
  evaluator: Evaluator,
  names: DeclaredNames,
  section: Section,
  written: Value | undefined,
): Zone {
  if (!written) return { domain: null, key: "" };
  const { section: at, value } = evaluator.follow(section, written);
  const text = knownText(value);
  if (text !== null) {
    const domain = text.replace(/\.$/, "");
    return { domain: domain.includes(".") ? domain : null, key: domain };
  }
  const [taken] = value.kind === "call" && TAKING.test(value.name) ? value.arguments : [value];
  const reference = taken?.kind === "unknown" ? taken.reference : undefined;
  const [, address = "", kind = "", key1, key2] = ADDRESS.exec(reference ?? "") ?? [];
  const index = key1 ?? key2;
  const attributes = attributesOf(kind.toLowerCase());
  const block = names.get(kind === "module" ? moduleName(address) : address);
  const said = reference ?? at.text.slice(value.span.start, value.span.end).replace(/\s+/g, "");
  const keyed = () => keyedZone(evaluator, at, value, said) ?? { domain: null, key: said };
  if (!attributes || !block) return keyed();
  const key = index === undefined ? null : labelOf(evaluator, at, index, value.span);
  const { instances } = instancesOf(evaluator, block.section, block.value);
  const [first] = instances;
  // Where nobody knows how many there are, they are known by what they have in common.
  const isCommon = instances.length === 1 && first?.key === null;
  const instance = key === null || isCommon ? first : instances.find((each) => each.key === key);
  for (const attribute of attributes) {
    const name = valueAt(block.value, ...attribute.split("."));
    const domain = name && instance && plainText(instance.evaluator.value(block.section, name));
    // Of several instances nobody knows which is meant.
    const isName = domain && (zoneNames.has(kind.toLowerCase()) || domainOf(domain) !== null);
    if (isName && (instances.length === 1 || key !== null))
      return { domain: domain.replace(/\.$/, ""), key: key === null ? address : `${address}[${key}]` };
  }
  return keyed();
}

/** The attributes of a block that may have the name of a zone; undefined where it is none. */
function attributesOf(kind: string): readonly string[] | undefined {
  if (kind === "module") return ANY;
  return zoneNames.get(kind) ?? (/zone|domain|dns/.test(kind) ? ["name", ...ANY] : undefined);
}

const ANY = ["zone_name", "domain_name", "dns_name", "zone", "domain"];

/** A zone that is one of several which are known by their domains: `local.zones["example.com"]`. */
function keyedZone(evaluator: Evaluator, section: Section, value: Value, written: string): Zone | null {
  const given = value.kind === "call" ? plainText(value.arguments[1]) : null;
  const indexes = [...written.matchAll(/\[([^\][]+)\]/g)].map(([, index = ""]) => index);
  const keys = [given, ...indexes.map((index) => labelOf(evaluator, section, index, value.span))];
  const domain = keys.find((key) => key !== null && isZoneName(key));
  return domain ? { domain, key: `${written.replace(/[[(].*$/s, "")}[${domain}]` } : null;
}

const TOPS: ReadonlySet<string> = new Set(TOP_LEVELS.split(","));

/** Whether a word is the name of a zone, and no other word with a dot in it. */
function isZoneName(word: string): boolean {
  return domainOf(word) !== null && TOPS.has(word.toLowerCase().slice(word.lastIndexOf(".") + 1));
}

/** What stands between brackets behind the name of a resource. */
function labelOf(evaluator: Evaluator, section: Section, index: string, span: Value["span"]): string | null {
  if (/^"[^"\\]*"$/.test(index)) return index.slice(1, -1);
  if (/^\d+$/.test(index)) return index;
  return plainText(evaluator.follow(section, { kind: "unknown", reference: index, span }).value);
}

/** Providers take a name that ends in the zone's for a full one, with or without its final dot. Null where it is not known. */
export function fullName(label: string, zone: string | null, mayBeFull: boolean): string | null {
  if (/\.$/.test(label)) return nameIn(zone, label);
  if (zone === null) return mayBeFull && endsAsDomainsDo(label) ? label : null;
  const [name, top] = [label.toLowerCase(), zone.toLowerCase()];
  return name === top || name.endsWith(`.${top}`) ? label : nameIn(zone, label);
}
