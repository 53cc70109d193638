/**
 * Globs, as configurations and editors write them: `*` and `?` within one part of a path, `**` over parts, `[a-z]`,
 * `{a,b}`. A glob without a slash fits a file of that name in any folder, and a glob that names a folder fits all in it.
 */

/** Whether a path fits a glob. */
export function globMatches(glob: string, path: string): boolean {
  return globTest(glob)(path);
}

/** The test whether a path fits a glob, to be made once where many paths are tested. */
export function globTest(glob: string): (path: string) => boolean {
  const trimmed = glob.replace(/^\.?\//, "").replace(/\/+$/, "");
  const anywhere = trimmed.includes("/") ? "" : "(?:.*/)?";
  let source = "";
  let depth = 0;
  for (let i = 0; i < trimmed.length; i++) {
    const sign = trimmed[i] as string;
    if (trimmed.startsWith("**/", i)) {
      source += "(?:.*/)?";
      i += 2;
    } else if (trimmed.startsWith("**", i)) {
      source += ".*";
      i += 1;
    } else if (sign === "*") source += "[^/]*";
    else if (sign === "?") source += "[^/]";
    else if (sign === "{") {
      source += "(?:";
      depth++;
    } else if (sign === "}" && depth > 0) {
      source += ")";
      depth--;
    } else if (sign === "," && depth > 0) source += "|";
    else if (sign === "[" && trimmed.indexOf("]", i + 2) > 0) {
      const end = trimmed.indexOf("]", i + 2);
      const inner = trimmed
        .slice(i + 1, end)
        .replace(/^!/, "^")
        .replace(/[\\[\]]/g, "\\$&");
      source += `[${inner}]`;
      i = end;
    } else source += sign.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  }
  source += ")".repeat(depth);
  try {
    const expression = new RegExp(`^${anywhere}${source}(?:/.*)?$`, "u");
    return (path) => expression.test(path);
  } catch {
    // A class such as `[z-a]` is no glob that fits anything.
    return () => false;
  }
}
