/**
 * Loads the files that zones include, and those that are one module with a file, as far as that is safe: nothing outside the
 * folders that the user named is read, links followed, since a zone from a stranger may include any file of the machine.
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import type { Workspace } from "../ide/index.ts";
import { isOfModule } from "../ide/recognise.ts";
import type { Document } from "../text/document.ts";
import type { Message } from "../text/message.ts";
import { cliMessages as say } from "./messages.ts";
import { type Disk, isFailure } from "./ports.ts";
import type { Source } from "./sources.ts";
import { isWithin } from "./walk.ts";

/** More included files than this are not read. */
const MAX_FILES = 5000;

export interface Includes {
  /** Absolute folders that hold all that may be read. */
  readonly roots: readonly string[];
  readonly disk: Disk;
  readonly workspace: Workspace;
  /** Gains the uris of what is read only because it is one module with another file. */
  readonly beside: Set<string>;
  /** The document at a path; null where it can't be read. */
  read(path: string): Document | null;
  /** How a path is shown. */
  shown(path: string): string;
}

/** Loads what a document includes, and what that includes in turn; says what was left out. `loaded` gains their uris. */
export function loadIncludes(uri: string, loaded: Set<string>, options: Includes): Message[] {
  const notes: Message[] = [];
  const asked = new Set<string>();
  for (;;) {
    const wants = options.workspace.wants(uri).filter((want) => !asked.has(want));
    if (wants.length === 0) return notes;
    for (const want of wants) {
      asked.add(want);
      if (want.endsWith("/")) {
        loadModule(want, options);
        continue;
      }
      if (loaded.size >= MAX_FILES) {
        options.workspace.load(want, null);
        if (!notes.some((note) => note.id === tooMany.id)) notes.push(tooMany);
        continue;
      }
      const { document, outside } = find(want, options);
      if (!document || options.workspace.document(want) !== document) options.workspace.load(want, document);
      if (document) loaded.add(want);
      else if (outside !== null) notes.push(say.includedOutside({ path: options.shown(outside) }));
    }
  }
}

/** Whether a file may want others. */
export function mayWant({ uri, skimmed }: Pick<Source, "uri" | "skimmed">): boolean {
  return skimmed.includes || isOfModule(uri);
}

/** Loads what is one module with a file: what its folder holds of the same kind, whatever is in it. */
function loadModule(folder: string, options: Includes): void {
  const { workspace, beside, disk } = options;
  const full = pathOf(folder);
  const entries = full === null ? [] : disk.list(full);
  for (const { name } of full === null || isFailure(entries) ? [] : entries) {
    const { href } = pathToFileURL(full + name);
    if (!isOfModule(href) || workspace.document(href) || beside.size >= MAX_FILES) continue;
    const { document } = find(href, options);
    if (!document) continue;
    beside.add(href);
    workspace.load(href, document);
  }
  workspace.load(folder, null);
}

const tooMany = say.tooManyIncludes({ limit: MAX_FILES });

/** The included file, or else its path where it is there but may not be read. */
function find(want: string, options: Includes): { document: Document | null; outside: string | null } {
  const full = pathOf(want);
  const real = full === null ? null : options.disk.real(full);
  if (full === null || real === null || options.disk.kind(real) !== "file")
    return { document: null, outside: null };
  if (!options.roots.some((root) => isWithin(real, options.disk.real(root) ?? root))) {
    return { document: null, outside: full };
  }
  return { document: options.workspace.document(want) ?? options.read(full), outside: null };
}

function pathOf(uri: string): string | null {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : null;
  } catch {
    // A uri such as file:///a%2Fb is no path.
    return null;
  }
}
