/** What the command needs of the machine it runs on: ports that `platform/` implements and `main.ts` hands in. */

import type { DnsSettings } from "../ide/dns-settings.ts";
import type { Assets } from "../ide/files.ts";
import type { Resolver } from "../ide/index.ts";

/** Why a path could not be used; each has a sentence of its own. */
export type FailureKind =
  | "missing"
  | "denied"
  | "loop"
  | "ambiguous"
  | "not-a-file"
  | "too-large"
  | "read-only"
  | "changed"
  | "other";

export interface Failure {
  readonly failure: FailureKind;
  /** The system's own words, where the kind says too little. */
  readonly detail: string;
}

/** One entry of a folder. A `link` leads to a file; one that leads to anything else is `other`. */
export interface Listed {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** Files by absolute path, in which U+FFFD stands for octets that are no UTF-8. What goes wrong is a `Failure`. */
export interface Disk {
  /** What a path leads to, links followed. */
  kind(path: string): "file" | "folder" | "other" | Failure;
  /** What a folder holds, sorted by name. */
  list(folder: string): readonly Listed[] | Failure;
  /** The octets of a file of at most `limit` octets. */
  read(path: string, limit: number): Uint8Array | Failure;
  /**
   * The same in pieces of whole lines, the last one aside, for files that may be large. The octets of a piece are there
   * until the next one is read; where the disk breaks, the last piece says why. Whoever stops asking closes the file.
   */
  pieces(path: string, limit: number): Generator<Uint8Array | Failure, void> | Failure;
  /**
   * The octets of what a folder lists as a file, if it is small; null where it is not, or can't be read. They are there
   * until the next file is read so.
   */
  small(path: string): Uint8Array | null;
  /** The path without links in it, or null where it leads nowhere. */
  real(path: string): string | null;
  /**
   * Puts `after` in the place of `before`, whole or not at all; links lead where they led, and the mode stays.
   * A file that its mode protects is left alone, and so is one that no longer holds `before`.
   */
  replace(path: string, before: Uint8Array, after: Uint8Array): Failure | null;
  /** Makes a file that holds this text, whatever was there. */
  write(path: string, text: string): Failure | null;
}

/** Where text goes. */
export interface Output {
  write(text: string | Uint8Array): void;
  /** Waits until what was written is taken, where it piles up. */
  flushed(): Promise<void>;
  /** Whether a person reads it, and how wide what they look at is. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

export interface Machine {
  readonly disk: Disk;
  readonly assets: Assets;
  /** Absolute. */
  readonly currentFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** All of standard input. */
  standardInput(limit: number): Uint8Array | Failure;
  /** Standard input piece by piece, as it comes; where it can't be read, the last one says why. */
  inputPieces(): AsyncIterable<Uint8Array | Failure>;
  /** The text of octets, if they are UTF-8; a byte order mark stays in it. Quicker than what works anywhere. */
  fromUtf8(octets: Uint8Array): string | null;
  /** Today as YYYY-MM-DD, where the user is. */
  today(): string;
  /** Milliseconds that only grow. */
  now(): number;
  /** Seconds since 1970. */
  time(): number;
  /** Runs something after so many milliseconds, unless what is returned is called before. */
  after(milliseconds: number, run: () => void): () => void;
  /** Asks DNS. Nothing is sent before a question is asked. */
  resolver(settings: DnsSettings): Resolver;
  /** All that follows is one piece of work, after which the process ends. */
  worksOnce(): void;
  /** Serves the Language Server Protocol on standard input and output until the editor ends it. */
  serve(): Promise<void>;
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "failure" in value;
}
