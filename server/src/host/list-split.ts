/** One record that was cut into the items of a list of records: each of them would be a record of its own. */

import type { Edit } from "../text/edit.ts";
import type { PartSpace } from "../text/span.ts";
import type { Found, HostFault } from "./host.ts";
import { type Item, knownText } from "./syntax/value.ts";

/** Nothing but terms, as nobody writes a TXT record of its own. */
export const TERMS =
  /^\s*(?:(?:[-+~?]?(?:all|mx|a|ptr|(?:include|ip4|ip6|exists|mx|a):\S+)|redirect=\S+)(?:\s+|$))+$/i;

/** The fault of a list, where a record goes on in the items behind the first; `foundOf` gives the record of that one. */
export function listSplit(
  source: string,
  items: readonly Item[],
  foundOf: (first: Item) => Found | null,
): HostFault | null {
  const texts = items.map(({ value }) => knownText(value)?.replace(/^\s*"(.*)"\s*$/s, "$1") ?? null);
  const first = texts.findIndex((text) => text !== null && /^v=spf1(?:\s|$)/i.test(text));
  let last = first;
  while (last + 1 < items.length && first >= 0 && TERMS.test(texts[last + 1] ?? "")) last++;
  const [head, tail] = [items[first], items[last]];
  if (!head || !tail || first === last) return null;
  const mend = joined(source, items.slice(first, last + 1));
  return {
    kind: "list-split",
    detail: "items",
    span: { start: head.value.span.start, end: Math.max(head.value.span.end, tail.value.span.end) },
    data: { count: String(last - first + 1) },
    found: foundOf(head),
    ...(mend ? { mend } : {}),
  };
}

/** What makes one text of them: a blank where a quote, a comma and a quote stand. */
function joined(source: string, items: readonly Item[]): Edit<PartSpace>[] | null {
  const edits: Edit<PartSpace>[] = [];
  for (const [i, { value }] of items.entries()) {
    const next = items[i + 1]?.value;
    if (value.kind !== "text" || value.used || value.written) return null;
    if (!next) continue;
    const between = source.slice(value.span.end - 1, next.span.start + 1);
    // Quotes within the texts are theirs.
    if (!/^(["'])\s*,\s*\1$/.test(between) || /["\\]/.test(value.text.text)) return null;
    edits.push({ span: { start: value.span.end - 1, end: next.span.start + 1 }, text: " " });
  }
  return edits;
}
