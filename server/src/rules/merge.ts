/** One SPF record out of several at the same name: the first takes in what only the others say. */

import type { Directive, Qualifier, SpfRecord } from "../spf/ast.ts";
import type { Replacement } from "./fix.ts";
import { firstAll, mechanismKey, textOf } from "./terms.ts";

/** How the first record has to change, and the qualifier of the merged record's `all`, where it has one. */
export interface Merge {
  readonly replacements: readonly Replacement[];
  readonly all: Qualifier | null;
}

/** From the most to the least that is refused. */
const STRICTEST_FIRST: readonly Qualifier[] = ["-", "~", "?", "+"];

/**
 * Null where it is not clear what the merged record should be: one of them is broken or partly unknown, goes on
 * elsewhere by redirect, has terms after its `all`, or they disagree about a mechanism or the explanation. Null as well
 * where it would let every host pass.
 */
export function mergeInto(
  first: SpfRecord,
  others: readonly SpfRecord[],
  owner: string | null,
): Merge | null {
  if ([first, ...others].some((record) => !isMergeable(record))) return null;
  const said = new Map<string, string>();
  const mechanisms: string[] = [];
  const modifiers: string[] = [];
  for (const record of [first, ...others]) {
    for (const term of record.terms) {
      if (term.kind === "junk" || (term.kind === "directive" && term.name === "all")) continue;
      const directive = term.kind === "directive";
      const key = directive ? mechanismKey(term, owner) : `${term.name}=`;
      const value = directive ? term.qualifier : term.value.text;
      const known = said.get(key);
      if (known === value) continue;
      if (known !== undefined) return null;
      said.set(key, value);
      if (record !== first) (directive ? mechanisms : modifiers).push(textOf(record, term));
    }
  }
  const all = strictestAll([first, ...others]);
  // A permerror lets nobody pass; no merging of ours lets everybody.
  if (all?.qualifier === "+") return null;
  return { replacements: replacementsIn(first, mechanisms, modifiers, all), all: all?.qualifier ?? null };
}

function isMergeable(record: SpfRecord): boolean {
  if (!record.valid || record.holes || record.version.protocol !== "spf1") return false;
  const all = firstAll(record);
  return record.terms.every((term) => {
    if (term.kind === "modifier") return term.known !== "redirect";
    return all === null || term.index <= all.index;
  });
}

function strictestAll(records: readonly SpfRecord[]): Directive | null {
  const alls = records.map(firstAll);
  for (const qualifier of STRICTEST_FIRST) {
    const found = alls.find((all) => all?.qualifier === qualifier);
    if (found) return found;
  }
  return null;
}

/** Mechanisms go before the first record's `all`, or behind its last mechanism; modifiers to the end. */
function replacementsIn(
  record: SpfRecord,
  mechanisms: readonly string[],
  modifiers: readonly string[],
  all: Directive | null,
): Replacement[] {
  const own = firstAll(record);
  const written = [...mechanisms];
  if (all) written.push(own?.qualifier === all.qualifier ? textOf(record, own) : `${all.qualifier}all`);
  const lastDirective = record.terms.findLast((term) => term.kind === "directive");
  const behind = (lastDirective ?? record.version).span.end;
  const end = record.terms.at(-1)?.span.end ?? behind;
  const appended = (texts: readonly string[]) => texts.map((text) => ` ${text}`).join("");
  const out: Replacement[] = [];
  if (own) out.push({ span: own.span, text: written.join(" ") });
  else if (end === behind) return [{ span: { start: end, end }, text: appended([...written, ...modifiers]) }];
  else out.push({ span: { start: behind, end: behind }, text: appended(written) });
  if (modifiers.length > 0 && own && end === own.span.end) {
    return [{ span: own.span, text: written.join(" ") + appended(modifiers) }];
  }
  if (modifiers.length > 0) out.push({ span: { start: end, end }, text: appended(modifiers) });
  return out.filter(({ span, text }) => record.text.slice(span.start, span.end) !== text);
}
