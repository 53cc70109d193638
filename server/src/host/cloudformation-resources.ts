/**
 * Which resources of a template may go: those that nothing refers to, where another one is left.
 *
 * Both are told by names that no template can declare, so that a section is looked at again where they change.
 */

import { callIn } from "./cloudformation-functions.ts";
import { type Declared, namesOf } from "./declared.ts";
import type { DeclaredNames, Placed } from "./evaluate.ts";
import type { Section } from "./format.ts";
import type { Rows } from "./rows.ts";
import { commaRemoval } from "./syntax/removal.ts";
import { type Entry, type Value, valueUnder, within } from "./syntax/value.ts";

const REFERRED = "&";
const ONLY = "#";

/** What makes resources of what is not written, or can't be read: it may refer to any. */
const UNSEEN = /Fn::Transform|Fn::ForEach|AWS::Include/;
/** What a section says that refers to others. */
const REFERRING = /Ref\b|GetAtt\b|DependsOn\b|Sub\b/;
/** Functions that are given the names of resources. */
const naming: ReadonlySet<string> = new Set(["!Ref", "!GetAtt", "!Sub"]);

/** Names that tell of the resources of a template. */
export function resourceNames(rows: Rows, sections: readonly Section[]): DeclaredNames {
  const referred = namesOf(rows, referencesIn, sections, referencesIn);
  const only = namesOf(rows, resourcesIn, sections, resourcesIn, whereAlone);
  return { get: (name) => (name === ONLY ? only : referred).get(name) };
}

/** Whether a name is one of these. */
export function isOfResources(name: string): boolean {
  return name.startsWith(REFERRED) || name === ONLY;
}

/** The resource that a section has for each object, as far as it may be taken out. */
export function removableResources(
  section: Section,
  root: Value,
  names: DeclaredNames,
  syntax: "yaml" | "json",
): ReadonlyMap<Value, Pick<Entry, "removal">> {
  const entries = resourcesOf(root);
  const keeps = names.get(ONLY) !== undefined || names.get(REFERRED) !== undefined;
  return new Map(
    entries.map(({ key, value, span, removal }) => {
      const stays = keeps || key === null || names.get(`${REFERRED}${key}`) !== undefined;
      // In JSON the next one may stand in the next section.
      const own = removal ?? (syntax === "json" ? commaRemoval(section.text, span) : null);
      return [value, { removal: stays ? null : own }];
    }),
  );
}

function resourcesOf(root: Value): readonly Entry[] {
  const resources = valueUnder(root, "Resources");
  return resources?.kind === "map" ? resources.entries : [];
}

function* resourcesIn({ tree }: Section): Iterable<readonly [string, Value]> {
  for (const { value } of resourcesOf(tree.root)) yield [ONLY, value];
}

function whereAlone(all: Iterable<Declared>): ReadonlyMap<string, Placed> {
  const [first, ...more] = all;
  return new Map(first && more.length === 0 ? [first] : []);
}

function* referencesIn({ text, tree }: Section): Iterable<readonly [string, Value]> {
  if (UNSEEN.test(text) || tree.isDamaged) yield [REFERRED, tree.root];
  if (!REFERRING.test(text)) return;
  for (const { value } of within(tree.root)) {
    const call = callIn(value);
    if (call?.given && naming.has(call.name)) yield* wordsIn(call.given);
    const before = valueUnder(value, "DependsOn");
    if (before) yield* wordsIn(before);
  }
}

/** More names than a resource can have: `!GetAtt Zone.Arn`, `${Zone}`. */
function* wordsIn(given: Value): Iterable<readonly [string, Value]> {
  for (const { value } of within(given)) {
    if (value.kind !== "text") continue;
    for (const [word] of value.text.text.matchAll(/\w+/g)) yield [`${REFERRED}${word}`, value];
  }
}
