/** Whether DNS may be asked: the user's trust in the workspace and their word, which the server is told of. */

import * as vscode from "vscode";
import type { ClientTells, DnsConsent } from "../../../server/src/lsp/protocol.ts";
import { shown } from "./text.ts";

const KEY = "spf.dns.agreed";

type Tell = (method: keyof ClientTells, consent: DnsConsent) => void;

export class Consent implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #tell: Tell;
  readonly #trust: vscode.Disposable;

  /** `memory` is the workspace's; `tell` sends a notification to the server. */
  constructor(memory: vscode.Memento, tell: Tell) {
    this.#memory = memory;
    this.#tell = tell;
    this.#trust = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed());
  }

  get state(): DnsConsent {
    return { trusted: vscode.workspace.isTrusted, agreed: this.#memory.get<unknown>(KEY) === true };
  }

  /** Asks the user once for this workspace, telling what would be sent and to whom; gives what they said. */
  async ask(): Promise<boolean> {
    if (!vscode.workspace.isTrusted) return false;
    if (this.state.agreed) return true;
    const agree = vscode.l10n.t("Ask DNS in this workspace");
    const detail = [
      vscode.l10n.t(
        "The names that records refer to are sent to {0}. A macro may put the IP address and the sender that you simulate into such a name.",
        whom(),
      ),
      vscode.l10n.t("Nothing else is sent, and no text of a file."),
      vscode.l10n.t(
        "What files and unsaved text say is not asked for. To take this back, use the command “SPF: Stop Asking DNS in This Workspace”.",
      ),
    ].join("\n\n");
    const question = vscode.l10n.t("May DNS be asked for what no file here says?");
    const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, agree);
    if (chosen !== agree) return false;
    await this.#memory.update(KEY, true);
    this.#changed();
    return true;
  }

  async withdraw(): Promise<void> {
    await this.#memory.update(KEY, undefined);
    this.#changed();
    void vscode.window.showInformationMessage(
      vscode.l10n.t("DNS is not asked any more in this workspace, unless the setting spf.dns.mode is “on”."),
    );
  }

  dispose(): void {
    this.#trust.dispose();
  }

  #changed(): void {
    this.#tell("spf/dns", this.state);
  }
}

/** Who would be asked, as the settings say. */
function whom(): string {
  const settings = vscode.workspace.getConfiguration("spf.dns");
  const named = settings.get<string>("doh") || settings.get<string>("server");
  return named ? shown(named) : vscode.l10n.t("the DNS servers of your system");
}
