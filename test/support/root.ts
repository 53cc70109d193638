// Finds the repository's own folder, whatever folder a test is started from.

import path from "node:path";
import { fileURLToPath } from "node:url";

/** The absolute path of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
