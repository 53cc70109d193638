/** Whose the records of a resource are: their names, and what tells their set from others of the same name. */

import { setOf } from "../describe.ts";
import type { DeclaredNames, Evaluator } from "../evaluate.ts";
import type { Section } from "../format.ts";
import { type Entry, firstUnder, plainText, type Value, valueUnder } from "../syntax/value.ts";
import type { Resource } from "./resources.ts";
import { endsInDomain, toldName } from "./told-names.ts";
import { fullName, zoneOf } from "./zones.ts";

/** Attributes that tell records of one name apart: views, and zones of one domain. */
const VIEWS = [
  "set_identifier",
  "provider",
  "resource_group_name",
  "project",
  "dns_view",
  "line",
  "line_id",
  "record_line",
];

/** Where a resource stands. */
interface Within {
  readonly section: Section;
  readonly names: DeclaredNames;
  /** Tells the module from others. */
  readonly folder: string;
}

/** @param body that of the resource, or of a block with a name of its own in it */
export function ownersOf(
  entry: Entry,
  resource: Resource,
  { evaluator, value }: { readonly evaluator: Evaluator; readonly value: Value },
  { section, names, folder }: Within,
): { owners: readonly string[] | null; set: string } {
  const written = firstUnder(entry.value, resource.zone);
  const zone = zoneOf(evaluator, names, section, written);
  const name = firstUnder(value, resource.name);
  const label = name ? plainText(evaluator.value(section, name)) : "";
  const told = (full: string) => {
    if (endsInDomain(evaluator, section, name)) return full;
    // What each instance is given says its zone where it is written.
    const given = written && evaluator.follow(section, written);
    const own = toldName(names, section, written, full);
    return own ?? (given ? toldName(names, given.section, given.value, full) : null);
  };
  const owner =
    label === null
      ? null
      : (fullName(label, zone.domain, resource.full) ?? (resource.full ? told(label) : null));
  const views = VIEWS.map((attribute) => asWritten(evaluator, section, valueUnder(entry.value, attribute)));
  // Of a zone that is told by its domain alone there may be one at each provider.
  const provider = /^(?:[a-z]+_private|[a-z0-9]+)/.exec(entry.labels?.[0] ?? "")?.[0] ?? "";
  const place = zone.key === zone.domain ? provider : zone.key;
  if (owner !== null) return { owners: [owner], set: setOf(owner, place, ...views) };
  const expression = asWritten(evaluator, section, name);
  // What differs from one instance to the next is not the name of another resource.
  const own = /\b(?:each|count)\./.test(expression) ? `${entry.labels?.join(".")}#${expression}` : expression;
  const view = [place, ...views].filter((each) => each !== "").join("#");
  return { owners: null, set: [folder, zone.domain ?? "", view, own].join("#") };
}

/** An expression as it is written, to tell whether two are the same. */
function asWritten(evaluator: Evaluator, section: Section, value: Value | undefined): string {
  if (!value) return "";
  return (
    plainText(evaluator.value(section, value)) ??
    section.text.slice(value.span.start, value.span.end).replace(/\s+/g, "")
  );
}
