/** `macro-syntax`: a percent sign that begins no macro. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const macroSyntax = rule({
  name: "macro-syntax",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["macro-syntax"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 7.3"],
  messages: messagesOf("macro-syntax", {
    percent:
      "A percent sign begins a macro such as %{i}; by itself it is written %%. That makes the whole record invalid (permerror).",
    parenthesis: "A macro has braces: %{i}, not {found}. That makes the whole record invalid (permerror).",
    unclosed:
      "The macro {found} is not closed with a brace. That makes the whole record invalid (permerror).",
    empty: "The macro {found} has no letter. That makes the whole record invalid (permerror).",
    letter:
      "There is no macro letter {letter}; there are s, l, o, d, i, p, h and v. That makes the whole record invalid (permerror).",
    zero: "A macro can't keep zero labels: {found}. That makes the whole record invalid (permerror).",
    delimiter:
      "{character} can't be a delimiter; there are . - + , / _ and =. That makes the whole record invalid (permerror).",
    order:
      "In a macro the digits come first, then r, then the delimiters: {found}. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
    literal: "Write %% for a percent sign (the record then takes effect)",
  } satisfies Sentences<"macro-syntax", "mend" | "literal">),
  *check({ subject, fault }): Iterable<Report> {
    const { mend, literal } = macroSyntax.messages;
    const lone = fault.detail === "percent" && fault.suggestion === undefined;
    yield {
      message: sentenceOf(macroSyntax.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: lone
        ? fixText("choice", literal(), subject, [{ span: fault.span, text: "%%" }])
        : suggested(
            subject,
            fault,
            fault.suggestion === "%%" ? "choice" : "repair",
            mend(argumentsOf(subject, fault)),
          ),
    };
  },
});
