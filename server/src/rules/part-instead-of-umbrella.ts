/** `part-instead-of-umbrella`: an include of a piece of a provider's record. */

import type { SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, type Replacement, withBlankBefore } from "./fix.ts";
import { isProvidersOwn, type ProviderTerm, passingIncludes } from "./provider-terms.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const partInsteadOfUmbrella = rule({
  name: "part-instead-of-umbrella",
  severity: "info",
  profile: "recommended",
  needs: "record",
  targets: ["partOf"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 4.6.4"],
  messages: messagesOf("part-instead-of-umbrella", {
    part: "{target} is a piece of {umbrella}, which {provider} has its customers include. Pieces come and go without notice, and mail from those that are not here does not pass. Include {umbrella}.",
    replace: "Include {umbrella} in place of its pieces (all hosts of {provider} pass)",
  }),
  yieldsTo: ["retired-target", "duplicate-term"],
  *check({ subject, record }, context): Iterable<Report> {
    const terms = passingIncludes(subject, record);
    const told = new Set<string>();
    for (const { known, name, span } of terms) {
      const umbrella = umbrellaOf(known.target);
      if (umbrella === null || told.has(umbrella)) continue;
      told.add(umbrella);
      const isThere = terms.some(
        (other) => other.name === umbrella || other.known.target.instead === umbrella,
      );
      if (isThere || isProvidersOwn(subject, name, context)) continue;
      const { messages } = partInsteadOfUmbrella;
      const args = { provider: known.provider.name, target: name, umbrella };
      const pieces = terms.filter((each) => each.known.target.partOf === umbrella);
      yield {
        message: messages.part(args),
        at: { subject, span },
        fixes: () => inPlaceOf(pieces, umbrella, subject, record, messages.replace(args)),
      };
    }
  },
});

/** Null for what is no piece, and for what other rules speak about. */
function umbrellaOf({ partOf, retired, everybodys }: ProviderTerm["known"]["target"]): string | null {
  return partOf === undefined || retired || everybodys ? null : partOf;
}

function inPlaceOf(
  pieces: readonly ProviderTerm[],
  umbrella: string,
  subject: Subject,
  record: SpfRecord,
  title: Fix["title"],
): Fix[] {
  const edits = pieces.map(
    ({ term, span }, i): Replacement =>
      i === 0 ? { span, text: umbrella } : { span: withBlankBefore(record.text, term.span), text: "" },
  );
  return record.version.protocol === "spf1" ? fixText("choice", title, subject, edits) : [];
}
