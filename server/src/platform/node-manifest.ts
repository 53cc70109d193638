/** What `package.json` says of the program: its version, and where its source is published. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Manifest {
  readonly version: string;
  /** The address of the source for a browser, or null where it is not published. */
  readonly repository: string | null;
}

/** Reads the manifest in the folder that the program is installed in. */
export function nodeManifest(root: string): Manifest {
  const { version, repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const url: unknown = typeof repository === "object" && repository !== null ? repository.url : repository;
  if (typeof url !== "string") return { version, repository: null };
  const address = url.replace(/^git\+/, "").replace(/\.git$/, "");
  return { version, repository: address.startsWith("https://") ? address : null };
}
