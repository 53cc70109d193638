/** Resources that programs make: what describes them, and the names that they give. */

import type { Evaluator, Placed } from "../evaluate.ts";
import type { Section } from "../format.ts";
import type { Other } from "../host.ts";
import type { Quoting, UnquotedFault } from "../quoting.ts";
import {
  type CallValue,
  knownText,
  type MapValue,
  plainText,
  type UnknownValue,
  type Value,
} from "../syntax/value.ts";
import { fullName } from "../terraform/zones.ts";

/** A resource with records, its values as they are written. */
export interface Made {
  readonly section: Section;
  readonly props: MapValue;
  readonly type: "TXT" | "SPF" | Other["type"];
  /** A text, a list of texts, or of objects with the text under `key`. */
  readonly values: Value;
  readonly key?: string;
  /** What the preference of an MX record is called, beside its host in an object or among the props. */
  readonly preference?: readonly string[];
  readonly name: Value | undefined;
  readonly zone: Value | undefined;
  /** The owner, where it is named in a way of its own; null where it can't be known. */
  readonly owner?: string | null;
  /** What tells it from records of the same name elsewhere, where the zone does not. */
  readonly view?: string | null;
  readonly ttl: number | null;
  readonly quoting: Quoting;
  /** The fault of a text that lacks its quotes, where the service refuses it then. */
  readonly unquoted?: UnquotedFault;
  readonly strings: "author" | "tool";
  /** Whether `@` is the zone itself, and no label of that name. */
  readonly atIsZone: boolean;
  /** Whether a name may be written in full though the zone is not known. */
  readonly full?: boolean;
}

/** Calls that make a zone, or look one up, and where they have its name. */
const ZONE = /(?:zone|domain)(?:_?output|[._]\w+)?$/i;
const ZONE_NAMES = ["zoneName", "domainName", "dnsName", "name", "zone", "domain"];

/** Names that end in the zone's are full ones, with or without a final dot. */
export function ownerOf(made: Made, evaluator: Evaluator): string | null {
  const { section, name, zone } = made;
  if (made.owner !== undefined) return made.owner;
  const domain = zone ? zoneOf(section, zone, evaluator) : null;
  if (!name) return domain;
  const label = knownText(evaluator.value(section, name));
  return label === null ? null : ownerNamed(label, domain, made);
}

/** The owner that a name in a zone means. */
export function ownerNamed(
  label: string,
  domain: string | null,
  { atIsZone, full = false }: Pick<Made, "atIsZone" | "full">,
): string | null {
  if (label === "@" && !atIsZone) return domain && `@.${domain}`;
  return fullName(label, domain, full);
}

/** The domain of a zone: its name, or what a name stands for that makes one or looks it up, or an attribute of that. */
export function zoneOf(section: Section, zone: Value, evaluator: Evaluator): string | null {
  const { section: at, value } = evaluator.follow(section, zone);
  const text = knownText(value);
  if (text !== null) return text.includes(".") ? text.replace(/\.$/, "") : null;
  if (value.kind === "unknown") {
    const made = madeBehind(at, value, evaluator);
    const kind = made?.value.kind;
    return made && (kind === "call" || kind === "map") ? zoneOf(made.section, made.value, evaluator) : null;
  }
  if (value.kind === "map") return zoneNameIn([value], at, evaluator);
  if (value.kind !== "call") return null;
  // `zone.zoneId` of what a call gives, and `pulumi.output(…)` around it.
  const [first] = value.arguments;
  if (first?.kind === "call" && !ZONE.test(value.name)) return zoneOf(at, first, evaluator);
  if (!ZONE.test(value.name)) return null;
  return zoneNameIn([...value.arguments, value], at, evaluator);
}

/** What `zone` stands for in `zone.zoneId`. */
function madeBehind(
  section: Section,
  { reference, span }: UnknownValue,
  evaluator: Evaluator,
): Placed | null {
  const head = /^(.+)\.\w+$/.exec(reference ?? "")?.[1];
  return head === undefined ? null : evaluator.follow(section, { kind: "unknown", reference: head, span });
}

