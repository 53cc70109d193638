/** Makes the fixes that were asked for and writes them: whole files or nothing, and no octet that is not part of a fix. */

import { firstOf, fixAll, type Workspace } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { applyEdits } from "../text/edit.ts";
import type { Message } from "../text/message.ts";
import { encodeOctets } from "../text/octets.ts";
import { failureMessage } from "./messages.ts";
import type { Machine } from "./ports.ts";
import { MAX_OCTETS, type Source } from "./sources.ts";

export interface Mended {
  /** How many fixes were made. */
  readonly count: number;
  /** Why the file could not be written, where it could not. */
  readonly failure: Message | null;
}

const nothing: Mended = { count: 0, failure: null };

/**
 * Fixes one source. The workspace then holds the new text; where the file can't be written it holds the old one,
 * so that what is reported is what is there.
 */
export function mend(
  source: Source,
  kinds: "safe" | "repair",
  workspace: Workspace,
  machine: Machine,
): Mended {
  const before = workspace.document(source.uri);
  if (!before) return nothing;
  const { edits, count } = fixAll(
    workspace,
    source.uri,
    firstOf(kinds === "safe" ? ["safe"] : ["safe", "repair"]),
  );
  if (edits.length === 0) return nothing;
  const text = before.text();
  const after = Document.of(before.uri, applyEdits(text, edits), before.languageId, before.version + 1);
  if (source.path !== null) {
    const failure = machine.disk.replace(source.path, encodeOctets(text), encodeOctets(after.text()));
    if (failure) return { count: 0, failure: failureMessage(source.shown, failure, MAX_OCTETS) };
  }
  workspace.load(source.uri, after);
  return { count, failure: null };
}
