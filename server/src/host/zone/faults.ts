/** What is wrong with how a record is written, one fault for each mistake, and the edits that put it right. */

import type { Edit } from "../../text/edit.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { HostDataOf, HostDetailOf } from "../fault-details.ts";
import type { Found, HostFault, HostFaultKind } from "../host.ts";
import { BARE, type Entry, FOLDED, QUOTED, UNBALANCED } from "./entry.ts";
import { decimal } from "./names.ts";
import { looksLikeSpf, looksLikeTerm } from "./spf-like.ts";

type Edits = Edit<PartSpace>[];

/** Faults of parentheses and quotes, for a record of any type. */
export function structureFaults(entry: Entry, first: number, found: Found | null): HostFault[] {
  const faults: HostFault[] = [];
  const cut = wordOf(entry, first, UNBALANCED);
  const folded = wordOf(entry, first, FOLDED);
  if (cut >= 0) faults.push(cutQuote(entry, first, cut, found));
  if (folded >= 0) faults.push(foldedQuote(entry, folded, found));
  for (const at of entry.strays) {
    const alone = /[ \t]/.test(entry.text.charAt(at - 1)) && /^[\r\n]?$/.test(entry.text.charAt(at + 1));
    faults.push(make("paren", "stray", at, at + 1, found, {}, [edit(alone ? at - 1 : at, at + 1, "")]));
  }
  // A quote that is missing explains what follows from it.
  if (cut >= 0 || folded >= 0) return faults;
  if (entry.unclosed >= 0) {
    const clear = entry.depth === 1 && entry.wordsEnd > entry.unclosed;
    const mend = clear ? [insert(entry.wordsEnd, " )")] : undefined;
    faults.push(make("paren", "unclosed", entry.unclosed, entry.unclosed + 1, found, {}, mend));
  }
  const continued = entry.continued[0];
  if (continued !== undefined && continued < entry.count) {
    const mend = [insert(entry.starts[first] as number, "( ")];
    if (hasLooseWord(entry, first)) mend.push(...quoteLines(entry, first));
    mend.push(insert(entry.wordsEnd, " )"));
    faults.push(
      make("paren", "continuation", entry.starts[continued] as number, entry.wordsEnd, found, {}, mend),
    );
  }
  return faults;
}

/** Faults of the text of a TXT or SPF record, whose words start at number `first`. */
export function textFaults(entry: Entry, first: number, found: Found): HostFault[] {
  const like = looksLikeSpf(found.decoded.text);
  const faults = escapeFaults(entry, first, found, like);
  if (!like || wordOf(entry, first, UNBALANCED) >= 0 || wordOf(entry, first, FOLDED) >= 0) return faults;
  const comment = cuttingComment(entry, first);
  if (comment >= 0) faults.push(semicolon(entry, first, comment, found));
  else if (entry.continued.length === 0 && hasLooseWord(entry, first)) {
    const from = entry.starts[first] as number;
    faults.push(make("unquoted", "words", from, entry.wordsEnd, found, {}, quoteLines(entry, first)));
  }
  return faults;
}

/** Makes a fault; the types see to it that detail and data are those of the table. */
export function make<K extends HostFaultKind, D extends HostDetailOf<K>>(
  kind: K,
  detail: D,
  start: number,
  end: number,
  found: Found | null,
  data: HostDataOf<K, D>,
  mend?: Edits,
): HostFault {
  const span: Span<PartSpace> = { start, end };
  return mend ? { kind, span, detail, data, found, mend } : { kind, span, detail, data, found };
}

export function edit(start: number, end: number, text: string): Edit<PartSpace> {
  return { span: { start, end }, text };
}

export function insert(at: number, text: string): Edit<PartSpace> {
  return edit(at, at, text);
}

function wordOf(entry: Entry, first: number, kind: number): number {
  for (let index = first; index < entry.count; index++) if (entry.kinds[index] === kind) return index;
  return -1;
}

/** Whether words `first` to `index - 1` are bare words in one line, and the lone quote at `index` ends the last one. */
export function lacksOpening(entry: Entry, first: number, index: number): boolean {
  const start = entry.starts[index] as number;
  if (index === first || index !== entry.count - 1) return false;
  if (entry.ends[index] !== start + 1 || entry.ends[index - 1] !== start) return false;
  for (let word = first; word < index; word++) if (entry.kinds[word] !== BARE) return false;
  const text = entry.text.slice(entry.starts[first], start);
  return looksLikeSpf(text) && !/[\n();]/.test(text);
}

function cutQuote(entry: Entry, first: number, index: number, found: Found | null): HostFault {
  const start = entry.starts[index] as number;
  const end = entry.ends[index] as number;
  if (found && lacksOpening(entry, first, index)) {
    const mend = [insert(entry.starts[first] as number, '"')];
    return make("quote-unbalanced", "opening", start, end, found, {}, mend);
  }
  // A quote with nothing behind it may as well be one too many.
  const clear = end > start + 1 && !entry.text.slice(start, end).endsWith("\\");
  return make("quote-unbalanced", "closing", start, end, found, {}, clear ? [insert(end, '"')] : undefined);
}

/** Closes the quote in each line, with the blank that the line end stood for, and puts parentheses round all. */
function foldedQuote(entry: Entry, index: number, found: Found | null): HostFault {
  const start = entry.starts[index] as number;
  const end = entry.ends[index] as number;
  const mend: Edits = [];
  let strings = 1;
  for (const fold of entry.text.slice(start, end).matchAll(/[ \t]*\r?\n[ \t]*/g)) {
    const from = start + fold.index;
    const to = from + fold[0].length;
    if (to === end - 1) mend.push(edit(from, to, ""));
    else {
      const newline = fold[0].search(/\r?\n/);
      mend.push(edit(from, from + newline, ' "'), insert(to, '"'));
      strings++;
    }
  }
  if (strings > 1 && !entry.foldedInside) {
    mend.unshift(insert(start, "( "));
    mend.push(insert(end, " )"));
  }
  return make("quote-unbalanced", "folded", start, end, found, {}, mend);
}

