/** What can be done about an include or a redirect whose target gives a check no result. */

import type { Modifier, SpfRecord, Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm, fixText, withBlankBefore } from "./fix.ts";
import { isAtHand, type Names } from "./names.ts";
import { linesBefore } from "./new-line.ts";
import type { Context, Fix, FixKind } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { onlyOwner, shownIn } from "./terms.ts";

export const deadTargetMessages = messagesOf("dead-target", {
  publish: "Publish v=spf1 -all at {target}, to be filled in (nobody passes by it, and checks go on)",
  remove: "Remove {term} (checks that come to it then go on)",
  softfail: "Write ~all for {term} (mail from other hosts then softfails)",
  fail: "Write -all for {term} (mail from other hosts then fails)",
});

/** The name that the file makes another one an alias for. */
export function aliasAt(name: string, names: Names): string | null {
  return names.others(name).find(({ type }) => type === "CNAME")?.data ?? null;
}

/** A record where a zone at hand lacks it; the author knows what it is to say. */
export function withTarget(subject: Subject, target: string, names: Names, { zone }: Context): Fix[] {
  const owner = onlyOwner(subject);
  const isOurs = zone !== null && `.${target}`.endsWith(`.${zone.toLowerCase()}`);
  if (owner === null || !isOurs || !isAtHand(names.answer({ name: target, type: "TXT" }))) return [];
  // RFC 1034, 3.6.2: nothing stands beside an alias.
  if (aliasAt(target, names) !== null) return [];
  const line = { owner: target, record: 'TXT "v=spf1 -all"' };
  const edits = linesBefore(subject.part, subject.found.span.start, owner, [line]);
  const title = deadTargetMessages.publish({ target });
  return edits.length > 0 ? [{ kind: "choice", title, edits }] : [];
}

/** An include is taken out; a redirect gives way to the end that the record then needs. */
export function withoutTarget(kind: FixKind, subject: Subject, record: SpfRecord, term: Term): Fix[] {
  const shown = { term: shownIn(record, term) };
  if (term.kind !== "modifier") {
    return fixRemovingTerm(kind, deadTargetMessages.remove(shown), subject, record, term);
  }
  return (["softfail", "fail"] as const).flatMap((result) => {
    const all = result === "softfail" ? "~all" : "-all";
    return fixText("choice", deadTargetMessages[result](shown), subject, inPlaceOf(record, term, all));
  });
}

/** An `all` ends the record, so it stands behind all mechanisms, wherever the redirect stood. */
function inPlaceOf(record: SpfRecord, redirect: Modifier, all: string) {
  const last = record.terms.findLast(({ kind }) => kind === "directive");
  if (!last || last.index < redirect.index) return [{ span: redirect.span, text: all }];
  const { end } = last.span;
  return [
    { span: withBlankBefore(record.text, redirect.span), text: "" },
    { span: { start: end, end }, text: ` ${all}` },
  ];
}
