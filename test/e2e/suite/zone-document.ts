// What the tests do to the zone in the editor: open it, find text in it, wait for what the extension says about it.
import * as vscode from "vscode";

/** The uri of the zone in the test workspace. */
export function zoneUri(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need a folder to be open");
  return vscode.Uri.joinPath(folder.uri, "db.example.com");
}

/** Opens the zone in an editor as it is on the disk. */
export async function openZone(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(zoneUri());
  await vscode.window.showTextDocument(document);
  return document;
}

/** Throws away what a test did to the zone. */
export async function revertZone(): Promise<void> {
  await openZone();
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

/** The range of the only occurrence of `text`. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const offset = document.getText().indexOf(text);
  if (offset < 0 || document.getText().includes(text, offset + 1))
    throw new Error(`"${text}" is not in the zone exactly once`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** The name of the rule that a diagnostic is of. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code);
}

/** The diagnostics of one rule in a document, as they are now. */
export function findings(document: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((d) => d.source === "spf" && ruleOf(d) === rule);
}

/** The code actions of a kind at a range, as soon as there are any. */
export async function actions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return eventually(`a code action of the kind ${kind.value}`, async () => {
    // With a count, VS Code resolves the edits that a server computes lazily. It drops the answer of a server that the
    // text has overtaken meanwhile, as it does after a test that was just taken back; the menu asks again then.
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      kind.value,
      20,
    );
    return offered.length > 0 && offered;
  });
}

/** Does what choosing a code action in the menu does. */
export async function choose(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit)))
    throw new Error(`the edit of "${action.title}" was refused`);
  if (action.command)
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Waits until `ask` gives something other than undefined or false; fails with `what` after so many seconds. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
  seconds = 15,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not seen in ${seconds} seconds: ${what}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
