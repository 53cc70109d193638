/** The documents that are read together, and the sections of each: a document alone, or those of a folder. */

import type { Document } from "../text/document.ts";
import type { Format, Section, Source } from "./format.ts";
import { HIDDEN } from "./hidden.ts";
import type { World } from "./host.ts";
import type { Cuts, Syntax, SyntaxName } from "./syntax/syntax.ts";

/** A document, and how it is cut. */
export interface Member extends Source {
  readonly document: Document;
  readonly syntax: Syntax;
  /** Where each section begins. */
  readonly starts: readonly number[];
}

/** Larger documents are not read: no configuration that people write is that long. */
const LONGEST = 20_000_000;
/** More files of one folder are not read together. */
const MOST_FILES = 2000;

/**
 * What may hide a record: its version, in any case, what dnsmasq has in hexadecimal, or an escape that is part of it. All of it is
 * in one line.
 */
const MAY_HOLD = new RegExp(`spf|dns-rr|SPF_BUILDER|${HIDDEN.source}`, "i");

/** A document and the syntax that it is written in. */
interface Written {
  readonly document: Document;
  readonly syntax: SyntaxName;
  /** Whether it is taken in by another one. */
  readonly whole?: boolean;
}

/** What is read together with a document, itself included, and the folder where somebody should look for more. */
export interface Company {
  readonly written: readonly Written[];
  readonly wants: readonly string[];
}

/** In the order of their names, so that it is the same whichever of them is asked for. */
export function companyOf(
  document: Document,
  syntax: SyntaxName,
  formats: readonly Format[],
  world: World,
): Company {
  const { uri } = document;
  const format = formats.find((each) => each.beside?.(document));
  if (!format?.beside) return withIncluded(document, syntax, formats, world);
  const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
  const written: Written[] = [{ document, syntax }];
  for (const each of world.list(folder)) {
    const own = each.uri === uri ? null : format.beside(each);
    if (own && written.length < MOST_FILES) written.push({ document: each, syntax: own });
  }
  written.sort((a, b) => (a.document.uri < b.document.uri ? -1 : 1));
  return { written, wants: world.file(folder) === undefined ? [folder] : [] };
}

/** More files are not taken into one. */
const MOST_INCLUDED = 100;

/** A document, and the files that it takes in, and those that they take in. */
function withIncluded(
  document: Document,
  syntax: SyntaxName,
  formats: readonly Format[],
  world: World,
): Company {
  const written: Written[] = [{ document, syntax }];
  const wants: string[] = [];
  const seen = new Set([document.uri]);
  const including = formats.filter((format) => format.includes);
  for (let i = 0; including.length > 0 && i < written.length; i++) {
    const { document: by } = written[i] as Written;
    for (const uri of including.flatMap((format) => format.includes?.(by) ?? [])) {
      if (seen.has(uri) || seen.size > MOST_INCLUDED) continue;
      seen.add(uri);
      const file = world.file(uri);
      if (file === undefined) wants.push(uri);
      else if (file) written.push({ document: file, syntax, whole: true });
    }
  }
  return { written, wants };
}

const onePiece = new WeakMap<Syntax, Syntax>();

/** A syntax for files that are not cut. */
export function inOnePiece(syntax: Syntax): Syntax {
  const known = onePiece.get(syntax);
  if (known) return known;
  const whole: Syntax = { sections: () => [0], read: (section, lead) => syntax.read(section, lead) };
  onePiece.set(syntax, whole);
  return whole;
}

/** Whether a record may be in one of them. */
export function mayHold({ written }: Company): boolean {
  return written.some(({ document }) => {
    const known = holds.get(document);
    if (known !== undefined) return known;
    const found = document.length <= LONGEST && document.chunks.some(({ text }) => MAY_HOLD.test(text));
    holds.set(document, found);
    return found;
  });
}

const holds = new WeakMap<Document, boolean>();
const cut = new WeakMap<Document, Member>();

/** Cuts a document and reads its sections, of which those that were there before stay the same objects. */
export function memberOf(document: Document, syntax: Syntax, before: Member | null): Member {
  const known = cut.get(document);
  if (known?.syntax === syntax) return known;
  const member = editedMember(before, document, syntax) ?? freshMember(document, syntax, before);
  cut.set(document, member);
  return member;
}

/** Sections that are shorter, all in all, hold no records: `v=spf1 -all` and its name take more. */
const SHORT = 16;
/** Where there are more of such than MANY, so many are read as one: to read each by itself takes several times as long. */
const [MANY, AT_ONCE] = [1000, 32];

/** The cuts of a text, fewer where it is cut into crumbs. */
function unlessCrumbs(cuts: Cuts, { length }: string): Cuts {
  const { starts, leads } = cuts;
  if (starts.length <= MANY || length >= SHORT * starts.length) return cuts;
  const some = <T>(each: readonly T[]) => each.filter((_, i) => i % AT_ONCE === 0);
  return { starts: some(starts), leads: some(leads) };
}

