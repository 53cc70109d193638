/** What the help says about `check`. */

import { messagesOf } from "../../text/message.ts";
import { dnsRows } from "./dns-options.ts";
import { commonMessages as common, everywhere, type Page } from "./page.ts";

export const checkHelp = messagesOf("help-check", {
  summary: "evaluates a mail as a receiver would, and says why it passes or fails",
  about:
    "Evaluates SPF (RFC 7208) or Sender ID (RFC 4406) for a mail. DOMAIN is where the record is looked for; by default it is the domain of the sender, else the HELO name. Answers come from the named record, files and recorded answers, in this order, and from DNS with --online.",
  ip: "the address of the client that sends the mail",
  sender: "MAIL FROM; without it the identity is postmaster at the HELO name",
  helo: "the HELO name; by default the domain",
  protocol: "spf (default) or sender-id",
  scope: "the identity: mfrom (default) or helo, or pra, which is Sender ID's",
  message:
    "the message whose header fields name the address for --scope pra (RFC 4407), - for standard input",
  trace: "shows every step: records, terms, questions and answers",
  expect: "fails where the result is another one",
  batch:
    "reads a request as JSON from each line of standard input, and writes its outcome as JSON, in the same order",
  batchNote:
    "A request has `ip`, `helo` and `sender`, and may have `id`, `domain`, `protocol`, `scope`, `headers` for `pra`, `spf1ForPra`, and `zonedata`, which replaces DNS for it.",
  zero: "evaluated, whatever the result",
  one: "the result is not the expected one",
});

export const checkPage: Page = {
  usage: ["spf-records check --ip IP [OPTION…] [DOMAIN]", "spf-records check --batch [OPTION…]"],
  summary: checkHelp.summary(),
  about: checkHelp.about(),
  options: [
    ["--ip IP", checkHelp.ip()],
    ["--sender ADDRESS", checkHelp.sender()],
    ["--helo NAME", checkHelp.helo()],
    ["--protocol NAME", checkHelp.protocol()],
    ["--scope NAME", checkHelp.scope()],
    ["--message FILE", checkHelp.message()],
    ...dnsRows,
    ["--trace", checkHelp.trace()],
    ["--expect RESULT", checkHelp.expect()],
    ["--format text|json", common.format()],
    ["--batch", checkHelp.batch()],
    ["--config FILE", common.config()],
    ...everywhere,
  ],
  notes: [checkHelp.batchNote()],
  examples: [
    "spf-records check --ip 192.0.2.1 --sender user@example.com --in zones/ --trace",
    "spf-records check --ip 192.0.2.1 --record 'v=spf1 ip4:192.0.2.0/24 -all'",
    "spf-records check --ip 192.0.2.1 --helo mail.example.com --online example.com",
  ],
  status: [
    ["0", checkHelp.zero()],
    ["1", checkHelp.one()],
    ["2", common.statusTwo()],
  ],
};
