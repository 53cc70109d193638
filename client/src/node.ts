/** The extension's entry on the desktop and in a VS Code server: the language server is a process of its own. */

import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start } from "./extension.ts";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist/server/node.js").fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  await start(context, (id, name, options) => new LanguageClient(id, name, { run, debug }, options));
}
