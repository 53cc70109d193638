// The shape of a TextMate grammar, and the small pieces of patterns that all of ours share.

/** A rule as VS Code reads it; see `spf.ts` for how ours fit together. */
export interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

export type Captures = Readonly<Record<string, Rule>>;

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
}

/** Captures by number, each with the scope it gives. */
export function scopes(byNumber: Readonly<Record<number, string>>): Captures {
  return Object.fromEntries(Object.entries(byNumber).map(([number, name]) => [number, { name }]));
}

/** Rules that stand in the repository under these names. */
export function includes(...names: readonly string[]): readonly Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

/** A character class of exactly these characters. */
export function classOf(characters: string): string {
  return `[${characters.replace(/[\\\]^\-[&]/g, "\\$&")}]`;
}

/** One of several pattern pieces. */
export function oneOf(pieces: readonly string[]): string {
  return `(?:${pieces.join("|")})`;
}

/** The grammar as it is stored. */
export function stored(grammar: Grammar): string {
  const note = "Made by syntaxes/generate; change it there, then run UPDATE=1 npm run test:unit.";
  return `${JSON.stringify({ $schema: SCHEMA, information_for_contributors: [note], ...grammar }, null, 2)}\n`;
}

const SCHEMA = "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json";
