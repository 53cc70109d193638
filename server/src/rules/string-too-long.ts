/** `string-too-long`: a character-string of more octets than one can have. */

import { HOLE } from "../text/decoded.ts";
import { messagesOf } from "../text/message.ts";
import { octetLength } from "../text/octets.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import { fixSplitting } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { cutsAtTerms, STRING_LIMIT } from "./strings.ts";

export const stringTooLong = rule({
  name: "string-too-long",
  severity: "error",
  profile: "recommended",
  needs: "record",
  about: ["long"],
  sources: ["RFC 1035, 3.3", "RFC 7208, 3.3"],
  messages: messagesOf("string-too-long", {
    long: "This string has {octets} octets and one can hold {limit}: name servers refuse to load the zone. Split it between two terms and keep the space.",
    known:
      "This string has {octets} octets without its unknown parts and one can hold {limit}: name servers refuse to load the zone. Split it between two terms and keep the space.",
    split: "Split the string between terms",
  }),
  *check({ subject, record }): Iterable<Report> {
    const { decoded, strings } = subject.found;
    if (strings !== "author" || decoded.octets() <= STRING_LIMIT) return;
    for (const string of decoded.strings()) {
      // RFC 1035, 3.3: one octet says how many follow.
      const holes = decoded.holes.filter(({ start }) => start >= string.start && start < string.end);
      const octets = decoded.octets(string) - holes.length * octetLength(HOLE);
      if (octets <= STRING_LIMIT) continue;
      const { messages } = stringTooLong;
      const message = holes.length > 0 ? messages.known : messages.long;
      const cuts = holes.length > 0 ? null : cutsAtTerms(record, string);
      yield {
        message: message({ octets, limit: STRING_LIMIT }),
        at: { subject, span: beyondLimit(record.text, string) },
        fixes: () => (cuts ? fixSplitting("safe", messages.split(), subject, cuts) : []),
      };
    }
  },
});

/** The characters of a string that no longer fit. */
function beyondLimit(text: string, { start, end }: Span<RecordSpace>): Span<RecordSpace> {
  let octets = 0;
  let at = start;
  for (const character of text.slice(start, end)) {
    octets += octetLength(character);
    if (octets > STRING_LIMIT) break;
    at += character.length;
  }
  return { start: at, end };
}
