/** `redirect-foreign`: a redirect to a domain that the settings neither own nor trust. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { foreignTarget } from "./foreign-target.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, textOf } from "./terms.ts";

export const redirectForeign = rule({
  name: "redirect-foreign",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["redirect"],
  sources: ["RFC 7208, 6.1", "RFC 7208, 5.2"],
  messages: messagesOf("redirect-foreign", {
    foreign:
      "With redirect={target} whoever runs {organisation} decides what becomes of all mail of {owner}, down to what is refused, and it is neither in domains nor in trustedIncludes. Between organisations include is meant.",
    include:
      "Write include:{target} {all} (what {target} says of all other hosts no longer counts; {all} does)",
  }),
  *check({ subject, record }, { settings }): Iterable<Report> {
    if (settings.domains.length === 0) return;
    const { messages } = redirectForeign;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "modifier" || term.known !== "redirect") continue;
      const foreign = foreignTarget(subject, term.value, settings);
      if (!foreign) continue;
      const target = readable(term.value.text);
      const written = textOf(record, term.value.span);
      // What stands behind a redirect is evaluated before it, and would no longer be.
      const last = !record.terms.slice(term.index + 1).some((each) => each.kind === "directive");
      const including = (all: string) =>
        last
          ? fixText("choice", messages.include({ target, all }), subject, [
              { span: term.span, text: `include:${written} ${all}` },
            ])
          : [];
      yield {
        message: messages.foreign({ target, ...foreign }),
        at: { subject, span: term.value.span },
        fixes: () => [...including("~all"), ...including("-all")],
      };
    }
  },
});
