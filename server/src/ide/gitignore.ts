/**
 * The patterns of a `.gitignore`. gitignore(5)
 *
 * A pattern is a row of names, and a name is a row of characters; in both rows something stands for any number. One
 * function compares rows, in time that grows with their lengths alone: whoever wrote a file may be a stranger.
 */

/** Any number: `*` within a name, `**` among names. */
const ANY = null;

/** A character, or those of a class. */
type Sign = string | RegExp;
type Row<Item> = readonly (Item | typeof ANY)[];
type NameTest = (name: string) => boolean;

export interface IgnorePattern {
  /** Whether it takes back what patterns before it say. */
  readonly negative: boolean;
  /** Whether it speaks of folders alone. */
  readonly folders: boolean;
  /** Names from the folder of the file on; one name where it may lie in any folder below. */
  readonly names: Row<NameTest>;
  readonly anywhere: boolean;
}

/** The patterns of a file, the last one first: it wins. */
export function readIgnore(text: string): readonly IgnorePattern[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => (line === "" || line.startsWith("#") ? [] : (patternOf(line) ?? [])))
    .reverse();
}

/**
 * Whether patterns leave a name out; null where none of them speaks of it.
 *
 * @param above names of the folders between that of the patterns and the name
 */
export function leavesOut(
  patterns: readonly IgnorePattern[],
  above: readonly string[],
  name: string,
  isFolder: boolean,
): boolean | null {
  for (const { negative, folders, names, anywhere } of patterns) {
    if (folders && !isFolder) continue;
    const does = anywhere
      ? names[0]?.(name)
      : fits(names, above.length + 1, (test, i) => test(above[i] ?? name));
    if (does) return !negative;
  }
  return null;
}

/** A line as a pattern; null where it fits nothing. */
export function patternOf(line: string): IgnorePattern | null {
  const negative = line.startsWith("!");
  const rows = rowsOf(negative ? line.slice(1) : line);
  if (!rows) return null;
  const folders = rows.length > 1 && rows.at(-1)?.length === 0;
  if (folders) rows.pop();
  const anywhere = rows.length === 1;
  if (!anywhere && rows[0]?.length === 0) rows.shift();
  const names = anywhere ? rows.map(nameTest) : rows.map((row) => (isAny(row) ? ANY : nameTest(row)));
  // What stands at the end is everything within, and not the folder itself.
  if (names.at(-1) === ANY) names.push(() => true);
  return { negative, folders, names, anywhere };
}

/** Whether a name stands for any number of names. */
function isAny(row: Row<Sign>): boolean {
  return row.length > 1 && row.every((sign) => sign === ANY);
}

/** The names between the slashes of a pattern; null where it is cut off within a class or behind a backslash. */
function rowsOf(pattern: string): (Sign | typeof ANY)[][] | null {
  let row: (Sign | typeof ANY)[] = [];
  const rows = [row];
  let spaces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern[i] as string;
    spaces = unit === " " ? spaces + 1 : 0;
    if (unit === "/") {
      row = [];
      rows.push(row);
    } else if (unit === "*") row.push(ANY);
    else if (unit === "?") row.push(/./s);
    else if (unit === "[") {
      const read = classAt(pattern, i);
      if (!read) return null;
      row.push(read.sign);
      i = read.end - 1;
    } else if (unit === "\\") {
      const escaped = pattern[++i];
      if (escaped === undefined) return null;
      row.push(escaped);
    } else row.push(unit);
  }
  // Blanks at the end say nothing, unless they are escaped.
  row.length -= spaces;
  return rows;
}

const named: Readonly<Record<string, string>> = {
  alnum: "a-zA-Z0-9",
  alpha: "a-zA-Z",
  blank: " \\t",
  cntrl: "\\0-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\s",
  upper: "A-Z",
  xdigit: "0-9a-fA-F",
};

const MEMBER = /\[:(\w*):\]|(\\.|[^\\])(?:-(\\.|[^\]\\]))?/sy;

/** The class of characters whose bracket stands at `at`, as fnmatch(3) reads it; null where it has no end. */
function classAt(pattern: string, at: number): { readonly sign: RegExp; readonly end: number } | null {
  const isNot = /[!^]/.test(pattern[at + 1] ?? "");
  const first = at + (isNot ? 2 : 1);
  let source = "";
  MEMBER.lastIndex = first;
  while (pattern[MEMBER.lastIndex] !== "]" || MEMBER.lastIndex === first) {
    const [, name, from, to] = MEMBER.exec(pattern) ?? [];
    if (name !== undefined && Object.hasOwn(named, name)) source += named[name];
    else if (from === undefined) return null;
    else source += range(from, to ?? from);
  }
  return { sign: new RegExp(`[${isNot ? "^" : ""}${source}]`), end: MEMBER.lastIndex + 1 };
}

/** One that ends before it begins holds nothing. */
function range(...ends: readonly [from: string, to: string]): string {
  const [from, to] = ends.map((end) => end.charCodeAt(end.length - 1)) as [number, number];
  const [a, b] = [from, to].map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`);
  return from <= to ? `${a}-${b}` : "";
}

/** Most patterns are a name, or how a name ends. */
function nameTest(row: Row<Sign>): NameTest {
  const [first, ...rest] = row;
  if (row.every(isPlain)) {
    const whole = row.join("");
    return (name) => name === whole;
  }
  if (first === ANY && rest.every(isPlain)) {
    const end = rest.join("");
    return (name) => name.endsWith(end);
  }
  return (name) => fits(row, name.length, (sign, i) => isSign(sign, name[i] as string));
}

function isSign(sign: Sign, unit: string): boolean {
  return isPlain(sign) ? sign === unit : sign.test(unit);
}

function isPlain(sign: Sign | typeof ANY): sign is string {
  return typeof sign === "string";
}

/**
 * Whether so many items fit a row. What stands behind `ANY` is looked for from left to right, and where the next `ANY`
 * is reached the first place was as good as any later one, so nobody has to come back to it.
 */
function fits<Item>(row: Row<Item>, count: number, is: (item: Item, index: number) => boolean): boolean {
  let at = 0;
  let any = -1;
  let from = 0;
  for (let i = 0; i < count; ) {
    const item = row[at];
    if (item === ANY) {
      any = at++;
      from = i;
    } else if (item !== undefined && is(item, i)) {
      at++;
      i++;
    } else if (any >= 0) {
      at = any + 1;
      i = ++from;
    } else return false;
  }
  while (row[at] === ANY) at++;
  return at === row.length;
}
