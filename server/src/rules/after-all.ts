/** `after-all`: mechanisms behind `all`, which are never evaluated. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { cover, emptySpan, type RecordSpace, type Span } from "../text/span.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { allsOf, firstAll, shownIn, textOf } from "./terms.ts";

export const afterAll = rule({
  name: "after-all",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["behind-all"],
  sources: ["RFC 7208, 5.1"],
  messages: messagesOf("after-all", {
    lost: "{all} matches every host, so what stands behind it is never evaluated: {terms}. Mail that this should let pass gets the result of {all}; move {all} to the end.",
    dead: "{all} matches every host, so what stands behind it is never evaluated: {terms}. Remove it, or move {all} to the end.",
    all: "Everything behind this term is ignored.",
    move: "Move {all} to the end (the mechanisms that stand behind it now start to count)",
    remove: "Remove {terms}, which never counted",
  }),
  *check({ subject, record }): Iterable<Report> {
    const all = firstAll(record);
    if (!all) return;
    const { messages } = afterAll;
    const allText = shownIn(record, all);
    for (const run of ignoredRuns(record, all)) {
      const span = cover(run[0].span, (run.at(-1) as Directive).span);
      const args = { all: allText, terms: shownIn(record, span) };
      const lost = all.qualifier !== "+" && run.some(({ qualifier }) => qualifier === "+");
      yield {
        message: lost ? messages.lost(args) : messages.dead(args),
        at: { subject, span },
        severity: lost ? "error" : "warning",
        fixes: () => [...moveToEnd(subject, record, all), ...removal(subject, record, span, args.terms)],
        related: [{ subject, span: all.span, message: messages.all() }],
        tag: "unnecessary",
      };
    }
  },
});

/** Mechanisms behind `all` that stand together, without another `all`: that is `multiple-all`'s. */
function ignoredRuns(record: SpfRecord, all: Directive): [Directive, ...Directive[]][] {
  const out: [Directive, ...Directive[]][] = [];
  let last = -1;
  for (const term of record.terms.slice(all.index + 1)) {
    if (term.kind !== "directive" || !term.valid || term.name === "all") continue;
    if (last === term.index - 1) out.at(-1)?.push(term);
    else out.push([term]);
    last = term.index;
  }
  return out;
}

function removal(subject: Subject, record: SpfRecord, span: Span<RecordSpace>, terms: string): Fix[] {
  if (record.version.protocol !== "spf1") return [];
  const title = afterAll.messages.remove({ terms });
  return fixText("choice", title, subject, [{ span: withBlankBefore(record.text, span), text: "" }]);
}

function moveToEnd(subject: Subject, record: SpfRecord, all: Directive): Fix[] {
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it.
  if (record.version.protocol !== "spf1" || allsOf(record).length > 1) return [];
  const last = record.terms.findLast((term) => term.kind === "directive") as Directive;
  return fixText("choice", afterAll.messages.move({ all: shownIn(record, all) }), subject, [
    { span: withBlankBefore(record.text, all.span), text: "" },
    { span: emptySpan(last.span.end), text: ` ${textOf(record, all)}` },
  ]);
}
