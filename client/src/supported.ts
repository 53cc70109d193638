/** Tells menus whether the editor in front shows a document that records are read in. */

import * as vscode from "vscode";
import { shownDocuments, zones } from "./selector.ts";

/** Keeps the context `spf.supported` right as long as it is not disposed of. */
export function markSupported(): vscode.Disposable {
  const [all, sure] = [shownDocuments(), zones()];
  const mark = () => {
    const document = vscode.window.activeTextEditor?.document;
    void vscode.commands.executeCommand("setContext", "spf.supported", document && isSupported(document));
  };
  const isSupported = (document: vscode.TextDocument) =>
    vscode.languages.match(sure, document) > 0 ||
    // Most programs and settings have nothing to do with mail.
    (vscode.languages.match(all, document) > 0 && /spf/i.test(document.getText()));
  mark();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(mark),
    // A document that is given another language is closed and opened.
    vscode.workspace.onDidOpenTextDocument(mark),
    vscode.workspace.onDidSaveTextDocument(mark),
  );
}
