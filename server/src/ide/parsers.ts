/** Loads the parsers that documents need, each once and when a document first needs it: who opens a zone loads none. */

import { loadSyntax } from "../host/syntax/index.ts";
import type { SyntaxName } from "../host/syntax/syntax.ts";
import type { Assets } from "./files.ts";
import type { Workspace } from "./workspace.ts";

export class Parsers {
  readonly #workspace: Workspace;
  readonly #assets: Assets;
  readonly #loading = new Map<SyntaxName, Promise<void>>();
  /** Those that can't be had; nobody asks for them again. */
  readonly #missing = new Set<SyntaxName>();

  readonly #failed: (error: unknown) => void;

  /** @param failed is told why a parser can't be had: a part of the program is missing */
  constructor(workspace: Workspace, assets: Assets, failed: (error: unknown) => void) {
    this.#workspace = workspace;
    this.#assets = assets;
    this.#failed = failed;
  }

  /** Whether the reading of a document waits for a parser. */
  lacks(uri: string): boolean {
    return this.#lacking(uri).length > 0;
  }

  /** Settles once the document lacks no parser that can be had. Says whether it lacked one. */
  async load(uri: string): Promise<boolean> {
    for (let loaded = false; ; loaded = true) {
      const names = this.#lacking(uri);
      if (names.length === 0) return loaded;
      await Promise.all(names.map((name) => this.#load(name)));
    }
  }

  #lacking(uri: string): readonly SyntaxName[] {
    return this.#workspace.needs(uri).filter((name) => !this.#missing.has(name));
  }

  #load(name: SyntaxName): Promise<void> {
    const under = this.#loading.get(name);
    if (under) return under;
    const loading = loadSyntax(name, (path) => this.#assets.octets(path)).then(
      (syntax) => this.#workspace.provide(name, syntax),
      (error) => {
        this.#missing.add(name);
        this.#failed(error);
      },
    );
    this.#loading.set(name, loading);
    return loading;
  }
}
