/** Fixes as edits of documents: one fix, the fixes of many findings together, and all there are until none is left. */

import type { Finding } from "../rules/finding.ts";
import type { Fix, FixKind } from "../rules/rule.ts";
import { Document } from "../text/document.ts";
import { applyEdits, composeEdits, type Edit, orderEdits } from "../text/edit.ts";
import type { DocumentSpace } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { isPublishedAlike } from "./kept.ts";
import type { Workspace } from "./workspace.ts";

/** Edits of one document, in order and apart. */
export interface DocumentEdits {
  readonly uri: string;
  readonly edits: readonly Edit<DocumentSpace>[];
  /** What the edits count in, where it is none of the workspace's documents. */
  readonly document?: Document;
  /** Whether the file has to be made first. */
  readonly creates?: true;
}

/** What to take of a finding's fixes, or nothing. */
export type Choose = (finding: Finding) => Fix | undefined;

/** The first fix of one of the kinds. */
export function firstOf(kinds: readonly FixKind[]): Choose {
  return (finding) => finding.fixes.find((fix) => kinds.includes(fix.kind));
}

/** The edits of one fix by document; undefined where two of them overlap, which no rule should make. */
export function editsOf(fix: Fix, analysis: Analysis): DocumentEdits[] | undefined {
  const merged = mergeFixes([fix], analysis);
  return merged.taken.length === 0 ? undefined : merged.edits;
}

/**
 * The edits of several fixes together. A fix that overlaps an earlier one is left out whole: what it was made from
 * is no longer there.
 */
export function mergeFixes(
  fixes: readonly Fix[],
  analysis: Analysis,
): { edits: DocumentEdits[]; taken: Fix[] } {
  const byUri = new Map<string, Edit<DocumentSpace>[]>();
  const taken: Fix[] = [];
  for (const fix of fixes) {
    const own = fix.edits.map(({ part, span, text }) => {
      const uri = analysis.uriOf(part);
      let edits = byUri.get(uri);
      if (!edits) byUri.set(uri, (edits = []));
      return { edits, edit: { span: analysis.toDocument(part, span), text } };
    });
    if (own.length > 0 && own.every(({ edits, edit }) => fits(edits, edit))) {
      for (const { edits, edit } of own) insert(edits, edit);
      taken.push(fix);
    }
  }
  const edits = [...byUri].map(([uri, list]) => ({ uri, edits: orderEdits(list) ?? [] }));
  return { edits: edits.filter((each) => each.edits.length > 0), taken };
}

/** Where an edit belongs in a list that is in order. */
function indexFor(edits: readonly Edit<DocumentSpace>[], edit: Edit<DocumentSpace>): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as Edit<DocumentSpace>).span.start <= edit.span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an edit is apart from all in a list: two that put text at the same place are not, unless they are equal. */
function fits(edits: readonly Edit<DocumentSpace>[], edit: Edit<DocumentSpace>): boolean {
  const index = indexFor(edits, edit);
  const apart = (other: Edit<DocumentSpace> | undefined) => {
    if (!other) return true;
    const { start, end } = other.span;
    if (start === edit.span.start) return end === edit.span.end && other.text === edit.text;
    return end <= edit.span.start || edit.span.end <= start;
  };
  return apart(edits[index - 1]) && apart(edits[index]);
}

function insert(edits: Edit<DocumentSpace>[], edit: Edit<DocumentSpace>): void {
  edits.splice(indexFor(edits, edit), 0, edit);
}

/** More passes than this no chain of honest fixes needs; two rules that undo each other end here. */
const MAX_PASSES = 10;

export interface FixedAll {
  /** From the document as it is to the document with everything fixed, in order and apart. */
  readonly edits: readonly Edit<DocumentSpace>[];
  /** How many fixes were applied. */
  readonly count: number;
}

/**
 * Applies the chosen fix of every finding in a document, looks again, and goes on until nothing is left to fix:
 * fixes that overlap, and faults that another hid, come in a later pass. Fixes that reach into other documents are
 * left out, and so are those that are called safe and turn out not to be. What the workspace knows stays as it is.
 */
export function fixAll(workspace: Workspace, uri: string, choose: Choose): FixedAll {
  let analysis = workspace.analyse(uri);
  let all: readonly Edit<DocumentSpace>[] = [];
  let count = 0;
  for (let pass = 0; analysis && pass < MAX_PASSES; pass++) {
    const here: Analysis = analysis;
    const fixes = here.findings.flatMap((finding) => choose(finding) ?? []);
    const own = fixes.filter((fix) => fix.edits.every((edit) => here.uriOf(edit.part) === uri));
    const step = together(own, here, workspace) ?? firstAlone(own, here, workspace);
    if (!step) break;
    all = composeEdits(all, step.edits);
    count += step.count;
    analysis = step.after;
  }
  return { edits: all, count };
}

interface Step extends FixedAll {
  readonly after: Analysis | null;
}

/** All that can be made at once; null where there is none, or where they are called safe and are not. */
function together(fixes: readonly Fix[], here: Analysis, workspace: Workspace): Step | null {
  const { edits, taken } = mergeFixes(fixes, here);
  const now = edits.find((each) => each.uri === here.document.uri)?.edits ?? [];
  if (now.length === 0) return null;
  const after = workspace.preview(edited(here.document, now));
  const safe = taken.every(({ kind }) => kind === "safe");
  if (safe && !(after && isPublishedAlike(here, after))) return null;
  return { edits: now, count: taken.length, after };
}

/** More than this are not tried one by one. */
const MOST_TRIED = 50;

/** The first that keeps what it promises, where those together do not. */
function firstAlone(fixes: readonly Fix[], here: Analysis, workspace: Workspace): Step | null {
  for (const fix of fixes.slice(0, MOST_TRIED)) {
    const step = together([fix], here, workspace);
    if (step) return step;
  }
  return null;
}

/** A document after edits, which are in order and apart. */
function edited(document: Document, edits: readonly Edit<DocumentSpace>[]): Document {
  // A chunk at a time is dearer than all at once, when edits are many.
  if (edits.length > 50) {
    return Document.of(
      document.uri,
      applyEdits(document.text(), edits),
      document.languageId,
      document.version + 1,
    );
  }
  let out = document;
  for (const { span, text } of [...edits].reverse()) out = out.edit(span, text);
  return out;
}
