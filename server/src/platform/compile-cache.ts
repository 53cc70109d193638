/**
 * Keeps what the engine has compiled, so that the next start does not compile it again: a third of a start (Node 22.1 and
 * later; Node 20 can't). It is imported for its effect, before whatever is to be kept.
 *
 * The folder is the user's own. Node's proposal lies in the folder for temporary files, where on a shared machine anybody
 * may have left code for us. What can't be kept is compiled again. `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 */

import module from "node:module";
import os from "node:os";
import path from "node:path";

/** The part of Node 22's modules that the types of Node 20 don't know. */
interface Keeping {
  readonly enableCompileCache?: (folder: string) => unknown;
}

try {
  (module as Keeping).enableCompileCache?.(path.join(cacheFolder(), "spf-records"));
} catch {
  // A user without an entry in the system's list, as containers have them, has no folder.
}

/** Where programs of this user keep what they can make again: the XDG base directory specification, and what the systems say. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  // A relative path is to be ignored, says the specification.
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
  return path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