/** Start of the comment that takes terms of the text away, or -1. */
function cuttingComment(entry: Entry, from: number): number {
  for (let i = 0; i < entry.comments.length; i += 2) {
    const at = entry.comments[i] as number;
    let last = -1;
    for (let index = from; index < entry.count && (entry.ends[index] as number) <= at; index++) last = index;
    if (last < 0 || entry.kinds[last] !== BARE) continue;
    if (!/^[ \t]*$/.test(entry.text.slice(entry.ends[last], at))) continue;
    const words = entry.text.slice(at + 1, entry.comments[i + 1]).split(/[\s;,]+/);
    const first = words.find((word) => word !== "");
    const glued = entry.ends[last] === at;
    if (first !== undefined && (looksLikeTerm(first) || (glued && words.some(looksLikeTerm)))) return i;
  }
  return -1;
}

function semicolon(entry: Entry, first: number, comment: number, found: Found): HostFault {
  const { text } = entry;
  const at = entry.comments[comment] as number;
  const to = (entry.comments[comment + 1] as number) - trailing(text.slice(at, entry.comments[comment + 1]));
  const from = entry.starts[first] as number;
  const written = text.slice(from, to);
  const clear = !/["\\()\n]/.test(written);
  const mend = clear ? [edit(from, to, `"${written.replace(/[;\s]+/g, " ").trim()}"`)] : undefined;
  return make("semicolon-comment", "cut", at, to, found, {}, mend);
}

function trailing(text: string): number {
  return text.length - text.trimEnd().length;
}

/** Whether a bare word stands beside another word with a blank between: they become strings of their own. */
function hasLooseWord(entry: Entry, first: number): boolean {
  for (let index = first + 1; index < entry.count; index++) {
    const bare = entry.kinds[index] === BARE || entry.kinds[index - 1] === BARE;
    if (bare && entry.starts[index] !== entry.ends[index - 1]) return true;
  }
  return false;
}

/**
 * Makes one quoted string of the words of each line; all but the last end in the blank that separates terms. Other
 * quotes at both ends, of a word processor or a shell, become real ones.
 */
function quoteLines(entry: Entry, first: number): Edits {
  const { text } = entry;
  const mend: Edits = [];
  const end = entry.wordsEnd;
  const other = /^[“”„‟‘’'`].*[“”„‟‘’'`]$/s.test(text.slice(entry.starts[first], end)) ? 1 : 0;
  const inner = (index: number, side: "start" | "end"): number => {
    const at = (side === "start" ? entry.starts[index] : entry.ends[index]) as number;
    if (entry.kinds[index] === BARE) return at;
    return side === "start" ? at + 1 : at - 1;
  };
  for (let index = first; index < entry.count; index++) {
    const before = index > first ? text.slice(entry.ends[index - 1], entry.starts[index]) : "\n";
    if (/[\n();]/.test(before)) {
      const at = entry.starts[index] as number;
      if (entry.kinds[index] === BARE) mend.push(edit(at, index === first ? at + other : at, '"'));
    } else if (before !== " " || entry.kinds[index] !== BARE || entry.kinds[index - 1] !== BARE) {
      mend.push(edit(inner(index - 1, "end"), inner(index, "start"), before === "" ? "" : " "));
    }
    const last = index === entry.count - 1;
    const after = last ? "\n" : text.slice(entry.ends[index], entry.starts[index + 1]);
    if (!/[\n();]/.test(after)) continue;
    const blank = last || text[inner(index, "end") - 1] === " " ? "" : " ";
    const to = entry.ends[index] as number;
    if (entry.kinds[index] === BARE) mend.push(edit(last ? to - other : to, to, `${blank}"`));
    else if (blank) mend.push(insert(inner(index, "end"), blank));
  }
  return mend;
}

/** Escapes that BIND refuses, in any text; those that change nothing, in a text that looks like SPF. */
function escapeFaults(entry: Entry, first: number, found: Found, like: boolean): HostFault[] {
  const faults: HostFault[] = [];
  const { text } = entry;
  let at = text.indexOf("\\", entry.starts[first]);
  for (let index = first; index < entry.count && at >= 0; index++) {
    const start = entry.starts[index] as number;
    const end =
      (entry.ends[index] as number) -
      (entry.kinds[index] === QUOTED || entry.kinds[index] === FOLDED ? 1 : 0);
    if (at < start) at = text.indexOf("\\", start);
    for (; at >= 0 && at < end - 1; at = text.indexOf("\\", at)) {
      const next = text[at + 1] as string;
      if (/[0-9]/.test(next)) {
        const digits = /^\d{1,3}/.exec(text.slice(at + 1, Math.min(at + 4, end)))?.[0] as string;
        // RFC 1035, 5.1
        if (decimal(text, at + 1) < 0 || digits.length < 3) {
          const detail = digits.length === 3 ? "octet" : "digits";
          faults.push(make("escape", detail, at, at + 1 + digits.length, found, { found: `\\${digits}` }));
        }
        at += 1 + digits.length;
      } else {
        if (like && /[A-Za-z_\-.:=/~+?%]/.test(next)) {
          const data = { found: `\\${next}` };
          faults.push(make("escape", "needless", at, at + 2, found, data));
        }
        at += 2;
      }
    }
  }
  return faults;
}
