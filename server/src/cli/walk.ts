/** Finds the files to look at: those that were named, and all below the folders that were named. */

import path from "node:path";
import ignore from "ignore";
import { type Disk, type Failure, isFailure } from "./ports.ts";

export interface Target {
  /** Absolute. */
  readonly path: string;
  /** Whether the user named the file itself, so that silence about it would be wrong. */
  readonly named: boolean;
}

export interface Walked {
  /** Sorted by path, each once. */
  readonly targets: readonly Target[];
  /** The current folder, and those of everything the user named. Absolute; nothing outside of them is read. */
  readonly roots: readonly string[];
  readonly failures: readonly { readonly path: string; readonly named: boolean; readonly failure: Failure }[];
}

/** Folders that never hold a user's own records. */
const skipped: ReadonlySet<string> = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform"]);

type Ignore = ReturnType<typeof ignore>;

/** The patterns of one `.gitignore`, and the folder they count from. */
interface Patterns {
  readonly folder: string;
  readonly ignore: Ignore;
}

/** @param named as given on the command line: relative to `currentFolder`, or absolute */
export function walk(named: readonly string[], currentFolder: string, disk: Disk): Walked {
  const targets = new Map<string, Target>();
  const roots = new Set([currentFolder]);
  const failures: { path: string; named: boolean; failure: Failure }[] = [];
  for (const given of named) {
    const full = path.resolve(currentFolder, given);
    // An empty name is a variable that was not set; it must not mean the whole folder.
    const kind = given === "" ? ({ failure: "missing", detail: "" } as const) : disk.kind(full);
    if (isFailure(kind)) failures.push({ path: full, named: true, failure: kind });
    else if (kind === "other")
      failures.push({ path: full, named: true, failure: { failure: "not-a-file", detail: "" } });
    else if (kind === "file") {
      roots.add(path.dirname(full));
      targets.set(full, { path: full, named: true });
    } else {
      roots.add(full);
      const bound = disk.real(full) ?? full;
      for (const found of below(full, patternsAbove(full, disk), bound, disk)) {
        if (typeof found !== "string") failures.push({ ...found, named: found.path === full });
        else if (!targets.has(found)) targets.set(found, { path: found, named: false });
      }
    }
  }
  const sorted = [...targets.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { targets: sorted, roots: [...roots], failures };
}

/**
 * Files below a folder. Links to folders are not entered: what they lead to has a place of its own. Links to files are
 * followed, since one text may serve many zones, but not out of `bound`.
 */
function* below(
  folder: string,
  above: readonly Patterns[],
  bound: string,
  disk: Disk,
): Generator<string | { path: string; failure: Failure }> {
  const entries = disk.list(folder);
  if (isFailure(entries)) {
    yield { path: folder, failure: entries };
    return;
  }
  const own = entries.some((entry) => entry.name === ".gitignore") ? patternsIn(folder, disk) : null;
  const patterns = own ? [own, ...above] : above;
  for (const { name, kind } of entries) {
    const full = path.join(folder, name);
    if (kind === "folder") {
      if (!skipped.has(name) && !isIgnored(full, true, patterns)) yield* below(full, patterns, bound, disk);
    } else if (kind === "file" || (kind === "link" && isWithin(disk.real(full) ?? "", bound))) {
      if (!isIgnored(full, false, patterns)) yield full;
    }
  }
}

/** Whether the innermost pattern that speaks about a path says that it is ignored. gitignore(5) */
function isIgnored(full: string, isFolder: boolean, patterns: readonly Patterns[]): boolean {
  for (const each of patterns) {
    const relative = slashed(path.relative(each.folder, full)) + (isFolder ? "/" : "");
    const { ignored, unignored } = each.ignore.test(relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Patterns of the folders above, up to the root of the repository; none where there is no repository. */
function patternsAbove(folder: string, disk: Disk): Patterns[] {
  const out: Patterns[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    if (at !== folder) {
      const own = patternsIn(at, disk);
      if (own) out.push(own);
    }
    if (!isFailure(disk.kind(path.join(at, ".git")))) {
      const excluded = patternsIn(at, disk, path.join(".git", "info", "exclude"));
      return excluded ? [...out, excluded] : out;
    }
    if (path.dirname(at) === at) return [];
  }
}

function patternsIn(folder: string, disk: Disk, name = ".gitignore"): Patterns | null {
  const octets = disk.read(path.join(folder, name), 1024 * 1024);
  if (isFailure(octets)) return null;
  return { folder, ignore: ignore().add(new TextDecoder().decode(octets)) };
}

/** A path as the output shows it: from the current folder, or absolute outside of it, with `/` on every system. */
export function shownPath(full: string, currentFolder: string): string {
  const relative = path.relative(currentFolder, full);
  const outside = relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return slashed(outside ? full : relative || ".");
}

function slashed(name: string): string {
  return path.sep === "/" ? name : name.replaceAll(path.sep, "/");
}

/** Whether a path lies in a folder or is that folder. */
export function isWithin(full: string, folder: string): boolean {
  const relative = path.relative(folder, full);
  return (
    relative === "" ||
    !(relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  );
}
