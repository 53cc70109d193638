/**
 * The syntaxes there are. Each is loaded when a file needs it, since parsers are large: who opens a zone loads none.
 */

import type { AssetOctets, Syntax, SyntaxName } from "./syntax.ts";

const loaders: Readonly<Record<SyntaxName, (octets: AssetOctets) => Promise<Syntax>>> = {
  yaml: async () => (await import("./yaml.ts")).yaml,
  json: async () => (await import("./json.ts")).json,
  hcl: async (octets) => (await import("./hcl.ts")).loadHcl(octets),
  javascript: async () => (await import("./javascript.ts")).javascript,
  python: async () => (await import("./python.ts")).python,
  bicep: async () => (await import("./bicep.ts")).bicep,
  nix: async () => (await import("./nix.ts")).nix,
  ruby: async () => (await import("./ruby.ts")).ruby,
  sql: async () => (await import("./sql.ts")).sql,
  csv: async () => (await import("./csv.ts")).csv,
  go: async () => (await import("./go.ts")).go,
  lines: async () => (await import("./lines.ts")).lines,
};

export const syntaxNames = Object.keys(loaders) as readonly SyntaxName[];

/** Loads a syntax; rejects where a file of it is missing. */
export function loadSyntax(name: SyntaxName, octets: AssetOctets): Promise<Syntax> {
  return loaders[name](octets);
}
