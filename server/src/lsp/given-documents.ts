/** Asks the client to show us documents too that the settings give a format, whatever editors call their language. */

import {
  BulkRegistration,
  type BulkUnregistration,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentHighlightRequest,
  type DocumentSelector,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  SemanticTokensRegistrationType,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { kindByName } from "../ide/index.ts";
import type { Session } from "./session.ts";
import { anywhere } from "./watching.ts";

export class GivenDocuments {
  readonly #session: Session;
  readonly #capabilities: ServerCapabilities;
  #globs = "";
  #registration: Promise<BulkUnregistration> | null = null;

  /** @param capabilities are what the client was told of all documents that it shows anyway */
  constructor(session: Session, capabilities: ServerCapabilities) {
    this.#session = session;
    this.#capabilities = capabilities;
  }

  /** From now on documents that fit one of the globs are wanted. */
  want(globs: readonly string[]): void {
    const { client, connection } = this.#session;
    // What is named like any other file of a format is shown anyway, and would be asked about twice.
    const extra = globs.filter((glob) => kindByName(glob.replace(/\*+/g, "x")) === null);
    if (client.registers.size === 0 || extra.join("\n") === this.#globs) return;
    this.#globs = extra.join("\n");
    const before = this.#registration;
    const bulk = this.#registrations(extra.flatMap(anywhere).map((pattern) => ({ pattern })));
    this.#registration = extra.length > 0 ? connection.client.register(bulk) : null;
    const swap = Promise.all([before, this.#registration]).then(([old]) => old?.dispose());
    swap.catch((error) => this.#session.log("asking for documents failed", error));
  }

  #registrations(documentSelector: DocumentSelector): BulkRegistration {
    const { registers } = this.#session.client;
    const {
      codeActionProvider,
      codeLensProvider,
      completionProvider,
      diagnosticProvider,
      semanticTokensProvider,
    } = this.#capabilities;
    const bulk = BulkRegistration.create();
    bulk.add(DidOpenTextDocumentNotification.type, { documentSelector });
    bulk.add(DidChangeTextDocumentNotification.type, {
      documentSelector,
      syncKind: TextDocumentSyncKind.Incremental,
    });
    bulk.add(DidCloseTextDocumentNotification.type, { documentSelector });
    if (registers.has("hover")) bulk.add(HoverRequest.type, { documentSelector });
    if (registers.has("definition")) bulk.add(DefinitionRequest.type, { documentSelector });
    if (registers.has("references")) bulk.add(ReferencesRequest.type, { documentSelector });
    if (registers.has("documentHighlight")) bulk.add(DocumentHighlightRequest.type, { documentSelector });
    if (registers.has("documentSymbol")) bulk.add(DocumentSymbolRequest.type, { documentSelector });
    if (registers.has("semanticTokens") && semanticTokensProvider)
      bulk.add(SemanticTokensRegistrationType.type, { documentSelector, ...semanticTokensProvider });
    if (registers.has("inlayHint")) bulk.add(InlayHintRequest.type, { documentSelector });
    if (registers.has("codeLens")) bulk.add(CodeLensRequest.type, { documentSelector, ...codeLensProvider });
    if (registers.has("completion"))
      bulk.add(CompletionRequest.type, { documentSelector, ...completionProvider });
    if (registers.has("codeAction") && typeof codeActionProvider === "object")
      bulk.add(CodeActionRequest.type, { documentSelector, ...codeActionProvider });
    if (registers.has("diagnostic") && diagnosticProvider)
      bulk.add(DocumentDiagnosticRequest.type, { documentSelector, ...diagnosticProvider });
    return bulk;
  }
}
