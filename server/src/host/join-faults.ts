/** Terms that are joined with nothing between them, in whatever language: `join-no-space`. */

import type { Section, Seen } from "./format.ts";
import type { Found, HostFault } from "./host.ts";
import { TERMS } from "./list-split.ts";
import { type CallValue, knownText, within } from "./syntax/value.ts";

/** The record that begins at a place of a section. */
export type FoundAt = (section: Section, start: number) => Found | null;

/** What joins the items of a list, with its arguments in one order or the other. */
const JOIN = /^(?:\.join|strings\.Join|(?:lib\.)?concatStringsSep)$/;

/** By section, what is wrong with its calls, and where these begin. */
const faults = new WeakMap<Section, readonly { readonly at: number; readonly fault: HostFault }[]>();

/** The faults of records that a program joins. */
export function* joinFaultsIn(sections: readonly Section[], foundAt: FoundAt): Iterable<Seen> {
  for (const section of sections) {
    let known = faults.get(section);
    if (!known) {
      known = [...faultyJoins(section)];
      faults.set(section, known);
    }
    for (const { at, fault } of known) {
      const found = foundAt(section, at);
      if (found) yield { section, fault: { ...fault, found } };
    }
  }
}

function* faultyJoins({ text, tree }: Section): Iterable<{ at: number; fault: HostFault }> {
  for (const { value } of /\bjoin\b|concatStringsSep/i.test(text) ? within(tree.root) : []) {
    const fault = value.kind === "call" && JOIN.test(value.name) ? joinFault(value, null) : null;
    if (fault) yield { at: value.span.start, fault };
  }
}

/** The fault of one call. */
export function joinFault({ arguments: given }: CallValue, found: Found | null): HostFault | null {
  const separator = given.find(({ kind }) => kind === "text");
  const list = given.find(({ kind }) => kind === "list");
  const between = knownText(separator);
  // Quotes end one string and begin another, which is another matter.
  if (between === null || separator?.kind !== "text" || /[\s"]/.test(between)) return null;
  const texts = list?.kind === "list" ? list.items.map(({ value }) => knownText(value)) : [];
  const [first, next] = texts;
  if (!/^v=spf1(?:\s.*)?$/is.test(first ?? "") || /\s$/.test(first ?? "")) return null;
  if (!TERMS.test(next ?? "") || /^\s/.test(next ?? "")) return null;
  const mend = separator.text.replace({ start: 0, end: between.length }, " ");
  const data = { joined: `${first}${between}${next}` };
  const about = { kind: "join-no-space", detail: "join", span: separator.span, data, found } as const;
  return { ...about, ...(mend ? { mend } : {}) };
}
