/** `trailing-dot`: a dot at the end of a name. */

import type { Fault } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { domainOf } from "./terms.ts";

export const trailingDot = rule({
  name: "trailing-dot",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["trailing-dot"],
  sources: ["RFC 7208, 7.3"],
  messages: messagesOf("trailing-dot", {
    dot: "The dot at the end of {domain} should not be published: names in a record are complete without it, and some receivers can't read it.",
    drop: "Remove the dot",
    dropOfTarget: "Remove the dot (the macro {macro} in the target's record is then without it, too)",
  } satisfies Sentences<"trailing-dot", "drop" | "dropOfTarget">),
  *check({ subject, fault, expansion }): Iterable<Report> {
    yield {
      message: sentenceOf(trailingDot.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => withoutDot(subject, fault, expansion()),
    };
  },
});

/**
 * The name of an include or a redirect is where another record is evaluated: that one may hold `%{d}`, which then ends
 * in the dot. All other names are only looked up, and are the same name with and without it.
 */
function withoutDot(subject: Subject, fault: Fault, expansion: Expansion | null): Fix[] {
  const { drop, dropOfTarget } = trailingDot.messages;
  if (fault.suggestion === undefined) return [];
  const replacement = { span: fault.replaces ?? fault.span, text: fault.suggestion };
  const isPlain = (name: string) => expansion !== null && leadsToPlain(expansion, name);
  const [safe] = fixText("safe", drop(), subject, [replacement], isPlain);
  if (safe?.kind === "safe" || !leadsToRecord(subject, fault)) return safe ? [safe] : [];
  return fixText("repair", dropOfTarget({ macro: "%{d}" }), subject, [replacement]);
}

function leadsToRecord(subject: Subject, fault: Fault): boolean {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (term?.kind === "directive") return term.name === "include";
  return term?.kind !== "modifier" || term.known !== "exp";
}

/** Whether all that the record reaches by the name is known and says nothing of the name that it is reached by. */
function leadsToPlain({ terms }: Expansion, name: string): boolean {
  const targets = terms.flatMap(({ target }) => (target?.domain === name ? [target] : []));
  const seen = new Set<Expansion>();
  return targets.length > 0 && targets.every((target) => isPlainTree(target, seen));
}

/** Records that include each other several times over have more ways through them than records: each is `seen` once. */
function isPlainTree(tree: Expansion, seen: Set<Expansion>): boolean {
  const { record, missing, exact, terms } = tree;
  if (seen.has(tree)) return true;
  seen.add(tree);
  if (!exact || record?.holes) return false;
  if (!record) return missing !== null;
  // An explanation is a text of its own, which may name the domain.
  if (record.terms.some((term) => term.kind === "modifier" && term.known === "exp")) return false;
  return terms.every(({ term, target }) => {
    const parts = domainOf(term)?.parts ?? [];
    const named = parts.some((part) => part.kind === "expand" && /[dp]/.test(part.letter));
    return !named && (target === null || isPlainTree(target, seen));
  });
}