function freshMember(document: Document, syntax: Syntax, before: Member | null): Member {
  const text = document.length <= LONGEST ? document.text() : "";
  const cuts = syntax.cut?.(text) ?? { starts: syntax.sections(text), leads: [] };
  const { starts, leads } = unlessCrumbs(cuts, text);
  const sections = sectionsOf({ document, text, starts, leads }, syntax, before);
  return { uri: document.uri, document, syntax, starts, sections };
}

/** The member of before with one line in another's place, where that leaves it cut as it was; else null. */
function editedMember(before: Member | null, document: Document, syntax: Syntax): Member | null {
  if (before?.syntax !== syntax || !syntax.isCutAlike || document.length > LONGEST) return null;
  const change = lineChanged(before.document, document);
  if (!change || !syntax.isCutAlike(change.before, change.after, change.behind)) return null;
  const { at, after } = change;
  const longer = after.length - change.before.length;
  const index = before.starts.findLastIndex((start) => start <= at);
  const section = before.sections[index] as Section;
  const from = at - (before.starts[index] as number);
  const text = section.text.slice(0, from) + after + section.text.slice(from + change.before.length);
  const lead = section.lead ?? "";
  return {
    uri: document.uri,
    document,
    syntax,
    starts: before.starts.map((start) => (start > at ? start + longer : start)),
    sections: before.sections.with(index, { text, lead, tree: syntax.read(text, lead) }),
  };
}

interface CutText {
  readonly document: Document;
  readonly text: string;
  readonly starts: readonly number[];
  readonly leads: readonly string[];
}

/** Sections of an earlier reading stay where their text is the same; each is used once, so that they stay apart. */
function sectionsOf(
  { document, text, starts, leads }: CutText,
  syntax: Syntax,
  earlier: Member | null,
): Section[] {
  const before = earlier?.sections ?? [];
  const shared = earlier ? sameEnds(earlier.document, document) : { head: 0, tail: 0 };
  const longer = earlier ? text.length - earlier.document.length : 0;
  const isSame = (at: number, i: number) => {
    const section = before[at];
    const [start, end] = [starts[i] as number, starts[i + 1] ?? text.length];
    if (section?.text.length !== end - start || (section.lead ?? "") !== (leads[i] ?? "")) return false;
    // Where lines are the same objects nothing has to be compared.
    const from = earlier?.starts[at] as number;
    if (end <= shared.head && from === start) return true;
    if (start >= text.length - shared.tail && from + longer === start) return true;
    return text.startsWith(section.text, start);
  };
  // An edit leaves what stands before it and behind it.
  let head = 0;
  while (head < starts.length && isSame(head, head)) head++;
  let tail = 0;
  const most = Math.min(starts.length, before.length) - head;
  while (tail < most && isSame(before.length - 1 - tail, starts.length - 1 - tail)) tail++;
  const between = new Map<string, Section[]>();
  for (const section of before.slice(head, before.length - tail)) {
    const same = between.get(section.text);
    if (same) same.push(section);
    else between.set(section.text, [section]);
  }
  const fresh = starts.slice(head, starts.length - tail).map((start, at): Section => {
    const own = text.slice(start, starts[head + at + 1] ?? text.length);
    const lead = leads[head + at] ?? "";
    const same = between.get(own);
    const known = same?.findIndex((each) => (each.lead ?? "") === lead) ?? -1;
    const [section] = same && known >= 0 ? same.splice(known, 1) : [];
    return section ?? { text: own, lead, tree: syntax.read(own, lead) };
  });
  return [...before.slice(0, head), ...fresh, ...before.slice(before.length - tail)];
}

interface LineChange {
  /** Where the line begins. */
  readonly at: number;
  /** With their line ends. */
  readonly before: string;
  readonly after: string;
  /** Some of what stands behind both. */
  readonly behind: string;
}

/** The only line that is different, as far as chunks tell that the rest is not; null where that are several, or none. */
function lineChanged(old: Document, own: Document): LineChange | null {
  const { head, tail } = sameEnds(old, own);
  const [before, after] = [old, own].map((each) => each.slice({ start: head, end: each.length - tail })) as [
    string,
    string,
  ];
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let end = 0;
  while (end < least - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  start = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
  const newline = before.indexOf("\n", before.length - end);
  end = newline < 0 ? 0 : before.length - newline - 1;
  const lines = [before, after].map((each) => each.slice(start, each.length - end)) as [string, string];
  if (lines.some((line) => line.length === 0 || line.slice(0, -1).includes("\n"))) return null;
  return { at: head + start, before: lines[0], after: lines[1], behind: after.slice(after.length - end) };
}

/** How much of a text is the same at its beginning and at its end, as far as chunks tell that are the same objects. */
function sameEnds(before: Document, after: Document): { readonly head: number; readonly tail: number } {
  const [old, own] = [before.chunks, after.chunks];
  const least = Math.min(old.length, own.length);
  let head = 0;
  while (head < least && old[head] === own[head]) head++;
  let tail = own.length;
  while (tail > head + own.length - least && old[tail - own.length + old.length - 1] === own[tail - 1])
    tail--;
  return { head: after.chunkOffset(head), tail: after.length - after.chunkOffset(tail) };
}
