/** `wrong-target`: an include of a provider's name that is not the one for its customers. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { isProvidersOwn, providerTerms } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";

export const wrongTarget = rule({
  name: "wrong-target",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  targets: ["instead"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("wrong-target", {
    wrong:
      "{provider} has its customers include {instead}, not {target}, which may have no record, cost more lookups, or let other hosts pass. Write {instead}.",
    replace: "Write {instead} for {target} (the hosts that {provider} names for its customers pass)",
  }),
  silences: ["target-none", "target-nxdomain", "include-never-matches"],
  *check({ subject, record }, context): Iterable<Report> {
    const terms = providerTerms(subject, record);
    for (const { known, name, span } of terms) {
      const { instead } = known.target;
      if (!instead || terms.some((other) => other.name === instead)) continue;
      if (isProvidersOwn(subject, name, context)) continue;
      const args = { provider: known.provider.name, target: name, instead };
      yield {
        message: wrongTarget.messages.wrong(args),
        at: { subject, span },
        fixes: () =>
          fixText("repair", wrongTarget.messages.replace(args), subject, [{ span, text: instead }]),
      };
    }
  },
});