function zoneNameIn(objects: readonly Value[], section: Section, evaluator: Evaluator): string | null {
  // What is looked for may be told in an object of its own.
  for (const props of objects.flatMap((each) => [each, property(each, "filter") ?? each])) {
    for (const key of ZONE_NAMES) {
      const written = property(props, key);
      const name = written && knownText(evaluator.value(section, written));
      if (name?.includes(".")) return name.replace(/\.$/, "");
    }
  }
  return null;
}

/** What a zone has that only a private network sees. */
const PRIVATE_TO = ["vpcs", "vpc", "vpcId", "privateVisibilityConfig"];

/** What tells a record from those of the same name elsewhere: a private zone may have the name of a public one. */
export function viewOf({ section, zone, view }: Made, evaluator: Evaluator): string | null {
  return view ?? (zone && isPrivate(section, zone, evaluator) ? "private" : null);
}

function isPrivate(section: Section, zone: Value, evaluator: Evaluator): boolean {
  const { section: at, value } = evaluator.follow(section, zone);
  const made = value.kind === "unknown" ? madeBehind(at, value, evaluator)?.value : value;
  return made !== undefined && isMadePrivate(made);
}

function isMadePrivate(value: Value): boolean {
  const isCall = value.kind === "call";
  if (isCall && /private_?(?:hosted|dns)?_?zone/i.test(value.name)) return true;
  const objects = isCall ? [...value.arguments, value] : [value];
  return objects.some((each) => PRIVATE_TO.some((key) => property(each, key) !== undefined));
}

/** What describes the resource, an object among the arguments or what is given by name, and where it is written. */
export function propsOf(
  { section, value }: Placed & { value: CallValue },
  evaluator: Evaluator,
): { section: Section; props: MapValue } | null {
  for (const argument of value.arguments.slice(1, 3)) {
    const at =
      argument.kind === "unknown" ? evaluator.declared(section, argument) : { section, value: argument };
    const props = at && objectOf(at.value);
    if (props) return { section: at.section, props };
  }
  const props = objectOf(value);
  return props && { section, props };
}

/** An object, or the arguments by name that make one: `RecordArgs(name="www")`. */
export function objectOf(value: Value): MapValue | null {
  if (value.kind === "map") return value;
  const { span } = value;
  return value.kind === "call" && value.named.length > 0
    ? { kind: "map", entries: value.named, span, whole: true }
    : null;
}

/** What an object has under a name, however the language spells it: `zoneId`, `zone_id`, `ZoneId`. */
export function property(value: Value, name: string): Value | undefined {
  const wanted = spelled(name);
  return objectOf(value)?.entries.findLast(({ key }) => key !== null && spelled(key) === wanted)?.value;
}

function spelled(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** The name of what is called, with what its beginning was imported as: `pulumi_aws.route53.Record`; without Go's `New`. */
export function calledName(
  { section, value: { name, span } }: Placed & { value: CallValue },
  evaluator: Evaluator,
): string {
  const [head = ""] = /^[^.]*/.exec(name) ?? [];
  const known = evaluator.declared(section, { kind: "unknown", reference: head, span })?.value;
  const full =
    known?.kind === "unknown" && known.reference !== undefined
      ? known.reference + name.slice(head.length)
      : name;
  return full.replace(/\.New(?=[A-Z]\w*$)/, ".");
}

/** A whole number of seconds, where that is known. */
export function wholeSeconds(
  section: Section,
  value: Value | undefined,
  evaluator: Evaluator,
): number | null {
  const seconds = Number((value && plainText(evaluator.value(section, value))) ?? Number.NaN);
  return Number.isInteger(seconds) ? seconds : null;
}

/** A type, as a text or as a name for it: `RecordType.TXT`, `RecordType_TXT`, `"TXT"`. */
export function typeOf(section: Section, value: Value | undefined, evaluator: Evaluator): string | null {
  if (!value) return null;
  const worked = evaluator.value(section, value);
  const name = value.kind === "unknown" ? value : worked;
  const reference = name.kind === "unknown" ? (name.reference ?? "") : "";
  return knownText(worked) ?? /[._](?:RecordType_?)?([A-Za-z]+)$/.exec(reference)?.[1] ?? null;
}
