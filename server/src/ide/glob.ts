/**
 * Globs, as configurations and editors write them: `*` and `?` within one part of a path, `**` over parts, `[a-z]`,
 * `{a,b}`. A glob without a slash fits a file of that name in any folder, and a glob that names a folder fits all in it.
 */

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
  const whole = trimmed(glob);
  const anywhere = whole.includes("/") ? "" : "(?:.*/)?";
  let source = "";
  let depth = 0;
  for (let i = 0; i < whole.length; i++) {
    const sign = whole[i] as string;
    if (whole.startsWith("**/", i)) {
      source += "(?:.*/)?";
      i += 2;
    } else if (whole.startsWith("**", i)) {
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
    else if (sign === "[" && whole.indexOf("]", i + 2) > 0) {
      const end = whole.indexOf("]", i + 2);
      const inner = whole
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
