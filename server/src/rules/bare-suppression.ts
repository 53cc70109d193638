/** `bare-suppression`: an `spf-ignore` comment without a reason, or without a rule. */

import { messagesOf } from "../text/message.ts";
import { rule } from "./rule.ts";

export const bareSuppression = rule({
  name: "bare-suppression",
  severity: "warning",
  profile: "recommended",
  needs: "run",
  sources: [],
  messages: messagesOf("bare-suppression", {
    reason:
      "This comment gives no reason. Write one after a colon, so that the next reader knows whether it still holds.",
    names:
      "This comment names no rule, so it hides nothing. Name the rules it is for: spf-ignore NAME: reason",
  }),
  check: null,
});
