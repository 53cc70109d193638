/** What `SPF_BUILDER` of DNSControl refuses, or takes for something else (DNSControl, "SPF Optimizer"). */

import type { Found, HostFault } from "./host.ts";
import { type CallValue, entryOf, type Item, knownText, type Value, valueUnder } from "./syntax/value.ts";

/** The faults of one call whose options are written down in it. */
export function* builderFaults(
  { arguments: [options], nameSpan }: CallValue,
  foundAt: (start: number) => Found | null,
): Iterable<HostFault> {
  const parts = valueUnder(options, "parts");
  if (parts?.kind !== "list") return;
  const found = foundAt(parts.span.start);
  const fault = (
    detail: string,
    { span }: Pick<Value, "span">,
    data: Readonly<Record<string, string>> = {},
  ) => ({ kind: "dnscontrol-parts", detail, span, data, found }) as const satisfies HostFault;
  const [first, second] = parts.items;
  if (first && !second && parts.whole && isText(first)) yield fault("few", { span: nameSpan });
  const text = first && knownText(first.value);
  if (first && typeof text === "string" && !/^\s*v=spf1(?:\s|$)/i.test(text))
    yield fault("version", first.value);
  const flatten = valueUnder(options, "flatten");
  if (flatten?.kind === "list" && parts.whole && parts.items.every(isText)) {
    const texts = parts.items.map(({ value }) => knownText(value) ?? "").join(" ");
    const targets = [...texts.matchAll(/(?:^|\s)[-+~?]?(?:include:|redirect=)(\S+)/gi)].map(
      ([, name]) => name,
    );
    for (const { value } of flatten.items) {
      const name = knownText(value);
      if (name !== null && name !== "*" && !targets.includes(name)) yield fault("flatten", value, { name });
    }
  }
  const overflow = entryOf(options, "overflow");
  const name = knownText(overflow?.value);
  if (overflow && name && !name.includes("%d")) yield fault("overflow", overflow.value, { name });
}

function isText({ value }: Item): boolean {
  return knownText(value) !== null;
}
