/** What the functions of several languages have in common. */

import { compose } from "./compose.ts";
import type { Operation } from "./evaluate.ts";
import { type Item, knownText, type Value } from "./syntax/value.ts";

/** A list that is known from end to end; null for anything else. */
export function wholeList(value: Value | undefined): readonly Item[] | null {
  return value?.kind === "list" && value.whole ? value.items : null;
}

/** What changes a text as a whole: where it takes nothing but the ends away, the rest keeps its places. */
export function changing(change: (text: string) => string): Operation {
  return ({ arguments: [value], span }, source) => {
    const text = knownText(value);
    if (text === null || value?.kind !== "text") return null;
    const changed = change(text);
    const at = text.indexOf(changed);
    if (changed !== "" && at >= 0 && value.text.standsIn(source)) {
      const { written: _, ...own } = value;
      return { ...own, text: value.text.slice(at, at + changed.length) };
    }
    return compose(source, [changed], span);
  };
}
