/** What a host format with a syntax says of itself, and what it sees in the sections of a file (`sections.ts` reads them). */

import type { Document } from "../text/document.ts";
import type { Comment } from "./comment.ts";
import type { Found, HostFault, Inner, Other, Soa, World } from "./host.ts";
import type { Rows } from "./rows.ts";
import type { SyntaxName } from "./syntax/syntax.ts";
import type { Section } from "./syntax/value.ts";

export type { Section } from "./syntax/value.ts";

/** What a format sees in one section. */
export interface Seen {
  readonly section: Section;
  readonly found?: Found;
  readonly other?: Other;
  /** With a record it is a fault of that one. */
  readonly fault?: HostFault;
  /** Of a text within, which has comments of its own. */
  readonly comment?: Comment;
  /** Of a zone within. */
  readonly soa?: Soa;
  readonly inner?: Inner;
}

/** What is seen in each section, an item for each of them. */
export type Views = readonly (readonly Seen[])[];

/** What a format may ask of what is around the sections. */
export interface Around {
  /** The document that is read. */
  readonly uri: string;
  readonly world: World;
  /** The documents that the sections lie in. */
  readonly sources: readonly Source[];
  /** What earlier readings made of the sections. */
  readonly rows: Rows;
}

/** A document, and its sections in order. */
export interface Source {
  readonly uri: string;
  readonly sections: readonly Section[];
}

/** A file as far as it can be told without reading it. */
export interface FileHead {
  readonly uri: string;
  readonly languageId: string;
}

/** One host format. Several may share a syntax: a file is read once, and each is asked what it sees. */
export interface Format {
  /** The file that it is written in, without its ending: `octodns`. */
  readonly format: string;
  readonly syntax: SyntaxName;
  /** Syntaxes that it asks the world for, beside those of its files. */
  readonly also?: readonly SyntaxName[];
  /** Whether a file may hold it, by its name. */
  mayHold(file: FileHead): boolean;
  /**
   * The syntax of a file that is read together with those of the same folder for which it is not null, as files of
   * Terraform are one module; null for one that has nothing to do with them.
   */
  beside?(file: FileHead): SyntaxName | null;
  /** The uris of files that a document takes in, each of which is read in one piece. */
  includes?(document: Document): readonly string[];
  /** What each of the sections holds, in the order of the document. It never guesses. */
  see(sections: readonly Section[], around: Around): Views;
  /** The domain that the file is about, where its name or its text tells. */
  zone?(document: Document, sections: readonly Section[]): string | null;
  /** Zones of which the file says everything, as far as that is certain. */
  wholeZones?(sections: readonly Section[], around: Around): readonly string[];
}
