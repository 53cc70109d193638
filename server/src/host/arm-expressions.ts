/** Expressions in templates of Azure Resource Manager (Azure, "Template functions"): what one says, where that is certain. */

/** What a parameter or a variable stands for: `parameters zone`; null where nobody knows. */
type Names = (name: string) => string | null;

const TOKEN = /\s*(?:'((?:[^']|'')*)'|([A-Za-z_]\w*)|(-?\d+)|([(),.[\]]))/y;
/** Functions within functions, and names that stand for expressions. */
const DEEPEST = 20;
/** Names that one expression may ask for, and how long a text may become: what multiplies is an attack. */
const MOST = 500;
const LONGEST = 10_000;

/** The text itself where it is no expression; what the expression says, or null. */
export function expressionText(
  text: string,
  names: Names,
  depth = 0,
  budget = { left: MOST },
): string | null {
  if (text.startsWith("[[")) return text.slice(1);
  if (!/^\[[\s\S]*\]$/.test(text)) return text;
  if (depth > DEEPEST) return null;
  const known: Names = (name) => {
    const said = budget.left-- > 0 ? names(name) : null;
    return said === null ? null : expressionText(said, names, depth + 1, budget);
  };
  const reader = new Reader(text.slice(1, -1), known);
  const value = reader.value(0);
  return reader.isOver ? value : null;
}

/** `{0}` is the first value, `{{` a brace (.NET, "Composite formatting"); with widths and formats nothing is known. */
function formatted(pattern: string, values: readonly (string | null)[]): string | null {
  const isKnown = (sign: string) => /^(?:\{\{|\}\}|\{\d+\})$/.test(sign);
  const signs = pattern.match(SIGN) ?? [];
  if (!signs.every((sign) => isKnown(sign) && (sign.length < 3 || values[indexOf(sign)] !== undefined)))
    return null;
  return pattern.replace(SIGN, (sign) =>
    /^\{\d/.test(sign) ? (values[indexOf(sign)] ?? "") : sign.charAt(0),
  );
}

const SIGN = /\{\{|\}\}|\{[^{}]*\}|[{}]/g;
const indexOf = (sign: string) => Number(sign.slice(1, -1));

class Reader {
  readonly #text: string;
  readonly #names: Names;
  #at = 0;

  constructor(text: string, names: Names) {
    this.#text = text;
    this.#names = names;
  }

  get isOver(): boolean {
    return this.#text.slice(this.#at).trim() === "";
  }

  /** A text, a number, or the call of a function; null where it can't be known, which may leave something unread. */
  value(depth: number): string | null {
    const token = this.#next();
    if (!token || depth > DEEPEST) return null;
    const [, quoted, name, number] = token;
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    if (number !== undefined) return number;
    if (name === undefined || !this.#take("(")) return null;
    const given: (string | null)[] = [];
    while (!this.#take(")")) {
      given.push(this.value(depth + 1));
      if (this.#take(",")) continue;
      if (this.#take(")")) break;
      return null;
    }
    return this.#called(name.toLowerCase(), given);
  }

  #called(name: string, given: readonly (string | null)[]): string | null {
    const [first = null] = given;
    if (name === "parameters" || name === "variables")
      return first === null ? null : this.#names(`${name} ${first.toLowerCase()}${this.#members()}`);
    if (given.some((each) => each === null)) return null;
    if (given.reduce((length, each) => length + (each?.length ?? 0), 0) > LONGEST) return null;
    if (name === "concat") return given.join("");
    if (name === "tolower") return first?.toLowerCase() ?? null;
    if (name === "toupper") return first?.toUpperCase() ?? null;
    if (name === "string" || name === "trim") return name === "trim" ? (first?.trim() ?? null) : first;
    if (name === "format") return first === null ? null : formatted(first, given.slice(1));
    return null;
  }

  /** `.zone.name` behind what is an object. */
  #members(): string {
    let members = "";
    while (this.#take(".")) members += `.${this.#next()?.[2]?.toLowerCase() ?? ""}`;
    return members;
  }

  #next(): RegExpExecArray | null {
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.#text);
    if (token) this.#at = TOKEN.lastIndex;
    return token;
  }

  #take(sign: string): boolean {
    const before = this.#at;
    if (this.#next()?.[4] === sign) return true;
    this.#at = before;
    return false;
  }
}
