/** Terms whose target is in the provider data, and what rules about them have in common. */

import type { Directive, Modifier, SpfRecord } from "../spf/ast.ts";
import { type KnownTarget, providerOf } from "../spf/providers.ts";
import { keepingLast } from "../text/last.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import { isWithin } from "./domain-list.ts";
import { registeredDomain } from "./organisation.ts";
import type { Context } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { domainOf, evaluatedTerms, literalTarget } from "./terms.ts";

/** A term that includes a provider's name, or redirects to it. */
export interface ProviderTerm {
  readonly term: Directive | Modifier;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** Where it is written. */
  readonly span: Span<RecordSpace>;
  /** The row of the name, or of the provider that gives names like it to accounts. */
  readonly known: KnownTarget;
}

/** In order. Type SPF is not read by anybody (RFC 7208, 3.1). */
export const providerTerms = keepingLast((subject: Subject, record: SpfRecord): readonly ProviderTerm[] => {
  const out: ProviderTerm[] = [];
  if (subject.found.type !== "TXT") return out;
  for (const term of evaluatedTerms(record)) {
    if (term.kind === "directive" ? term.name !== "include" : term.known !== "redirect") continue;
    const name = literalTarget(term);
    const span = domainOf(term)?.span;
    const known = name === null ? null : providerOf(name);
    if (name !== null && span && known) out.push({ term, name, span, known });
  }
  return out;
});

/** Those that let hosts pass. */
export function passingIncludes(subject: Subject, record: SpfRecord): (ProviderTerm & { term: Directive })[] {
  return providerTerms(subject, record).filter(
    (each): each is ProviderTerm & { term: Directive } =>
      each.term.kind === "directive" && each.term.qualifier === "+",
  );
}

/** Whether the record is the provider's own, who knows what its names are for. */
export function isProvidersOwn(
  subject: Subject,
  name: string,
  { settings }: Pick<Context, "settings">,
): boolean {
  if (isWithin(name, settings.domains)) return true;
  const organisation = registeredDomain(name);
  return (subject.found.owners ?? []).some((owner) => registeredDomain(owner.toLowerCase()) === organisation);
}
