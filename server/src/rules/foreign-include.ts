/** `foreign-include`: an include of a domain that the settings neither own nor trust. */

import { messagesOf } from "../text/message.ts";
import { foreignTarget } from "./foreign-target.ts";
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
    if (settings.domains.length === 0) return;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "include" || term.qualifier !== "+" || !term.domain)
        continue;
      const foreign = foreignTarget(subject, term.domain, settings);
      if (!foreign) continue;
      yield {
        message: foreignInclude.messages.foreign({ target: readable(term.domain.text), ...foreign }),
        at: { subject, span: term.domain.span },
      };
    }
  },
});
