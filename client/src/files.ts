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
  client.onRequest("spf/find", (params: ServerAsks["spf/find"]["params"]) => find(params));
  client.onRequest("spf/asset", async ({ path, encoding }: ServerAsks["spf/asset"]["params"]) => {
    if (encoding !== "base64") return readAsset(extension, path);
    const octets = await assetOctets(extension, path);
    return octets && toBase64(octets);
  });
}

/** A text that ships with the extension; null where there is none. */
export async function readAsset(extension: vscode.Uri, path: string): Answer<"spf/asset"> {
  const octets = await assetOctets(extension, path);
  return octets && new TextDecoder().decode(octets);
}

/** Where the extension itself lies nobody has to vouch for. */
async function assetOctets(extension: vscode.Uri, path: string): Promise<Uint8Array | null> {
  try {
    return await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path));
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

/**
 * Searches as the editor does, without what its user leaves out. Null where nothing is found at all: there may be nobody
 * who can search in such a folder.
 */
async function find({ uri, names, most }: ServerAsks["spf/find"]["params"]): Answer<"spf/find"> {
  const folder = vscode.Uri.parse(uri);
  if (!mayRead(folder)) return null;
  // What `files.exclude` leaves out is left out anyway.
  const excluded = vscode.workspace
    .getConfiguration("search", folder)
    .get<Record<string, unknown>>("exclude", {});
  const globs = Object.keys(excluded).filter((glob) => excluded[glob] === true);
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, `**/{${names.flatMap(expanded).join(",")}}`),
    globs.length > 0 ? `{${globs.join(",")}}` : undefined,
    most,
  );
  if (found.length === 0) return null;
  return { uris: found.map(String), whole: found.length < most };
}

/** A glob as several without braces, since not everybody reads braces in braces. */
function expanded(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const [before, after] = [glob.slice(0, braces.index), glob.slice(braces.index + braces[0].length)];
  return (braces[1] as string).split(",").flatMap((one) => expanded(before + one + after));
}

/** A zone that nobody vouches for must not make us read files outside of its folder. */
function mayRead(uri: vscode.Uri): boolean {
  return vscode.workspace.isTrusted || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** What a link to a folder leads to has a place of its own, or leads in a circle. */
function kindOf(type: vscode.FileType): ListedEntry["kind"] {
  if (type & vscode.FileType.File) return "file";
  if (type & vscode.FileType.SymbolicLink) return "other";
  return type & vscode.FileType.Directory ? "folder" : "other";
}

function toBase64(octets: Uint8Array): string {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < octets.length; at += 8192)
    text += String.fromCharCode(...octets.subarray(at, at + 8192));
  return btoa(text);
}
