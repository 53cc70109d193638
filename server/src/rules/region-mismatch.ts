/** `region-mismatch`: includes of one provider for two parts of the world. */

import type { KnownTarget } from "../spf/providers.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { isProvidersOwn, passingIncludes } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const regionMismatch = rule({
  name: "region-mismatch",
  severity: "info",
  profile: "recommended",
  needs: "record",
  targets: ["region"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 4.6.4"],
  messages: messagesOf("region-mismatch", {
    regions:
      "{term} is for accounts of {provider} in another region ({region}) than {other} ({otherRegion}), and an account is in one. Keep the one of yours, or both if you have accounts in both.",
    other: "{other} is for {otherRegion}.",
    remove: "Remove {term} (hosts of {provider}, {region}, no longer pass)",
  }),
  yieldsTo: ["duplicate-term", "provider-twice"],
  *check({ subject, record }, context): Iterable<Report> {
    const firsts = new Map<KnownTarget["provider"], ReturnType<typeof passingIncludes>[number]>();
    for (const include of passingIncludes(subject, record)) {
      const { known, name, span, term } = include;
      const { provider, target } = known;
      if (target.region === undefined) continue;
      const first = firsts.get(provider) ?? include;
      firsts.set(provider, first);
      if (first.known.target.region === target.region) continue;
      if (isProvidersOwn(subject, name, context)) continue;
      const { messages } = regionMismatch;
      const here = { term, region: target.region };
      const there = { term: first.term, region: first.known.target.region as string };
      const shown = (each: typeof here) => ({
        provider: provider.name,
        term: shownIn(record, each.term),
        region: each.region,
      });
      const args = { ...shown(here), other: shownIn(record, first.term), otherRegion: there.region };
      yield {
        message: messages.regions(args),
        at: { subject, span },
        related: [{ subject, span: first.span, message: messages.other(args) }],
        fixes: () =>
          [here, there].flatMap((each) =>
            fixRemovingTerm("choice", messages.remove(shown(each)), subject, record, each.term),
          ),
      };
    }
  },
});
