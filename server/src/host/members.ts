/** The documents that are read together, and the sections of each: a document alone, or those of a folder. */

import type { Document } from "../text/document.ts";
import type { World } from "./host.ts";
import type { Format, Section, Source } from "./sections.ts";
import type { Syntax, SyntaxName } from "./syntax/index.ts";

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

/** What may hide a record: its version, in any case or in hexadecimal, or an escape that could be part of it. */
const MAY_HOLD = /spf|737066|\\[#0-9xuU]|SPF_BUILDER/i;

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
    const found = document.length <= LONGEST && MAY_HOLD.test(document.text());
    holds.set(document, found);
    return found;
  });
}

const holds = new WeakMap<Document, boolean>();
const cut = new WeakMap<Document, Member>();

/** Cuts a document and reads its sections, of which those that were there before stay the same objects. */
export function memberOf(document: Document, syntax: Syntax, before: readonly Section[]): Member {
  const known = cut.get(document);
  if (known?.syntax === syntax) return known;
  const text = document.length <= LONGEST ? document.text() : "";
  const { starts, leads } = syntax.cut?.(text) ?? { starts: syntax.sections(text), leads: [] };
  const sections = sectionsOf(text, starts, leads, syntax, before);
  const member = { uri: document.uri, document, syntax, starts, sections };
  cut.set(document, member);
  return member;
}

/** Sections of an earlier reading stay where their text is the same; each is used once, so that they stay apart. */
function sectionsOf(
  text: string,
  starts: readonly number[],
  leads: readonly string[],
  syntax: Syntax,
  before: readonly Section[],
): Section[] {
  const isSame = (section: Section | undefined, i: number): section is Section => {
    const [start, end] = [starts[i] as number, starts[i + 1] ?? text.length];
    return (
      section?.text.length === end - start &&
      (section.lead ?? "") === (leads[i] ?? "") &&
      text.startsWith(section.text, start)
    );
  };
  // An edit leaves what stands before it and behind it.
  let head = 0;
  while (head < starts.length && isSame(before[head], head)) head++;
  let tail = 0;
  const most = Math.min(starts.length, before.length) - head;
  while (tail < most && isSame(before.at(-1 - tail), starts.length - 1 - tail)) tail++;
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
