/** Whether a record's name is a special one: a quick look. */

import type { Subject } from "./subject.ts";

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
