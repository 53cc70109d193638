/** Finds, among files of which there may be thousands, the few that can know anything of a name. */

import { above } from "../dns/names.ts";
import type { FileHoldings } from "./holdings.ts";

interface Entered {
  /** Counts files in the order in which they were entered first. */
  readonly order: number;
  readonly keys: readonly string[];
}

export class FileIndex {
  /** Uris by what makes a file know a name: it holds records there, or a zone that begins at it or above. */
  readonly #uris = new Map<string, Set<string>>();
  readonly #entered = new Map<string, Entered>();
  #count = 0;

  /** The file holds this now, whatever it held before. */
  enter(uri: string, holdings: FileHoldings): void {
    const order = this.#entered.get(uri)?.order ?? this.#count++;
    this.leave(uri);
    const keys = [...[...holdings.names()].map(holder), ...[...holdings.tops()].map(zone)];
    for (const key of keys) {
      const uris = this.#uris.get(key);
      if (uris) uris.add(uri);
      else this.#uris.set(key, new Set([uri]));
    }
    this.#entered.set(uri, { order, keys });
  }

  leave(uri: string): void {
    for (const key of this.#entered.get(uri)?.keys ?? []) {
      const uris = this.#uris.get(key);
      uris?.delete(uri);
      if (uris?.size === 0) this.#uris.delete(key);
    }
    this.#entered.delete(uri);
  }

  /** Uris of files that may know something of a name (lower case, no final dot), in the order of the files. */
  at(name: string): string[] {
    if (this.#uris.size === 0) return [];
    const found = new Set(this.#uris.get(holder(name)));
    for (let top: string | null = name; top !== null; top = above(top)) {
      for (const uri of this.#uris.get(zone(top)) ?? []) found.add(uri);
    }
    const order = (uri: string) => this.#entered.get(uri)?.order ?? 0;
    return [...found].sort((a, b) => order(a) - order(b));
  }
}

const holder = (name: string) => `= ${name}`;
const zone = (name: string) => `> ${name}`;
