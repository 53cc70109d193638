/** Between our offsets and the protocol's positions: the only place that knows both. */

import {
  CodeActionKind,
  type Command,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction as LspCodeAction,
  type Diagnostic as LspDiagnostic,
  type DocumentSymbol as LspDocumentSymbol,
  type Position,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Action, Diagnostic, DocumentEdits, DocumentSymbol, Severity } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import type { DocumentSpace, Span } from "../text/span.ts";
import type { Session } from "./session.ts";

export function toOffset(document: Document, position: Position): number {
  return document.offset({ line: position.line, column: position.character });
}

export function toSpan(document: Document, range: Range): Span<DocumentSpace> {
  return { start: toOffset(document, range.start), end: toOffset(document, range.end) };
}

export function fromSpan(document: Document, span: Span<DocumentSpace>): Range {
  return { start: fromOffset(document, span.start), end: fromOffset(document, span.end) };
}

export function fromOffset(document: Document, offset: number): Position {
  const { line, column } = document.lineColumn(offset);
  return { line, character: column };
}

/** The document after the changes of one notification, each of which counts in the text that those before it left. */
export function edited(
  document: Document,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): Document {
  let out = document;
  for (const change of changes) {
    if ("range" in change && change.range) out = out.edit(toSpan(out, change.range), change.text, version);
    else out = Document.of(out.uri, change.text, out.languageId, version);
  }
  return out;
}

/** Addresses of the pages of rules: on the web, or inside the editor, or none. */
export type PageLink = (rule: string) => string | null;

export function toDiagnostic(
  diagnostic: Diagnostic,
  document: Document,
  session: Session,
  link: PageLink,
): LspDiagnostic {
  const { client, workspace } = session;
  const href = client.linksCodes ? link(diagnostic.rule) : null;
  const tag = diagnostic.tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated;
  const related = client.relatedInformation
    ? diagnostic.related.flatMap(({ uri, span, message }) => {
        const there = workspace.document(uri);
        return there
          ? [{ location: { uri, range: fromSpan(there, span) }, message: session.say(message) }]
          : [];
      })
    : [];
  return {
    range: fromSpan(document, diagnostic.span),
    severity: severities[diagnostic.severity],
    source: "spf",
    code: diagnostic.rule,
    message: session.say(diagnostic.message),
    ...(href === null ? {} : { codeDescription: { href } }),
    ...(diagnostic.tag && client.tags ? { tags: [tag] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(diagnostic.pieces.length > 1
      ? { data: { pieces: diagnostic.pieces.map((piece) => fromSpan(document, piece)) } }
      : {}),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Edits of several documents, for those versions of them that the edits were made from. */
export function toWorkspaceEdit(edits: readonly DocumentEdits[], session: Session): WorkspaceEdit {
  const { workspace, client } = session;
  const known = edits.flatMap(({ uri, edits: list, document: given, creates }) => {
    const document = given ?? workspace.document(uri);
    if (!document) return [];
    return [{ uri, document, creates, changes: list.map((edit) => toTextEdit(edit, document)) }];
  });
  if (!client.versionedEdits) {
    return { changes: Object.fromEntries(known.map(({ uri, changes }) => [uri, changes])) };
  }
  return {
    documentChanges: known.flatMap(({ uri, document, creates, changes }) => {
      const version = workspace.isOpen(uri) ? document.version : null;
      const change = { textDocument: { uri, version }, edits: changes };
      return creates
        ? [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }, change]
        : [change];
    }),
  };
}

function toTextEdit(edit: DocumentEdits["edits"][number], document: Document): TextEdit {
  return { range: fromSpan(document, edit.span), newText: edit.text };
}

/** The kind under which an editor offers an action. */
export function actionKind(action: Action): CodeActionKind {
  switch (action.kind) {
    case "fix-all":
      return "source.fixAll.spf";
    case "serial":
    case "rewrite":
      return CodeActionKind.RefactorRewrite;
    case "inline":
      return CodeActionKind.RefactorInline;
    case "extract":
      return CodeActionKind.RefactorExtract;
    case "copy":
      return "refactor.copy";
    default:
      return CodeActionKind.QuickFix;
  }
}

export function toAction(
  action: Action,
  session: Session,
  about: readonly LspDiagnostic[],
  command: Command | null,
): LspCodeAction {
  return {
    title: action.title.map((message) => session.say(message)).join(" "),
    kind: actionKind(action),
    ...(about.length > 0 ? { diagnostics: [...about] } : {}),
    ...(action.preferred ? { isPreferred: true } : {}),
    ...(action.edits.length > 0 ? { edit: toWorkspaceEdit(action.edits, session) } : {}),
    ...(command ? { command } : {}),
  };
}

const symbolKinds: Readonly<Record<DocumentSymbol["kind"], SymbolKind>> = {
  record: SymbolKind.Object,
  directive: SymbolKind.Field,
  modifier: SymbolKind.Property,
  junk: SymbolKind.Null,
};

export function toSymbol(symbol: DocumentSymbol, document: Document): LspDocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: fromSpan(document, symbol.span),
    selectionRange: fromSpan(document, symbol.selection),
    children: symbol.children.map((child) => toSymbol(child, document)),
  };
}

/** For clients that know no trees: the records alone. */
export function toSymbolInformation(symbol: DocumentSymbol, document: Document): SymbolInformation {
  const location = { uri: document.uri, range: fromSpan(document, symbol.span) };
  return { name: `${symbol.name} ${symbol.detail}`, kind: symbolKinds[symbol.kind], location };
}
