/** Where the message comes from whose responsible address is to be checked: what was copied, selected, or lies in a file. */

import * as vscode from "vscode";

/** The headers stand at the beginning, and nobody's are longer, in octets. */
const MOST_OCTETS = 1024 * 1024;

export interface MessageSource {
  readonly label: string;
  readonly icon: string;
  /** The text; undefined where the user thought better of it. */
  readonly read: () => Promise<string | undefined>;
}

/** The sources at hand. */
export function messageSources(): MessageSource[] {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : "";
  return [
    {
      label: vscode.l10n.t("The text that was copied"),
      icon: "clippy",
      read: async () => vscode.env.clipboard.readText(),
    },
    ...(selected === ""
      ? []
      : [
          {
            label: vscode.l10n.t("The selected text"),
            icon: "list-selection",
            read: async () => selected,
          },
        ]),
    { label: vscode.l10n.t("A file…"), icon: "file", read: readFile },
  ];
}

async function readFile(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("The message whose sender is checked"),
    filters: { [vscode.l10n.t("Messages")]: ["eml", "msg", "txt"], [vscode.l10n.t("All files")]: ["*"] },
  });
  const uri = chosen?.[0];
  if (!uri) return undefined;
  const octets = await vscode.workspace.fs.readFile(uri);
  return new TextDecoder().decode(octets.subarray(0, MOST_OCTETS));
}
