/**
 * The syntaxes there are. Each is loaded when a file needs it, since parsers are large: who opens a zone loads none.
 */

import type { Tree } from "./value.ts";

/** Where sections begin, and what each is read behind: the keys or the brackets that lead to it, "" at the outermost level. */
export interface Cuts {
  readonly starts: readonly number[];
  readonly leads: readonly string[];
}

/** Reads one syntax. `read` never throws: what is damaged is `unknown`, and the rest is read all the same. */
export interface Syntax {
  /**
   * Where the sections of a text begin, ascending, the first at 0: stretches of whole lines that can be read by
   * themselves, so that an edit reads again what it touches and nothing else.
   */
  sections(text: string): readonly number[];
  /** The same, where a section may lie within what an earlier one begins. */
  cut?(text: string): Cuts;
  /**
   * Whether a line can take the place of another, and any text that they are a line of is cut at the same places, as where
   * only a value changed. `behind` begins with what stands behind both. To say no costs nothing but time.
   */
  isCutAlike?(before: string, after: string, behind: string): boolean;
  /** Spans count in the section; what its lead says has none. */
  read(section: string, lead?: string): Tree;
}

export type SyntaxName = keyof typeof loaders;

/** The octets of a file that ships with the program, by its path there; null where it is missing. */
export type AssetOctets = (path: string) => Promise<Uint8Array | null>;

const loaders = {
  yaml: async (_: AssetOctets): Promise<Syntax> => (await import("./yaml.ts")).yaml,
  json: async (_: AssetOctets): Promise<Syntax> => (await import("./json.ts")).json,
  hcl: async (octets: AssetOctets): Promise<Syntax> => (await import("./hcl.ts")).loadHcl(octets),
  javascript: async (_: AssetOctets): Promise<Syntax> => (await import("./javascript.ts")).javascript,
  python: async (_: AssetOctets): Promise<Syntax> => (await import("./python.ts")).python,
  bicep: async (_: AssetOctets): Promise<Syntax> => (await import("./bicep.ts")).bicep,
  nix: async (_: AssetOctets): Promise<Syntax> => (await import("./nix.ts")).nix,
  ruby: async (_: AssetOctets): Promise<Syntax> => (await import("./ruby.ts")).ruby,
  sql: async (_: AssetOctets): Promise<Syntax> => (await import("./sql.ts")).sql,
  csv: async (_: AssetOctets): Promise<Syntax> => (await import("./csv.ts")).csv,
  go: async (_: AssetOctets): Promise<Syntax> => (await import("./go.ts")).go,
  lines: async (_: AssetOctets): Promise<Syntax> => (await import("./lines.ts")).lines,
};

export const syntaxNames = Object.keys(loaders) as readonly SyntaxName[];

/** Loads a syntax; rejects where a file of it is missing. */
export function loadSyntax(name: SyntaxName, octets: AssetOctets): Promise<Syntax> {
  return loaders[name](octets);
}
