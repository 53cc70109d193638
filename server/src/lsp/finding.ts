/** Finds files of the workspace: as the editor searches, or folder by folder, and never what git ignores. */

import { type FileEntry, type Files, type Places, walkBelow } from "../ide/index.ts";
import type { Pace } from "./pace.ts";
import { isBelow, uriKey } from "./uris.ts";

/** Files are found, and folders entered, up to these numbers: a folder may hold everything somebody has. */
const MOST_FOUND = 20_000;
const BOUNDS = { folders: 10_000, depth: 30 };

const IGNORE_FILE = ".gitignore";

export interface Found {
  readonly uris: readonly string[];
  /** Whether these are all there are. */
  readonly whole: boolean;
}

/** What a search needs. */
export interface Search {
  readonly files: Files;
  readonly pace: Pace;
  /** Globs over the names or paths of the files that are wanted, and the test whether one is. */
  readonly globs: readonly string[];
  readonly wants: (uri: string) => boolean;
  /** Uris that are there, where these alone are of interest. */
  readonly among?: readonly string[];
  /** Whether nobody waits for the outcome any more: it ends early then. */
  readonly isOver: () => boolean;
}

/** Files below a folder that are wanted. */
export async function findFiles(root: string, search: Search): Promise<Found> {
  const { files, pace, globs, wants, among, isOver } = search;
  const folder = root.replace(/\/$/, "");
  const given = among
    ? { uris: among, whole: true }
    : await files.find?.(folder, [...globs, IGNORE_FILE], MOST_FOUND);
  const tree = given ? treeOf(given.uris, folder, among !== undefined) : null;
  const uris: string[] = [];
  const walking = walkBelow(folder, places, BOUNDS);
  let step = walking.next({});
  while (!step.done && !isOver() && uris.length <= MOST_FOUND) {
    const { value } = step;
    if (value.ask === null) {
      uris.push(...value.found.map((uri) => tree?.uris.get(uriKey(uri)) ?? uri).filter(wants));
      step = walking.next({});
    } else if (value.ask === "read") {
      step = walking.next({ octets: await files.read(value.file) });
    } else {
      await pace.turn();
      step = walking.next({ entries: await entriesOf(value.folder) });
    }
  }
  const whole = step.done === true && step.value.whole && given?.whole !== false;
  return { uris: uris.slice(0, MOST_FOUND), whole };

  async function entriesOf(at: string): Promise<readonly FileEntry[]> {
    const known = tree && isBelow(at, folder) ? (tree.folders.get(uriKey(at)) ?? []) : null;
    if (known) return known;
    const entries = await files.list(at);
    if (!tree || at !== folder) return entries;
    // No search finds the folder that marks the root of a repository.
    return [...(tree.folders.get(uriKey(at)) ?? []), ...entries.filter(({ name }) => name === ".git")];
  }
}

const places: Places = {
  child: (folder, name) => `${folder}/${encodeURIComponent(name)}`,
  parent(folder) {
    const slash = folder.lastIndexOf("/");
    const around = folder.slice(0, slash);
    // Above `file:///a` is nothing that has a name.
    if (/^[^/]*\/*$/.test(around) || slash < 0) return null;
    return { folder: around, name: decodeURIComponent(folder.slice(slash + 1)) };
  },
};

/** What a search found: as if its folders had been listed, by the keys of their uris, and its files by theirs. */
interface Tree {
  readonly folders: ReadonlyMap<string, readonly FileEntry[]>;
  readonly uris: ReadonlyMap<string, string>;
}

/** @param ignoring whether any folder may have a file of patterns that is not among the uris */
function treeOf(uris: readonly string[], root: string, ignoring: boolean): Tree {
  const top = uriKey(root);
  const inEach: readonly FileEntry[] = ignoring ? [{ name: IGNORE_FILE, kind: "file" }] : [];
  const folders = new Map<string, FileEntry[]>([[top, [...inEach]]]);
  const files = new Map<string, string>();
  for (const uri of uris) {
    const key = uriKey(uri);
    if (!key.startsWith(`${top}/`) || files.has(key)) continue;
    files.set(key, uri);
    enter(key, "file");
  }
  return { folders, uris: files };

  /** Enters something in its folder, and that in its own where it is not known yet. */
  function enter(key: string, kind: FileEntry["kind"]): void {
    const slash = key.lastIndexOf("/");
    const around = key.slice(0, slash);
    if (!folders.has(around)) {
      folders.set(around, [...inEach]);
      enter(around, "folder");
    }
    folders.get(around)?.push({ name: key.slice(slash + 1), kind });
  }
}
