/** `unused-suppression`: an `spf-ignore` comment that hides nothing. */

import { messagesOf } from "../text/message.ts";
import { rule } from "./rule.ts";

export const unusedSuppression = rule({
  name: "unused-suppression",
  severity: "warning",
  profile: "recommended",
  needs: "run",
  sources: [],
  messages: messagesOf("unused-suppression", {
    unused:
      "Nothing here is reported by {name}, so this comment hides nothing. Remove it, so that it can't hide a new mistake later.",
    entry:
      "Nothing here is reported by {name}, so the entry of {path} in spf-records.json hides nothing. Remove it, so that it can't hide a new mistake later.",
    remove: "Remove the unused suppression",
  }),
  check: null,
});
