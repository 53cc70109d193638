/** The parsers of all syntaxes, for tests that read host files. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadSyntax, syntaxNames } from "../../server/src/host/syntax/index.ts";
import type { Syntax, SyntaxName } from "../../server/src/host/syntax/syntax.ts";
import type { Workspace } from "../../server/src/ide/workspace.ts";
import { root } from "./root.ts";

/** Where the build takes its files from: no test waits for a build. */
const packages = ["web-tree-sitter", "@tree-sitter-grammars/tree-sitter-hcl"];

async function octets(asset: string): Promise<Uint8Array | null> {
  for (const name of packages) {
    const file = path.join(root, "node_modules", name, path.basename(asset));
    if (existsSync(file)) return readFileSync(file);
  }
  return null;
}

const loading = new Map<SyntaxName, Promise<Syntax>>();

/** A parser, which is loaded once. */
export function syntaxOf(name: SyntaxName): Promise<Syntax> {
  const known = loading.get(name) ?? loadSyntax(name, octets);
  loading.set(name, known);
  return known;
}

/** All of them. */
export async function allSyntaxes(): Promise<ReadonlyMap<SyntaxName, Syntax>> {
  return new Map(await Promise.all(syntaxNames.map(async (name) => [name, await syntaxOf(name)] as const)));
}

/** Gives a workspace the parsers that it asks for when it reads a file. */
export function provideAll(
  workspace: Workspace,
  uri: string,
  syntaxes: ReadonlyMap<SyntaxName, Syntax>,
): void {
  for (let needs = workspace.needs(uri); needs.length > 0; needs = workspace.needs(uri)) {
    for (const name of needs) workspace.provide(name, syntaxes.get(name) as Syntax);
  }
}
