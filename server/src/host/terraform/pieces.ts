/** Names of Terraform whose texts are pieces of others, and what leaves texts whole. */

import type { Entry, Value } from "../syntax/value.ts";

/** Functions that give back lists or what they are given, so that their arguments stay whole texts. */
export const WHOLE: ReadonlySet<string> = new Set([
  "concat",
  "flatten",
  "toset",
  "tolist",
  "tomap",
  "compact",
  "distinct",
  "merge",
  "lookup",
  "element",
  "try",
  "coalesce",
  "sensitive",
  "nonsensitive",
  "?:",
  "for[]",
  "for{}",
  "provider::hcloud::txt_record",
]);

/** Names whose texts are put together with others, so that they are no records by themselves. */
export function pieceNames(blocks: readonly Entry[]): readonly string[] {
  const names = new Set<string>();
  for (const { value } of blocks) collect(value, false, names);
  return [...names];
}

function collect(value: Value, within: boolean, names: Set<string>): void {
  const note = (reference: string | null | undefined) => {
    // `local.parts["x"]` may be any of them.
    if (within && reference) names.add(reference.replace(/\[.*$/s, ""));
  };
  switch (value.kind) {
    case "unknown":
      note(value.reference);
      break;
    case "text":
      for (const reference of value.references ?? [])
        if (reference) names.add(reference.replace(/\[.*$/s, ""));
      break;
    case "list":
      for (const item of value.items) collect(item.value, within, names);
      break;
    case "map":
      for (const entry of value.entries) collect(entry.value, within, names);
      break;
    case "function":
      for (const each of value.returns) collect(each, within, names);
      break;
    case "call": {
      const inside = within || !WHOLE.has(value.name);
      for (const each of value.arguments) collect(each, inside, names);
      for (const each of value.named) collect(each.value, inside, names);
    }
  }
}
