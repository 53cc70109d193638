/** What the help says about `lint`. */

import { messagesOf } from "../../text/message.ts";
import { answerRows } from "./dns-options.ts";
import { commonMessages as common, everywhere, type Page } from "./page.ts";

export const lintHelp = messagesOf("help-lint", {
  summary: "checks files, folders, standard input or one record",
  about:
    "Without a path the current folder is checked. In folders, what .gitignore names is left out, and so are node_modules and .git; a file that is named is always checked. `-` is standard input.",
  stdinFilename: "the name by which the format of standard input is recognised, and its zone",
  record: "checks this text as one record",
  domain: "checks the records that are published at this domain",
  fix: "makes the fixes that keep the result for every sender",
  fixRepairs: "makes those and the repairs, which may change who passes",
  fixStdin:
    "With standard input or --record the fixed text goes to standard output, the findings to standard error.",
  maxWarnings: "fails if there are more warnings than this",
  quiet: "shows errors only",
  zero: "no errors",
  one: "errors, or more warnings than --max-warnings allows",
  two: "wrong usage, or something can't be used that was named or lies in a folder that was",
});

export const lintPage: Page = {
  usage: ["spf-records lint [PATH…|-] [OPTION…]"],
  summary: lintHelp.summary(),
  about: lintHelp.about(),
  options: [
    ["--format text|json|sarif|github", common.format()],
    ["--fix", lintHelp.fix()],
    ["--fix-repairs", lintHelp.fixRepairs()],
    ["--quiet", lintHelp.quiet()],
    ["--max-warnings N", lintHelp.maxWarnings()],
    ["--record TEXT", lintHelp.record()],
    ["--stdin-filename FILE", lintHelp.stdinFilename()],
    ["--domain DOMAIN", lintHelp.domain()],
    ...answerRows,
    ["--config FILE", common.config()],
    ...everywhere,
  ],
  notes: [lintHelp.fixStdin()],
  examples: [
    "spf-records lint zones/",
    "spf-records lint --fix db.example.com",
    "spf-records lint --record 'v=spf1 mx -all'",
    "spf-records lint --domain example.com --online",
    "spf-records lint - --stdin-filename db.example.com < FILE",
  ],
  status: [
    ["0", lintHelp.zero()],
    ["1", lintHelp.one()],
    ["2", lintHelp.two()],
  ],
};
