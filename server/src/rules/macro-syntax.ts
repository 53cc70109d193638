/** `macro-syntax`: a percent sign that begins no macro. */

import { isTerm } from "../spf/grammar.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type FaultInput, placeOf, repairing, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const macroSyntax = rule({
  name: "macro-syntax",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["macro-syntax"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 7.3"],
  messages: messagesOf("macro-syntax", {
    percent: `A percent sign begins a macro such as {example}; a percent sign itself is written %%. ${invalid}`,
    parenthesis: `A macro has braces, as in {example}, and no parentheses. ${invalid}`,
    unclosed: `The brace of a macro is not closed: {found}. ${invalid}`,
    empty: `A macro has a letter between its braces, as in {example}. ${invalid}`,
    letter: `{letter} is no macro letter; there are s, l, o, d, i, p, h and v. ${invalid}`,
    zero: `A macro keeps one label at the least, and {found} says zero. ${invalid}`,
    delimiter: `{character} can't stand in a macro; its delimiters are . - + , / _ and =. ${invalid}`,
    order: `In {found}, the number comes before r. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
    macro: "Write {macro}, the macro (the record then takes effect)",
    sign: "Write %%, a percent sign (the record then takes effect)",
  } satisfies Sentences<"macro-syntax", "mend" | "macro" | "sign">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const sentence = sentenceOf(macroSyntax.messages, subject, fault, { example: "%{i}" });
    if (fault.detail !== "percent") {
      const report = repairing(macroSyntax.messages, input, macroSyntax.messages.mend);
      yield { ...report, message: sentence };
      return;
    }
    yield {
      message: sentence,
      at: placeOf(subject, fault),
      fixes: () => [...asMacro(input), ...asSign(input)],
    };
  },
});

/** `%i` may be a macro without its braces, where what follows the letter ends it. */
function asMacro({ subject, fault }: FaultInput): Fix[] {
  const { text } = subject.found.decoded;
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  const { start } = fault.span;
  const letter = /^%([slodiphv])(?![a-z0-9])/i.exec(text.slice(start, start + 3))?.[1];
  if (!term || !letter) return [];
  const span = { start, end: start + 2 };
  const macro = `%{${letter}}`;
  const mended = text.slice(term.span.start, span.start) + macro + text.slice(span.end, term.span.end);
  if (!isTerm(mended)) return [];
  return fixText("choice", macroSyntax.messages.macro({ macro }), subject, [{ span, text: macro }]);
}

function asSign({ subject, fault }: FaultInput): Fix[] {
  if (fault.suggestion === undefined) return [];
  return fixText("choice", macroSyntax.messages.sign(), subject, [
    { span: fault.span, text: fault.suggestion },
  ]);
}
