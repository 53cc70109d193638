/** `no-terminator`: a record that ends without saying what becomes of all other hosts. */

import type { SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { isForInclusion } from "./include-only.ts";
import { type Report, rule } from "./rule.ts";
import { firstAll, textOf } from "./terms.ts";

export const noTerminator = rule({
  name: "no-terminator",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["open"],
  sources: ["RFC 7208, 4.7", "RFC 7208, 5.2"],
  messages: messagesOf("no-terminator", {
    open: "The record ends without all or redirect, so mail from every other host is neutral, as if there were no SPF. End it with ~all or -all.",
    empty:
      "The record says nothing: all mail is neutral, as if there were no SPF. End it with -all if the domain sends no mail.",
    softfail: "End the record with ~all (mail from other hosts softfails)",
    fail: "End the record with -all (mail from other hosts fails)",
  }),
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || !record.valid || record.holes || endsSomehow(record)) return;
    if (isForInclusion(subject, names, zone)) return;
    const { messages } = noTerminator;
    const mechanism = record.terms.findLast((term) => term.kind === "directive");
    const { end } = (mechanism ?? record.version).span;
    const append = (all: string) => [{ span: { start: end, end }, text: ` ${all}` }];
    yield {
      message: mechanism ? messages.open() : messages.empty(),
      at: { subject, span: (record.terms.at(-1) ?? record.version).span },
      fixes: () => {
        const softfail = fixText("choice", messages.softfail(), subject, append("~all"));
        const fail = fixText("choice", messages.fail(), subject, append("-all"));
        return mechanism ? [...softfail, ...fail] : [...fail, ...softfail];
      },
    };
  },
});

/** Whether there is an end, or a term that was meant as one and that another rule speaks about. */
function endsSomehow(record: SpfRecord): boolean {
  if (firstAll(record)) return true;
  if (record.faults.some(({ kind, detail }) => kind === "default-modifier" || detail === "misspelt"))
    return true;
  return record.terms.some((term) => {
    if (term.kind === "modifier" && term.known === "redirect") return true;
    return /(^|[^a-z0-9])all$|^(all|redirect)[^a-z]/i.test(textOf(record, term));
  });
}
