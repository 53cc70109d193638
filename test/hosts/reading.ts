/** Reads a text as a host does once everything that it needs is loaded. */

import type { Reading, World } from "../../server/src/host/host.ts";
import { hostFor } from "../../server/src/host/index.ts";
import type { Syntax, SyntaxName } from "../../server/src/host/syntax/syntax.ts";
import type { Document } from "../../server/src/text/document.ts";
import { syntaxOf } from "../support/syntaxes.ts";

/** A world of these files and variables in which every parser that was asked for is there. */
export class LoadedWorld implements World {
  readonly variables: Readonly<Record<string, string>>;
  readonly #files: ReadonlyMap<string, Document>;
  readonly #syntaxes = new Map<SyntaxName, Syntax>();

  constructor(files: readonly Document[] = [], variables: Readonly<Record<string, string>> = {}) {
    this.#files = new Map(files.map((file) => [file.uri, file]));
    this.variables = variables;
  }

  file(uri: string): Document | null {
    return this.#files.get(uri) ?? null;
  }

  list(folder: string): readonly Document[] {
    return [...this.#files.values()].filter(({ uri }) => uri.slice(0, uri.lastIndexOf("/") + 1) === folder);
  }

  syntax(name: SyntaxName): Syntax | undefined {
    return this.#syntaxes.get(name);
  }

  async load(names: readonly SyntaxName[]): Promise<void> {
    for (const name of names) this.#syntaxes.set(name, await syntaxOf(name));
  }
}

/** The reading of a document, or null where no host takes it. */
export async function read(
  document: Document,
  world = new LoadedWorld(),
  earlier?: Reading,
): Promise<Reading | null> {
  const { uri, languageId } = document;
  const host = hostFor({ uri, languageId, head: document.slice({ start: 0, end: 8192 }) });
  if (!host) return null;
  for (;;) {
    const reading = host.find(document, world, earlier);
    if (!reading.needs || reading.needs.length === 0) return reading;
    await world.load(reading.needs);
  }
}
