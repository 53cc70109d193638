/** Whether a record hands its decision to somebody that the settings neither own nor trust. */

import type { MacroString } from "../spf/ast.ts";
import { isWithin } from "./domain-list.ts";
import { registeredDomain } from "./organisation.ts";
import type { Settings } from "./settings.ts";
import type { Subject } from "./subject.ts";

export interface ForeignTarget {
  /** The domain of the record. */
  readonly owner: string;
  /** Who runs the target, as the name that somebody registered. */
  readonly organisation: string;
}

/** Null where the target is one's own or trusted, where that is not known, and for records of other domains. */
export function foreignTarget(
  subject: Subject,
  domain: MacroString,
  { domains, trustedIncludes }: Settings,
): ForeignTarget | null {
  // What other domains include is not ours to judge.
  const owner = subject.found.owners?.[0]?.toLowerCase();
  if (domains.length === 0 || owner === undefined || !isWithin(owner, domains)) return null;
  const target = knownEnd(domain);
  if (target === null || isWithin(target, domains) || isWithin(target, trustedIncludes)) return null;
  const organisation = registeredDomain(target) ?? target;
  return domains.some((each) => registeredDomain(each) === organisation) ? null : { owner, organisation };
}

/** The labels of a target that are the same for every message: behind its last macro. Null where there are none. */
function knownEnd(domain: MacroString): string | null {
  const last = domain.parts.at(-1);
  if (last?.kind !== "literal") return null;
  const text = last.text.toLowerCase().replace(/\.$/, "");
  if (domain.literal) return text;
  const rest = text.slice(text.indexOf(".") + 1);
  return text.includes(".") && rest.includes(".") ? rest : null;
}
