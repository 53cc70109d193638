/** Behind each term that costs DNS lookups: how many, with all that it reaches. */

import type { Subject } from "../rules/subject.ts";
import type { ExpandedTerm } from "../spf/expand.ts";
import type { Message } from "../text/message.ts";
import type { DocumentSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { aboutTarget } from "./hover/target.ts";
import { costOf } from "./hover/term.ts";
import { subjectsIn } from "./locate.ts";

export interface Hint {
  /** After the last character of the term. */
  readonly at: number;
  /** `2`, or `2+` where there may be more. */
  readonly label: string;
  /** Sentences. */
  readonly tooltip: readonly Message[];
}

/** The hints of a stretch of a document, in order. */
export function hints(analysis: Analysis, span: Span<DocumentSpace>): Hint[] {
  return subjectsIn(analysis, span).flatMap((subject) => {
    const expansion = subject.found.type === "TXT" ? analysis.linted.expansion(subject) : null;
    const paid = expansion?.terms.filter(({ term, lookups }) => term.valid && lookups > 0) ?? [];
    const domain = expansion?.domain ?? "";
    const all = paid.map((expanded) => hintOf(expanded, domain, subject, analysis));
    return all.filter(({ at }) => span.start <= at && at <= span.end).sort((a, b) => a.at - b.at);
  });
}

function hintOf(expanded: ExpandedTerm, domain: string, subject: Subject, analysis: Analysis): Hint {
  const { term, lookups, exact } = expanded;
  const { end } = analysis.toDocument(subject.part, subject.found.decoded.sourceRange(term.span));
  const tooltip = [costOf(expanded), ...aboutTarget(expanded, domain, analysis.answer)];
  return { at: end, label: exact ? String(lookups) : `${lookups}+`, tooltip };
}
