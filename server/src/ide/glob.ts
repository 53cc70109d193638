/**
 * Globs, as configurations and editors write them: `*` and `?` within one part of a path, `**` for any number of parts,
 * `[a-z]`, `{a,b}`. A glob without a slash fits a file of that name in any folder, and a glob that names a folder fits all in
 * it: but for braces they are the patterns of `.gitignore`, and compared as those are, in bounded time.
 */

import { leavesOut, patternOf } from "./gitignore.ts";

/** Whether a path fits a glob. */
export function globMatches(glob: string, path: string): boolean {
  return globTest(glob)(path);
}

/** The globs that fit the same paths to whoever implies nothing: one that names a folder fits that alone. */
export function wholeGlobs(glob: string): string[] {
  const plain = trimmed(glob);
  return [plain, `${plain}/**`];
}

function trimmed(glob: string): string {
  return glob.replace(/^\.?\//, "").replace(/\/+$/, "");
}

/** The test whether a path fits a glob, to be made once where many paths are tested. */
export function globTest(glob: string): (path: string) => boolean {
  const patterns = (alternatives(trimmed(glob)) ?? []).flatMap((each) => patternOf(escaped(each)) ?? []);
  return (path) => {
    const names = path.split("/");
    const last = names.length - 1;
    return names.some((name, i) => leavesOut(patterns, names.slice(0, i), name, i < last) === true);
  };
}

/** Signs of `.gitignore` that say nothing in a glob. */
function escaped(glob: string): string {
  return glob.replace(/\\|^[!#]|[ ]+$/g, (signs) => signs.replace(/./g, "\\$&"));
}

/** Braces within braces multiply what they say; a glob that says more than this fits nothing. */
const MOST = 1000;

/** What a glob says without its braces; one that is left open ends with the glob. Null where that is too much. */
function alternatives(glob: string): readonly string[] | null {
  /** What is said so far, in each pair of braces around and outside of them all. */
  const open: { readonly before: readonly string[]; readonly done: string[] }[] = [];
  let said: readonly string[] = [""];
  const close = () => {
    const { before, done } = open.pop() as (typeof open)[number];
    const within = [...done, ...said];
    said = before.length * within.length > MOST ? [] : before.flatMap((a) => within.map((b) => a + b));
  };
  for (const sign of glob) {
    if (sign === "{") {
      open.push({ before: said, done: [] });
      said = [""];
    } else if (sign === "}" && open.length > 0) close();
    else if (sign === "," && open.length > 0) {
      open.at(-1)?.done.push(...said);
      said = [""];
    } else said = said.map((each) => each + sign);
    if (said.length === 0) return null;
  }
  while (open.length > 0) close();
  return said.length === 0 ? null : said;
}
