/** `foreign-include`: an include of a domain that the settings neither own nor trust. */

import type { Directive } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { isWithin } from "./domain-list.ts";
import { registeredDomain } from "./organisation.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms } from "./terms.ts";

export const foreignInclude = rule({
  name: "foreign-include",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["include"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 11.1"],
  messages: messagesOf("foreign-include", {
    foreign:
      "With include:{target} whoever runs {organisation} decides who may send as {owner}, and it is neither in domains nor in trustedIncludes. Add it to trustedIncludes if that is meant.",
  }),
  *check({ subject, record }, { settings }): Iterable<Report> {
    const { domains, trustedIncludes } = settings;
    if (domains.length === 0) return;
    // What other domains include is not ours to judge.
    const owner = subject.found.owners?.[0]?.toLowerCase();
    if (owner === undefined || !isWithin(owner, domains)) return;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "include" || term.qualifier !== "+" || !term.domain)
        continue;
      const target = knownEnd(term);
      if (target === null || isWithin(target, domains) || isWithin(target, trustedIncludes)) continue;
      const organisation = registeredDomain(target) ?? target;
      if (domains.some((domain) => registeredDomain(domain) === organisation)) continue;
      yield {
        message: foreignInclude.messages.foreign({ target: readable(term.domain.text), organisation, owner }),
        at: { subject, span: term.domain.span },
      };
    }
  },
});

/** The labels of a target that are the same for every message: behind its last macro. Null where there are none. */
function knownEnd({ domain }: Directive): string | null {
  const last = domain?.parts.at(-1);
  if (!domain || last?.kind !== "literal") return null;
  const text = last.text.toLowerCase().replace(/\.$/, "");
  if (domain.literal) return text;
  const rest = text.slice(text.indexOf(".") + 1);
  return text.includes(".") && rest.includes(".") ? rest : null;
}
