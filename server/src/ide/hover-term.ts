/** What is shown about a term: what it means, what a match gives, what it costs and reaches. */

import type { Subject } from "../rules/rule.ts";
import type { Directive, Term } from "../spf/ast.ts";
import type { ExpandedTerm, Expansion, Missing } from "../spf/expand.ts";
import type { Message } from "../text/message.ts";
import { type Block, item, text } from "./hover-block.ts";
import { hoverMessages as say } from "./hover-messages.ts";
import { aboutNetwork, aboutQualifier } from "./hover-part.ts";
import type { Analysis } from "./workspace.ts";

export function aboutTerm(term: Term, subject: Subject, analysis: Analysis): Block[] {
  const record = subject.record;
  if (!record) return [];
  const written = record.text.slice(term.span.start, term.span.end);
  if (term.kind === "junk") return [text(say.junk({ term: written }))];
  const blocks = [text(say.term({ term: written })), text(meaning(term))];
  if (term.kind === "directive") blocks.push(...aboutNetwork(term), ...aboutQualifier(term.qualifier));
  const expansion = analysis.linted.expansion(subject);
  if (expansion && term.valid) blocks.push(...cost(term, expansion));
  return blocks;
}

const mechanisms: Readonly<Record<Directive["name"], () => Message>> = {
  all: say.all,
  include: say.include,
  a: say.a,
  mx: say.mx,
  ptr: say.ptr,
  ip4: say.ip4,
  ip6: say.ip6,
  exists: say.exists,
};

function meaning(term: Exclude<Term, { kind: "junk" }>): Message {
  if (term.kind === "directive") return mechanisms[term.name]();
  if (term.known === null) return say.unknownModifier({ name: term.name });
  return term.known === "redirect" ? say.redirect() : say.exp();
}

function cost(term: Term, expansion: Expansion): Block[] {
  const expanded = expansion.terms.find((each) => each.term === term);
  if (!expanded) return isNever(term) ? [item(say.neverReached())] : [];
  const { lookups, exact, target } = expanded;
  const blocks = [item(costOf(expanded))];
  if (target) blocks.push(...reached(target));
  return lookups === 0 && exact && !target ? [item(say.free())] : blocks;
}

/** exp is asked for after the evaluation, and what nobody knows is passed over (RFC 7208, 6). */
function isNever(term: Term): boolean {
  return term.kind === "directive" || (term.kind === "modifier" && term.known === "redirect");
}

function costOf({ lookups, exact }: ExpandedTerm): Message {
  if (!exact) return say.costsAtLeast({ count: lookups });
  if (lookups === 0) return say.free();
  return lookups === 1 ? say.costsOne() : say.costs({ count: lookups });
}

const missing: Readonly<Record<Missing, (args: { domain: string }) => Message>> = {
  unknown: say.targetUnknown,
  macro: say.targetMacro,
  none: say.targetNone,
  nxdomain: say.targetNone,
  multiple: say.targetMultiple,
  temperror: say.targetUnknown,
  loop: say.targetLoop,
  stopped: say.targetUnknown,
};

function reached(target: Expansion): Block[] {
  const { domain, record } = target;
  if (target.missing) return [item(missing[target.missing]({ domain }))];
  return record ? [item(say.target({ domain, record: record.text }))] : [];
}
