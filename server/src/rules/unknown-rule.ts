/** `unknown-rule`: a rule's name, in a suppression or in the configuration, that does not exist. */

import { messagesOf } from "../text/message.ts";
import { rule } from "./rule.ts";

export const unknownRule = rule({
  name: "unknown-rule",
  severity: "warning",
  profile: "recommended",
  needs: "run",
  sources: [],
  messages: messagesOf("unknown-rule", {
    unknown: "There is no rule named {name}. `spf-records rules` lists them.",
    nearest: "There is no rule named {name}. Did you mean {nearest}?",
    replace: "Replace by {name}",
  }),
  check: null,
});
