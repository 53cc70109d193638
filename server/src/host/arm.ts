/** Templates of Azure Resource Manager in JSON: record sets of DNS zones, public and private. */

import { expressionText } from "./arm-expressions.ts";
import { BORDER, compose, type Piece } from "./compose.ts";
import { nameIn } from "./describe.ts";
import { type DeclaredNames, declaredIn, type Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import { PerSection } from "./per-section.ts";
import { property } from "./program-resources.ts";
import { secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import type { Format, Section, Seen } from "./sections.ts";
import { type Item, itemsOf, knownText, plainText, type Value, valueUnder, within } from "./syntax/value.ts";

const memory = new PerSection();
const RECORDS = /^Microsoft\.Network\/(?:private)?dnsZones\/(TXT|A|AAAA|CNAME|MX|NS|PTR)$/i;

/** The property with the records of a type, and what each has its data under. */
const values: Readonly<Record<string, readonly [list: string, key: string]>> = {
  TXT: ["TXTRecords", "value"],
  A: ["ARecords", "ipv4Address"],
  AAAA: ["AAAARecords", "ipv6Address"],
  CNAME: ["CNAMERecord", "cname"],
  NS: ["NSRecords", "nsdname"],
  PTR: ["PTRRecords", "ptrdname"],
};

export const arm: Format = {
  format: "arm",
  syntax: "json",
  mayHold: ({ uri }) => /\.json$/i.test(fileNameOf(uri)),
  see: (sections, { uri }) =>
    memory.see(
      sections,
      (section, root, names) => seeResources(section, root, names, uri),
      namesOf(sections),
    ),
};

/** Parameters and variables, as expressions name them. */
function namesOf(sections: readonly Section[]): DeclaredNames {
  const names = new Map<string, Placed>();
  for (const section of sections) {
    for (const part of ["parameters", "variables"]) {
      const all = valueUnder(section.tree.root, part);
      for (const { key, value } of all?.kind === "map" ? all.entries : []) {
        const said = part === "variables" ? value : valueUnder(value, "defaultValue");
        if (key !== null && said) names.set(`${part} ${key.toLowerCase()}`, { section, value: said });
      }
    }
  }
  const others = declaredIn(sections);
  return { get: (name) => names.get(name) ?? others.get(name) };
}

function* seeResources(section: Section, root: Value, names: DeclaredNames, uri: string): Iterable<Seen> {
  const textOf = (value: Value | undefined): string | null => {
    const plain = plainText(value);
    return plain === null ? null : expressionText(plain, (name) => plainText(names.get(name)?.value));
  };
  for (const { value: resource } of within(root)) {
    const kind = RECORDS.exec(knownText(valueUnder(resource, "type")) ?? "")?.[1]?.toUpperCase();
    const of = kind === undefined ? undefined : values[kind];
    const about = of && valueUnder(resource, "properties");
    const list = of && about && property(about, of[0]);
    if (!of || !list || kind === undefined) continue;
    const name = valueUnder(resource, "name");
    const [zone, label] = textOf(name)?.split("/") ?? [];
    const owner = zone !== undefined && label !== undefined ? nameIn(zone.replace(/\.$/, ""), label) : null;
    const items = itemsOf(list).map((item): Item => {
      const data = property(item.value, of[1]) ?? item.value;
      return { value: joined(section, data, textOf), removal: item.removal };
    });
    const ttl = property(about, "TTL");
    yield* seeRecordSet({
      section,
      type: kind,
      owners: owner === null ? null : [owner],
      set: writtenName(uri, section, name, resource),
      ttl: secondsOf(ttl),
      values: { kind: "list", items, span: list.span, whole: true },
      quoting: "plain",
      strings: "author",
      certain: valueUnder(resource, "condition") === undefined,
    });
  }
}

/** The character-strings of one record. What an expression says is text where that is known, and a hole where it is not. */
function joined({ text }: Section, data: Value, textOf: (value: Value) => string | null): Value {
  if (data.kind !== "list" && data.kind !== "text") return data;
  const pieces = itemsOf(data).flatMap(({ value }, i): Piece[] => {
    const plain = knownText(value);
    const known = plain === null ? null : textOf(value);
    const isExpression = plain !== null && known !== plain;
    const piece: Piece = !isExpression
      ? value
      : known === null
        ? { kind: "unknown", span: value.span }
        : { kind: "scalar", source: known, span: value.span };
    return i === 0 ? [piece] : [BORDER, piece];
  });
  return compose(text, pieces, data.span);
}
