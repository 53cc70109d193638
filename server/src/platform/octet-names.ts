/** Names of files that are no UTF-8: the octets behind a path in which U+FFFD stands for what is no text. */

import { readdirSync } from "node:fs";
import path from "node:path";

/** What Node writes for octets that are no UTF-8: on its command line, and where it lists a folder. */
const UNREADABLE = "\u{FFFD}";

/** Two names look the same, so that nobody can tell which of them is meant. */
export const AMBIGUOUS = "AMBIGUOUS";

/** Makes paths into what the system knows the files by. */
export function octetNames(): (file: string) => string | Buffer {
  // A folder full of such names is listed once and not for each of them.
  let listed: { readonly folder: string; readonly names: ReadonlyMap<string, Buffer | null> } | null = null;

  /** The name in a folder that reads like this; null where several do, undefined where none does. */
  function named(folder: Buffer, name: string): Buffer | null | undefined {
    const key = folder.toString("latin1");
    if (listed?.folder !== key) {
      const names = new Map<string, Buffer | null>();
      for (const octets of readdirSync(folder, "buffer")) {
        const read = octets.toString();
        if (read.includes(UNREADABLE)) names.set(read, names.has(read) ? null : octets);
      }
      listed = { folder: key, names };
    }
    return listed.names.get(name);
  }

  return (file) => {
    if (!file.includes(UNREADABLE)) return file;
    const { root } = path.parse(file);
    let at = Buffer.from(root);
    for (const name of file.slice(root.length).split(path.sep)) {
      // What is not listed may not be there, or be new: the system says which.
      const octets = name.includes(UNREADABLE) ? named(at, name) : undefined;
      if (octets === null) throw Object.assign(new Error(AMBIGUOUS), { code: AMBIGUOUS });
      const border = at.length === root.length ? "" : path.sep;
      at = Buffer.concat([at, Buffer.from(border), octets ?? Buffer.from(name)]);
    }
    return at;
  };
}
