/** What the reading of a document lacks: parsers, and files that it includes. Both are loaded when a document needs them. */

import { Parsers } from "../ide/index.ts";
import type { Includes } from "./includes.ts";
import type { Session } from "./session.ts";

export class Lacking {
  readonly #parsers: Parsers;
  readonly #includes: Includes;
  readonly #parsed: () => void;

  /** @param parsed is told when documents can be read that could not be read before */
  constructor(session: Session, includes: Includes, parsed: () => void) {
    const { workspace, assets } = session;
    this.#parsers = new Parsers(workspace, assets, (error) => session.log("loading a parser failed", error));
    this.#includes = includes;
    this.#parsed = parsed;
  }

  /** Whether a document lacks something that may be loaded. */
  is(uri: string): boolean {
    return this.#parsers.lacks(uri) || this.#includes.lacks(uri);
  }

  /** Loads what the reading of a document lacks, until it lacks nothing. Says whether anything was loaded. */
  async load(uri: string): Promise<boolean> {
    const parsed = await this.loadParsers(uri);
    const included = this.#includes.lacks(uri) && (await this.#includes.load(uri));
    return parsed || included;
  }

  /** Parsers alone: without them nothing is known of a document, while what it includes may take its time. */
  async loadParsers(uri: string): Promise<boolean> {
    if (!this.#parsers.lacks(uri)) return false;
    await this.#parsers.load(uri);
    this.#parsed();
    return true;
  }
}
