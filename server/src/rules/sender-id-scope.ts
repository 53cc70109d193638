/** `sender-id-scope`: a Sender ID record that does not say, or not properly, which identity it is about. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type FaultInput, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const none = "The record serves no check.";

export const senderIdScope = rule({
  name: "sender-id-scope",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["sender-id-scope"],
  sources: ["RFC 4406, 3.1"],
  messages: messagesOf("sender-id-scope", {
    missing: `{found} names no scope, which is mfrom, pra or both. ${none}`,
    empty: `{found} holds an empty scope; a scope is mfrom or pra. ${none}`,
    unknown:
      "Nobody defines the scope {scope}, so it serves no check. The scopes of Sender ID are mfrom and pra.",
    repeated: "The scope {scope} stands here twice; once is enough.",
    malformed: `{scope} is not a scope: "{character}" can't stand in its name. ${none}`,
    write: "Write {instead}",
    once: "Remove the second {scope}",
  } satisfies Sentences<"sender-id-scope", "write" | "once">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(senderIdScope.messages, subject, fault),
      at: placeOf(subject, fault),
      severity: fault.error ? "error" : "info",
      fixes: () => fixesOf(input),
    };
  },
});

function fixesOf({ subject, fault }: FaultInput): Fix[] {
  const { write, once } = senderIdScope.messages;
  const version = subject.record?.version;
  if (!version) return [];
  if (fault.detail === "repeated")
    return suggested(subject, fault, "repair", once({ scope: fault.data.scope ?? "" }));
  if (fault.detail !== "missing" && fault.detail !== "empty") return [];
  const named = version.scopes.map((scope) => scope.name);
  const head = subject.found.decoded.text.slice(version.span.start, version.span.end).replace(/\/.*$/, "");
  const wanted = named.length > 0 ? [named.join(",")] : ["mfrom,pra", "pra", "mfrom"];
  return wanted.flatMap((scopes) => {
    const instead = `${head}/${scopes}`;
    return fixText("choice", write({ instead }), subject, [{ span: version.span, text: instead }]);
  });
}
