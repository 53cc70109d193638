/** `duplicate-include-cost`: a record that is reached by two terms, each of which pays for it. */

import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import type { Names } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { shownIn } from "./terms.ts";
import { isInFile, type Reached, reachedTerms } from "./tree.ts";

export const duplicateIncludeCost = rule({
  name: "duplicate-include-cost",
  severity: "warning",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["several-targets"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.2"],
  messages: messagesOf("duplicate-include-cost", {
    direct:
      "{other} leads to {target}, too, so that a check pays for it twice: {cost} of its ten lookups each time. Remove {term} if {other} stays.",
    nested:
      "{other} and {term} both lead to {target}, so that a check pays for it twice: {cost} of its ten lookups each time. Include it in one place.",
    other: "{term} leads to {target}, too.",
    remove: "Remove {term} (hosts that it lets pass do so by {other})",
  }),
  yieldsTo: ["duplicate-term"],
  *check({ subject, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const firsts = new Map<string, Reached>();
    const told = new Set<string>();
    for (const reached of reachedTerms(expansion)) {
      const { target } = reached.term;
      // What a record that is reached twice leads to is reached twice as well, and no news.
      if (!target || !costs(target) || reached.path.some(({ domain }) => told.has(domain))) continue;
      const first = firsts.get(target.domain);
      if (!first) {
        firsts.set(target.domain, reached);
        continue;
      }
      told.add(target.domain);
      if (isOurs(first, reached, names)) yield* report(subject, expansion, first, reached, target);
    }
  },
});

/** Whether a check goes on behind it, so that it may come to it again. */
function costs({ missing, record }: Expansion): boolean {
  return missing === "unknown" || (missing === null && record?.valid === true);
}

/**
 * Whether something in the file can be done about it: one of the two stands in the record itself, or in another one
 * of the file. What stands below one term is told at the record that it leads to.
 */
function isOurs(first: Reached, second: Reached, names: Names): boolean {
  if (first.root === second.root) return false;
  const bothDirect = first.path.length === 0 && second.path.length === 0;
  if (bothDirect) return second.term.term.kind === "modifier";
  return [first, second].some(({ path, at }) => path.length === 0 || isInFile(at.domain, names));
}

function* report(
  subject: Subject,
  { record }: Expansion,
  first: Reached,
  second: Reached,
  target: Expansion,
): Iterable<Report> {
  if (!record) return;
  const [kept, spare] = first.path.length === 0 ? [second, first] : [first, second];
  const direct = spare.path.length === 0;
  const { term } = spare.root;
  if (!term.valid || !kept.root.term.valid) return;
  const { messages } = duplicateIncludeCost;
  const { lookups, exact } = spare.term;
  const args = {
    term: shownIn(record, term),
    other: shownIn(record, kept.root.term),
    target: readable(target.domain),
    cost: exact ? lookups : `${lookups}+`,
  };
  const other = messages.other({ ...args, term: args.other });
  yield {
    message: direct ? messages.direct(args) : messages.nested(args),
    at: { subject, span: term.span },
    related: [{ subject, span: kept.root.term.span, message: other }],
    fixes: () =>
      direct && term.kind === "directive" && term.qualifier === "+" && passesOn(kept)
        ? fixRemovingTerm("choice", messages.remove(args), subject, record, term)
        : [],
  };
}

/** Whether what passes at the end of the way passes at its start. */
function passesOn({ root, path, term }: Reached): boolean {
  const links: (ExpandedTerm | undefined)[] = path.map((at, i) => {
    const next = path[i + 1];
    return next ? at.terms.find(({ target }) => target === next) : term;
  });
  return [root, ...links].every(
    (each) =>
      each?.term.kind === "modifier" || (each?.term.kind === "directive" && each.term.qualifier === "+"),
  );
}
