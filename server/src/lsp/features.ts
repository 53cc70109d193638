/** Answers to what a client asks about a document: hover, actions, symbols, commands. */

import {
  type CodeAction,
  type CodeActionParams,
  type Command,
  type DocumentSymbol,
  type Hover,
  type HoverParams,
  MarkupKind,
  MessageType,
  type SymbolInformation,
} from "vscode-languageserver";
import {
  type Action,
  actionMessages,
  actions,
  copies,
  duration,
  fixAllAction,
  hover,
  type IgnorePlace,
  raiseEdits,
  raiseSerial,
  refactorings,
  renderHover,
  symbols,
} from "../ide/index.ts";
import {
  actionKind,
  fromSpan,
  toAction,
  toOffset,
  toSpan,
  toSymbol,
  toSymbolInformation,
  toWorkspaceEdit,
} from "./convert.ts";
import type { AfterFixArguments, CopyArguments, OpenRuleArguments } from "./protocol.ts";
import type { Session } from "./session.ts";

export function hoverAt(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const analysis = session.workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const found = hover(analysis, toOffset(analysis.document, position));
  if (!found) return null;
  const markdown = session.client.markdownHover;
  const style = markdown ? "markdown" : "plain";
  const value = renderHover(found, style, (message, show) => session.sayWith(message, show));
  const kind = markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value }, range: fromSpan(analysis.document, found.span) };
}

export function actionsAt(
  session: Session,
  params: CodeActionParams,
  place: IgnorePlace | null,
): CodeAction[] | null {
  const { workspace, client } = session;
  const { uri } = params.textDocument;
  const analysis = workspace.analyse(uri);
  // A client that knows commands alone could only be given edits behind its back.
  if (!analysis || !client.literalActions) return null;
  const { only } = params.context;
  const wanted = (kind: string) =>
    !only || only.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`));
  const span = toSpan(analysis.document, params.range);
  const offered = [
    ...actions(analysis, span, place),
    ...refactorings(analysis, span),
    // A server has no clipboard.
    ...(client.options.commands && wanted("refactor.copy") ? copies(analysis, span) : []),
  ].filter((action) => wanted(actionKind(action)));
  // It takes an analysis of its own, so it is made only for those who ask for source actions.
  const all = only && wanted("source.fixAll.spf") ? fixAllAction(workspace, uri) : null;
  return [...offered, ...(all ? [all] : [])].flatMap((action) => {
    if (action.kind === "page" && !client.options.commands) return [];
    const { finding } = action;
    const own = finding && fromSpan(analysis.document, analysis.toDocument(finding.part, finding.range));
    const about = params.context.diagnostics.filter(
      (each) => each.code === finding?.rule && JSON.stringify(each.range) === JSON.stringify(own),
    );
    return [toAction(action, session, about, commandOf(session, action, uri))];
  });
}

/** What the client does when an action was chosen. */
function commandOf(session: Session, action: Action, uri: string): Command | null {
  if (!session.client.options.commands) return null;
  if (action.kind === "page" && action.finding) {
    const args: OpenRuleArguments = [action.finding.rule];
    return { title: "", command: "spf.openRule", arguments: [...args] };
  }
  if (action.copies !== undefined) {
    const args: CopyArguments = [action.copies];
    return { title: "", command: "spf.copy", arguments: [...args] };
  }
  if (!action.publish || action.publish.raised) return null;
  const { ttl } = action.publish;
  const args: AfterFixArguments = [{ uri, ttl: ttl === null ? null : duration(ttl) }];
  return { title: "", command: "spf.afterFix", arguments: [...args] };
}

export function symbolsOf(session: Session, uri: string): DocumentSymbol[] | SymbolInformation[] | null {
  const analysis = session.workspace.analyse(uri);
  if (!analysis) return null;
  const { document } = analysis;
  const found = symbols(analysis);
  if (session.client.symbolTrees) return found.map((symbol) => toSymbol(symbol, document));
  return found.map((symbol) => toSymbolInformation(symbol, document));
}

/** Raises the serial of a zone. Gives the new one as text, or null where there is none to raise. */
export async function raise(session: Session, uri: unknown): Promise<string | null> {
  const analysis = typeof uri === "string" ? session.workspace.analyse(uri) : null;
  const raise = analysis && raiseSerial(analysis);
  if (!raise) {
    session.show(MessageType.Info, actionMessages.noSerial());
    return null;
  }
  const label = session.say(actionMessages.raise({ zone: raise.zone, serial: raise.to }));
  const edit = toWorkspaceEdit([raiseEdits(raise)], session);
  const { applied } = await session.connection.workspace.applyEdit({ label, edit });
  return applied ? raise.to : null;
}
