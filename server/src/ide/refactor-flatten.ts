/** The networks that a mechanism stands for today, in its place. */

import { driveSync } from "../dns/drive.ts";
import { fixText } from "../rules/fix.ts";
import { onlyOwner, shownIn, textOf } from "../rules/terms.ts";
import { addresses } from "../spf/addresses.ts";
import { type Network, printNetwork } from "../spf/ip.ts";
import { isEmpty, subtract, toNetworks } from "../spf/ip-set.ts";
import { parse } from "../spf/parse.ts";
import type { Analysis } from "./analysis.ts";
import { lineAbove } from "./ignore.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./refactor-place.ts";

/** Longer lists than this nobody wants in a record. */
const MOST_NETWORKS = 100;

/** Of include, a and mx, where everything is known that it leads to; with the day, since networks go stale. */
export function* flatten({ analysis, subject, record, terms }: RefactorPlace): Iterable<Refactoring> {
  const [term, ...others] = terms;
  if (term?.kind !== "directive" || !term.valid || term.holes || others.length > 0) return;
  if (term.name !== "include" && term.name !== "a" && term.name !== "mx") return;
  const mechanism = textOf(record, { start: term.nameSpan.start, end: term.span.end });
  const networks = passing(analysis, onlyOwner(subject) ?? "", mechanism);
  if (networks.length === 0 || networks.length > MOST_NETWORKS) return;
  const qualifier = term.qualifier === "+" ? "" : term.qualifier;
  const text = networks.map((each) => `${qualifier}ip${each.family}:${printNetwork(each)}`).join(" ");
  const args = { term: shownIn(record, term), count: networks.length };
  const title = networks.length === 1 ? refactorMessages.flattenOne(args) : refactorMessages.flatten(args);
  const comment = `${args.term} as of ${analysis.context.today}: look again from time to time`;
  const note = lineAbove(analysis, subject, comment);
  for (const fix of fixText("choice", title, subject, [{ span: term.span, text }]))
    yield { kind: "inline", fix, beside: note ? [note] : [] };
}

/** The networks that a mechanism matches for every message; none where that is not certain. */
function passing(analysis: Analysis, domain: string, mechanism: string): Network[] {
  const alone = parse(`v=spf1 ${mechanism} -all`);
  const { results, exact } = driveSync(addresses(domain, alone), analysis.answer);
  const { pass, permerror, temperror } = results;
  const fails = [permerror, temperror].some(({ possible }) => !isEmpty(possible));
  const certain = exact && !fails && isEmpty(subtract(pass.possible, pass.certain));
  return certain ? toNetworks(pass.certain) : [];
}
