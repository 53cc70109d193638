/** What an editor offers while somebody types. */

import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  MarkupKind,
  type TextEdit,
} from "vscode-languageserver";
import { type Completion, type CompletionKind, completions, MOST_NAMES, renderBlocks } from "../ide/index.ts";
import type { Document } from "../text/document.ts";
import { fromSpan, toOffset } from "./convert.ts";
import type { Session } from "./session.ts";

export function completionsAt(
  session: Session,
  { textDocument, position }: CompletionParams,
): CompletionList | null {
  const { workspace } = session;
  const analysis = workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const { document } = analysis;
  const list = completions(workspace, analysis, toOffset(document, position));
  const items = list.map((each, i) => toItem(each, i, document, session));
  // The protocol has no edit at the cursor that goes over lines.
  const oneLined = items.filter(({ textEdit }) => {
    const range = textEdit && "range" in textEdit ? textEdit.range : null;
    return range !== null && range.start.line === range.end.line;
  });
  // Who types on may see names that were too many before.
  const isIncomplete = list.filter(({ kind }) => kind === "name").length >= MOST_NAMES;
  return { isIncomplete, items: oneLined };
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  version: CompletionItemKind.Keyword,
  mechanism: CompletionItemKind.Function,
  modifier: CompletionItemKind.Property,
  qualifier: CompletionItemKind.Operator,
  scope: CompletionItemKind.EnumMember,
  macro: CompletionItemKind.Variable,
  number: CompletionItemKind.Unit,
  name: CompletionItemKind.Reference,
  provider: CompletionItemKind.Module,
  rule: CompletionItemKind.Event,
};

function toItem(completion: Completion, index: number, document: Document, session: Session): CompletionItem {
  const { kind, label, detail, documentation, discouraged, edit, more, filter } = completion;
  const { client } = session;
  const style = client.markdownCompletion ? "markdown" : "plain";
  const value = renderBlocks(documentation, style, (message, show) => session.sayWith(message, show));
  const markup = client.markdownCompletion ? MarkupKind.Markdown : MarkupKind.PlainText;
  const leadsOn = /[:=]$/.test(label) && client.options.commands;
  return {
    label,
    kind: kinds[kind],
    ...(detail === null ? {} : { detail: typeof detail === "string" ? detail : session.say(detail) }),
    ...(value === "" ? {} : { documentation: { kind: markup, value } }),
    ...(discouraged && client.tagsCompletions ? { tags: [CompletionItemTag.Deprecated] } : {}),
    // Editors sort by text; the order is ours.
    sortText: String(index).padStart(4, "0"),
    filterText: filter,
    textEdit: toTextEdit(edit, document),
    ...(more.length > 0 ? { additionalTextEdits: more.map((each) => toTextEdit(each, document)) } : {}),
    ...(leadsOn ? { command: { title: "", command: "editor.action.triggerSuggest" } } : {}),
  };
}

function toTextEdit({ span, text }: Completion["edit"], document: Document): TextEdit {
  return { range: fromSpan(document, span), newText: text };
}
