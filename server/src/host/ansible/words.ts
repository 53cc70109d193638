/** The older way of giving a module its arguments: `route53: zone=example.com record=…`, in one text. */

import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { Entry, TextValue, Value } from "../syntax/value.ts";

const ARGUMENT =
  /([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}|[^\s"'])*)/g;

/** The arguments as a map, as a module in lines of its own has them. */
export function argumentsIn(value: TextValue): Value {
  const entries: Entry[] = [];
  for (const { index, 0: whole, 1: key = "", 2: given = "" } of value.text.text.matchAll(ARGUMENT)) {
    const start = index + whole.length - given.length;
    const quote = /^["']/.exec(given)?.[0];
    const text = contentOf(value, start, index + whole.length, quote);
    const span = value.text.sourceRange({ start: index, end: index + whole.length });
    entries.push({ key, keySpan: span, value: text, span, removal: null });
  }
  return { kind: "map", entries, span: value.span, whole: true };
}

/** One argument without its quotes; a backslash before a quote is none of its text. */
function contentOf(value: TextValue, from: number, to: number, quote: string | undefined): TextValue {
  const span = value.text.sourceRange({ start: from, end: to });
  if (quote === undefined) return { kind: "text", text: value.text.slice(from, to), span };
  const { text } = value.text;
  const builder = new DecodedBuilder(text, (written) => (/["'\\]/.test(written) ? undefined : written));
  let plain = from + 1;
  if (plain === to - 1) builder.verbatim(plain, plain);
  for (let at = plain; at < to - 1; at++) {
    if (text[at] !== "\\" || (text[at + 1] !== quote && text[at + 1] !== "\\")) continue;
    if (plain < at) builder.verbatim(plain, at);
    builder.replaced(at, at + 2, text[at + 1] as string);
    at++;
    plain = at + 1;
  }
  if (plain < to - 1) builder.verbatim(plain, to - 1);
  return { kind: "text", text: builder.build().through(value.text), span };
}
