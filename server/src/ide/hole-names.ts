/** What a value that is put into a record is called in its file, so that one can see where it comes from. */

import type { Subject } from "../rules/subject.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";

/** How files put a value into a text: `${x}`, `#{x}`, `{{ x }}`, `<%= x %>`. */
const SIGNS = /^(?:[$#]\{~?|\{\{-?|<%=?)\s*(.*?)\s*(?:~?\}|-?\}\}|%>)$/s;

const LONGEST = 60;

/** The expression that stands there, without the signs around it; "" where that is written in another file. */
export function holeName(span: Span<RecordSpace>, { found, part, uri }: Subject, analysis: Analysis): string {
  const { document } = analysis;
  if (uri !== document.uri) return "";
  const written = document.slice(analysis.toDocument(part, found.decoded.sourceRange(span)));
  const name = (SIGNS.exec(written)?.[1] ?? written).replace(/\s+/g, " ");
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}

/** The text of a record in which each such value is the expression that gives it. */
export function withHoleNames(subject: Subject, analysis: Analysis): string {
  const { text, holes } = subject.found.decoded;
  let out = "";
  let at = 0;
  for (const hole of holes) {
    out += `${text.slice(at, hole.start)}⟨${holeName(hole, subject, analysis)}⟩`;
    at = hole.end;
  }
  return out + text.slice(at);
}
