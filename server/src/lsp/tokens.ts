/** Semantic tokens: the colours of records where a grammar can't know them. */

import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from "vscode-languageserver";
import { type Analysis, tokens } from "../ide/index.ts";
import type { Client } from "./client.ts";
import { fromOffset, toSpan } from "./convert.ts";
import type { Session } from "./session.ts";
import { tokenTypes } from "./token-types.ts";

/**
 * Languages that have tokens of somebody else in VS Code, which takes those of one extension alone; our grammars colour
 * records there. And our own, whose grammar knows all.
 */
const COLOURED_BY_OTHERS: ReadonlySet<string> = new Set([
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "python",
  "terraform",
  "terraform-vars",
  "opentofu",
  "opentofu-vars",
  "hcl",
  "bicep",
  "nix",
  "dns-zone",
]);

export function tokensIn(
  session: Session,
  params: SemanticTokensParams | SemanticTokensRangeParams,
): SemanticTokens | null {
  const { client, workspace } = session;
  const analysis = workspace.analyse(params.textDocument.uri);
  if (!analysis) return null;
  const { document } = analysis;
  if (client.options.commands && COLOURED_BY_OTHERS.has(document.languageId)) return null;
  const span = "range" in params ? toSpan(document, params.range) : { start: 0, end: document.length };
  return build(analysis, tokens(analysis, span), client);
}

function build({ document }: Analysis, list: ReturnType<typeof tokens>, client: Client): SemanticTokens {
  const typeOf = tokenTypes(client);
  const builder = new SemanticTokensBuilder();
  for (const { kind, span } of list) {
    const { line, character } = fromOffset(document, span.start);
    builder.push(line, character, span.end - span.start, typeOf(kind), 0);
  }
  return builder.build();
}
