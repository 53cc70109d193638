/** `account-target`: an include of a provider that gives each account a name of its own, without the account. */

import { messagesOf } from "../text/message.ts";
import { isProvidersOwn, providerTerms } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";

export const accountTarget = rule({
  name: "account-target",
  severity: "info",
  profile: "recommended",
  needs: "expansion",
  targets: ["account"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("account-target", {
    account:
      "{provider} gives each account a name of its own to include, like {form}; {target} is no such name. Copy yours from its settings.",
  }),
  silences: ["target-none", "target-nxdomain", "include-never-matches"],
  *check({ subject, record, expansion }, context): Iterable<Report> {
    for (const { term, known, name, span } of providerTerms(subject, record)) {
      const { account } = known.target;
      if (!account || new RegExp(account.pattern).test(name)) continue;
      // Whatever it looks like, it has a record.
      if (expansion.terms.find((each) => each.term === term)?.target?.missing === null) continue;
      if (isProvidersOwn(subject, name, context)) continue;
      const args = { provider: known.provider.name, form: account.form, target: name };
      yield { message: accountTarget.messages.account(args), at: { subject, span } };
    }
  },
});
