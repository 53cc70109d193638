/** The instances of a block: one, or one for each item of what it repeats over, as far as these are written down. */

import { textAt } from "../compose.ts";
import type { Evaluator, Placed } from "../evaluate.ts";
import type { Section } from "../format.ts";
import { type Entry, plainText, type Value, valueUnder } from "../syntax/value.ts";

/** One of them: what knows its `each.key` or `count.index`. */
export interface Instance {
  readonly evaluator: Evaluator;
  readonly key: string | null;
}

export interface Instances {
  readonly instances: readonly Instance[];
  /** Whether these are all, and there is one for certain. */
  readonly certain: boolean;
}

const MOST = 1000;

/** The instances of a resource. Where they are not known there is one in which nobody knows what differs. */
export function instancesOf(evaluator: Evaluator, section: Section, block: Value): Instances {
  const unknown: Instances = { instances: [{ evaluator, key: null }], certain: false };
  const over = valueUnder(block, "for_each");
  if (over) return each(evaluator, section, over, "each") ?? unknown;
  const count = valueUnder(block, "count");
  if (!count) return { ...unknown, certain: true };
  const number = Number(plainText(evaluator.follow(section, count).value) ?? Number.NaN);
  if (!Number.isInteger(number) || number < 1) return unknown;
  const instances = Array.from({ length: Math.min(number, MOST) }, (_, i): Instance => {
    const index: Value = { kind: "scalar", source: String(i), span: count.span };
    return {
      evaluator: knowing(evaluator, section, { "count.index": { section, value: index } }),
      key: String(i),
    };
  });
  // A number that comes from elsewhere may be another one there.
  return { instances, certain: count.kind === "scalar" };
}

/** What `dynamic "record" { for_each = …, content { … } }` makes: the content of each. */
export function dynamicBlocks(
  evaluator: Evaluator,
  section: Section,
  { labels, value }: Entry,
): readonly (Instance & { readonly content: Value })[] {
  const [over, content] = [valueUnder(value, "for_each"), valueUnder(value, "content")];
  const iterator = valueUnder(value, "iterator");
  const name = iterator?.kind === "unknown" ? iterator.reference : labels?.[0];
  if (!over || !content || name === undefined) return [];
  const made = each(evaluator, section, over, name)?.instances ?? [{ evaluator, key: null }];
  return made.map((instance) => ({ ...instance, content }));
}

/** One for each item, with its `name.key` and `name.value`; null where it is not known what there is. */
function each(evaluator: Evaluator, section: Section, over: Value, name: string): Instances | null {
  const { section: at, value } = evaluator.follow(section, over);
  if ((value.kind !== "list" && value.kind !== "map") || !value.whole) return null;
  const items: readonly { key: Value; value: Value }[] =
    value.kind === "list"
      ? value.items.map((item) => ({ key: item.value, value: item.value }))
      : value.entries.map((entry) => ({
          key:
            entry.key === null
              ? { kind: "unknown", span: entry.keySpan }
              : textAt(entry.key, at.text, entry.keySpan),
          value: entry.value,
        }));
  const instances = items.slice(0, MOST).map((item): Instance => {
    const given = {
      [`${name}.key`]: { section: at, value: item.key },
      [`${name}.value`]: { section: at, value: item.value },
    };
    return { evaluator: knowing(evaluator, section, given), key: plainText(item.key) };
  });
  return { instances, certain: instances.length > 0 };
}

/** An evaluator that knows some names more in a section. */
function knowing(evaluator: Evaluator, section: Section, given: Readonly<Record<string, Placed>>): Evaluator {
  const span = { start: 0, end: 0 };
  const parameters = Object.keys(given);
  const value: Value = { kind: "function", parameters, body: [], returns: [], span };
  return evaluator.calling({ section, value }, Object.values(given));
}
