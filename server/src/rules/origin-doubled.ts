/** `origin-doubled`: a full name that got the zone's name once more, for want of a final dot. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

export const originDoubled = rule({
  name: "origin-doubled",
  severity: "warning",
  profile: "recommended",
  needs: "text",
  about: ["special-name"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("origin-doubled", {
    doubled:
      "This record stands at {name}: a name without a final dot gets the origin behind it. Write {meant} with the dot.",
    dot: "Write {meant} (the record moves to that name)",
  }),
  *check({ subject }, { zone }): Iterable<Report> {
    const name = onlyOwner(subject);
    // A zone of one label (a top-level domain, or a name that was cut) says too little.
    if (name === null || zone === null || !zone.includes(".")) return;
    const whole = zone.toLowerCase();
    // Where the origin itself lacks its dot, the whole zone has its name twice.
    const origin = /^(.+\..+)\.\1$/.exec(whole)?.[1] ?? whole;
    if (name !== `${origin}.${origin}` && !name.endsWith(`.${origin}.${origin}`)) return;
    const { found, part, uri } = subject;
    const meant = name.slice(0, -origin.length - 1);
    const { start } = found.span;
    const owner = { start, end: start + meant.length };
    const isWritten =
      part
        .source?.({ start, end: owner.end + 1 })
        .toLowerCase()
        .trimEnd() === meant;
    const { doubled, dot } = originDoubled.messages;
    yield {
      message: doubled({ name, meant: `${meant}.` }),
      at: { part, uri, span: isWritten ? owner : (found.typeSpan ?? found.dataSpan), subject },
      fixes: () =>
        isWritten
          ? [
              {
                kind: "repair",
                title: dot({ meant: `${meant}.` }),
                edits: [{ part, span: { start: owner.end, end: owner.end }, text: "." }],
              },
            ]
          : [],
    };
  },
});
