/** What the colours of records are called. */

import type { SemanticTokensOptions } from "vscode-languageserver";
import type { ColouredKind } from "../ide/index.ts";
import type { Client } from "./client.ts";

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

/** What of a client the names depend on. */
interface Coloured {
  readonly options: Pick<Client["options"], "commands">;
}

function namesFor(client: Coloured): readonly string[] {
  return [...new Set(Object.values(kinds).map((kind) => kind[styleFor(client)]))];
}

function styleFor({ options }: Coloured): "own" | "standard" {
  return options.commands ? "own" : "standard";
}

export function tokensOptions(client: Coloured): SemanticTokensOptions {
  return { legend: { tokenTypes: [...namesFor(client)], tokenModifiers: [] }, full: true, range: true };
}

/** Which of these names a kind has, by its number. */
export function tokenTypes(client: Coloured): (kind: ColouredKind) => number {
  const names = namesFor(client);
  return (kind) => names.indexOf(kinds[kind][styleFor(client)]);
}
