/** Files and assets of the machine that Node runs on. */

// Loaded when first used, which most runs of the command never do.
import { promises } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Assets, Files } from "../ide/files.ts";

/** Larger files are no zones that a person edits; they are not read, so that memory stays bounded. */
const MAX_OCTETS = 64 * 1024 * 1024;

/** The disk by `file:` uris. */
export function nodeFiles(): Files {
  return {
    read: async (uri) => {
      const path = pathOf(uri);
      if (path === null) return null;
      try {
        // A pipe or a device would never end.
        const found = await promises.stat(path);
        if (!found.isFile() || found.size > MAX_OCTETS) return null;
        return await promises.readFile(path);
      } catch {
        return null;
      }
    },
    list: async (uri) => {
      const path = pathOf(uri);
      if (path === null) return [];
      try {
        const entries = await promises.readdir(path, { withFileTypes: true });
        return entries.map((entry) => ({
          name: entry.name,
          kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
        }));
      } catch {
        return [];
      }
    },
  };
}

/** What ships with the program, below `root`, the folder that holds `package.json`. */
export function nodeAssets(root: string): Assets {
  return {
    text: (path) => promises.readFile(join(root, path), "utf8").catch(() => null),
    octets: (path) => promises.readFile(join(root, path)).catch(() => null),
  };
}

function pathOf(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}
