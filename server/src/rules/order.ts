/** `order`: networks that stand behind mechanisms with lookups, and could save them. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { emptySpan } from "../text/span.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { evaluatedTerms, shownIn, textOf } from "./terms.ts";

export const order = rule({
  name: "order",
  severity: "hint",
  profile: null,
  needs: "record",
  about: ["ip4", "ip6"],
  sources: ["RFC 7208, 10.1.1", "RFC 7208, 4.6.2"],
  messages: messagesOf("order", {
    late: "{terms} could stand before {first}: mail from there would then pass without a lookup.",
    first: "Asks DNS first.",
    move: "Move {terms} before {first} (mail from there no longer depends on its lookups)",
  }),
  yieldsTo: ["shadowed", "contradictory", "duplicate-term", "overlap", "after-all"],
  *check({ subject, record }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || record.holes || !record.valid) return;
    const { messages } = order;
    for (const { first, late } of lateRuns(record)) {
      const span = { start: late[0].span.start, end: (late.at(-1) as Directive).span.end };
      const args = { terms: shownIn(record, span), first: shownIn(record, first) };
      yield {
        message: messages.late(args),
        at: { subject, span },
        fixes: () => moving(subject, record, first, late, messages.move(args)),
        related: [{ subject, span: first.span, message: messages.first() }],
      };
    }
  },
});

interface LateRun {
  /** The mechanism with lookups that they could stand before. */
  readonly first: Directive;
  /** Networks that stand side by side. */
  readonly late: readonly [Directive, ...Directive[]];
}

/** Only where everything from the mechanism to the networks has one qualifier, so that who matches gets one result. */
function lateRuns(record: SpfRecord): LateRun[] {
  const runs: { first: Directive; late: [Directive, ...Directive[]] }[] = [];
  let first: Directive | null = null;
  let before: Directive | null = null;
  for (const term of evaluatedTerms(record)) {
    if (term.kind !== "directive" || term.name === "all") continue;
    if (first && first.qualifier !== term.qualifier) first = null;
    if (!term.network) first ??= term;
    else if (first) {
      const run = runs.at(-1);
      if (run && before && run.late.at(-1) === before && before.index === term.index - 1) run.late.push(term);
      else runs.push({ first, late: [term] });
    }
    before = term;
  }
  return runs;
}

function moving(
  subject: Subject,
  record: SpfRecord,
  first: Directive,
  late: readonly Directive[],
  title: ReturnType<typeof order.messages.move>,
): Fix[] {
  const text = late.map((term) => `${textOf(record, term)} `).join("");
  return fixText("choice", title, subject, [
    { span: emptySpan(first.span.start), text },
    ...late.map(({ span }) => ({ span: withBlankBefore(record.text, span), text: "" })),
  ]);
}
