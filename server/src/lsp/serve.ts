/** Serves one client that was greeted: what arrives, what it changes, who answers. */

import {
  type CancellationToken,
  type Connection,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type SemanticTokens,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver";
import { Workspace } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { type Client, consentIn } from "./client.ts";
import { execute } from "./commands.ts";
import { completionsAt } from "./completion.ts";
import { edited, type PageLink } from "./convert.ts";
import { Dns } from "./dns.ts";
import { actionsAt, hoverAt, symbolsOf } from "./features.ts";
import { GivenDocuments } from "./given-documents.ts";
import { Includes } from "./includes.ts";
import { Lacking } from "./lacking.ts";
import { hintsOf, lensesOf, resolveLens } from "./lenses.ts";
import { definitionAt, highlightsAt, referencesAt } from "./navigation.ts";
import type { ClientTells } from "./protocol.ts";
import { Publisher } from "./publish.ts";
import { type Platform, Session } from "./session.ts";
import { SettingsOfFolders } from "./settings.ts";
import {
  askedCommand,
  atPosition,
  changedDocument,
  changedFiles,
  changedFolders,
  changedSettings,
  inRange,
  isObject,
  misfit,
  ofDocument,
  openedDocument,
  type Shape,
  shownLens,
} from "./shapes.ts";
import { Sharpening } from "./sharpening.ts";
import { tokensIn } from "./tokens.ts";
import { Watching } from "./watching.ts";
import { WorkspaceFiles } from "./workspace-files.ts";

/** Serves a client from its greeting on. What is returned is to be called when it is ready to be asked and told. */
export function serve(connection: Connection, platform: Platform, client: Client): () => Promise<void> {
  const workspace: Workspace = new Workspace({
    today: platform.today,
    ignoreFor: (uri) => settings.ignoreFor(uri),
    formatFor: (uri) => settings.formatFor(uri),
    ...(platform.rules ? { rules: platform.rules } : {}),
  });
  const session: Session = new Session(connection, platform, workspace, client);
  const settings: SettingsOfFolders = new SettingsOfFolders(session);
  const watching = new Watching(session);
  const includes = new Includes(session, watching);
  const lacking = new Lacking(session, includes, () => changed());
  const dns: Dns = new Dns(session, settings, () => sharpening.changed());
  const publisher = new Publisher(session, lacking, pageLink(session));

  /** Settles once the settings and the sentences are known, so that nothing is shown that they would take back. */
  let ready: () => void = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  /** What is shown may be different though no document changed. */
  const refresh = () => {
    publisher.refresh();
    session.refreshBeside();
  };
  const sharpening: Sharpening = new Sharpening(session, dns, refresh);
  /** The same, and there may be more to ask DNS for. */
  const renew = () => {
    refresh();
    sharpening.changed();
  };
  const files = new WorkspaceFiles({ session, settings, watching, lacking }, renew);
  /** A document changed, or what there is to know of it. */
  const changed = () => {
    publisher.changed();
    sharpening.changed();
    if (!files.isBegun) platform.later(() => void session.guard("looking around", undefined, lookAround));
  };
  /** Before an open document holds a record, what else is in a folder is none of our business. */
  const lookAround = async () => {
    await isReady;
    const isOurs = (uri: string) => {
      const analysis = workspace.analyse(uri);
      return analysis !== null && (analysis.reading.format === "zone" || analysis.subjects.length > 0);
    };
    if (!files.isBegun && workspace.openUris().some(isOurs)) void files.load();
  };
  const given = new GivenDocuments(session, capabilitiesFor(client));
  /** Says whether they are different. */
  const readSettings = async () => {
    const different = await session.guard("reading the settings", false, () => settings.load());
    files.settingsChanged();
    given.want(settings.hostGlobs);
    return different;
  };
  const reload = async () => {
    if (await readSettings()) renew();
  };

  const readAgain = async (uris: readonly string[]) => {
    const read = await session.guard("reading what is included", false, async () => {
      const all = await Promise.all(uris.map((uri) => includes.reload(uri)));
      return all.some(Boolean);
    });
    if (read) renew();
  };

  /** Takes in what a client says, if it has the shape that the protocol gives it. */
  const hearing =
    <P>(what: string, hasShape: Shape, hear: (params: P) => void | Promise<void>) =>
    (params: P): void => {
      if (hasShape(params)) void session.guard(what, undefined, () => hear(params));
      else session.log(misfit(what, params), null);
    };
  connection.onDidOpenTextDocument(
    hearing("opening", openedDocument, ({ textDocument: { uri, languageId, version, text } }) => {
      includes.forget(uri);
      const document = Document.of(uri, text, languageId, version ?? 0);
      workspace.open(document);
      files.opened(uri);
      changed();
    }),
  );
  connection.onDidChangeTextDocument(
    hearing("changing", changedDocument, ({ textDocument: { uri, version }, contentChanges }) => {
      const document = workspace.document(uri);
      if (!document || !workspace.isOpen(uri)) return;
      workspace.change(edited(document, contentChanges, version ?? document.version));
      files.disturb();
      changed();
    }),
  );
  connection.onDidCloseTextDocument(
    hearing("closing", ofDocument, ({ textDocument: { uri } }) => {
      workspace.close(uri);
      publisher.close(uri);
      changed();
      files.closed(uri);
      // Others may still want it.
      return readAgain([uri]);
    }),
  );

  const consent: keyof ClientTells = "spf/dns";
  connection.onNotification(consent, (told: unknown) => dns.tell(consentIn(told)));
  connection.onDidChangeConfiguration(
    hearing("the configuration", changedSettings, ({ settings: told }) => {
      settings.tell(told);
      return reload();
    }),
  );
  connection.onDidChangeWatchedFiles(
    hearing("reading what changed", changedFiles, async ({ changes }) => {
      if (changes.some(({ uri }) => settings.isConfig(uri))) await reload();
      files.changed(changes);
      await readAgain(changes.map(({ uri }) => uri));
    }),
  );

  /** Answers a request that has its shape; a fault of ours is logged and answered with `fallback`. */
  const answering =
    <P, R>(
      what: string,
      hasShape: Shape,
      fallback: R,
      answer: (params: P, signal: AbortSignal) => R | Promise<R>,
    ) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      if (!hasShape(params)) throw new ResponseError(ErrorCodes.InvalidParams, misfit(what, params));
      await isReady;
      const control = new AbortController();
      if (token.isCancellationRequested) control.abort();
      const cancelled = token.onCancellationRequested(() => control.abort());
      try {
        const uri = uriIn(params);
        if (uri !== null) await lacking.loadParsers(uri);
        control.signal.throwIfAborted();
        return await answer(params, control.signal);
      } catch (error) {
        if (control.signal.aborted)
          throw new ResponseError(LSPErrorCodes.RequestCancelled, "no longer wanted");
        session.log(`${what} failed`, error);
        return fallback;
      } finally {
        cancelled.dispose();
      }
    };
  connection.languages.diagnostics.on(
    answering(
      "diagnosing",
      ofDocument,
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      ({ textDocument, previousResultId }) => publisher.report(textDocument.uri, previousResultId),
    ),
  );
  connection.onHover(answering("hover", atPosition, null, (params) => hoverAt(session, params)));
  connection.onCompletion(
    answering("completion", atPosition, null, (params) => completionsAt(session, params)),
  );
  connection.onDefinition(
    answering("definition", atPosition, null, (params) => definitionAt(session, params)),
  );
  connection.onReferences(
    answering("references", atPosition, null, (params) => referencesAt(session, params)),
  );
  connection.onDocumentHighlight(
    answering("highlights", atPosition, null, (params) => highlightsAt(session, params)),
  );
  connection.onCodeAction(
    answering("code actions", inRange, null, (params) =>
      actionsAt(session, params, settings.ignorePlace(params.textDocument.uri)),
    ),
  );
  connection.onDocumentSymbol(
    answering("symbols", ofDocument, null, ({ textDocument }) => symbolsOf(session, textDocument.uri)),
  );
  connection.onCodeLens(
    answering("code lenses", ofDocument, null, ({ textDocument }) =>
      settings.shows("codeLens") ? lensesOf(session, textDocument.uri) : null,
    ),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const resolved = answering("a code lens", shownLens, lens, () => resolveLens(session, lens));
    return await resolved(lens, token);
  });
  connection.languages.inlayHint.on(
    answering("inlay hints", inRange, null, (params) =>
      settings.shows("inlayHints") ? hintsOf(session, params) : null,
    ),
  );
  const colour = answering(
    "colours",
    (params) => ofDocument(params) && (!isObject(params) || params.range === undefined || inRange(params)),
    null,
    (params: SemanticTokensParams | SemanticTokensRangeParams): SemanticTokens | null =>
      tokensIn(session, params),
  );
  connection.onRequest(SemanticTokensRequest.type, colour);
  connection.onRequest(SemanticTokensRangeRequest.type, colour);
  const simulating = { session, dns, lacking, files };
  connection.onExecuteCommand(
    answering("command", askedCommand, null, (params, signal) => execute(params, simulating, signal)),
  );

  return async () => {
    await Promise.all([
      readSettings(),
      session.guard("reading the sentences", undefined, () => session.loadLanguage()),
    ]);
    ready();
    publisher.start();
    sharpening.changed();
    watching.start();
    await session.guard("registering", undefined, () => settings.register());
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(
        hearing("changing folders", changedFolders, ({ added, removed }) => {
          const [come, gone] = [added, removed].map((folders) => folders.map(({ uri }) => uri));
          settings.changeFolders(come ?? [], gone ?? []);
          files.changeFolders(come ?? [], gone ?? []);
          return reload();
        }),
      );
    }
  };
}

/** The document that a request is about, if it names one as the protocol has it. */
function uriIn(params: unknown): string | null {
  const { textDocument } = params as { readonly textDocument?: { readonly uri: string } };
  return textDocument?.uri ?? null;
}

/** Where the page of a rule can be read: on the web where the source is published, else inside the editor. */
function pageLink({ platform, client }: Session): PageLink {
  const repository = platform.repository ?? client.options.repository;
  if (repository) {
    const ending = client.language === "ja" ? ".ja.md" : ".md";
    return (rule) => `${repository}/blob/main/server/src/rules/${rule}${ending}`;
  }
  if (!client.options.commands) return () => null;
  return (rule) => `command:spf.openRule?${encodeURIComponent(JSON.stringify([rule]))}`;
}
