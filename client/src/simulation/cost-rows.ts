/** What each include and redirect costs, as the rows of a tree with bars. */

import type { CostNode, Place } from "../../../server/src/lsp/protocol.ts";
import type { Row } from "./display.ts";
import { bounded, keysBelow } from "./rows.ts";
import { fill, quoted, shown, spoken } from "./text.ts";
import { limits } from "./trace-rows.ts";
import type { Words } from "./words.ts";

/** The rows of a tree of costs, and the place behind each. Only what costs something has a row. */
export function costRows(
  root: CostNode,
  words: Words,
): { readonly root: Row; readonly places: ReadonlyMap<string, Place> } {
  const places = new Map<string, Place>();
  const scale = Math.max(root.lookups, limits.lookups);
  return { root: rowOf(root, `cost ${shown(root.label)}`, 0, { words, places, scale }), places };
}

interface Drawing {
  readonly words: Words;
  readonly places: Map<string, Place>;
  readonly scale: number;
}

function rowOf(node: CostNode, key: string, depth: number, drawing: Drawing): Row {
  const { label, lookups, voids, exact, place, below } = node;
  const { words, scale } = drawing;
  if (place) drawing.places.set(key, place);
  const count = fill(exact ? (lookups === 1 ? words.costOne : words.cost) : words.costAtLeast, lookups);
  const empty = voids > 0 ? fill(words.costVoids, voids) : [];
  const keyOf = keysBelow(key);
  const costly = below.filter((child) => child.lookups > 0 || child.voids > 0 || !child.exact);
  return {
    key,
    mark: null,
    label: [quoted(label)],
    detail: empty,
    tags: [{ text: exact ? String(lookups) : `≥ ${lookups}`, title: spoken(count) }],
    bar: { value: lookups, limit: limits.lookups, scale },
    spoken: [[quoted(label)], count, empty].map(spoken).filter(Boolean).join(", "),
    reveals: place !== null,
    decides: false,
    open: depth < 2,
    rows: bounded(
      key,
      costly.map((child) => rowOf(child, keyOf(child.label), depth + 1, drawing)),
      words,
    ),
  };
}
