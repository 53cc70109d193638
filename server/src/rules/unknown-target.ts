/** `unknown-target`: an include of somebody of whom nothing is known here. */

import { providerOf } from "../spf/providers.ts";
import { messagesOf } from "../text/message.ts";
import { isWithin } from "./domain-list.ts";
import { registeredDomain } from "./organisation.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, literalTarget } from "./terms.ts";
import { isInFile } from "./tree.ts";

export const unknownTarget = rule({
  name: "unknown-target",
  severity: "hint",
  profile: null,
  needs: "zone",
  about: ["include"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 11.1"],
  messages: messagesOf("unknown-target", {
    unknown:
      "{target} is in none of your domains and belongs to no provider that is known here. Find out who runs it; if it is meant, add it to trustedIncludes.",
  }),
  yieldsTo: ["foreign-include", "placeholder"],
  *check({ subject, record, names }, { settings }): Iterable<Report> {
    const { domains, trustedIncludes } = settings;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "include" || term.qualifier !== "+" || !term.domain)
        continue;
      const target = literalTarget(term);
      if (target === null || providerOf(target) || isInFile(target, names)) continue;
      if (isWithin(target, domains) || isWithin(target, trustedIncludes)) continue;
      const owners = subject.found.owners;
      const organisation = registeredDomain(target);
      if (!owners || owners.some((owner) => registeredDomain(owner.toLowerCase()) === organisation)) continue;
      yield {
        message: unknownTarget.messages.unknown({ target: readable(target) }),
        at: { subject, span: term.domain.span },
      };
    }
  },
});
