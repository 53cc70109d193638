/** What `SPF_BUILDER` of DNSControl refuses, or takes for something else (DNSControl, "SPF Optimizer"). */

import type { Edit } from "../../text/edit.ts";
import type { PartSpace } from "../../text/span.ts";
import type { Section } from "../format.ts";
import type { Found, HostFault } from "../host.ts";
import { type CallValue, entryOf, type Item, knownText, type Value, valueUnder } from "../syntax/value.ts";

/** The faults of one call whose options are written down in it. */
export function* builderFaults(
  { text: source }: Section,
  { arguments: [options], nameSpan }: CallValue,
  foundAt: (start: number) => Found | null,
): Iterable<HostFault> {
  const parts = valueUnder(options, "parts");
  if (parts?.kind !== "list") return;
  const found = foundAt(parts.span.start);
  const fault = (
    detail: string,
    { span }: Pick<Value, "span">,
    data: Readonly<Record<string, string>>,
    mend: readonly Edit<PartSpace>[] = [],
  ) => ({ kind: "dnscontrol-parts", detail, span, data, found, mend }) as const satisfies HostFault;
  const [first, second] = parts.items;
  if (first && !second && parts.whole && isText(first))
    yield fault("few", { span: nameSpan }, {}, versionApart(source, first));
  const text = first && knownText(first.value);
  if (first && typeof text === "string" && !/^\s*v=spf1(?:\s|$)/i.test(text))
    yield fault("version", first.value, {}, parts.items.some(isVersion) ? [] : versionBefore(first));
  const flatten = valueUnder(options, "flatten");
  if (flatten?.kind === "list" && parts.whole && parts.items.every(isText)) {
    const texts = parts.items.map(({ value }) => knownText(value) ?? "").join(" ");
    const targets = [...texts.matchAll(/(?:^|\s)[-+~?]?(?:include:|redirect=)(\S+)/gi)].map(
      ([, name]) => name,
    );
    for (const { value, removal } of flatten.items) {
      const name = knownText(value);
      if (name === null || name === "*" || targets.includes(name)) continue;
      yield fault("flatten", value, { name }, removal ? [{ span: removal, text: "" }] : []);
    }
  }
  const overflow = entryOf(options, "overflow");
  const name = knownText(overflow?.value);
  if (overflow?.value.kind !== "text" || !name || name.includes("%d")) return;
  const end = name.length;
  yield fault("overflow", overflow.value, { name }, overflow.value.text.replace({ start: end, end }, "%d"));
}

function isVersion({ value }: Item): boolean {
  return /^\s*v=?spf/i.test(knownText(value) ?? "");
}

function versionBefore({ value: { span } }: Item): Edit<PartSpace>[] {
  return [{ span: { start: span.start, end: span.start }, text: '"v=spf1", ' }];
}

/** The blank behind the version becomes the border of two texts, where it stands in the first as it is. */
function versionApart(source: string, { value: { span } }: Item): Edit<PartSpace>[] {
  const [, opening, quote] =
    /^((["'`])v=spf1) (?=\S)[^\\]*\2$/i.exec(source.slice(span.start, span.end)) ?? [];
  if (opening === undefined) return [];
  const start = span.start + opening.length;
  return [{ span: { start, end: start + 1 }, text: `${quote}, ${quote}` }];
}

function isText({ value }: Item): boolean {
  return knownText(value) !== null;
}
