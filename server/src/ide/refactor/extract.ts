/** Terms of a record in a record of their own, which it then includes. */

import { zoneLine } from "../../host/written.ts";
import { fixText } from "../../rules/fix.ts";
import { cutsAtTerms } from "../../rules/strings.ts";
import { onlyOwner, textOf } from "../../rules/terms.ts";
import type { Directive, SpfRecord, Term } from "../../spf/ast.ts";
import { parse } from "../../spf/parse.ts";
import type { Edit } from "../../text/edit.ts";
import { cover, type DocumentSpace, emptySpan } from "../../text/span.ts";
import type { Analysis } from "../analysis.ts";
import { lineEnd } from "../ignore.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** Names that are tried, `_spf` first. */
const MOST_NAMES = 9;

/** Of zone files: what a record of their own looks like is known there. Two terms at the least must be selected. */
export function* extractTerms({ analysis, subject, record, terms }: RefactorPlace): Iterable<Refactoring> {
  const owner = onlyOwner(subject);
  const chosen = extractable(record, terms);
  const name = owner === null ? null : freeName(owner, analysis);
  if (!chosen || name === null || analysis.host.format !== "zone" || subject.format !== "zone") return;
  const [first] = chosen;
  const qualifier = first.qualifier === "+" ? "" : first.qualifier;
  const written = chosen.map((term) => textOf(record, { start: term.nameSpan.start, end: term.span.end }));
  const added = appended(analysis, name, subject.found.ttl, `v=spf1 ${written.join(" ")} -all`);
  if (!added) return;
  const span = cover(first.span, (chosen.at(-1) as Directive).span);
  const title = refactorMessages.extract({ count: chosen.length, name });
  for (const fix of fixText("choice", title, subject, [{ span, text: `${qualifier}include:${name}` }]))
    yield { kind: "extract", fix, beside: [added] };
}

/** Mechanisms that stand side by side, have one qualifier, and mean the same in any record. */
function extractable(record: SpfRecord, terms: readonly Term[]): [Directive, ...Directive[]] | null {
  if (!record.valid || record.version.protocol !== "spf1") return null;
  const [first, ...others] = terms;
  if (first?.kind !== "directive" || others.length === 0) return null;
  const out: [Directive, ...Directive[]] = [first];
  for (const term of others) if (term.kind === "directive") out.push(term);
  const fitting = out.length === terms.length && out.every((term) => isMovable(term, first));
  return fitting ? out : null;
}

function isMovable({ qualifier, name, domain, network, holes }: Directive, first: Directive): boolean {
  if (qualifier !== first.qualifier || name === "all" || holes) return false;
  if (network) return true;
  // RFC 7208, 7.3: what %{d} and %{p} give depends on the record that they stand in.
  return domain !== null && !domain.parts.some((part) => part.kind === "expand" && /[dp]/.test(part.letter));
}

function freeName(owner: string, analysis: Analysis): string | null {
  for (let i = 1; i <= MOST_NAMES; i++) {
    const name = `_spf${i === 1 ? "" : i}.${owner}`;
    const known = analysis.answer({ name, type: "TXT" }).kind;
    if (analysis.linted.at(name).length === 0 && known !== "ok") return name;
  }
  return null;
}

/** Behind the last line, where no line inherits its owner; null where the text can't be written as it is. */
function appended(
  analysis: Analysis,
  name: string,
  ttl: number | null,
  text: string,
): Edit<DocumentSpace> | null {
  const cuts = cutsAtTerms(parse(text), { start: 0, end: text.length });
  if (!cuts || /["\\]|[^ -~]/.test(name + text)) return null;
  const strings = [0, ...cuts].map((cut, i) => text.slice(cut, cuts[i] ?? text.length));
  const { document } = analysis;
  const end = lineEnd(analysis);
  const last = document.slice({ start: Math.max(0, document.length - 1), end: document.length });
  const line = zoneLine({ owner: name, ttl, strings });
  return {
    span: emptySpan(document.length),
    text: `${last === "" || /[\r\n]/.test(last) ? "" : end}${line}${end}`,
  };
}
