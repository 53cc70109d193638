/** Answers the server's own requests: it has no files but those that VS Code shows it. */

import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ListedEntry, ServerAsks } from "../../server/src/lsp/protocol.ts";

/** Larger files are no zones that a person edits. */
const MAX_OCTETS = 64 * 1024 * 1024;

type Answer<M extends keyof ServerAsks> = Promise<ServerAsks[M]["result"]>;

/** Registers the answers with a client that is not started yet. */
export function answerServer(client: BaseLanguageClient, extension: vscode.Uri): void {
  client.onRequest("spf/read", ({ uri }: ServerAsks["spf/read"]["params"]) => read(vscode.Uri.parse(uri)));
  client.onRequest("spf/list", ({ uri }: ServerAsks["spf/list"]["params"]) => list(vscode.Uri.parse(uri)));
  client.onRequest("spf/asset", ({ path }: ServerAsks["spf/asset"]["params"]) => readAsset(extension, path));
}

/** A text that ships with the extension; null where there is none. */
export async function readAsset(extension: vscode.Uri, path: string): Answer<"spf/asset"> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path)));
  } catch {
    return null;
  }
}

async function read(uri: vscode.Uri): Answer<"spf/read"> {
  if (!mayRead(uri)) return null;
  try {
    const found = await vscode.workspace.fs.stat(uri);
    if ((found.type & vscode.FileType.File) === 0 || found.size > MAX_OCTETS) return null;
    return toBase64(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function list(uri: vscode.Uri): Answer<"spf/list"> {
  if (!mayRead(uri)) return [];
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  } catch {
    return [];
  }
}

/** A zone that nobody vouches for must not make us read files outside of its folder. */
function mayRead(uri: vscode.Uri): boolean {
  return vscode.workspace.isTrusted || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function kindOf(type: vscode.FileType): ListedEntry["kind"] {
  if (type & vscode.FileType.File) return "file";
  return type & vscode.FileType.Directory ? "folder" : "other";
}

function toBase64(octets: Uint8Array): string {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < octets.length; at += 8192)
    text += String.fromCharCode(...octets.subarray(at, at + 8192));
  return btoa(text);
}
