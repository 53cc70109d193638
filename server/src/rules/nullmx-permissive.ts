/** `nullmx-permissive`: a domain that takes no mail and lets hosts send it. */

import type { Directive, Modifier } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { isNullMxData } from "./at-name.ts";
import { fixText } from "./fix.ts";
import { publishedRecords } from "./neighbours.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, literalTarget, shownIn } from "./terms.ts";

export const nullmxPermissive = rule({
  name: "nullmx-permissive",
  severity: "warning",
  profile: "recommended",
  needs: "name",
  sources: ["RFC 7505, 4.2", "RFC 7208, 10.1.2"],
  messages: messagesOf("nullmx-permissive", {
    permissive:
      'The null MX record of {name} says that it takes no mail, so receivers may refuse mail that nobody could answer, and yet {term} lets hosts send it. If no mail is sent, say "v=spf1 -all"; else say where answers go.',
    nobody: "Change the record to v=spf1 -all (no host passes any more)",
  }),
  yieldsTo: ["pass-all", "zero-prefix"],
  *check({ name, others, names }): Iterable<Report> {
    const exchanges = others.filter(({ type }) => type === "MX");
    if (exchanges.length === 0 || !exchanges.every(({ data }) => isNullMxData(data))) return;
    for (const subject of publishedRecords(names.records(name))) {
      const { record } = subject;
      if (record.version.protocol !== "spf1" || record.holes) continue;
      const passing = evaluatedTerms(record).filter(letsPass);
      const [first] = passing;
      // RFC 7208, 10.1.2: a host that authorises just itself in HELO.
      if (!first || (passing.length === 1 && isItself(first, name))) continue;
      const whole = { start: 0, end: record.text.length };
      const { messages } = nullmxPermissive;
      yield {
        message: messages.permissive({ name, term: shownIn(record, first) }),
        at: { subject, span: first.span },
        fixes: () => fixText("choice", messages.nobody(), subject, [{ span: whole, text: "v=spf1 -all" }]),
      };
    }
  },
});

/** Whether a term is `a` of the name itself, and nothing around it. */
function isItself(term: Directive | Modifier, name: string): boolean {
  if (term.kind === "modifier" || term.name !== "a" || term.prefix4 || term.prefix6) return false;
  return term.domain === null || literalTarget(term) === name;
}

/** An mx of the domain itself lets nobody pass, which is told by `mx-null`. */
function letsPass(term: Directive | Modifier): boolean {
  if (term.kind === "modifier") return term.known === "redirect";
  return term.qualifier === "+" && (term.name !== "mx" || term.domain !== null);
}
