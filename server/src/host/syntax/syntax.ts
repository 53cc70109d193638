/** What a syntax is: how a text is cut into sections, and how a section becomes a tree of values. */

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

/** The syntaxes there are (`index.ts` loads them). */
export type SyntaxName =
  | "yaml"
  | "json"
  | "hcl"
  | "javascript"
  | "python"
  | "bicep"
  | "nix"
  | "ruby"
  | "sql"
  | "csv"
  | "go"
  | "lines";

/** The octets of a file that ships with the program, by its path there; null where it is missing. */
export type AssetOctets = (path: string) => Promise<Uint8Array | null>;
