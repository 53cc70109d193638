/** What the server tells a client that it can do. */

import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { Commands } from "./commands.ts";
import { tokensOptions } from "./token-types.ts";

/** Characters after which something else can follow than before. */
const completionTriggers = [" ", ":", "=", "/", "%", "{", "-", "~", "?", ",", "."];

export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: completionTriggers },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    codeActionProvider: {
      codeActionKinds: [
        "quickfix",
        "refactor.rewrite",
        "refactor.inline",
        "refactor.extract",
        ...(client.options.commands ? ["refactor.copy"] : []),
        "source.fixAll.spf",
      ],
    },
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: true,
    semanticTokensProvider: tokensOptions(client),
    executeCommandProvider: { commands: announced(client) },
    // Findings depend on the files that a document includes, and on those that include it.
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: { identifier: "spf", interFileDependencies: true, workspaceDiagnostics: false },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/**
 * Commands that are announced. A client library makes a command of its own of each, which a client that has one of that
 * name must be spared.
 */
function announced({ options }: Client): (keyof Commands)[] {
  return options.commands
    ? ["spf.raiseSerial"]
    : ["spf.raiseSerial", "spf.simulate", "spf.simulateSuggestions"];
}
