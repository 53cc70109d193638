/** Which records are there for others to include, and for nothing else. */

import type { Names } from "./names.ts";
import type { Subject } from "./subject.ts";

/** Types of records at a name that sends or receives mail, or says HELO. */
const HOSTS: ReadonlySet<string> = new Set(["A", "AAAA", "MX"]);

/**
 * Whether mail is never checked against the record itself, as far as its file tells: how it ends then makes no
 * difference (RFC 7208, 5.2). So it is at a name with an underscore, which can't be the domain of mail or of a
 * host, and at a name that the file includes and that is neither the zone itself nor a host or mail domain.
 * Whoever redirects there takes the end as well, so such a record is not for inclusion alone.
 */
export function isIncludeOnly(subject: Subject, names: Names, zone: string | null): boolean {
  return subject.found.owners?.every((owner) => isOnlyIncluded(owner.toLowerCase(), names, zone)) ?? false;
}

/**
 * The same, and records of providers, whose names say what they are for where no file does: `spf.protection.outlook.com`.
 */
export function isForInclusion(subject: Subject, names: Names, zone: string | null): boolean {
  if (isIncludeOnly(subject, names, zone)) return true;
  return subject.found.owners?.every((owner) => /(?:^|\.)spf[^.]*\../i.test(owner)) ?? false;
}

function isOnlyIncluded(name: string, names: Names, zone: string | null): boolean {
  const references = names.references(name);
  if (references.some(({ term }) => term.kind === "modifier")) return false;
  if (name.split(".").some((label) => label.startsWith("_"))) return true;
  if (references.length === 0 || name === zone?.toLowerCase()) return false;
  return !names.others(name).some(({ type }) => HOSTS.has(type));
}
