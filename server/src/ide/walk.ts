/**
 * Finds the files below a folder that are somebody's own: as git would, without what `.gitignore` leaves out.
 *
 * A walk does no IO. It asks for what a folder holds and for what a file says by yielding, and whoever drives it
 * answers: at once from a disk, or when an editor has answered. Links are the driver's affair: what it calls a folder is
 * entered.
 */

import type { FileEntry } from "./files.ts";
import { type IgnorePattern, leavesOut, readIgnore } from "./gitignore.ts";

/** How places are written: paths of a disk, or uris. */
export interface Places {
  child(folder: string, name: string): string;
  /** The folder around a folder, and its own name in there; null at the top. */
  parent(folder: string): { readonly folder: string; readonly name: string } | null;
}

export type WalkStep =
  /** What does the folder hold? */
  | { readonly ask: "list"; readonly folder: string }
  /** What are the octets of the file? */
  | { readonly ask: "read"; readonly file: string }
  /** These were found; nothing is asked. */
  | { readonly ask: null; readonly found: readonly string[] };

/** What was asked for; null (or absent) where there is no such thing. */
export interface WalkAnswer {
  readonly entries?: readonly FileEntry[] | null;
  readonly octets?: Uint8Array | null;
}

/** What a walk may take; without bounds it takes what there is. */
export interface WalkBounds {
  readonly folders: number;
  /** Folders within each other. */
  readonly depth: number;
}

export type Walk = Generator<WalkStep, { readonly whole: boolean }, WalkAnswer>;

/** Folders that never hold a user's own records. */
const skipped: ReadonlySet<string> = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform"]);

const IGNORE_FILE = ".gitignore";
const boundless: WalkBounds = { folders: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY };

/** The patterns of one file, and how many names stand before those that they speak of. */
interface Patterns {
  readonly depth: number;
  readonly patterns: readonly IgnorePattern[];
}

interface Folder {
  readonly place: string;
  /** Names from the top of the repository, or from where the walk began. */
  readonly names: readonly string[];
  /** The innermost first. */
  readonly patterns: readonly Patterns[];
}

/** All files below a folder, those near its top first. It returns whether nothing was left out for the bounds. */
export function* walkBelow(root: string, places: Places, bounds = boundless): Walk {
  const first = yield* list(root);
  const above = yield* outside(root, first, places);
  const top = above.names.length;
  // What lies in a folder that is left out is left out with it.
  if (above.names.some((name, i) => isIgnored(above.names.slice(0, i), name, true, above.patterns)))
    return { whole: true };
  const folders: Folder[] = [{ place: root, ...above }];
  let whole = true;
  for (let i = 0; i < folders.length; i++) {
    const { place, names, patterns } = folders[i] as Folder;
    const entries = i === 0 ? first : yield* list(place);
    const own = yield* patternsOf(place, entries, names.length, places);
    const all = own ? [own, ...patterns] : patterns;
    const found: string[] = [];
    for (const { name, kind } of entries) {
      if (kind === "other" || (kind === "folder" && skipped.has(name))) continue;
      if (isIgnored(names, name, kind === "folder", all)) continue;
      const at = places.child(place, name);
      if (kind === "file") found.push(at);
      else if (folders.length < bounds.folders && names.length - top < bounds.depth)
        folders.push({ place: at, names: [...names, name], patterns: all });
      else whole = false;
    }
    if (found.length > 0) yield { ask: null, found };
  }
  return { whole };
}

/**
 * The patterns of the folders above, up to the root of the repository, and the names from there on; none where there
 * is no repository. gitignore(5)
 */
function* outside(
  root: string,
  held: readonly FileEntry[],
  places: Places,
): Generator<WalkStep, Pick<Folder, "names" | "patterns">, WalkAnswer> {
  const names: string[] = [];
  // How many names stand between a folder and the root is known at once; how many before it, at the end.
  const found: { readonly below: number; readonly patterns: readonly IgnorePattern[] }[] = [];
  for (let at = root, entries = held; ; entries = yield* list(at)) {
    const own = at === root ? null : yield* patternsOf(at, entries, 0, places);
    if (own) found.push({ below: names.length, patterns: own.patterns });
    if (entries.some(({ name }) => name === ".git")) {
      const info = places.child(places.child(at, ".git"), "info");
      const excluded = yield* read(places.child(info, "exclude"));
      if (excluded) found.push({ below: names.length, patterns: patternsIn(excluded) });
      const patterns = found.map(({ below, patterns }) => ({ depth: names.length - below, patterns }));
      return { names, patterns };
    }
    const parent = places.parent(at);
    if (!parent) return { names: [], patterns: [] };
    names.unshift(parent.name);
    at = parent.folder;
  }
}

function* list(folder: string): Generator<WalkStep, readonly FileEntry[], WalkAnswer> {
  const { entries } = yield { ask: "list", folder };
  return entries ?? [];
}

function* read(file: string): Generator<WalkStep, Uint8Array | null, WalkAnswer> {
  const { octets } = yield { ask: "read", file };
  return octets ?? null;
}

function* patternsOf(
  folder: string,
  entries: readonly FileEntry[],
  depth: number,
  places: Places,
): Generator<WalkStep, Patterns | null, WalkAnswer> {
  if (!entries.some(({ name }) => name === IGNORE_FILE)) return null;
  const octets = yield* read(places.child(folder, IGNORE_FILE));
  return octets && { depth, patterns: patternsIn(octets) };
}

function patternsIn(octets: Uint8Array): readonly IgnorePattern[] {
  return readIgnore(new TextDecoder().decode(octets));
}

/** Whether the innermost pattern that speaks about a name in these folders says that it is ignored. gitignore(5) */
function isIgnored(
  names: readonly string[],
  name: string,
  isFolder: boolean,
  all: readonly Patterns[],
): boolean {
  for (const { depth, patterns } of all) {
    if (depth > names.length) continue;
    const said = leavesOut(patterns, depth === 0 ? names : names.slice(depth), name, isFolder);
    if (said !== null) return said;
  }
  return false;
}
