/** `boundary-glue`: two terms that become one word, because no blank stands at the border of two strings. */

import type { FaultKind } from "../spf/ast.ts";
import { isTerm } from "../spf/grammar.ts";
import type { Decoded } from "../text/decoded.ts";
import { messagesOf } from "../text/message.ts";
import { emptySpan, type RecordSpace, type Span } from "../text/span.ts";
import { fixText } from "./fix.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { STRING_LIMIT } from "./strings.ts";

type TextSpan = Span<RecordSpace>;

/** What the joined word may look like to the reader of records, who does not see the border. */
const SEEN_AS: readonly FaultKind[] = [
  "version-malformed",
  "syntax",
  "unknown-mechanism",
  "wrong-separator",
  "arg-not-allowed",
  "bad-qualifier",
  "qualifier-on-modifier",
  "glued-terms",
  "comma-joined-target",
  "ip4-invalid",
  "ip6-invalid",
  "ip-list",
  "ip-range",
  "leading-zero",
  "prefix-range",
  "a-with-ip",
  "dual-cidr",
  "bad-domain",
  "url-or-mail",
  "unknown-modifier",
];

const VERSION = /^v=spf1$/i;

export const boundaryGlue = rule({
  name: "boundary-glue",
  severity: "error",
  profile: "recommended",
  needs: "text",
  about: ["strings"],
  sources: ["RFC 7208, 3.3", "RFC 1035, 3.3"],
  messages: messagesOf("boundary-glue", {
    term: "Strings are joined without a space, so {left} and {right} are published as {joined}, which is neither of the two. Put a space between them, within the quotes.",
    version:
      "Strings are joined without a space, so this is published as {joined}, which is no SPF record: the domain has none. Put a space after the version, within the quotes.",
    record:
      "Strings are joined without a space, so {left} and {right} are published as {joined}: two records stand in one, and receivers read neither as it was meant. Merge them into one.",
    space: "Put a space between {left} and {right} (both then count)",
  }),
  silences: SEEN_AS,
  yieldsTo: ["unquoted"],
  *check({ subject }): Iterable<Report> {
    const { messages } = boundaryGlue;
    const { decoded } = subject.found;
    const { text } = decoded;
    const parts = decoded.strings();
    for (const [i, { at }] of decoded.boundaries.entries()) {
      const glued = gluedAt(decoded, parts[i] as TextSpan, parts[i + 1] as TextSpan);
      if (!glued) continue;
      const word = wordAround(text, at);
      const left = readable(text.slice(glued.start, at));
      const right = readable(text.slice(at, glued.end));
      const joined = readable(text.slice(word.start, word.end));
      const isRecord = VERSION.test(right);
      const message = glued.start === 0 ? messages.version : isRecord ? messages.record : messages.term;
      const space = [{ span: emptySpan<RecordSpace>(at), text: " " }];
      yield {
        message: message({ left, right, joined }),
        at: { subject, span: glued },
        // A blank alone would only hide the second record.
        fixes: () => (isRecord ? [] : fixText("repair", messages.space({ left, right }), subject, space)),
      };
    }
  },
});

/** The two terms that meet at a border: the last word of one string and the first of the next. */
function gluedAt(decoded: Decoded, before: TextSpan, after: TextSpan): TextSpan | null {
  const { text } = decoded;
  const at = after.start;
  // A tool that cuts every 255 octets cuts anywhere.
  if (decoded.octets(before) >= STRING_LIMIT) return null;
  const start = Math.max(before.start, text.lastIndexOf(" ", at - 1) + 1);
  const blank = text.indexOf(" ", at);
  const end = blank < 0 ? after.end : Math.min(after.end, blank);
  if (start === at || end === at) return null;
  const [head, tail] = [text.slice(start, at), text.slice(at, end)];
  const complete = start === 0 ? VERSION.test(head) : isTerm(head) && !head.endsWith(".");
  if (!complete || !(startsTerm(tail) || (start > 0 && VERSION.test(tail)))) return null;
  // `ip6:2001:db8::` and `a` are one address.
  if (/^[+\-?~]?ip[46]:/i.test(head) && isTerm(head + tail)) return null;
  return { start, end };
}

/** Whether it is a term that nobody would take for the rest of another one. */
function startsTerm(text: string): boolean {
  return (
    isTerm(text) &&
    (/^[+\-?~]?(?:all|include|exists|ptr|mx|a|ip4|ip6)(?:[:/]|$)/i.test(text) ||
      /^(?:redirect|exp)=/i.test(text))
  );
}

function wordAround(text: string, at: number): TextSpan {
  const blank = text.indexOf(" ", at);
  return { start: text.lastIndexOf(" ", at - 1) + 1, end: blank < 0 ? text.length : blank };
}
