/** Tells menus whether the editor in front shows a document that records are read in. */

import * as vscode from "vscode";

/** Keeps the context `spf.supported` right as long as it is not disposed of. */
export function markSupported(selector: vscode.DocumentSelector): vscode.Disposable {
  const mark = () => {
    const document = vscode.window.activeTextEditor?.document;
    const is = document !== undefined && vscode.languages.match(selector, document) > 0;
    void vscode.commands.executeCommand("setContext", "spf.supported", is);
  };
  mark();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(mark),
    // A document that is given another language is closed and opened.
    vscode.workspace.onDidOpenTextDocument(mark),
  );
}
