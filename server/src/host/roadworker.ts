/** Roadworker: `hosted_zone` and `rrset` for Route 53, in Ruby (Roadworker, "Routefile"). */

import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format } from "./format.ts";
import type { Other } from "./host.ts";
import { recordMemory, recordsIn } from "./programs/records.ts";
import type { Made } from "./programs/resources.ts";
import { rubyLanguage } from "./ruby-functions.ts";
import { bracketRemoval } from "./syntax/removal.ts";
import {
  type CallValue,
  type Entry,
  type FunctionValue,
  knownText,
  type MapValue,
  plainText,
  type Value,
} from "./syntax/value.ts";

const memory = recordMemory();

export const roadworker: Format = {
  format: "roadworker",
  syntax: "ruby",
  mayHold: ({ uri }) => /^Routefile$|\.route$/i.test(fileNameOf(uri)),
  see: (sections, around) => recordsIn(sections, around, rubyLanguage, makes, memory),
};

const TYPE = /^(?:TXT|SPF|A|AAAA|CNAME|MX|NS|PTR)$/;

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const { section, value } = call;
  if (value.name !== "rrset") return null;
  const [name, kind, ...more] = value.arguments;
  const block = more.findLast((each): each is FunctionValue => each.kind === "function");
  const type = kind && knownText(evaluator.value(section, kind))?.toUpperCase();
  if (!name || !kind || !block || !type || !TYPE.test(type)) return null;
  const props = propsOf(section.text, block, kind);
  const [values, ttl] = ["resource_records", "ttl"].map(
    (key) => props.entries.find((entry) => entry.key === key)?.value,
  );
  if (!values) return null;
  const written = knownText(evaluator.value(section, name));
  const [seconds] = ttl?.kind === "list" ? ttl.items : [];
  const count = Number((seconds && plainText(evaluator.value(section, seconds.value))) ?? Number.NaN);
  return {
    section,
    props,
    type: type as "TXT" | "SPF" | Other["type"],
    values,
    name,
    zone: undefined,
    // Names are full ones, with a dot at their end or without.
    owner: written ? written.replace(/(?<=.)\.$/, "") : null,
    ttl: Number.isInteger(count) ? count : null,
    quoting: "octal",
    unquoted: "cfn-quote",
    strings: "author",
    atIsZone: false,
  };
}

/** What a block says, call by call. */
function propsOf(source: string, { body, span }: FunctionValue, type: Value): MapValue {
  const entries = body.flatMap((each): Entry[] => {
    if (each.kind !== "call") return [];
    const spans = each.arguments.map((argument) => argument.span);
    const items = each.arguments.map((value, i) => ({ value, removal: bracketRemoval(source, spans, i) }));
    const last = spans.at(-1)?.end ?? each.span.end;
    const value: Value = {
      kind: "list",
      items,
      span: { start: spans[0]?.start ?? last, end: last },
      whole: true,
    };
    return [{ key: each.name, keySpan: each.nameSpan, value, span: each.span, removal: null }];
  });
  const own: Entry = { key: "type", keySpan: type.span, value: type, span: type.span, removal: null };
  return { kind: "map", entries: [...entries, own], span, whole: true };
}
