/** What a client can do and wants, as it said when it connected. */

import type { InitializeParams, TextDocumentClientCapabilities } from "vscode-languageserver";
import type { ClientOptions, DnsConsent } from "./protocol.ts";
import { isObject, isText } from "./shapes.ts";

export interface Client {
  readonly options: ClientOptions;
  /** Settings that stand beside the options in `initializationOptions`. */
  readonly settings: unknown;
  /** Two letters. */
  readonly language: string;
  readonly folders: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly relatedInformation: boolean;
  readonly linksCodes: boolean;
  readonly tags: boolean;
  readonly pullsConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly watchesRelativePatterns: boolean;
  readonly changesFolders: boolean;
  /** Features that documents can be added to later; none where documents can't. */
  readonly registers: ReadonlySet<string>;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly tagsCompletions: boolean;
  readonly linksDefinitions: boolean;
  readonly versionedEdits: boolean;
  readonly createsFiles: boolean;
  readonly literalActions: boolean;
  readonly symbolTrees: boolean;
}

/** Reads what a client said when it connected; `initializationOptions` may be anything at all. */
export function clientOf(params: InitializeParams): Client {
  const { textDocument, workspace } = params.capabilities;
  const given = isObject(params.initializationOptions) ? params.initializationOptions : {};
  const { locale, files, commands, repository, dnsConsent, ...settings } = given;
  const named = [params.locale, locale].find((each) => typeof each === "string") ?? "en";
  const folders = (params.workspaceFolders?.map((folder) => folder?.uri) ?? [params.rootUri]).filter(
    (uri) => isText(uri) && uri !== "",
  ) as string[];
  return {
    options: {
      locale: named,
      files: files === true,
      commands: commands === true,
      ...(typeof repository === "string" ? { repository } : {}),
      ...(dnsConsent === undefined ? {} : { dnsConsent: consentIn(dnsConsent) }),
    },
    settings,
    language: named.slice(0, 2).toLowerCase(),
    folders,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    linksCodes: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    tags: textDocument?.publishDiagnostics?.tagSupport !== undefined,
    pullsConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesRelativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    changesFolders: workspace?.workspaceFolders === true,
    registers: registering(textDocument),
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
    markdownCompletion:
      textDocument?.completion?.completionItem?.documentationFormat?.includes("markdown") ?? false,
    tagsCompletions: textDocument?.completion?.completionItem?.tagSupport !== undefined,
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false,
    literalActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

function registering(capabilities: TextDocumentClientCapabilities = {}): ReadonlySet<string> {
  if (capabilities.synchronization?.dynamicRegistration !== true) return new Set();
  const able = Object.entries(capabilities).filter(
    ([, feature]) => isObject(feature) && feature.dynamicRegistration === true,
  );
  return new Set(able.map(([name]) => name));
}

/** What a client says of DNS; only a clear yes is one. */
export function consentIn(value: unknown): DnsConsent {
  const { trusted, agreed } = isObject(value) ? value : {};
  return { trusted: trusted === true, agreed: agreed === true };
}
