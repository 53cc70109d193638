/** Replacements of text, and how a list of them is applied. */

import { type DocumentSpace, type PartSpace, place, type Space, type Span } from "./span.ts";

/** Puts `text` where `span` is; in the encoding of the text that `S` names. */
export interface Edit<S extends Space> {
  readonly span: Span<S>;
  readonly text: string;
}

/** Moves edits of a part to where the part begins in its document. */
export function placeEdits(at: number, edits: readonly Edit<PartSpace>[]): Edit<DocumentSpace>[] {
  return edits.map((edit) => ({ span: place(at, edit.span), text: edit.text }));
}

/**
 * Sorts edits by position and drops exact repeats.
 * Returns undefined where two overlap: to apply one of them would falsify the other.
 */
export function orderEdits<S extends Space>(edits: readonly Edit<S>[]): Edit<S>[] | undefined {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const kept: Edit<S>[] = [];
  for (const edit of sorted) {
    if (isRepeat(kept, edit)) continue;
    const last = kept.at(-1);
    if (last && edit.span.start < last.span.end) return undefined;
    kept.push(edit);
  }
  return kept;
}

/** The text after all edits, which must be ordered and apart (see `orderEdits`). */
export function applyEdits<S extends Space>(text: string, edits: readonly Edit<S>[]): string {
  let out = "";
  let from = 0;
  for (const edit of edits) {
    out += text.slice(from, edit.span.start) + edit.text;
    from = edit.span.end;
  }
  return out + text.slice(from);
}

/**
 * The edits of a text that do what `first` and then `second` do, which are edits of the text after `first`.
 * Both must be ordered and apart, and so is the result.
 */
export function composeEdits<S extends Space>(
  first: readonly Edit<S>[],
  second: readonly Edit<S>[],
): Edit<S>[] {
  const whole: Stretch = { from: 0, length: Number.MAX_SAFE_INTEGER, text: "" };
  const out: Edit<S>[] = [];
  let reached = 0;
  let text = "";
  for (const stretch of applyToStretches(applyToStretches([whole], first), second)) {
    if (stretch.from === null) {
      text += stretch.text;
      continue;
    }
    if (stretch.from > reached || text !== "")
      out.push({ span: { start: reached, end: stretch.from }, text });
    reached = stretch.from + stretch.length;
    text = "";
  }
  return out;
}

/** Text that was there from the start, at `from`, or text that an edit put in. */
interface Stretch {
  readonly from: number | null;
  readonly length: number;
  readonly text: string;
}

function applyToStretches<S extends Space>(
  stretches: readonly Stretch[],
  edits: readonly Edit<S>[],
): Stretch[] {
  const out: Stretch[] = [];
  let index = 0;
  let within = 0;
  const pass = (count: number, keep: boolean) => {
    for (let left = count; left > 0 && index < stretches.length; ) {
      const stretch = stretches[index] as Stretch;
      const length = Math.min(left, stretch.length - within);
      const from = stretch.from === null ? null : stretch.from + within;
      if (keep && length > 0) out.push({ from, length, text: stretch.text.slice(within, within + length) });
      left -= length;
      within += length;
      if (within < stretch.length) continue;
      index++;
      within = 0;
    }
  };
  let at = 0;
  for (const { span, text } of edits) {
    pass(span.start - at, true);
    pass(span.end - span.start, false);
    if (text !== "") out.push({ from: null, length: text.length, text });
    at = span.end;
  }
  pass(Number.MAX_SAFE_INTEGER, true);
  return out;
}

/** Whether one of the last, which are all that can have the same span, says the same. */
function isRepeat<S extends Space>(kept: readonly Edit<S>[], edit: Edit<S>): boolean {
  for (let i = kept.length - 1; i >= 0; i--) {
    const { span, text } = kept[i] as Edit<S>;
    if (span.start !== edit.span.start || span.end !== edit.span.end) return false;
    if (text === edit.text) return true;
  }
  return false;
}
