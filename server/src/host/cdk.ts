/** AWS CDK: the constructs of Route 53 that are records or hold some (AWS CDK, "aws-route53"). */

import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section } from "./format.ts";
import { recordMemory, recordsIn } from "./programs/records.ts";
import { calledName, type Made, objectOf, property, propsOf, typeOf } from "./programs/resources.ts";
import { mayHoldResources, type ProgramSyntax, programLanguages } from "./programs.ts";
import { opaque } from "./syntax/program-values.ts";
import { type CallValue, itemsOf, plainText, type Value } from "./syntax/value.ts";

export function cdk(syntax: ProgramSyntax): Format {
  const memory = recordMemory();
  const { language } = programLanguages[syntax];
  return {
    format: "cdk",
    syntax,
    mayHold: ({ uri }) => mayHoldResources(syntax, fileNameOf(uri)),
    see: (sections, around) => recordsIn(sections, around, language, makes, memory),
  };
}

const CONSTRUCT =
  /(?:^|\.)(TxtRecord|MxRecord|ARecord|AaaaRecord|CnameRecord|RecordSet|CfnRecordSet(?:Group)?)$/;

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): readonly Made[] | null {
  const construct = CONSTRUCT.exec(calledName(call, evaluator))?.[1];
  const at = construct === undefined ? null : propsOf(call, evaluator);
  if (construct === undefined || !at) return null;
  const made = construct.startsWith("Cfn")
    ? resourcesIn(at, construct === "CfnRecordSetGroup", evaluator)
    : [constructed(construct, at, evaluator)];
  return made.filter((each) => each !== null);
}

type Props = Pick<Made, "section" | "props">;

/** How names become owners: Route 53 makes a label of `@`. */
const NAMES = { atIsZone: false, full: true } as const;

/** What Route 53 gets as it is. */
const AS_IT_IS = { quoting: "octal", unquoted: "cfn-quote", strings: "author" } as const;

/** Constructs that know what they hold: texts they put into quotes, and cut. */
const HOLDS: Readonly<Record<string, Pick<Made, "type" | "key"> & { readonly values: string }>> = {
  TxtRecord: { type: "TXT", values: "values" },
  MxRecord: { type: "MX", values: "values", key: "hostName" },
  ARecord: { type: "A", values: "target" },
  AaaaRecord: { type: "AAAA", values: "target" },
  CnameRecord: { type: "CNAME", values: "domainName" },
};

function constructed(construct: string, { section, props }: Props, evaluator: Evaluator): Made | null {
  const get = (key: string) => property(props, key);
  const held = HOLDS[construct];
  const type = held?.type ?? publishedType(section, get("recordType"), evaluator);
  const [values, zone] = [get(held?.values ?? "target"), get("zone")];
  if (type === null || !values || (construct === "TxtRecord" && !zone)) return null;
  return {
    section,
    props,
    type,
    values: targetsOf(values),
    ...(held?.key ? { key: held.key, preference: ["priority"] } : {}),
    name: get("recordName"),
    zone,
    ttl: secondsOf(section, get("ttl"), evaluator),
    ...NAMES,
    ...(construct === "TxtRecord" ? ({ quoting: "plain", strings: "tool" } as const) : AS_IT_IS),
  };
}

/** The resources of CloudFormation: one set, or a group of them. */
function resourcesIn({ section, props }: Props, isGroup: boolean, evaluator: Evaluator): (Made | null)[] {
  const zone = property(props, "hostedZoneName") ?? property(props, "hostedZoneId");
  if (!isGroup) return [resource({ section, props }, zone, evaluator)];
  const written = property(props, "recordSets");
  const list = written && evaluator.follow(section, written);
  return itemsOf(list?.value).map((item) => {
    const at = evaluator.follow(list?.section ?? section, item.value);
    const set = objectOf(at.value);
    return set && resource({ section: at.section, props: set }, zone, evaluator);
  });
}

function resource({ section, props }: Props, zone: Value | undefined, evaluator: Evaluator): Made | null {
  const type = publishedType(section, property(props, "type"), evaluator);
  const values = property(props, "resourceRecords");
  if (type === null || !values) return null;
  return {
    section,
    props,
    type,
    values,
    zone: property(props, "hostedZoneName") ?? zone,
    name: property(props, "name"),
    ttl: secondsOf(section, property(props, "ttl"), evaluator),
    ...NAMES,
    ...AS_IT_IS,
  };
}

function publishedType(
  section: Section,
  value: Value | undefined,
  evaluator: Evaluator,
): Made["type"] | null {
  const type = typeOf(section, value, evaluator)?.toUpperCase() ?? "";
  return /^(?:TXT|SPF|A|AAAA|CNAME|MX|NS|PTR)$/.test(type) ? (type as Made["type"]) : null;
}

/** `RecordTarget.fromValues("…", "…")`, `fromIpAddresses`; Python has `from_values`. */
function targetsOf(target: Value): Value {
  if (target.kind !== "call" || !/(?:^|[._])from_?(?:values|ip_?addresses)$/i.test(target.name))
    return target;
  const { arguments: given, span } = target;
  return given.some((value) => value.kind === "call" && value.name === "...")
    ? opaque("[]", span, given)
    : { kind: "list", items: given.map((value) => ({ value, removal: null })), span, whole: true };
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** `Duration.minutes(5)`; the resource itself takes seconds. */
function secondsOf(section: Section, value: Value | undefined, evaluator: Evaluator): number | null {
  if (!value) return null;
  const { value: known } = evaluator.follow(section, value);
  const unit =
    known.kind === "call"
      ? UNITS[/(?:^|\.)Duration[._](\w+)$/.exec(known.name)?.[1]?.toLowerCase() ?? ""]
      : 1;
  const count = Number(plainText(known.kind === "call" ? known.arguments[0] : known) ?? Number.NaN);
  return unit !== undefined && Number.isInteger(count) ? count * unit : null;
}
