/** Objects that describe records, by the keys they have: in API calls, in exports, in custom resources of Kubernetes. */

import { isDomain } from "./file-names.ts";
import type { Quoting, UnquotedFault } from "./quoting.ts";
import { fullName, secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import type { Section, Seen } from "./sections.ts";
import { entryOf, knownText, plainText, type Value, valueUnder, within } from "./syntax/value.ts";

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
  for (const { value } of within(place.root)) {
    if (isDeletion(value)) gone = value;
    if (!gone || value.span.start >= gone.span.end) yield* seeShape(value, shapes, place);
  }
}

/** `Action` of Route 53, `changetype` of PowerDNS. */
function isDeletion(object: Value): boolean {
  return ["Action", "changetype"].some((key) => /^delete$/i.test(knownText(valueUnder(object, key)) ?? ""));
}

/** The records of an object, by the first shape that it has. */
function seeShape(object: Value, shapes: readonly Shape[], place: Place): Iterable<Seen> {
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
      set: writtenName(place.uri, place.section, name, object),
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
