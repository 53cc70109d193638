/** Shows a place of a file in an editor, where that file is already to be seen if it is. */

import * as vscode from "vscode";
import type { Place } from "../../../server/src/lsp/protocol.ts";

/** Selects the place; `focus`: the keyboard goes there too. `from` is the column that must not be covered. */
export async function reveal(
  place: Place,
  focus: boolean,
  from: vscode.ViewColumn | undefined,
): Promise<void> {
  const uri = vscode.Uri.parse(place.uri);
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const other = from === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  const viewColumn = columnOf(uri) ?? other;
  await vscode.window.showTextDocument(uri, { viewColumn, selection, preserveFocus: !focus });
}

/** The column that shows the file, or holds it behind another tab. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const isIt = (tab: vscode.Tab) =>
    tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
  const groups = vscode.window.tabGroups.all;
  const shown = groups.find(({ activeTab }) => activeTab !== undefined && isIt(activeTab));
  return (shown ?? groups.find(({ tabs }) => tabs.some(isIt)))?.viewColumn;
}
