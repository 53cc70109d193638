/** What is shown about a term: what it means, what a match gives, what it costs and reaches. */

import type { Answerer } from "../../dns/answers.ts";
import type { Subject } from "../../rules/subject.ts";
import type { Term } from "../../spf/ast.ts";
import type { ExpandedTerm, Expansion } from "../../spf/expand.ts";
import { type MechanismFacts, type ModifierFacts, mechanisms, modifiers } from "../../spf/facts.ts";
import type { Message } from "../../text/message.ts";
import type { Analysis } from "../analysis.ts";
import { aboutProvider, providerSources, rememberedCost } from "../provider-facts.ts";
import { type Block, item, text } from "./block.ts";
import { hoverMessages as say } from "./messages.ts";
import { aboutNetwork, aboutQualifier } from "./part.ts";
import { aboutTarget } from "./target.ts";

export function aboutTerm(term: Term, subject: Subject, analysis: Analysis): Block[] {
  const { record } = subject;
  if (!record) return [];
  const written = record.text.slice(term.span.start, term.span.end);
  if (term.kind === "junk") return [text(say.junk({ term: written }))];
  const facts = factsOf(term);
  const blocks = [text(say.term({ term: written }))];
  blocks.push(text(facts ? facts.does : say.unknownModifier({ name: term.name })));
  if (term.kind === "directive") blocks.push(...aboutNetwork(term), ...aboutQualifier(term.qualifier));
  if (facts?.discouraged) blocks.push(text(facts.discouraged));
  blocks.push(...(facts?.notes ?? []).map((note) => item(note)));
  const expansion = analysis.linted.expansion(subject);
  if (expansion && term.valid) blocks.push(...cost(term, expansion, analysis.answer));
  const target = expansion?.terms.find((each) => each.term === term)?.target;
  const sources = [...(facts?.sources ?? ["RFC 7208, 6"]), ...(target ? providerSources(target.domain) : [])];
  return [...blocks, { kind: "sources", sources }];
}

function factsOf(term: Exclude<Term, { kind: "junk" }>): MechanismFacts | ModifierFacts | undefined {
  if (term.kind === "directive") return mechanisms[term.name];
  return Object.values(modifiers).find(({ name }) => name === term.name);
}

function cost(term: Term, expansion: Expansion, answer: Answerer): Block[] {
  const expanded = expansion.terms.find((each) => each.term === term);
  if (!expanded) return isNever(term) ? [text(say.neverReached())] : [];
  const about = aboutTarget(expanded, expansion.domain, answer);
  const provider = providerOfTarget(expanded);
  return [
    text(costOf(expanded)),
    ...[about, provider].filter(({ length }) => length > 0).map((each) => text(...each)),
  ];
}

/** Of include and redirect: whose name it is, and what it cost once, as long as nobody knows what it costs now. */
function providerOfTarget({ target }: ExpandedTerm): Message[] {
  if (!target) return [];
  const remembered = target.missing === null ? [] : rememberedCost(target.domain);
  return [...aboutProvider(target.domain), ...remembered];
}

/** exp is asked for after the evaluation, and what nobody knows is passed over (RFC 7208, 6). */
function isNever(term: Term): boolean {
  return term.kind === "directive" || (term.kind === "modifier" && term.known === "redirect");
}

/** How many lookups a term takes. */
export function costOf({ lookups, exact }: ExpandedTerm): Message {
  if (!exact) return say.costsAtLeast({ count: lookups });
  if (lookups === 0) return say.free();
  return lookups === 1 ? say.costsOne() : say.costs({ count: lookups });
}
