/** After a fix in a zone: nothing gets published before its serial is raised, so raising it is offered. */

import * as vscode from "vscode";
import type { AfterFixArguments } from "../../server/src/lsp/protocol.ts";

/** The command that follows a fix. It asks once for a zone, and again only after the zone was saved. */
export function offerSerial(context: vscode.ExtensionContext): (...args: AfterFixArguments) => void {
  const asked = new Set<string>();
  context.subscriptions.push(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => asked.delete(uri.toString())),
  );
  return ({ uri, ttl }) => {
    if (asked.has(uri)) return;
    asked.add(uri);
    // Not awaited: who applied the fix need not wait until somebody has read this.
    void offer(uri, ttl);
  };
}

async function offer(uri: string, ttl: string | null): Promise<void> {
  const raise = vscode.l10n.t("Raise the serial");
  const question =
    ttl === null
      ? vscode.l10n.t("The record is mended. Name servers publish it once the SOA serial is raised.")
      : vscode.l10n.t(
          "The record is mended. Name servers publish it once the SOA serial is raised; receivers keep the old record for up to {0} after that.",
          ttl,
        );
  const chosen = await vscode.window.showInformationMessage(question, raise);
  if (chosen === raise) await vscode.commands.executeCommand("spf.raiseSerial", uri);
}
