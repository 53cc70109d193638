/**
 * What each stretch of a record is, for editors to colour: where a record goes over several strings, stands in a block of
 * text or in a file that has no grammar, only who has read the file knows.
 */

import type { Subject } from "../rules/subject.ts";
import type { TokenKind } from "../spf/ast.ts";
import { type DocumentSpace, place, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { subjectsIn } from "./locate.ts";

export type ColouredKind = Exclude<TokenKind, "space" | "separator" | "hole" | "junk">;

export interface ColouredToken {
  /** Within one line. */
  readonly span: Span<DocumentSpace>;
  readonly kind: ColouredKind;
}

/** More than these in one answer no editor shows; it asks for what is in sight. */
const MOST_RECORDS = 5000;

/** The tokens of the records that touch a stretch of the document, in order and apart. */
export function tokens(analysis: Analysis, span: Span<DocumentSpace>): ColouredToken[] {
  const out: ColouredToken[] = [];
  let end = 0;
  for (const subject of subjectsIn(analysis, span).slice(0, MOST_RECORDS)) {
    for (const token of tokensOf(subject, analysis)) {
      // Characters that the host writes as one are one.
      if (token.span.start < end) continue;
      end = token.span.end;
      out.push(token);
    }
  }
  return out;
}

/** In the order of the document; what lies in several strings is several tokens. */
function tokensOf({ record, found, part }: Subject, { document, at }: Analysis): ColouredToken[] {
  const out: ColouredToken[] = [];
  const base = at(part);
  for (const { kind, span } of record?.tokens ?? []) {
    if (!isColoured(kind)) continue;
    for (const piece of found.decoded.toSource(span)) {
      const placed = place(base, piece);
      if (placed.start === placed.end || /[\r\n]/.test(document.slice(placed))) continue;
      out.push({ kind, span: placed });
    }
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

function isColoured(kind: TokenKind): kind is ColouredKind {
  return kind !== "space" && kind !== "separator" && kind !== "hole" && kind !== "junk";
}
