/** `expired-suppression`: an `spf-ignore … until DATE` whose date has passed. */

import { messagesOf } from "../text/message.ts";
import { rule } from "./rule.ts";

export const expiredSuppression = rule({
  name: "expired-suppression",
  severity: "warning",
  profile: "recommended",
  needs: "run",
  sources: [],
  messages: messagesOf("expired-suppression", {
    expired:
      "This comment held until {until} and no longer hides anything. Mend the record, or give it a new date.",
    entry:
      "The entry of {path} in spf-records.json held until {until} and no longer hides anything. Mend the record, or give it a new date.",
    remove: "Remove the expired suppression",
  }),
  check: null,
});
