/**
 * Loads the files that zones include, as far as that is safe.
 *
 * A name is looked up from the folder of the file that includes it and then from the folders above: name servers count
 * from their own working folder, which usually lies above the zones. Nothing outside the folders that the user named
 * is read, links followed, since a zone from a stranger may include any file of the machine.
 */

import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Workspace } from "../ide/index.ts";
import type { Document } from "../text/document.ts";
import type { Message } from "../text/message.ts";
import { cliMessages as say } from "./messages.ts";
import type { Disk } from "./ports.ts";
import { isWithin } from "./walk.ts";

/** More included files than this are not read. */
const MAX_FILES = 5000;

export interface Includes {
  /** Absolute folders that hold all that may be read. */
  readonly roots: readonly string[];
  readonly disk: Disk;
  readonly workspace: Workspace;
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
      if (loaded.size >= MAX_FILES) {
        options.workspace.load(want, null);
        if (!notes.some((note) => note.id === tooMany.id)) notes.push(tooMany);
        continue;
      }
      const { document, outside } = find(want, uri, options);
      options.workspace.load(want, document);
      if (document) {
        if (document.uri !== want) options.workspace.load(document.uri, document);
        loaded.add(document.uri);
      } else if (outside !== null) notes.push(say.includedOutside({ path: options.shown(outside) }));
    }
  }
}

const tooMany = say.tooManyIncludes({ limit: MAX_FILES });

/** The included file, or else a path that is there but may not be read. */
function find(
  want: string,
  by: string,
  options: Includes,
): { document: Document | null; outside: string | null } {
  let outside: string | null = null;
  for (const candidate of candidates(want, by, options.roots)) {
    const real = options.disk.real(candidate);
    if (real === null || options.disk.kind(real) !== "file") continue;
    if (!options.roots.some((root) => isWithin(real, options.disk.real(root) ?? root))) {
      outside ??= candidate;
      continue;
    }
    const document = options.workspace.document(pathToFileURL(candidate).href) ?? options.read(candidate);
    if (document) return { document, outside: null };
  }
  return { document: null, outside };
}

/** The place itself, then the same name from the folders above the one who includes it. */
function* candidates(want: string, by: string, roots: readonly string[]): Generator<string> {
  const full = pathOf(want);
  const includer = pathOf(by);
  if (full === null) return;
  yield full;
  if (includer === null) return;
  const from = path.dirname(includer);
  if (!isWithin(full, from)) return;
  const name = path.relative(from, full);
  for (let folder = from; roots.some((root) => folder !== root && isWithin(folder, root)); ) {
    folder = path.dirname(folder);
    yield path.join(folder, name);
  }
}

function pathOf(uri: string): string | null {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : null;
  } catch {
    // A uri such as file:///a%2Fb is no path.
    return null;
  }
}
