/** `retired-target`: an include of a name that its provider has given up. */

import type { SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm, fixText } from "./fix.ts";
import { isProvidersOwn, type ProviderTerm, providerTerms } from "./provider-terms.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { shownIn } from "./terms.ts";

export const retiredTarget = rule({
  name: "retired-target",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  targets: ["retired"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("retired-target", {
    retired:
      "At {provider} {by} has taken the place of {target}, as of {asOf}. Once the old name has no record, a check that comes to {term} ends in permerror. Write {by}.",
    replace: "Write {by} for {target} (the hosts that {provider} names today pass)",
    remove: "Remove {term} ({by} stands in the record already)",
  }),
  silences: ["target-none", "target-nxdomain", "target-permerror", "include-never-matches"],
  *check({ subject, record }, context): Iterable<Report> {
    const terms = providerTerms(subject, record);
    for (const each of terms) {
      const { retired } = each.known.target;
      if (!retired || isProvidersOwn(subject, each.name, context)) continue;
      const args = {
        provider: each.known.provider.name,
        target: each.name,
        term: shownIn(record, each.term),
        ...retired,
      };
      yield {
        message: retiredTarget.messages.retired(args),
        at: { subject, span: each.span },
        tag: "deprecated",
        fixes: () => replacing(subject, record, each, terms, args),
      };
    }
  },
});

interface Args extends Readonly<Record<string, string>> {
  readonly by: string;
}

function replacing(
  subject: Subject,
  record: SpfRecord,
  { term, span }: ProviderTerm,
  terms: readonly ProviderTerm[],
  args: Args,
): Fix[] {
  const { replace, remove } = retiredTarget.messages;
  const isThere = terms.some((each) => each.term !== term && each.name === args.by);
  if (isThere && term.kind === "directive")
    return fixRemovingTerm("repair", remove(args), subject, record, term);
  return fixText("repair", replace(args), subject, [{ span, text: args.by }]);
}
