/** What there is to look at: files, standard input, a record from the command line; each as a document when asked. */

import path from "node:path";
import { pathToFileURL } from "node:url";
import { formatOf, zoneTest } from "../ide/recognise.ts";
import { mayLack, type Skimmed, skim } from "../ide/skim.ts";
import { Document } from "../text/document.ts";
import type { Message } from "../text/message.ts";
import { decodeOctets } from "../text/octets.ts";
import type { LintOptions } from "./arguments/lint.ts";
import { failureMessage, cliMessages as say } from "./messages.ts";
import { type Failure, isFailure, type Machine } from "./ports.ts";

import { shownPath, type Target, walk } from "./walk.ts";

export interface Source {
  readonly uri: string;
  /** How the output calls it. */
  readonly shown: string;
  /** Absolute, or null where it is no file that can be written. */
  readonly path: string | null;
  /** The host's name. */
  readonly format: string;
  /** Whether the user named it, and not a folder around it. */
  readonly named: boolean;
  readonly skimmed: Skimmed;
  /** Its text, or null where that was let go to save memory. */
  document: Document | null;
}

export interface Sources {
  /** In the order of the output. */
  readonly list: readonly Source[];
  readonly roots: readonly string[];
  /** What the user should know, whatever comes out. */
  readonly notes: readonly Message[];
  /** Whether something that was named can't be used. */
  readonly failed: boolean;
  /** Whether something below a folder that was named can't be read. */
  readonly unread: boolean;
  /** Standard input to the octet, where it was read: what comes out again where nothing can be fixed. */
  readonly input: Uint8Array | null;
}

/** Larger files are refused: a text of this size already takes some 400 MB while it is read. */
export const MAX_OCTETS = 128 * 1024 * 1024;

/** Texts of at most so many octets are kept from the first look to the second. */
const KEPT_OCTETS = 64 * 1024 * 1024;

/** What a host sees of a file before it takes it. */
const HEAD_OCTETS = 16 * 1024;

/** Language names of documents that have no name of their own. */
const RECORD = "spf-record";
const ZONE = "dns-zone";

/** What the configuration says of formats. */
interface Formats {
  /** The format that it gives a uri, or null. */
  readonly formatFor: (uri: string) => string | null;
  /** Whether it gives any. */
  readonly givesFormats: boolean;
}

/** @param progress is told of each file */
export function collectSources(
  options: Pick<LintOptions, "paths" | "standardInput" | "record">,
  machine: Machine,
  progress: (count: number) => void,
  formats: Formats,
): Sources {
  if (options.record !== null) {
    const source = sourceOf(
      "untitled:record",
      "<record>",
      Document.of("untitled:record", options.record, RECORD),
      null,
    );
    return { list: [source], roots: [], notes: [], failed: false, unread: false, input: null };
  }
  if (options.standardInput !== null) return fromStandardInput(options.standardInput, machine, formats);
  const { targets, roots, failures } = walk(options.paths, machine.currentFolder, machine.disk);
  const shown = (full: string) => shownPath(full, machine.currentFolder);
  const notes = failures.map(({ path: full, failure }) => failureMessage(shown(full), failure, MAX_OCTETS));
  const list: Source[] = [];
  let failed = failures.some(({ named }) => named);
  let unread = failures.some(({ named }) => !named);
  const isZone = zoneTest();
  let kept = 0;
  let count = 0;
  for (const target of targets) {
    progress(++count);
    const reading = { machine, formats, isZone, keep: kept < KEPT_OCTETS };
    if (!target.named && isNothing(target.path, reading)) continue;
    const source = fileSource(target, shown(target.path), reading);
    if (source === null) continue;
    if ("id" in source) {
      notes.push(source);
      continue;
    }
    if (isFailure(source)) {
      notes.push(failureMessage(shown(target.path), source, MAX_OCTETS));
      if (target.named) failed = true;
      // What is large is left alone on purpose.
      else unread ||= source.failure !== "too-large";
      continue;
    }
    kept += source.document?.length ?? 0;
    list.push(source);
  }
  list.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  return { list, roots, notes, failed, unread, input: null };
}

/** Is told what was found and can't be read any more. */
export type Unread = (path: string, failure: Failure) => void;

/** The document of a source, read again where it was let go; null where that can't be done. */
export function documentOf(source: Source, machine: Machine, unread: Unread): Document | null {
  if (source.document || source.path === null) return source.document;
  return readDocument(source.path, machine, unread);
}

