/** `exp-target`: an explanation that nobody will get to see. */

import type { Answer } from "../dns/answers.ts";
import type { Modifier, SpfRecord } from "../spf/ast.ts";
import { readExplanation } from "../spf/explain-string.ts";
import { isCheckable } from "../spf/identity.ts";
import { expandKnown } from "../spf/macro.ts";
import { messagesOf } from "../text/message.ts";
import { isIncludeOnly } from "./include-only.ts";
import { misnamed } from "./misnamed.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, onlyOwner } from "./terms.ts";

export const expTarget = rule({
  name: "exp-target",
  severity: "info",
  profile: "recommended",
  needs: "zone",
  about: ["exp"],
  sources: ["RFC 7208, 6.2"],
  messages: messagesOf("exp-target", {
    none: "{name} has no TXT record, so nobody gets the explanation. Publish its text there, or remove the modifier.",
    several:
      "{name} has {count} TXT records, and an explanation counts only where there is one: nobody gets it. Give it a name of its own.",
    characters:
      "The text at {name} has characters beyond ASCII, so it is ignored and nobody gets the explanation. Write it in ASCII.",
    macro:
      "The text at {name} has a macro that is not valid, so it is ignored and nobody gets the explanation. Write %% for a percent sign.",
  }),
  yieldsTo: misnamed,
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    const exp = usedExplanation(record);
    // RFC 7208, 6.2: the explanation of an included record is never used.
    if (!exp || subject.found.type !== "TXT" || isIncludeOnly(subject, names, zone)) return;
    const name = expandKnown(exp.value, onlyOwner(subject) ?? "");
    if (name === null || !isCheckable(name)) return;
    const answer = names.answer({ name, type: "TXT" });
    const wrong = whatIsWrong(answer);
    if (!wrong) return;
    const count = answer.kind === "ok" ? answer.records.length : 0;
    yield {
      message: expTarget.messages[wrong]({ name: readable(name), count }),
      at: { subject, span: exp.value.span },
    };
  },
});

/** The explanation, where something in the record may fail; without that `exp` says nothing to anybody. */
function usedExplanation(record: SpfRecord): Modifier | null {
  const terms = evaluatedTerms(record);
  const exp = terms.find((term): term is Modifier => term.kind === "modifier" && term.known === "exp");
  const fails = terms.some((term) => term.kind === "directive" && term.qualifier === "-");
  return exp && fails && !exp.holes ? exp : null;
}

/** Null where the explanation can be used, or nobody knows. */
function whatIsWrong(answer: Answer): "none" | "several" | "characters" | "macro" | null {
  if (answer.kind === "nodata" || answer.kind === "nxdomain") return "none";
  if (answer.kind !== "ok" || answer.type !== "TXT") return null;
  if (answer.records.length > 1) return "several";
  const [txt] = answer.records;
  if (!txt || txt.holes.length > 0) return null;
  const text = txt.strings.join("");
  if (/[^\x20-\x7e]/.test(text)) return "characters";
  return readExplanation(text) ? null : "macro";
}
