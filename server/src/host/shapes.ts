/** Objects that describe records, by the keys they have: in API calls, in exports, in custom resources of Kubernetes. */

import { isDomain } from "./file-names.ts";
import type { Section, Seen } from "./format.ts";
import type { Quoting, UnquotedFault } from "./quoting.ts";
import { fullName, secondsOf, seeRecordSet, writtenAs, writtenName } from "./record-set.ts";
import { entryOf, knownText, plainText, type Value, valueUnder } from "./syntax/value.ts";

/** What tells one kind of object from another, and what its keys are called. */
export interface Shape {
  readonly name: string;
  readonly type: string;
  readonly ttl: string;
  readonly values: string;
  /** Further keys that must be there. */
  readonly also?: readonly string[];
  /** What kind of value its values are, where that tells it from others. */
  readonly kind?: "list" | "text";
  /** Whether names are full ones, final dot or not; else that is so of names with one alone. */
  readonly full: boolean;
  /** The key with the zone that names are in. */
  readonly zone?: string;
  readonly quoting: Quoting;
  readonly strings: "author" | "tool";
  readonly unquoted?: UnquotedFault;
}

/** Where an object stands, and what it stands in. */
export interface Place {
  readonly section: Section;
  readonly uri: string;
  /** What the section says. */
  readonly root: Value;
}

/** The records of all objects of a section. */
export function* seeShapes(shapes: readonly Shape[], place: Place): Iterable<Seen> {
  // What a change takes away is published no more.
  let gone: Value | undefined;
  for (const { value, zone } of withZones(place, place.root, { zone: null, list: "", path: "" })) {
    if (isDeletion(value)) gone = value;
    if (!gone || value.span.start >= gone.span.end) yield* seeShape(value, shapes, place, zone);
  }
}

/** What says of the records beside it or below it which zone they are in. */
const ZONE_KEYS = /^(?:domain|zone)(?:_?(?:name|id))?$/i;

/** The zone that an object says, as it is written. */
function zoneSaid({ section }: Place, object: Value): string | null {
  for (const { key, value } of object.kind === "map" ? object.entries : [])
    if (key !== null && ZONE_KEYS.test(key) && value.kind !== "map" && value.kind !== "list")
      return writtenAs(section, value);
  return null;
}

/** What a value stands in, to tell names apart that are written alike. */
interface Around {
  readonly zone: string | null;
  /** The list that the value is in: where nothing says the zone, equal names of two lists may be of two zones. */
  readonly list: string;
  /** What leads to the value. */
  readonly path: string;
}

/** A path tells lists apart by what is near them. */
const LONGEST = 1000;

/** Every value with the zone or the list that it stands in. Depth is bounded by the syntax. */
function* withZones(place: Place, value: Value, around: Around): Generator<{ value: Value; zone: string }> {
  const { zone, list, path } = around;
  yield { value, zone: zone ?? list };
  if (value.kind === "list") {
    for (const [i, item] of value.items.entries())
      yield* withZones(place, item.value, { zone, list: path, path: `${path}[${i}]` });
  }
  if (value.kind === "call") for (const each of value.arguments) yield* withZones(place, each, around);
  if (value.kind !== "map") return;
  const inner = value.entries.filter((entry) => !/^(?:text|scalar)$/.test(entry.value.kind));
  if (inner.length === 0) return;
  const said = zoneSaid(place, value) ?? zone;
  // Items of a list may be sections of their own, which then are told apart by what they say.
  const about = value.entries.map((entry) => plainText(entry.value) ?? "").join(" ");
  const here = `${path}{${about}}`.slice(-LONGEST);
  for (const { key, value: each } of inner) {
    // An object around another one, as in change batches, is what is in the list.
    const own = inner.length > 1 ? here : list;
    yield* withZones(place, each, { zone: said, list: own, path: `${here}.${key}` });
  }
}

/** `Action` of Route 53, `changetype` of PowerDNS. */
function isDeletion(object: Value): boolean {
  return ["Action", "changetype"].some((key) => /^delete$/i.test(knownText(valueUnder(object, key)) ?? ""));
}

