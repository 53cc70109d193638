/** `cname-conflict`: a record at a name that is an alias. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";

export const cnameConflict = rule({
  name: "cname-conflict",
  severity: "error",
  profile: "recommended",
  needs: "name",
  sources: ["RFC 1034, 3.6.2", "RFC 2181, 10.1"],
  messages: messagesOf("cname-conflict", {
    conflict:
      "{name} is an alias of {target} and has an SPF record as well. A name with a CNAME has no other records: name servers refuse the zone, or nobody sees the record. Publish the record at {target}, or addresses in place of the alias.",
    record: "The record beside it.",
  }),
  *check({ name, others, part, uri, isWhole, names }): Iterable<Report> {
    const alias = others.find(({ type }) => type === "CNAME");
    const subjects = names.records(name).filter(({ found }) => found.certain);
    if (!isWhole || !alias || subjects.length === 0) return;
    yield {
      message: cnameConflict.messages.conflict({ name, target: alias.data }),
      at: { part, uri, span: alias.span },
      related: subjects.map((subject) => ({
        subject,
        span: { start: 0, end: subject.found.decoded.text.length },
        message: cnameConflict.messages.record(),
      })),
    };
  },
});
