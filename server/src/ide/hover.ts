/** What is shown about the place under the pointer: a record, a term, a part of a term, a border between strings. */

import type { Subject } from "../rules/subject.ts";
import type { SpfRecord, Term, Token } from "../spf/ast.ts";
import type { DocumentSpace, PartSpace, RecordSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { holeName } from "./hole-names.ts";
import { type Block, renderBlocks, type Sentence, text } from "./hover/block.ts";
import { hoverMessages as say } from "./hover/messages.ts";
import { aboutMacro, aboutNetwork, aboutQualifier, aboutScope } from "./hover/part.ts";
import { aboutRecord } from "./hover/record.ts";
import { aboutTerm } from "./hover/term.ts";
import { headAt, locate } from "./locate.ts";

export interface Hover {
  /** What it is about. */
  readonly span: Span<DocumentSpace>;
  readonly blocks: readonly Block[];
}

/** What there is to say about a place; null where it is no record's. */
export function hover(analysis: Analysis, offset: number): Hover | null {
  const located = locate(analysis, offset);
  if (!located) return null;
  const { subject, source, at } = located;
  const { record, found } = subject;
  const border = at === null ? borderAt(subject, source) : null;
  if (border) return { span: analysis.toDocument(subject.part, border.span), blocks: border.blocks };
  const token = at === null || !record ? null : tokenAt(record, at);
  const about = record && token ? aboutToken(record, token, subject, analysis) : null;
  const own = about && found.decoded.sourceRange(about.span);
  const isOn = (span: Span<PartSpace>) => span.start <= source && source <= span.end;
  // Beside what writes a character, such as the sign of an escape, the pointer is on none.
  if (about && own && isOn(own))
    return { span: analysis.toDocument(subject.part, own), blocks: about.blocks };
  const span = at !== null && isOn(found.dataSpan) ? found.dataSpan : headAt(subject, source);
  return { span: analysis.toDocument(subject.part, span), blocks: aboutRecord(subject, analysis) };
}

/** A hover as text. */
export function renderHover({ blocks }: Hover, style: "markdown" | "plain", sentence: Sentence): string {
  return renderBlocks(blocks, style, sentence);
}

interface About {
  readonly span: Span<RecordSpace>;
  readonly blocks: readonly Block[];
}

/** What is said of a token: of the smallest thing around it that means something by itself. */
function aboutToken(record: SpfRecord, token: Token, subject: Subject, analysis: Analysis): About | null {
  if (token.kind === "scope")
    return { span: token.span, blocks: aboutScope(record.text.slice(token.span.start, token.span.end)) };
  if (token.kind === "space" || token.kind === "version") return null;
  const term = record.terms.find(({ span }) => span.start <= token.span.start && token.span.end <= span.end);
  if (!term && token.kind === "junk") {
    const written = record.text.slice(token.span.start, token.span.end);
    return { span: token.span, blocks: [text(say.junk({ term: written }))] };
  }
  if (!term) return null;
  return (
    aboutPart(term, token, subject, analysis) ?? {
      span: term.span,
      blocks: aboutTerm(term, subject, analysis),
    }
  );
}

function aboutPart(term: Term, token: Token, subject: Subject, analysis: Analysis): About | null {
  switch (token.kind) {
    case "qualifier":
      return term.kind === "directive" ? { span: token.span, blocks: aboutQualifier(term.qualifier) } : null;
    case "address":
    case "prefix-length": {
      const blocks = term.kind === "directive" ? aboutNetwork(term) : [];
      return blocks.length > 0 ? { span: token.span, blocks } : null;
    }
    case "macro":
    case "macro-letter":
    case "macro-transformer":
      return aboutMacro(term, token.span);
    case "hole": {
      const name = holeName(token.span, subject, analysis);
      return { span: token.span, blocks: [text(name === "" ? say.hole() : say.holeNamed({ name }))] };
    }
    default:
      return null;
  }
}

function tokenAt(record: SpfRecord, at: number): Token | null {
  const within = record.tokens.find(({ span }) => span.start <= at && at < span.end);
  return within ?? (at === record.text.length ? (record.tokens.at(-1) ?? null) : null);
}

/** The border between two character-strings that a place of the source lies on. */
function borderAt(subject: Subject, source: number): { span: Span<PartSpace>; blocks: Block[] } | null {
  const { decoded } = subject.found;
  const index = decoded.boundaries.findIndex(
    (border) => border.source.start <= source && source <= border.source.end,
  );
  const border = decoded.boundaries[index];
  if (!border) return null;
  const strings = decoded.strings();
  const before = decoded.octets(strings[index]);
  const after = decoded.octets(strings[index + 1]);
  return { span: border.source, blocks: [text(say.border()), text(say.borderSizes({ before, after }))] };
}
