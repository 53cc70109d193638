/** Which of the documents that are known lie in a folder. */

export class Folders {
  readonly #uris = new Map<string, Set<string>>();

  add(uri: string): void {
    const folder = folderOf(uri);
    const uris = this.#uris.get(folder);
    if (uris) uris.add(uri);
    else this.#uris.set(folder, new Set([uri]));
  }

  remove(uri: string): void {
    this.#uris.get(folderOf(uri))?.delete(uri);
  }

  /** By the uri of the folder with the slash at its end. */
  in(folder: string): Iterable<string> {
    return this.#uris.get(folder) ?? [];
  }
}

/** The uri of the folder that a file lies in, with the slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
