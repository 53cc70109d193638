/** What the help says about `rules`. */

import { messagesOf } from "../../text/message.ts";
import { commonMessages as common, everywhere, type Page } from "./page.ts";

export const rulesHelp = messagesOf("help-rules", {
  summary: "lists the rules, or shows the page of one",
  about:
    "Without a name all rules are listed, with a name its page is shown: what it finds, why, and how to mend it.",
  two: "there is no such rule",
});

export const rulesPage: Page = {
  usage: ["spf-records rules [NAME] [--format text|json]"],
  summary: rulesHelp.summary(),
  about: rulesHelp.about(),
  options: [["--format text|json", common.format()], ...everywhere],
  notes: [],
  examples: ["spf-records rules", "spf-records rules ptr"],
  status: [["2", rulesHelp.two()]],
};
