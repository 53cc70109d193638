/** `dangling`: a name under a domain that nobody seems to own. */

import type { QueryType } from "../dns/rr.ts";
import type { MechanismName, Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { misnamed } from "./misnamed.ts";
import { isAtHand, type Names } from "./names.ts";
import { registeredDomain } from "./organisation.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, evaluatedTerms, literalTarget, shownIn } from "./terms.ts";

const takeover =
  "If it is free, whoever registers it decides who may send as this domain. Remove the term, or make sure that the domain is yours.";

export const dangling = rule({
  name: "dangling",
  severity: "warning",
  profile: "recommended",
  // Only for the sake of what the tree reaches: to answer for names of the file itself all of it has to be read.
  needs: "expansion",
  about: ["include", "redirect", "a", "mx", "exists"],
  reaches: ["nxdomain", "none", "stopped", "a", "mx", "exists"],
  sources: ["RFC 7208, 11.1", "RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("dangling", {
    target: `DNS has neither {target} nor the domain {organisation}: a check that comes to {term} ends in permerror. ${takeover}`,
    host: `DNS has neither {target} nor the domain {organisation}: {term} matches nobody. ${takeover}`,
    domain: `DNS has no domain {organisation}, so a check that comes to {term} ends in permerror. ${takeover}`,
    hostDomain: `DNS has no domain {organisation}, so {term} matches nobody. ${takeover}`,
  }),
  yieldsTo: misnamed,
  silences: ["target-nxdomain", "void-lookup", "open-exists", "foreign-include"],
  *check({ subject, record, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    for (const term of evaluatedTerms(record)) {
      const span = domainOf(term)?.span;
      const target = literalTarget(term);
      if (!span || target === null || !letsPass(term)) continue;
      const organisation = missingDomain(term, target, names);
      if (organisation === null) continue;
      const args = {
        target: readable(target),
        organisation: readable(organisation),
        term: shownIn(record, term),
      };
      const { messages } = dangling;
      const breaks = term.kind === "modifier" || term.name === "include";
      const [deep, plain] = breaks
        ? [messages.target, messages.domain]
        : [messages.host, messages.hostDomain];
      yield {
        message: (target === organisation ? plain : deep)(args),
        at: { subject, span },
        severity: breaks ? "error" : "warning",
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});

/** Whoever owns what a term with another qualifier leads to lets nobody send. */
function letsPass(term: Term): boolean {
  return term.kind === "directive"
    ? term.qualifier === "+"
    : term.kind === "modifier" && term.known === "redirect";
}

/** The domain that somebody would register, where DNS (and no file) says that it does not exist. */
function missingDomain(term: Term, target: string, names: Names): string | null {
  const type = term.kind === "modifier" || term.kind === "junk" ? "TXT" : asked[term.name];
  if (!type) return null;
  const answer = names.answer({ name: target, type });
  if (answer.kind !== "nxdomain" || isAtHand(answer)) return null;
  const organisation = registeredDomain(target);
  if (organisation === null || organisation === target) return organisation;
  const above = names.answer({ name: organisation, type: "TXT" });
  return above.kind === "nxdomain" && !isAtHand(above) ? organisation : null;
}

/** What a check asks for at the target. */
const asked: Readonly<Partial<Record<MechanismName, QueryType>>> = {
  include: "TXT",
  a: "A",
  mx: "MX",
  exists: "A",
};
