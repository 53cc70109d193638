/** The VS Code side that desktop and web share: starts the server, answers what it asks, offers the commands. */

import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { ClientOptions, DnsConsent } from "../../server/src/lsp/protocol.ts";
import { offerSerial } from "./after-fix.ts";
import { copyText } from "./copy.ts";
import { answerServer } from "./files.ts";
import { openRule, servePages } from "./pages.ts";
import { shownDocuments } from "./selector.ts";
import { givenSettings } from "./settings.ts";
import { Consent, registerSimulation, simulationServer } from "./simulation/index.ts";
import { markSupported } from "./supported.ts";

/** Makes a client that is not started yet, in the way of a platform. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts everything; settles once the server answers. It ends with the extension. */
export async function start(context: vscode.ExtensionContext, create: CreateClient): Promise<void> {
  const output = vscode.window.createOutputChannel("SPF Records", { log: true });
  const selector = shownDocuments();
  const consent = new Consent(context.workspaceState, (method, state) => {
    // A server that is not running is told when it starts.
    if (client.isRunning()) void client.sendNotification(method, state);
  });
  const options: LanguageClientOptions = {
    documentSelector: selector,
    outputChannel: output,
    initializationOptions: () => clientOptions(context, consent.state),
    middleware: {
      workspace: { configuration: givenSettings(context) },
      // From the palette the command comes without arguments and means the zone in front.
      executeCommand: (command, args, next) => next(command, args.length > 0 ? args : activeUri()),
    },
  };
  // The id is where VS Code looks for the trace: `spf.trace.server`.
  const client: BaseLanguageClient = create("spf", "SPF Records", options);
  answerServer(client, context.extensionUri);
  registerSimulation({ context, server: simulationServer(client), consent, selector });
  context.subscriptions.push(
    output,
    consent,
    markSupported(),
    servePages(context.extensionUri),
    vscode.commands.registerCommand("spf.openRule", (rule: unknown) => openRule(context.extensionUri, rule)),
    vscode.commands.registerCommand("spf.afterFix", offerSerial(context)),
    vscode.commands.registerCommand("spf.copy", copyText),
    vscode.commands.registerCommand("spf.restartServer", async () => {
      // A server that never came up can't be stopped, and is what one restarts for.
      await client.stop().catch((error: unknown) => output.warn(String(error)));
      await client.start();
    }),
    vscode.commands.registerCommand("spf.showOutput", () => output.show()),
  );
  context.subscriptions.push({ dispose: () => client.stop() });
  await client.start();
}

function clientOptions(context: vscode.ExtensionContext, dnsConsent: DnsConsent): ClientOptions {
  const { repository } = context.extension.packageJSON as { repository?: string | { url?: string } };
  const url = (typeof repository === "string" ? repository : repository?.url)
    ?.replace(/^git\+/, "")
    .replace(/\.git$/, "");
  return {
    locale: vscode.env.language,
    files: true,
    commands: true,
    dnsConsent,
    ...(url?.startsWith("https://") ? { repository: url } : {}),
  };
}

function activeUri(): string[] {
  const document = vscode.window.activeTextEditor?.document;
  return document ? [document.uri.toString()] : [];
}
