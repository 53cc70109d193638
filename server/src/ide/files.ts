/** What the IDE needs of the world outside: ports that `platform/` implements and an entry hands in. */

/** One entry of a folder. */
export interface FileEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** Files by uri, wherever they are: a disk, a virtual workspace, a browser. */
export interface Files {
  /** The octets of a file; null where there is none, where it can't be read, or where it is too large to be a zone. */
  read(uri: string): Promise<Uint8Array | null>;
  /** What a folder holds, in no order; empty where there is none. */
  list(uri: string): Promise<readonly FileEntry[]>;
  /**
   * Files below a folder that fit one of the globs, which are over names or paths, without what the user does not want to be searched. Absent,
   * or null, where folders have to be listed instead.
   */
  find?(folder: string, names: readonly string[], most: number): Promise<FoundFiles | null>;
}

/** Uris, at most as many as were asked for. */
export interface FoundFiles {
  readonly uris: readonly string[];
  /** Whether these are all there are. */
  readonly whole: boolean;
}

/** Files that ship with the program and are read only when somebody asks: sentences of a language, grammars. */
export interface Assets {
  /** The text of an asset such as `l10n/ja.json`, or null where there is none. */
  text(path: string): Promise<string | null>;
  /** The octets of one such as `dist/syntax/hcl.wasm`, or null. */
  octets(path: string): Promise<Uint8Array | null>;
}
