/** Whether much may be published at a record's name, and whether the name itself is a special one: a quick look. */

import type { Part } from "../host/host.ts";
import { isReadByPart } from "./names.ts";
import type { Subject } from "./rule.ts";

/** Records that are shorter than this and alone at their names make no large answers. */
const SHORT = 200;

/** Whether the record is long, or close to other TXT records of its name; other formats than zone files are small enough to see. */
export function isCrowded(subject: Subject): boolean {
  const { found, part } = subject;
  if (!isReadByPart(subject)) return true;
  return found.decoded.text.length > SHORT || (part.found.length > 1 && crowdsIn(part).has(found.set));
}

const crowds = new WeakMap<Part, ReadonlySet<string>>();

/** Names of the part with several TXT records. */
function crowdsIn(part: Part): ReadonlySet<string> {
  const known = crowds.get(part);
  if (known) return known;
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { set, type } of part.found) if (type === "TXT") (seen.has(set) ? twice : seen).add(set);
  crowds.set(part, twice);
  return twice;
}

/** Whether it stands at the zone's own name, at a wildcard, at a name for helpers, or at one with the zone's name twice. */
export function hasSpecialName({ found: { owners } }: Subject, zone: string | null): boolean {
  return (
    owners?.some((owner) => {
      if (owner.startsWith("*.") || /(?:^|\.)_|^spf\./i.test(owner)) return true;
      if (zone === null || owner.length < zone.length) return false;
      const name = owner.toLowerCase();
      const origin = zone.toLowerCase();
      return name === origin || name.endsWith(`${origin}.${origin}`);
    }) ?? false
  );
}
