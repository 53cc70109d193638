/** Which file an `$INCLUDE` means. RFC 1035, 5.1 */

import { fileUri } from "../file-names.ts";

/** How many folders above its own a file may mean by a relative path: named's working folder is one of them. */
const FOLDERS_ABOVE = 3;

/**
 * Uris to try, best first. named reads paths relative to its own folder, which the file does not tell: so the
 * file's folder comes first, then those above it.
 */
export function candidates(path: string, from: string): string[] {
  const folder = /^[^?#]*\//.exec(from)?.[0];
  if (folder === undefined || path === "") return [];
  const out: string[] = [];
  const add = (base: string, relative: string): void => {
    const uri = fileUri(relative, base);
    if (uri !== null && !out.includes(uri)) out.push(uri);
  };
  if (path.startsWith("/")) add(folder, path);
  let base = folder;
  for (let above = 0; above <= FOLDERS_ABOVE; above++) {
    const relative = path.startsWith("/") ? path.slice(path.lastIndexOf("/") + 1) : path;
    add(base, relative);
    if (path.startsWith("/")) break;
    const parent = base.replace(/[^/]*\/$/, "");
    if (parent === base || /^[a-z][a-z0-9+.-]*:\/\/$/i.test(parent)) break;
    base = parent;
  }
  return out;
}