/** The text of a file as it is now; null where it can't be read. */
export function readDocument(full: string, machine: Machine, unread: Unread): Document | null {
  const pieces = machine.disk.pieces(full, MAX_OCTETS);
  const texts: string[] = [];
  for (const piece of isFailure(pieces) ? [pieces] : pieces) {
    if (isFailure(piece)) {
      unread(full, piece);
      return null;
    }
    texts.push(textOf(piece, machine));
  }
  return Document.ofPieces(pathToFileURL(full).href, texts);
}

/** The text of octets, one unit for each that is no text. */
export function textOf(octets: Uint8Array, machine: Pick<Machine, "fromUtf8">): string {
  return machine.fromUtf8(octets) ?? decodeOctets(octets);
}

/** How files are read for the first time. */
interface Reading {
  readonly machine: Machine;
  readonly formats: Formats;
  readonly isZone: ReturnType<typeof zoneTest>;
  /** Whether the text is kept until it is looked at again. */
  readonly keep: boolean;
}

/**
 * Whether a look at the octets is enough to know that nobody would hear of a file: nothing can be in it, and it is none
 * of those that are listed nevertheless. Most files of a repository go no further.
 */
function isNothing(full: string, { machine, formats, isZone }: Reading): boolean {
  const octets = machine.disk.small(full);
  if (octets === null || isNeeded(skim(octets))) return false;
  if (formats.givesFormats && formats.formatFor(pathToFileURL(full).href) !== null) return false;
  const head = octets.subarray(0, HEAD_OCTETS);
  return head.includes(0) || !isZone(full.slice(full.lastIndexOf(path.sep) + 1), textOf(head, machine));
}

/** A file as a source, or why it is none; null where nobody would expect a word about it. */
function fileSource(
  { path: full, named }: Target,
  shown: string,
  reading: Reading,
): Source | Message | Failure | null {
  const { machine, formats, keep } = reading;
  const pieces = machine.disk.pieces(full, MAX_OCTETS);
  if (isFailure(pieces)) return pieces;
  const uri = pathToFileURL(full).href;
  const first = pieces.next().value ?? new Uint8Array();
  if (isFailure(first)) return first;
  const head = first.subarray(0, HEAD_OCTETS);
  const format = head.includes(0)
    ? null
    : formatOf(Document.of(uri, textOf(head, machine)), formats.formatFor(uri));
  if (format === null) {
    pieces.return();
    return named ? say.noHost({ path: shown }) : null;
  }
  const skimmed = skim(first);
  if (format === "zone") skimmed.mayHold ||= mayLack(first);
  const texts = keep && isNeeded(skimmed) ? [textOf(first, machine)] : [];
  for (const piece of pieces) {
    if (isFailure(piece)) return piece;
    // What is large is read whole: letters on both sides of a border between two pieces would escape the look.
    if (texts.length === 0 && keep)
      return fileSource({ path: full, named }, shown, { ...reading, keep: false });
    skimmed.mayHold = true;
    skimmed.includes ||= skim(piece).includes;
    if (keep) texts.push(textOf(piece, machine));
  }
  const document = keep && isNeeded(skimmed) ? Document.ofPieces(uri, texts) : null;
  return { uri, shown, path: full, format, named, skimmed, document };
}

/** Whether a file has to be read at all. */
export function isNeeded({ mayHold, includes }: Skimmed): boolean {
  return mayHold || includes;
}

function fromStandardInput(name: string, machine: Machine, { formatFor }: Formats): Sources {
  const octets = machine.standardInput(MAX_OCTETS);
  if (isFailure(octets)) {
    const note =
      octets.failure === "too-large"
        ? failureMessage("<stdin>", octets, MAX_OCTETS)
        : say.stdinFailed({ detail: octets.detail });
    return { list: [], roots: [], notes: [note], failed: true, unread: false, input: null };
  }
  const text = textOf(octets, machine);
  const full = path.resolve(machine.currentFolder, name);
  const document =
    name === ""
      ? Document.of("untitled:stdin", text, /^(?:v=spf1|spf2\.0\/)/i.test(text.trimStart()) ? RECORD : ZONE)
      : Document.of(pathToFileURL(full).href, text);
  const shown = name === "" ? "<stdin>" : shownPath(full, machine.currentFolder);
  const source = sourceOf(document.uri, shown, document, formatFor(document.uri));
  const known = source.format !== "";
  return {
    list: known ? [source] : [],
    roots: [machine.currentFolder, path.dirname(full)],
    notes: known ? [] : [say.noHost({ path: shown })],
    failed: false,
    unread: false,
    input: octets,
  };
}

function sourceOf(uri: string, shown: string, document: Document, given: string | null): Source {
  const skimmed = { mayHold: true, includes: true };
  const format = formatOf(document, given) ?? "";
  return { uri, shown, path: null, format, named: true, skimmed, document };
}
