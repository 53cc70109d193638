// Colours text with our grammars the way VS Code does, and gives each token with its place in the whole text.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as Oniguruma from "vscode-oniguruma";
import type * as Textmate from "vscode-textmate";
import { grammars } from "../../syntaxes/generate/index.ts";

// Both are bundles whose names an import can't see in every way a test may be loaded.
const require = createRequire(import.meta.url);
const oniguruma: typeof Oniguruma = require("vscode-oniguruma");
const textmate: typeof Textmate = require("vscode-textmate");

/** The engine can be loaded only once. */
const onigLib = load();

export interface Coloured {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** From the outermost to the innermost; the grammar's own name is left out. */
  readonly scopes: readonly string[];
}

/** Gives all tokens of a text, line ends left out. */
export type Colour = (text: string) => Coloured[];

/** Loads the grammar with this scope; `more` are further grammars by scope, and `injected` ones that go into it. */
export async function colourer(
  scopeName: string,
  more: Readonly<Record<string, string>> = {},
  injected: readonly string[] = [],
): Promise<Colour> {
  const texts = new Map(Object.entries(more));
  for (const text of Object.values(grammars())) texts.set(JSON.parse(text).scopeName, text);
  const registry = new textmate.Registry({
    onigLib,
    loadGrammar: async (scope) => {
      const text = texts.get(scope);
      return text === undefined ? null : textmate.parseRawGrammar(text, `${scope}.json`);
    },
    getInjections: (scope) => (scope === scopeName ? [...injected] : []),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`there is no grammar ${scopeName}`);
  return (text) => {
    const out: Coloured[] = [];
    let stack = textmate.INITIAL;
    let at = 0;
    for (const line of text.split("\n")) {
      const result = grammar.tokenizeLine(line, stack);
      stack = result.ruleStack;
      for (const token of result.tokens) {
        const [start, end] = [at + token.startIndex, at + Math.min(token.endIndex, line.length)];
        if (start < end)
          out.push({ start, end, text: text.slice(start, end), scopes: token.scopes.slice(1) });
      }
      at += line.length + 1;
    }
    return out;
  };
}

async function load(): Promise<Textmate.IOnigLib> {
  const entry = require.resolve("vscode-oniguruma");
  const wasm = readFileSync(path.join(path.dirname(entry), "onig.wasm"));
  await oniguruma.loadWASM(wasm);
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}
