/** AWS CDK: the constructs of Route 53 that are or hold TXT records (AWS CDK, "aws-route53"). */

import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import { type Made, propsOf, recordMemory, recordsIn } from "./javascript-records.ts";
import type { Format, Section } from "./sections.ts";
import { type CallValue, knownText, plainText, type Value, valueUnder } from "./syntax/value.ts";

const memory = recordMemory();

export const cdk: Format = {
  format: "cdk",
  syntax: "javascript",
  mayHold: ({ uri }) => mayHoldResources(fileNameOf(uri)),
  see: (sections, { uri }, { variables }) => recordsIn(sections, uri, variables, makes, memory),
};

/** Programs, and no tests of them. */
export function mayHoldResources(name: string): boolean {
  return /\.[cm]?[jt]s$/i.test(name) && !/\.(?:test|spec|d|min)\.\w+$/i.test(name);
}

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const construct = /(?:^|\.)(TxtRecord|RecordSet|CfnRecordSet)$/.exec(call.value.name)?.[1];
  if (construct === undefined) return null;
  const at = propsOf(call, evaluator);
  if (!at) return null;
  const { section, props } = at;
  const get = (key: string) => valueUnder(props, key);
  const common = { section, props, ttl: secondsOf(section, get("ttl"), evaluator), atIsZone: false };
  if (construct === "TxtRecord") {
    const [values, zone] = [get("values"), get("zone")];
    // The construct quotes the texts, and cuts them.
    return values && zone
      ? { ...common, type: "TXT", values, zone, name: get("recordName"), quoting: "plain", strings: "tool" }
      : null;
  }
  const written = get(construct === "RecordSet" ? "recordType" : "type");
  const type = written ? typeOf(section, written, evaluator) : null;
  const values = get(construct === "RecordSet" ? "target" : "resourceRecords");
  if ((type !== "TXT" && type !== "SPF") || !values) return null;
  const quoting = "quoted";
  return construct === "RecordSet"
    ? {
        ...common,
        type,
        values: targetsOf(values),
        zone: get("zone"),
        name: get("recordName"),
        quoting,
        strings: "author",
      }
    : {
        ...common,
        type,
        values,
        zone: get("hostedZoneName") ?? get("hostedZoneId"),
        name: get("name"),
        quoting,
        strings: "author",
      };
}

/** `RecordTarget.fromValues("…", "…")`. */
function targetsOf(target: Value): Value {
  if (target.kind !== "call" || !/(?:^|\.)fromValues$/.test(target.name)) return target;
  const items = target.arguments.map((value) => ({ value, removal: null }));
  return { kind: "list", items, span: target.span, whole: true };
}

/** `RecordType.TXT`, `"TXT"`. */
function typeOf(section: Section, value: Value, evaluator: Evaluator): string | null {
  const text = knownText(evaluator.value(section, value));
  return text ?? (value.kind === "unknown" ? (/\.(\w+)$/.exec(value.reference ?? "")?.[1] ?? null) : null);
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** `Duration.minutes(5)`; the resource itself takes seconds. */
function secondsOf(section: Section, value: Value | undefined, evaluator: Evaluator): number | null {
  if (!value) return null;
  const { value: known } = evaluator.follow(section, value);
  const unit = known.kind === "call" ? UNITS[/(?:^|\.)Duration\.(\w+)$/.exec(known.name)?.[1] ?? ""] : 1;
  const count = Number(plainText(known.kind === "call" ? known.arguments[0] : known) ?? Number.NaN);
  return unit !== undefined && Number.isInteger(count) ? count * unit : null;
}
