/** Answers to where a name of a record is defined, and where it is written. */

import {
  type Definition,
  type DefinitionLink,
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
} from "vscode-languageserver";
import { type DocumentPlace, definitions, highlights, references } from "../ide/index.ts";
import { fromSpan, toOffset } from "./convert.ts";
import type { Session } from "./session.ts";

export function definitionAt(
  session: Session,
  { textDocument, position }: DefinitionParams,
): DefinitionLink[] | Definition | null {
  const { workspace, client } = session;
  const analysis = workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const { document } = analysis;
  const found = definitions(workspace, analysis, toOffset(document, position));
  if (!client.linksDefinitions)
    return found.flatMap(({ uri, selection }) => toLocation({ uri, span: selection }, session));
  return found.flatMap(({ from, uri, span, selection }) => {
    const there = workspace.document(uri);
    if (!there) return [];
    return [
      {
        originSelectionRange: fromSpan(document, from),
        targetUri: uri,
        targetRange: fromSpan(there, span),
        targetSelectionRange: fromSpan(there, selection),
      },
    ];
  });
}

export function referencesAt(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
): Location[] | null {
  const { workspace } = session;
  const analysis = workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const offset = toOffset(analysis.document, position);
  const places = references(workspace, analysis, offset, context.includeDeclaration);
  return places.flatMap((each) => toLocation(each, session));
}

export function highlightsAt(
  session: Session,
  { textDocument, position }: DocumentHighlightParams,
): DocumentHighlight[] | null {
  const analysis = session.workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const { document } = analysis;
  const found = highlights(analysis, toOffset(document, position));
  // Where we know of nothing, editors have their own.
  if (found.length === 0) return null;
  return found.map(({ span, isRecord }) => ({
    range: fromSpan(document, span),
    kind: isRecord ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function toLocation({ uri, span }: DocumentPlace, { workspace }: Session): Location[] {
  const document = workspace.document(uri);
  return document ? [{ uri, range: fromSpan(document, span) }] : [];
}
