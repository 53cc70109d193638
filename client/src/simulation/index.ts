/** The simulation of a receiver's check: its commands, and the one panel that shows it. */

import * as vscode from "vscode";
import type { SimulateRequest } from "../../../server/src/lsp/protocol.ts";
import type { Consent } from "./consent.ts";
import type { Inputs, Target } from "./inputs.ts";
import { readKept, readTarget } from "./kept.ts";
import { createWebview, SimulationPanel, VIEW_TYPE } from "./panel.ts";
import { prompt, usualSender } from "./prompt.ts";
import { remember, remembered } from "./remembered.ts";
import type { SimulationServer } from "./server.ts";

export { Consent } from "./consent.ts";
export { simulationServer } from "./server.ts";

export interface SimulationOptions {
  readonly context: vscode.ExtensionContext;
  readonly server: SimulationServer;
  readonly consent: Consent;
  /** The documents that records are read in. */
  readonly selector: vscode.DocumentSelector;
}

/** Registers the commands, and takes over a panel that an earlier window left. */
export function registerSimulation({ context, server, consent, selector }: SimulationOptions): void {
  const memory = context.workspaceState;
  let panel: SimulationPanel | null = null;
  const entered = (inputs: Inputs) => {
    const { last, usualSender } = remembered(memory);
    // A sender that was typed into the panel is meant as it is.
    void remember(memory, inputs, usualSender && last?.sender === inputs.sender);
  };
  const around = { extension: context.extensionUri, server, consent, selector, entered };
  const take = (made: SimulationPanel) => {
    panel = made;
    made.onDidDispose(() => {
      if (panel === made) panel = null;
    });
  };
  const show = (target: Target, inputs: Inputs) => {
    const kept = { target, inputs };
    if (panel) panel.show(kept, true);
    else take(new SimulationPanel(createWebview(context.extensionUri), around, kept));
  };

  const simulate = async (asked: unknown): Promise<unknown> => {
    // A program that names an address wants the answer and no panel.
    if (typeof (asked as { ip?: unknown } | undefined)?.ip === "string")
      // A worker is sent no methods, on which a `vscode.Position` relies.
      return server.simulate(JSON.parse(JSON.stringify(asked)) as SimulateRequest);
    const target = targetOf(asked, selector);
    const suggestions = await suggested(target, server);
    const answers = await prompt(suggestions, remembered(memory));
    if (!answers) return undefined;
    await remember(memory, answers.inputs, answers.usualSender);
    show(suggestions.domain === null ? { ...target, domain: answers.domain } : target, answers.inputs);
    return undefined;
  };

  const simulateAgain = async (): Promise<unknown> => {
    const { last, usualSender: usual } = remembered(memory);
    const inputs = panel?.inputs ?? last;
    const editor = vscode.window.activeTextEditor;
    if (!inputs || (!panel && !editor)) return simulate(undefined);
    if (panel && (!editor || vscode.languages.match(selector, editor.document) === 0))
      return panel.runAgain();
    const target = targetOf(undefined, selector);
    const { domain } = await suggested(target, server);
    if (domain === null && !panel) return simulate(undefined);
    const sender = usual && domain !== null ? usualSender(domain) : inputs.sender;
    show(target, { ...inputs, sender });
    return undefined;
  };

  context.subscriptions.push(
    vscode.commands.registerCommand("spf.simulate", simulate),
    vscode.commands.registerCommand("spf.simulateAgain", simulateAgain),
    vscode.commands.registerCommand("spf.stopDns", () => consent.withdraw()),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (webview, state) => {
        const kept = readKept(state);
        if (kept) take(new SimulationPanel(webview, around, kept));
        else webview.dispose();
      },
    }),
    {
      dispose: () => {
        panel = null;
      },
    },
  );
}

/** The record that a code lens names, or the one at the cursor. */
function targetOf(asked: unknown, selector: vscode.DocumentSelector): Target {
  // A menu gives the uri of the file alone.
  const given = asked instanceof vscode.Uri ? null : readTarget(asked);
  if (given?.uri !== undefined || given?.domain !== undefined) return given;
  const editor = vscode.window.activeTextEditor;
  if (!editor || vscode.languages.match(selector, editor.document) === 0) return {};
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

async function suggested({ uri, position, domain }: Target, server: SimulationServer) {
  if (uri === undefined) return { domain: domain ?? null, addresses: [] };
  return server.suggest({ uri, ...(position ? { position } : {}) });
}
