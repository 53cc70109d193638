/** Semantic tokens: the colours of records where a grammar can't know them. */

import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensOptions,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from "vscode-languageserver";
import { type Analysis, type ColouredKind, tokens } from "../ide/index.ts";
import { fromOffset, toSpan } from "./convert.ts";
import type { Client, Session } from "./session.ts";

/** What each kind is in the protocol's own terms, and in those that our extension gives the colours of its grammar. */
const kinds: Readonly<Record<ColouredKind, { readonly standard: string; readonly own: string }>> = {
  version: { standard: "keyword", own: "spfVersion" },
  scope: { standard: "enumMember", own: "spfScope" },
  qualifier: { standard: "operator", own: "spfQualifier" },
  mechanism: { standard: "function", own: "spfMechanism" },
  modifier: { standard: "property", own: "spfModifier" },
  domain: { standard: "namespace", own: "spfDomain" },
  address: { standard: "number", own: "spfNumber" },
  "prefix-length": { standard: "number", own: "spfNumber" },
  macro: { standard: "macro", own: "spfMacro" },
  "macro-letter": { standard: "macro", own: "spfMacro" },
  "macro-transformer": { standard: "macro", own: "spfMacro" },
  value: { standard: "string", own: "spfValue" },
};

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

/** What of a client the names depend on. */
interface Coloured {
  readonly options: Pick<Client["options"], "commands">;
}

function namesFor(client: Coloured): readonly string[] {
  const style = client.options.commands ? "own" : "standard";
  return [...new Set(Object.values(kinds).map((kind) => kind[style]))];
}

export function tokensOptions(client: Coloured): SemanticTokensOptions {
  return { legend: { tokenTypes: [...namesFor(client)], tokenModifiers: [] }, full: true, range: true };
}

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
  const names = namesFor(client);
  const style = client.options.commands ? "own" : "standard";
  const builder = new SemanticTokensBuilder();
  for (const { kind, span } of list) {
    const { line, character } = fromOffset(document, span.start);
    builder.push(line, character, span.end - span.start, names.indexOf(kinds[kind][style]), 0);
  }
  return builder.build();
}
