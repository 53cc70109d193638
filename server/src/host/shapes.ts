/** Objects that describe records, by the keys they have: in API calls, in exports, in custom resources of Kubernetes. */

import { typeSpanOf } from "./describe.ts";
import type { Section, Seen } from "./format.ts";
import type { Quoting, UnquotedFault } from "./quoting.ts";
import { fullName, isOff, secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import {
  entryOf,
  firstUnder,
  knownText,
  type MapValue,
  plainText,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { treatmentOf } from "./zone/types.ts";
import { nameWithin, typeOfKey, zoneSaid, zonesWithin } from "./zone-said.ts";

/** What tells one kind of object from another, and what its keys are called: of several the first counts that is there. */
export interface Shape {
  readonly name: readonly string[];
  readonly type: readonly string[];
  readonly ttl: readonly string[];
  readonly values: readonly string[];
  /** What kind of value its values are, where that tells it from others. */
  readonly kind?: "list" | "objects";
  /** Whether names are full ones, final dot or not; else that is so of names with one, and of others that say so. */
  readonly full: boolean;
  readonly quoting: Quoting;
  readonly strings: "author" | "tool";
  readonly unquoted?: UnquotedFault;
  /** Whether keys are people's own: any letter case, with hyphens and underscores or without, and types as keys of what is in them. */
  readonly isFree?: true;
}

/** Where an object stands, and what it stands in. */
export interface Place {
  readonly section: Section;
  readonly uri: string;
  /** What the section says. */
  readonly root: Value;
  /** The zone that the file is about, where something tells. */
  readonly zone?: string | null;
}

/** The records of all objects of a section. */
export function* seeShapes(shapes: readonly Shape[], place: Place): Iterable<Seen> {
  // What a change takes away is published no more.
  let gone: Value | undefined;
  const outermost: Around = { zone: null, file: place.zone ?? null, list: "", path: "", under: null };
  for (const { value, ...around } of withZones(place, place.root, outermost)) {
    if (isDeletion(value)) gone = value;
    if (!gone || value.span.start >= gone.span.end) yield* seeShape(value, shapes, place, around);
  }
}

/** What a value stands in, to tell names apart that are written alike. */
interface Around {
  readonly zone: string | null;
  /** The zone of the file, where nothing in between can have said another one. */
  readonly file: string | null;
  /** The list that the value is in: where nothing says the zone, equal names of two lists may be of two zones. */
  readonly list: string;
  /** What leads to the value. */
  readonly path: string;
  /** The key that the value, or the list that it is in, stands under. */
  readonly under: string | null;
}

/** A path tells lists apart by what is near them. */
const LONGEST = 1000;

type At = Pick<Around, "zone" | "list" | "under">;

/** Every value with the zone or the list that it stands in. Depth is bounded by the syntax. */
function* withZones(place: Place, value: Value, around: Around): Generator<At & { value: Value }> {
  const { zone, list, path, under } = around;
  // What stands before a section is known by its keys alone.
  const isCut = place.section.lead && value.kind === "map" && value !== place.root && value.span.start === 0;
  const file = isCut ? null : around.file;
  yield { value, zone: zone ?? file, list, under };
  if (value.kind === "list") {
    for (const [i, item] of value.items.entries())
      yield* withZones(place, item.value, { ...around, list: path, path: `${path}[${i}]` });
  }
  if (value.kind === "call") for (const each of value.arguments) yield* withZones(place, each, around);
  if (value.kind !== "map") return;
  const inner = value.entries.filter((entry) => !/^(?:text|scalar)$/.test(entry.value.kind));
  if (inner.length === 0) return;
  const said = zoneSaid(place.section, value) ?? zone;
  // Items of a list may be sections of their own, which then are told apart by what they say.
  const about = value.entries.map((entry) => plainText(entry.value) ?? "").join(" ");
  const here = `${path}{${about}}`.slice(-LONGEST);
  const zoneUnder = zonesWithin(value);
  for (const { key, value: each } of inner) {
    // An object around another one, as in change batches, is what is in the list.
    const own = inner.length > 1 ? here : list;
    const below = { zone: zoneUnder(key) ?? said, file, list: own, path: `${here}.${key}`, under: key };
    yield* withZones(place, each, below);
  }
}

/** `Action` of Route 53, `changetype` of PowerDNS, `state` of Ansible. */
function isDeletion(object: Value): boolean {
  return ["Action", "changetype", "state"].some((key) =>
    /^(?:delete|absent)$/i.test(knownText(valueUnder(object, key)) ?? ""),
  );
}

/** The records of an object, by the first shape that it has. */
function seeShape(object: Value, shapes: readonly Shape[], place: Place, around: At): Iterable<Seen> {
  if (object.kind !== "map" || isOff(object)) return [];
  for (const shape of shapes) {
    const type = firstOf(object, shape.type, shape);
    const kind = type || !shape.isFree ? knownText(type) : typeOfKey(around.under);
    // Most objects are no records, and no more is looked at of these.
    if (kind === null || !/^[A-Za-z]{1,10}$/.test(kind)) continue;
    const values = known(firstOf(object, shape.values, shape));
    const name = firstOf(object, shape.name, shape);
    if (!values || !name || !isOfKind(values, shape.kind)) continue;
    const zone = zoneSaid(place.section, object) ?? around.zone;
    const owner = ownerOf(name, zone, shape);
    return seeRecordSet({
      section: place.section,
      type: kind,
      typeSpan: typeSpanOf(type),
      owners: owner === null ? null : [owner],
      set: writtenName(place.uri, place.section, { name, zone: zone ?? around.list, place: object }),
      ttl: secondsOf(firstOf(object, shape.ttl, shape)),
      values,
      preference: plainText(valueUnder(object, "priority")),
      quoting: shape.quoting,
      strings: shape.strings,
      ...(shape.unquoted ? { unquoted: shape.unquoted } : {}),
    });
  }
  return shapes.some(({ isFree }) => isFree) ? seeByType(object, place, around) : [];
}

/** Texts by their type and their name: `TXT: { '@': … }`. Which hosts are full names there nobody says. */
function* seeByType(object: MapValue, { section, uri }: Place, { zone, list }: At): Iterable<Seen> {
  const areTypes = object.entries.every(
    ({ key }) => /^[A-Z0-9]+$/.test(key ?? "") && treatmentOf(key ?? "") !== undefined,
  );
  // What has a value beside a name is one record.
  for (const { key: type, value: names } of areTypes ? object.entries : [])
    for (const { key: name, value: values } of names.kind === "map" && !entryOf(names, "value")
      ? names.entries
      : []) {
      if (!/^(?:TXT|SPF)$/.test(type ?? "") || name === null || values.kind === "map") continue;
      const owner = nameWithin(zone, name);
      yield* seeRecordSet({
        section,
        type: type as string,
        owners: owner === null ? null : [owner],
        set: `${uri}#${zone ?? list}#${name}`,
        ttl: null,
        values,
        quoting: "wrapped",
        strings: "tool",
      });
    }
}

function firstOf(object: MapValue, keys: readonly string[], { isFree }: Shape): Value | undefined {
  if (!isFree) return firstUnder(object, keys);
  const plain = object.entries.map(({ key }) => key?.toLowerCase().replace(/[_-]/g, ""));
  const at = keys.map((key) => plain.indexOf(key)).find((each) => each >= 0);
  return at === undefined ? undefined : object.entries[at]?.value;
}

function isOfKind(values: Value, kind: Shape["kind"]): boolean {
  if (kind === "objects") return values.kind === "list" && values.items[0]?.value.kind === "map";
  return kind === undefined ? values.kind !== "map" : values.kind === kind;
}

/** Values without those that nothing but a name stands for: what that is, is read where it is written. */
function known(values: Value | undefined): Value | undefined {
  if (values?.kind !== "list") return values && isOpen(values) ? undefined : values;
  const items = values.items.filter(({ value }) => !isOpen(value));
  return items.length === values.items.length ? values : { ...values, items };
}

function isOpen(values: Value): boolean {
  return values.kind === "text" && values.text.holes.length === 1 && values.text.text.length === 1;
}

function ownerOf(name: Value, zone: string | null, shape: Shape): string | null {
  const written = knownText(name);
  if (written === null) return null;
  // Route 53 gives names with escapes: `\\052` is the asterisk of a wildcard.
  if (shape.quoting === "octal") return fullName(name)?.replaceAll("\\052", "*") ?? null;
  return shape.full || /.\.$/.test(written) ? fullName(name) : nameWithin(zone, written);
}

/** Route 53: change batches, and what its lists give. */
const route53: Shape = {
  name: ["Name"],
  type: ["Type"],
  ttl: ["TTL"],
  values: ["ResourceRecords"],
  kind: "list",
  full: true,
  quoting: "octal",
  strings: "author",
  unquoted: "cfn-quote",
};

/** Google Cloud DNS: imports, exports, transactions, the API. */
const google: Shape = {
  name: ["name"],
  type: ["type"],
  ttl: ["ttl"],
  values: ["rrdatas"],
  kind: "list",
  full: true,
  quoting: "quoted",
  strings: "author",
};

/** PowerDNS with `content` in each record, deSEC with texts; both below a name of its own. */
const desec: Shape = {
  name: ["subname"],
  type: ["type"],
  ttl: ["ttl"],
  values: ["records"],
  kind: "list",
  full: false,
  quoting: "quoted",
  strings: "tool",
};
const powerdns: Shape = { ...desec, name: ["name"], kind: "objects" };

/** Cloudflare, and others with objects for their records: what people and consoles call things. */
const any: Shape = {
  // Where nothing else is a name, the domain is that of the record.
  name: [
    ...["recordname", "name", "host", "hostname", "rr", "label", "subdomain", "subname", "prefix"],
    ...["owner", "record", "fqdn", "domain"],
  ],
  type: ["type", "recordtype", "fieldtype", "rrtype"],
  ttl: ["ttl", "ttlseconds"],
  values: [
    ...["content", "contents", "value", "values", "data", "records", "target", "targets", "answers"],
    ...["rdata", "text", "txt", "address", "addresses", "record"],
  ],
  full: false,
  quoting: "wrapped",
  strings: "tool",
  isFree: true,
};

/** What tools exchange with the servers of DNS providers, in JSON or in YAML. */
export const exchanged: readonly Shape[] = [route53, google, desec, powerdns, any];

/** ExternalDNS: `endpoints` of a DNSEndpoint. */
const endpoint: Shape = {
  name: ["dnsName"],
  type: ["recordType"],
  ttl: ["recordTTL"],
  values: ["targets"],
  kind: "list",
  full: true,
  quoting: "wrapped",
  strings: "tool",
};

/** Operators for Route 53; the API's words, in the letters of Kubernetes. */
const resource: Shape = {
  ...route53,
  name: ["name"],
  type: ["type", "recordType"],
  ttl: ["ttl"],
  values: ["resourceRecords"],
};

export const kubernetesShapes: readonly Shape[] = [endpoint, resource];
