/** Finds the files to look at: those that were named, and all below the folders that were named. */

import path from "node:path";
import { type Places, type WalkAnswer, type WalkStep, walkBelow } from "../ide/walk.ts";
import { type Disk, type Failure, isFailure } from "./ports.ts";

export interface Target {
  /** Absolute. */
  readonly path: string;
  /** Whether the user named the file itself, so that silence about it would be wrong. */
  readonly named: boolean;
}

interface Failed {
  readonly path: string;
  readonly named: boolean;
  readonly failure: Failure;
}

export interface Walked {
  /** Sorted by path, each once. */
  readonly targets: readonly Target[];
  /** The current folder, and those of everything the user named. Absolute; nothing outside of them is read. */
  readonly roots: readonly string[];
  readonly failures: readonly Failed[];
}

/** @param named as given on the command line: relative to `currentFolder`, or absolute */
export function walk(named: readonly string[], currentFolder: string, disk: Disk): Walked {
  const targets = new Map<string, Target>();
  const roots = new Set([currentFolder]);
  const failures: Failed[] = [];
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
      const { found, failed } = below(full, disk);
      for (const file of found) if (!targets.has(file)) targets.set(file, { path: file, named: false });
      failures.push(...failed);
    }
  }
  const sorted = [...targets.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { targets: sorted, roots: [...roots], failures };
}

const places: Places = {
  child: (folder, name) => (folder.endsWith(path.sep) ? folder + name : folder + path.sep + name),
  parent(folder) {
    const around = path.dirname(folder);
    return around === folder ? null : { folder: around, name: path.basename(folder) };
  },
};

/** Files below a folder, and folders there that can't be opened. */
function below(folder: string, disk: Disk): { readonly found: string[]; readonly failed: Failed[] } {
  const bound = disk.real(folder) ?? folder;
  const found: string[] = [];
  const failed: Failed[] = [];
  const walking = walkBelow(folder, places);
  for (let step = walking.next({}); !step.done; step = walking.next(answer(step.value))) {
    if (step.value.ask === null) found.push(...step.value.found);
  }
  return { found, failed };

  function answer(step: WalkStep): WalkAnswer {
    if (step.ask === "list") return { entries: list(step.folder) };
    if (step.ask === null) return {};
    const octets = disk.read(step.file, 1024 * 1024);
    return { octets: isFailure(octets) ? null : octets };
  }

  /**
   * Links to folders are not entered: what they lead to has a place of its own. Links to files are followed, since one
   * text may serve many zones, but not out of `bound`.
   */
  function list(at: string) {
    const entries = disk.list(at);
    if (isFailure(entries)) {
      if (isWithin(at, folder)) failed.push({ path: at, named: at === folder, failure: entries });
      return null;
    }
    return entries.map(({ name, kind }) => {
      if (kind !== "link") return { name, kind };
      const within = isWithin(disk.real(path.join(at, name)) ?? "", bound);
      return { name, kind: within ? ("file" as const) : ("other" as const) };
    });
  }
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
