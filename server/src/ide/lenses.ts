/** The line above each record: what it costs, how it ends, and that it can be simulated. */

import type { Answerer } from "../dns/answers.ts";
import type { Subject } from "../rules/subject.ts";
import type { Directive, SpfRecord } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { voidsNow } from "../spf/voids.ts";
import { type Message, messagesOf } from "../text/message.ts";
import type { DocumentSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { locate } from "./locate.ts";

export const lensMessages = messagesOf("lens", {
  lookups: "{count} of 10 lookups",
  lookupsAtLeast: "at least {count} of 10 lookups",
  void: "{count} void",
  voids: "{count} voids",
  permerror: "permerror for all mail",
  end: "{term}",
  redirect: "redirect to {domain}",
  redirects: "redirect",
  open: "no all",
  holes: "some values not known",
  simulate: "Simulate…",
});

/** A file with more records than this is a data set, and above each of its lines stands nothing. */
const MAX_RECORDS = 10_000;

/** Where a lens stands, for each record that checkers read, in order. What it says is asked for where it is seen. */
export function lensPlaces(analysis: Analysis): Span<DocumentSpace>[] {
  const out: Span<DocumentSpace>[] = [];
  for (const { part } of analysis.placed) {
    for (const subject of analysis.linted.subjectsOf(part)) {
      if (!isRead(subject)) continue;
      if (out.length === MAX_RECORDS) return [];
      out.push(analysis.toDocument(part, subject.found.span));
    }
  }
  return out;
}

/** What the lens of the record at an offset says, piece by piece; null where no record is. */
export function lensAt(analysis: Analysis, offset: number): Message[] | null {
  const subject = locate(analysis, offset)?.subject;
  if (!subject?.record || !isRead(subject)) return null;
  const expansion = analysis.linted.expansion(subject);
  return [...costs(subject.record, expansion, analysis.answer), end(subject.record), lensMessages.simulate()];
}

function isRead({ record, found }: Subject): boolean {
  return record !== null && found.type === "TXT";
}

function costs(record: SpfRecord, expansion: Expansion | null, answer: Answerer): Message[] {
  if (!record.valid) return [lensMessages.permerror()];
  if (!expansion) return [];
  const { lookups, exact } = expansion;
  const out = [
    exact ? lensMessages.lookups({ count: lookups }) : lensMessages.lookupsAtLeast({ count: lookups }),
  ];
  const voids = mostVoids(expansion, answer);
  if (voids > 0) out.push((voids === 1 ? lensMessages.void : lensMessages.voids)({ count: voids }));
  if (record.holes) out.push(lensMessages.holes());
  return out;
}

/**
 * Terms whose lookup is void, as far as it is known, for clients of the family that has more of them. An include of
 * nothing is none: a check ends there.
 */
function mostVoids(expansion: Expansion, answer: Answerer): number {
  const terms = voidsNow(expansion, answer).filter(({ term }) => term.target === null);
  const of = (family: "ip4" | "ip6") => terms.filter((term) => term[family] === true).length;
  return Math.max(of("ip4"), of("ip6"));
}

/** How the record ends for mail that nothing matched. */
function end(record: SpfRecord): Message {
  const all = record.terms.find(
    (term): term is Directive => term.kind === "directive" && term.name === "all",
  );
  if (all) return lensMessages.end({ term: `${all.qualifierSpan ? all.qualifier : ""}all` });
  for (const term of record.terms) {
    if (term.kind !== "modifier" || term.known !== "redirect") continue;
    // An editor may take signs in a lens for an icon, so that only what looks like a name is shown there.
    const domain = term.value.text;
    return /^[\w.-]{1,80}$/.test(domain) ? lensMessages.redirect({ domain }) : lensMessages.redirects();
  }
  return lensMessages.open();
}
