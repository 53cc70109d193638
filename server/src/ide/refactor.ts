/** Other ways to write a record, offered where the cursor stands or of what is selected, with no finding to ask for them. */

import { type DocumentSpace, overlaps, type Span } from "../text/span.ts";
import type { Action } from "./actions.ts";
import type { Analysis } from "./analysis.ts";
import { type DocumentEdits, editsOf } from "./fixes.ts";
import { subjectsIn } from "./locate.ts";
import { asBuilder } from "./refactor/builder.ts";
import { extractTerms } from "./refactor/extract.ts";
import { flatten } from "./refactor/flatten.ts";
import { inlineInclude } from "./refactor/include.ts";
import { joinNetworks, sortTerms } from "./refactor/networks.ts";
import type { Refactor, Refactoring, RefactorPlace } from "./refactor/place.ts";
import { joinStrings, splitString } from "./refactor/strings.ts";
import { raiseSerial } from "./serial.ts";

const refactors: readonly Refactor[] = [
  sortTerms,
  joinNetworks,
  splitString,
  joinStrings,
  inlineInclude,
  flatten,
  extractTerms,
  asBuilder,
];

/** What can be made of the one record that a span touches. */
export function refactorings(analysis: Analysis, span: Span<DocumentSpace>): Action[] {
  const place = placeAt(analysis, span);
  if (!place) return [];
  const raise = raiseSerial(analysis);
  const out: Action[] = [];
  for (const refactor of refactors) {
    for (const refactoring of refactor(place)) {
      const edits = documentEdits(refactoring, analysis);
      if (!edits) continue;
      out.push({
        kind: refactoring.kind,
        title: [refactoring.fix.title],
        edits,
        preferred: false,
        finding: null,
        publish: raise ? { ttl: place.subject.found.ttl, raised: false } : null,
      });
    }
  }
  return out;
}

/** The one record that a span touches, and its terms there. */
export function placeAt(analysis: Analysis, span: Span<DocumentSpace>): RefactorPlace | null {
  const [subject, ...others] = subjectsIn(analysis, span);
  if (!subject?.record || others.length > 0 || subject.uri !== analysis.document.uri) return null;
  const { record, found } = subject;
  const terms = record.terms.filter((term) =>
    found.decoded.toSource(term.span).some((piece) => {
      const own = analysis.toDocument(subject.part, piece);
      return (
        overlaps(own, span) || (span.start === span.end && own.start <= span.start && span.end <= own.end)
      );
    }),
  );
  return { analysis, subject, record, terms };
}

/** The edits of the record, and those of the document beside it. */
function documentEdits({ fix, beside = [] }: Refactoring, analysis: Analysis): DocumentEdits[] | undefined {
  const edits = editsOf(fix, analysis);
  if (!edits || beside.length === 0) return edits;
  const { uri } = analysis.document;
  const own = edits.find((each) => each.uri === uri)?.edits ?? [];
  const together = [...own, ...beside].sort((a, b) => a.span.start - b.span.start);
  return [...edits.filter((each) => each.uri !== uri), { uri, edits: together }];
}