/** The records of an object, by the first shape that it has. */
function seeShape(object: Value, shapes: readonly Shape[], place: Place, around: string): Iterable<Seen> {
  if (object.kind !== "map") return [];
  for (const shape of shapes) {
    const type = entryOf(object, shape.type);
    const kind = knownText(type?.value);
    const values = valueUnder(object, shape.values);
    if (!type || kind === null || !values || !/^[A-Za-z]{1,10}$/.test(kind)) continue;
    if (shape.kind !== undefined && values.kind !== shape.kind) continue;
    if (!entryOf(object, shape.name) || shape.also?.some((key) => !entryOf(object, key))) continue;
    const name = valueUnder(object, shape.name);
    const owner = ownerOf(object, name, shape);
    return seeRecordSet({
      section: place.section,
      type: kind,
      typeSpan: type.value.span,
      owners: owner === null ? null : [owner],
      set: writtenName(place.uri, place.section, {
        name,
        zone: zoneSaid(place, object) ?? around,
        place: object,
      }),
      ttl: secondsOf(valueUnder(object, shape.ttl)),
      values: values,
      preference: plainText(valueUnder(object, "priority")),
      quoting: shape.quoting,
      strings: shape.strings,
      ...(shape.unquoted ? { unquoted: shape.unquoted } : {}),
    });
  }
  return [];
}

function ownerOf(object: Value, name: Value | undefined, shape: Shape): string | null {
  const written = knownText(name);
  if (written === null) return null;
  // Route 53 gives names with escapes: `\052` is the asterisk of a wildcard.
  if (shape.quoting === "octal") return fullName(name)?.replaceAll("\\052", "*") ?? null;
  if (shape.full || /.\.$/.test(written)) return fullName(name);
  const zone = shape.zone === undefined ? null : fullName(valueUnder(object, shape.zone));
  if (zone === null || !isDomain(zone.toLowerCase())) return null;
  if (written === "" || written === "@") return zone;
  const [label, top] = [written.toLowerCase(), zone.toLowerCase()];
  return label === top || label.endsWith(`.${top}`) ? written : `${written}.${zone}`;
}

/** Route 53: change batches, and what its lists give. */
const route53: Shape = {
  name: "Name",
  type: "Type",
  ttl: "TTL",
  values: "ResourceRecords",
  kind: "list",
  full: true,
  quoting: "octal",
  strings: "author",
  unquoted: "cfn-quote",
};

/** Google Cloud DNS: imports, exports, transactions, the API. */
const google: Shape = {
  name: "name",
  type: "type",
  ttl: "ttl",
  values: "rrdatas",
  kind: "list",
  full: true,
  quoting: "quoted",
  strings: "author",
};

/** PowerDNS with `content` in each record, deSEC with texts; both below a name of its own. */
const desec: Shape = {
  name: "subname",
  type: "type",
  ttl: "ttl",
  values: "records",
  kind: "list",
  full: false,
  zone: "domain",
  quoting: "quoted",
  strings: "tool",
};
const powerdns: Shape = {
  name: "name",
  type: "type",
  ttl: "ttl",
  values: "records",
  kind: "list",
  full: false,
  quoting: "quoted",
  strings: "tool",
};

/** Cloudflare, and others with one record an object. */
const one: Shape = {
  name: "name",
  type: "type",
  ttl: "ttl",
  values: "content",
  kind: "text",
  full: false,
  zone: "zone_name",
  quoting: "wrapped",
  strings: "tool",
};

/** What tools exchange with the servers of DNS providers, in JSON or in YAML. */
export const exchanged: readonly Shape[] = [
  route53,
  google,
  desec,
  powerdns,
  one,
  { ...one, values: "value" },
  { ...one, values: "data" },
];

/** ExternalDNS: `endpoints` of a DNSEndpoint. */
const endpoint: Shape = {
  name: "dnsName",
  type: "recordType",
  ttl: "recordTTL",
  values: "targets",
  kind: "list",
  full: true,
  quoting: "wrapped",
  strings: "tool",
};

/** Operators for Route 53; the API's words, in the letters of Kubernetes. */
const resource: Shape = {
  ...route53,
  name: "name",
  type: "type",
  ttl: "ttl",
  values: "resourceRecords",
};

export const kubernetesShapes: readonly Shape[] = [endpoint, resource, { ...resource, type: "recordType" }];
