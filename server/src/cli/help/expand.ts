/** What the help says about `expand`. */

import { messagesOf } from "../../text/message.ts";
import { dnsRows } from "./dns-options.ts";
import { commonMessages as common, everywhere, type Page } from "./page.ts";

export const expandHelp = messagesOf("help-expand", {
  summary: "shows what a record reaches, what it costs, and whom it lets send",
  about:
    "Shows the tree of includes and redirects below the record of DOMAIN, the lookups of every term, and the addresses of each result (RFC 7208). Answers come from the named record, files and recorded answers, in this order, and from DNS with --online.",
  format:
    "text for people (default), json for programs, or the networks of one result: cidr has one on each line, postfix is a table for cidr_table(5), nft has sets for nftables",
  result: "whose networks are listed: pass (default), fail, softfail, neutral, none, permerror or temperror",
  listNote:
    "Where a term depends on the message, or was not asked, the addresses are not exact. A list then holds those that have the result unless such a term gives an error, and says in comments and on standard error what is missing.",
  zero: "expanded, whatever came out",
});

export const expandPage: Page = {
  usage: ["spf-records expand DOMAIN [OPTION…]", "spf-records expand --record TEXT [OPTION…]"],
  summary: expandHelp.summary(),
  about: expandHelp.about(),
  options: [
    ...dnsRows,
    ["--format FORMAT", expandHelp.format()],
    ["--result RESULT", expandHelp.result()],
    ["--config FILE", common.config()],
    ...everywhere,
  ],
  notes: [expandHelp.listNote()],
  examples: [
    "spf-records expand example.com --in zones/",
    "spf-records expand example.com --online --format cidr",
    "spf-records expand --record 'v=spf1 ip4:192.0.2.0/24 -all' --format nft",
  ],
  status: [
    ["0", expandHelp.zero()],
    ["2", common.statusTwo()],
  ],
};
