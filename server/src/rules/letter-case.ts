/** `letter-case`: capital letters where case has no meaning and some tools take only small ones. */

import { messagesOf } from "../text/message.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const some = "receivers accept it, but some tools that read or publish records do not.";

export const letterCase = rule({
  name: "letter-case",
  severity: "hint",
  profile: "recommended",
  needs: "fault",
  faults: ["letter-case"],
  sources: ["RFC 7208, 4.5", "RFC 7208, 12"],
  messages: messagesOf("letter-case", {
    version: `{found} is usually written in small letters; ${some}`,
    mechanism: `{found} is usually written in small letters; ${some}`,
    modifier: `{found} is usually written in small letters; ${some}`,
    address: `{found} is usually written in small letters; ${some}`,
    write: "Write {instead}",
  } satisfies Sentences<"letter-case", "write">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = letterCase;
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => suggested(subject, fault, "safe", messages.write(argumentsOf(subject, fault))),
    };
  },
});
