/** Where the keys stand that lead to a part from before it: what is said of such a key is said of all that it holds. */

import type { Part, Placed } from "../host/host.ts";
import type { Document } from "../text/document.ts";

/** A key and the line of the document that it stands in. */
interface Lead {
  readonly text: string;
  readonly line: number;
}

/** For each part that keys lead to, their lines, from the outside in. */
export function leadingLines(
  document: Document,
  placed: readonly Placed[],
): ReadonlyMap<Part, readonly number[]> {
  const lines = new Map<Part, readonly number[]>();
  let open: readonly Lead[] = [];
  for (const [i, { part, at }] of placed.entries()) {
    const { leads = [] } = part;
    // A key that did not lead to the part before this one stands in it.
    const own = leads.findIndex((text, depth) => open[depth]?.text !== text);
    const kept = open.slice(0, own < 0 ? leads.length : own);
    const more = leads.slice(kept.length);
    open = more.length === 0 ? kept : [...kept, ...linesWith(more, document, placed[i - 1]?.at ?? at, at)];
    if (open.length > 0)
      lines.set(
        part,
        open.map(({ line }) => line),
      );
  }
  return lines;
}

/** Where these lines stand between two places: each the last one that is written so, before the one that it leads to. */
function linesWith(texts: readonly string[], document: Document, from: number, to: number): Lead[] {
  const written = document.slice({ start: from, end: to }).split("\n");
  const first = document.lineColumn(from).line;
  const found: Lead[] = [];
  let end = written.length;
  for (const text of texts.toReversed()) {
    const line = written.findLastIndex((each, i) => i < end && each.trimEnd() === text);
    if (line < 0) continue;
    found.unshift({ text, line: first + line });
    end = line;
  }
  return found;
}
