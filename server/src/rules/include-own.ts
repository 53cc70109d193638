/** `include-own`: a record that only includes another one of the same organisation, and ends as that one does. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { cover } from "../text/span.ts";
import { isWithin } from "./domain-list.ts";
import { fixText } from "./fix.ts";
import { isIncludeOnly } from "./include-only.ts";
import { registeredDomain } from "./organisation.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, firstAll, onlyOwner, textOf } from "./terms.ts";
import { aimedTerms } from "./tree.ts";

export const includeOwn = rule({
  name: "include-own",
  severity: "hint",
  profile: "recommended",
  needs: "expansion",
  about: ["two-terms"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("include-own", {
    own: "The record says what that of {target} says, which is run by the same people and ends in {all} as well. A redirect says so, and follows when that record changes its end.",
    redirect: "Write redirect={target} (its end and its explanation then count)",
  }),
  *check({ subject, record, expansion, names }, { settings, zone }): Iterable<Report> {
    const owner = onlyOwner(subject);
    const only = onlyInclude(record);
    if (!only || owner === null || isIncludeOnly(subject, names, zone)) return;
    for (const { term, target } of aimedTerms(subject, expansion)) {
      if (term !== only.include || !endsAlike(only.all, target)) continue;
      const organisation = registeredDomain(owner);
      const own =
        (organisation !== null && organisation === registeredDomain(target.domain)) ||
        (isWithin(owner, settings.domains) && isWithin(target.domain, settings.domains));
      if (!own) continue;
      const args = { target: readable(target.domain), all: `${only.all.qualifier}all` };
      const { messages } = includeOwn;
      const written = textOf(record, (only.include.domain ?? only.include).span);
      const span = cover(only.include.span, only.all.span);
      yield {
        message: messages.own(args),
        at: { subject, span: only.include.span },
        fixes: () =>
          fixText("choice", messages.redirect(args), subject, [{ span, text: `redirect=${written}` }]),
      };
    }
  },
});

/** The include and the `all` of a record that has no other term. */
function onlyInclude(record: SpfRecord): { include: Directive; all: Directive } | null {
  if (record.version.protocol !== "spf1" || !record.valid || record.holes) return null;
  const [include, all, ...others] = record.terms;
  if (include?.kind !== "directive" || all?.kind !== "directive" || others.length > 0) return null;
  return include.name === "include" && include.qualifier === "+" && all.name === "all"
    ? { include, all }
    : null;
}

/** Whether the target lets hosts pass, and says the same of all others, for every one of them. */
function endsAlike(all: Directive, { record, exact }: Expansion): boolean {
  if (!exact || !record?.valid || record.holes || firstAll(record)?.qualifier !== all.qualifier) return false;
  const others = evaluatedTerms(record).filter((term) => term.kind === "directive" && term.name !== "all");
  return others.length > 0 && others.every((term) => term.kind === "directive" && term.qualifier === "+");
}
