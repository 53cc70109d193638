/** The command that puts a record on the clipboard, as another format writes it. */

import * as vscode from "vscode";
import type { CopyArguments } from "../../server/src/lsp/protocol.ts";

/** How long the word of it stays in the status bar, in milliseconds. */
const SHOWN = 5000;

export async function copyText(...[text]: CopyArguments | []): Promise<void> {
  if (typeof text !== "string") return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("The record is on the clipboard."), SHOWN);
}
