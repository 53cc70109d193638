/** Which documents the server is shown: those of the languages and the names that records are written in. */

import * as vscode from "vscode";
import { type FileKind, fileKinds } from "../../server/src/host/file-kinds.ts";

/** Part of a selector, as VS Code and the protocol both read it. */
export interface Selected {
  readonly language?: string;
  readonly pattern?: string;
  readonly scheme: string;
}

/** What the server is shown. It looks closer, and most files of a general language are none of its business. */
export function shownDocuments(): Selected[] {
  return selectorOf(Object.values(fileKinds));
}

/** What is a zone, whatever it holds. */
export function zones(): Selected[] {
  return selectorOf([fileKinds.zone]);
}

function selectorOf(kinds: readonly FileKind[]): Selected[] {
  // Only what is edited: an old version in a comparison is not.
  const schemes = new Set(["file", "untitled"]);
  for (const folder of vscode.workspace.workspaceFolders ?? []) schemes.add(folder.uri.scheme);
  return [...schemes].flatMap((scheme) => [
    ...kinds.flatMap(({ languages }) => languages.map((language) => ({ language, scheme }))),
    ...kinds.flatMap(({ names }) => names.map((name) => ({ pattern: `**/${name}`, scheme }))),
  ]);
}
