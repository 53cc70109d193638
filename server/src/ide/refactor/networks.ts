/** Networks in order, and as few as can be. */

import { fixText, withBlankBefore } from "../../rules/fix.ts";
import { joinedNetworks } from "../../rules/join-networks.ts";
import { lateNetworks } from "../../rules/late-networks.ts";
import { textOf } from "../../rules/terms.ts";
import type { Directive, SpfRecord, Term } from "../../spf/ast.ts";
import { decidingOf, networkIn } from "../../spf/deciding.ts";
import { compareNetworks, printNetwork } from "../../spf/ip.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** Networks of one qualifier that stand side by side by address, redirect and exp at the end; as far as it is proved. */
export function* sortTerms({ subject, record }: RefactorPlace): Iterable<Refactoring> {
  if (!record.valid || record.version.protocol !== "spf1") return;
  const sorted = inOrder(record);
  const replacements = record.terms.flatMap((term, i) => {
    const instead = sorted[i] as Term;
    return instead === term ? [] : [{ span: term.span, text: textOf(record, instead) }];
  });
  for (const fix of fixText("safe", refactorMessages.sort(), subject, replacements)) {
    if (fix.kind === "safe") yield { kind: "rewrite", fix };
  }
}

function inOrder(record: SpfRecord): Term[] {
  const out: Term[] = [];
  const last: Term[] = [];
  let run: Directive[] = [];
  const settle = () => {
    out.push(...run.sort(byAddress));
    run = [];
  };
  for (const term of record.terms) {
    if (term.kind === "modifier" && term.known) last.push(term);
    else if (term.kind === "directive" && networkIn(term) && !term.holes) {
      if (run[0] && run[0].qualifier !== term.qualifier) settle();
      run.push(term);
    } else {
      settle();
      out.push(term);
    }
  }
  settle();
  // RFC 7208, 6.1: redirect should be the very last term.
  const isRedirect = (term: Term) => term.kind === "modifier" && term.known === "redirect";
  return [...out, ...last.filter((term) => !isRedirect(term)), ...last.filter(isRedirect)];
}

function byAddress(a: Directive, b: Directive): number {
  const [one, other] = [networkIn(a), networkIn(b)];
  return one && other ? compareNetworks(one, other) : 0;
}

/** All that can be joined, and none that has no effect. One pair alone has its own quick fix. */
export function* joinNetworks({ subject, record }: RefactorPlace): Iterable<Refactoring> {
  if (record.version.protocol !== "spf1") return;
  const joined = joinedNetworks(record);
  const late = lateNetworks(decidingOf(record)).map(({ term }) => term);
  if (joined.length + late.length < 2) return;
  const gone = new Set<Directive>([...late, ...joined.flatMap(({ parts }) => parts.slice(1))]);
  const count = decidingOf(record).literals.length;
  const replacements = [
    ...[...gone].map(({ span }) => ({ span: withBlankBefore(record.text, span), text: "" })),
    ...joined.map(({ network, parts }) => {
      const first = parts[0] as Directive;
      const qualifier = first.qualifierSpan ? textOf(record, first.qualifierSpan) : "";
      return { span: first.span, text: `${qualifier}ip${network.family}:${printNetwork(network)}` };
    }),
  ];
  const title = refactorMessages.join({ count, fewer: count - gone.size });
  for (const fix of fixText("safe", title, subject, replacements)) {
    if (fix.kind === "safe") yield { kind: "rewrite", fix };
  }
}
