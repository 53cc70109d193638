/** The extension's entry in a browser: the language server is a web worker. */

import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { start } from "./extension.ts";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist/server/browser.js").toString(true);
  // Started anew whenever the client starts. The library would know a worker by its class, but VS Code has its own.
  const connect = async () => {
    const worker = new Worker(script);
    // VS Code runs it from a blob, which does not know what lies beside the script.
    worker.postMessage(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  await start(context, (id, name, options) => new LanguageClient(id, name, connect, options));
}
