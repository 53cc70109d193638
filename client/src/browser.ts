/** The extension's entry in a browser: the language server is a web worker. */

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { start } from "./extension.ts";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist/server/browser.js").toString(true);
  // A worker for each client, so that restarting gives a fresh one.
  const worker = async () => new Worker(script);
  await start(context, (id, name, options) => new LanguageClient(id, name, worker, options));
}
