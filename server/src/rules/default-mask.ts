/** `default-mask`: a prefix length that says what holds without one. */

import type { Directive, PrefixLength, SpfRecord } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import { fixText } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const defaultMask = rule({
  name: "default-mask",
  severity: "hint",
  profile: "recommended",
  needs: "record",
  about: ["full-prefix"],
  sources: ["RFC 7208, 5", "RFC 7208, 5.6"],
  messages: messagesOf("default-mask", {
    mask: "{mask} says nothing: without a prefix length {term} compares whole addresses already.",
    remove: "Remove {mask}",
  }),
  yieldsTo: ["duplicate-term", "shadowed", "contradictory"],
  *check({ subject, record }): Iterable<Report> {
    const { messages } = defaultMask;
    for (const term of record.terms) {
      if (term.kind !== "directive" || !term.valid) continue;
      const span = fullPrefixes(term, record);
      if (!span) continue;
      const mask = shownIn(record, span);
      yield {
        message: messages.mask({ mask, term: shownIn(record, { start: term.span.start, end: span.start }) }),
        at: { subject, span },
        fixes: () => fixText("safe", messages.remove({ mask }), subject, [{ span, text: "" }]),
        tag: "unnecessary",
      };
    }
  },
});

/** The prefix lengths of a term that hold all bits of an address, slashes included; null where there is none. */
function fullPrefixes({ prefix4, prefix6 }: Directive, record: SpfRecord): Span<RecordSpace> | null {
  const four = prefix4?.bits === 32 ? withSlashes(prefix4, record) : null;
  const six = prefix6?.bits === 128 ? withSlashes(prefix6, record) : null;
  return four && six ? { start: four.start, end: six.end } : (four ?? six);
}

function withSlashes({ span }: PrefixLength, { text }: SpfRecord): Span<RecordSpace> {
  let { start } = span;
  while (text[start - 1] === "/") start--;
  return { start, end: span.end };
}
