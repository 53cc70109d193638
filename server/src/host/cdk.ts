/** AWS CDK: the constructs of Route 53 that are or hold TXT records (AWS CDK, "aws-route53"). */

import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section } from "./format.ts";
import { recordMemory, recordsIn } from "./program-records.ts";
import { calledName, type Made, property, propsOf, typeOf } from "./program-resources.ts";
import { mayHoldResources, type ProgramSyntax, programLanguages } from "./programs.ts";
import { opaque } from "./syntax/program-values.ts";
import { type CallValue, plainText, type Value } from "./syntax/value.ts";

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

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const construct = /(?:^|\.)(TxtRecord|RecordSet|CfnRecordSet)$/.exec(calledName(call, evaluator))?.[1];
  if (construct === undefined) return null;
  const at = propsOf(call, evaluator);
  if (!at) return null;
  const { section, props } = at;
  const get = (key: string) => property(props, key);
  const ttl = secondsOf(section, get("ttl"), evaluator);
  const common = { section, props, ttl, atIsZone: false, full: true };
  if (construct === "TxtRecord") {
    const [values, zone] = [get("values"), get("zone")];
    // The construct quotes the texts, and cuts them.
    return values && zone
      ? { ...common, type: "TXT", values, zone, name: get("recordName"), quoting: "plain", strings: "tool" }
      : null;
  }
  const written = get(construct === "RecordSet" ? "recordType" : "type");
  const type = typeOf(section, written, evaluator);
  const values = get(construct === "RecordSet" ? "target" : "resourceRecords");
  if ((type !== "TXT" && type !== "SPF") || !values) return null;
  // Route 53 gets the texts as they are.
  const quoting = "octal";
  const unquoted = "cfn-quote";
  return construct === "RecordSet"
    ? {
        ...common,
        type,
        values: targetsOf(values),
        zone: get("zone"),
        name: get("recordName"),
        quoting,
        unquoted,
        strings: "author",
      }
    : {
        ...common,
        type,
        values,
        zone: get("hostedZoneName") ?? get("hostedZoneId"),
        name: get("name"),
        quoting,
        unquoted,
        strings: "author",
      };
}

/** `RecordTarget.fromValues("…", "…")`; Python has `from_values`. */
function targetsOf(target: Value): Value {
  if (target.kind !== "call" || !/(?:^|[._])from_?values$/i.test(target.name)) return target;
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
