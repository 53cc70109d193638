/** Placeholders within texts, as templates have them: `${Domain}`, `{{ domain }}`. What nobody knows is a hole. */

import type { Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { Item, TextValue, Value } from "./syntax/value.ts";

/** What a placeholder stands for: characters, or what a hole refers to. */
export type Filling = string | { readonly reference: string | null };

/** Only a format that reads its text again can tell whether more of it means a placeholder. */
const asIs: Encode = (text) => text;

/** The text with what its placeholders stand for. `pattern` is global and never fits nothing. */
export function filledIn(
  value: TextValue,
  pattern: RegExp,
  fill: (match: RegExpExecArray) => Filling,
): TextValue {
  const { text } = value.text;
  const references: (string | null)[] = [];
  const builder = new DecodedBuilder(text, asIs);
  let plain = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const filling = fill(match);
    if (plain < match.index) builder.verbatim(plain, match.index);
    if (typeof filling === "string") builder.replaced(match.index, end, filling);
    else {
      builder.hole(match.index, end);
      references.push(filling.reference);
    }
    plain = end;
  }
  if (plain === 0) return value;
  if (plain < text.length) builder.verbatim(plain, text.length);
  const { span, used } = value;
  const decoded = builder.build().through(value.text);
  return {
    kind: "text",
    text: decoded,
    span,
    ...(used ? { used } : {}),
    ...(references.length > 0 ? { references } : {}),
  };
}

/** A value with other texts, however deep in its lists and maps they are. */
export function withTexts(value: Value, change: (text: TextValue) => Value): Value {
  switch (value.kind) {
    case "text":
      return change(value);
    case "list":
      return {
        ...value,
        items: value.items.map((item): Item => ({ ...item, value: withTexts(item.value, change) })),
      };
    case "map":
      return {
        ...value,
        entries: value.entries.map((entry) => ({ ...entry, value: withTexts(entry.value, change) })),
      };
    default:
      return value;
  }
}
