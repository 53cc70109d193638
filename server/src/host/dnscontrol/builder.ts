/** `SPF_BUILDER` of DNSControl: a record in parts, which are joined with blanks (DNSControl, "SPF Optimizer"). */

import { compose, joining } from "../compose.ts";
import type { Placed } from "../evaluate.ts";
import { type Item, itemsOf, knownText, type TextValue, type Value } from "../syntax/value.ts";

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  n: 2_592_000,
  y: 31_536_000,
};

/** A time as DNSControl takes it, `300` or `"5m"`, in seconds. */
export function secondsOf(written: string | null): number | null {
  const [, count, unit = ""] = /^(\d{1,9})([smhdwny]?)$/.exec(written ?? "") ?? [];
  return count === undefined ? null : Number(count) * (UNITS[unit] ?? 1);
}

/**
 * The text of the parts. An include that is to be flattened is a hole: when the record is published, the networks of
 * that include stand there.
 */
export function partsOf({ section, value }: Placed, flatten: Value | undefined): TextValue | null {
  if (value.kind !== "list" || value.items.length === 0) return null;
  const flattened = flatten?.kind === "list" ? itemsOf(flatten).map((item) => knownText(item.value)) : [];
  const isFlattened = (part: Value) => {
    const domain = /^[-+~?]?(?:include:|redirect=)(.*)$/.exec(knownText(part) ?? "")?.[1];
    if (domain === undefined || !flatten) return false;
    return (
      flatten.kind !== "list" || flattened.some((each) => each === domain || each === "*" || each === null)
    );
  };
  const items = value.items.map((item): Item => {
    const { value: part } = item;
    const { span } = part.kind === "text" && part.used ? { span: part.used } : part;
    return isFlattened(part) ? { ...item, value: { kind: "unknown", span } } : item;
  });
  return compose(section.text, joining(items, " "), value.span);
}
