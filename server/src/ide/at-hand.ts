/** What the documents at hand say of a name, in order: the one that is looked at, what editors have open, files. */

import type { Place } from "../dns/overlay.ts";
import type { Reading } from "../host/host.ts";
import { besideOthers, type Hearing, hear, type Witness } from "./agreement.ts";
import { Answers, type OwnDocument } from "./answers.ts";
import { FileIndex } from "./file-index.ts";

/** The documents there are, as far as answers depend on it. */
export interface Documents {
  /** How a document was read last, or is read now; null where there is none, or no host takes it. */
  reading(uri: string): Reading | null;
  isOpen(uri: string): boolean;
  openUris(): readonly string[];
  /** Whether others include it: what it says is known to those alone. */
  isIncluded(uri: string): boolean;
}

/** A document that may know something. */
export interface DocumentAtHand {
  readonly uri: string;
  readonly place: Place;
}

export class AtHand {
  readonly #documents: Documents;
  readonly #answers = new Answers();
  /** What files say that nobody has open, and those that were not looked at since they changed. */
  readonly #index = new FileIndex();
  readonly #unindexed = new Set<string>();
  /** Files that others speak for: to read each of a folder by itself would take the square of their number. */
  readonly #within = new Set<string>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The document says something else, or is open by now, or no more. */
  changed(uri: string): void {
    this.#unindexed.add(uri);
  }

  forget(uri: string): void {
    this.#answers.forget(uri);
    // Nobody may speak for them any more.
    for (const each of this.#within) this.#unindexed.add(each);
    this.#within.clear();
  }

  /** The document that is looked at itself. */
  own(uri: string, reading: Reading): OwnDocument {
    return this.#answers.own(uri, this.#documents.isOpen(uri), reading);
  }

  /**
   * Where to look for somebody who asks: in the document `first`, if any, as far as those beside it leave it that; then in
   * those, of which texts that are being edited come first.
   */
  places(first: string | null): Place[] {
    const own = first === null ? null : this.#witness(first);
    const beside = this.#editedFirst(first);
    return [
      (name, type) => {
        if (!own) return beside(name, type).said;
        return besideOthers(own.holdings, own.place(name, type), beside, name, type);
      },
    ];
  }

  /** What documents beside one say, whichever of them somebody edits; as they are when it is asked first. */
  beside(uri: string | null): Hearing {
    const open = once(() => this.#witnesses(this.#open(uri)));
    return (name, type) => {
      const files = this.#files(uri, name);
      return hear(files.length > 0 ? [...open(), ...this.#witnesses(files)] : open(), name, type);
    };
  }

  #editedFirst(uri: string | null): Hearing {
    const beside = this.beside(uri);
    const open = once(() => this.#witnesses(this.#open(uri)));
    return (name, type) => {
      const all = beside(name, type);
      if (all.said.kind !== "unknown") return all;
      const edited = hear(open(), name, type);
      const isThere = edited.said.kind === "ok" || edited.said.kind === "alias";
      return isThere && edited.zone === all.zone ? edited : all;
    };
  }

  /** The documents that may know something of a name (lower case, no final dot): the first, open ones, files. */
  answering(first: string | null, name: string): DocumentAtHand[] {
    const uris = [...(first === null ? [] : [first]), ...this.#open(first), ...this.#files(first, name)];
    return uris.map((uri) => ({ uri, place: this.#witness(uri)?.place ?? nowhere }));
  }

  #witnesses(uris: readonly string[]): readonly Witness[] {
    return uris.flatMap((each) => this.#witness(each) ?? []);
  }

  #witness(uri: string): Witness | null {
    const { isOpen, reading } = this.#documents;
    const read = reading(uri);
    return read && this.#answers.witness(uri, isOpen(uri), read);
  }

  #open(but: string | null): string[] {
    const { openUris, isIncluded } = this.#documents;
    return openUris().filter((uri) => uri !== but && !isIncluded(uri));
  }

  /** Looks at what changed, which whoever asks next would have to wait for. */
  catchUp(): void {
    const { isOpen, isIncluded, reading } = this.#documents;
    for (const uri of this.#unindexed) {
      this.#unindexed.delete(uri);
      const isSpokenFor = isIncluded(uri);
      if (isSpokenFor) this.#within.add(uri);
      const read = isSpokenFor || isOpen(uri) ? null : reading(uri);
      if (read) this.#index.enter(uri, this.#answers.own(uri, false, read).holdings);
      else this.#index.leave(uri);
    }
  }

  #files(but: string | null, name: string): string[] {
    const { isIncluded } = this.#documents;
    this.catchUp();
    return this.#index.at(name).filter((uri) => uri !== but && !isIncluded(uri));
  }
}

const nowhere: Place = () => ({ kind: "unknown", source: "nobody" });

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
