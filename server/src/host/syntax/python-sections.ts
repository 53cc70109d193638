/** Where a program in Python can be cut: at the statements of the outermost level. */

/** What may begin a statement at the start of a line; these words go on with one. */
const BEGINS = /^(?!(?:else|elif|except|finally|case)\b)[A-Za-z_@]/;
/** Words between expressions, which may stand at the start of a line within brackets. */
const BETWEEN = /^(?:if|else|for|in|and|or|not|is|async|await|lambda|from|as)\b/;
/** What stands at the start of a line in no brackets. */
const ANEW =
  /^(?:(?:async +)?(?:def|class|with) |(?:import|from|return|while|try|raise|del|global) ?|@\w|[A-Za-z_]\w* = )/;

/** Starts of sections, the first at 0. */
export function sectionStarts(text: string): number[] {
  const scanner = new Scanner(text);
  const starts = [0];
  let headed = false;
  let decorated = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, Math.min(next, at + 80));
    if (BEGINS.test(line) && scanner.mayBegin(line)) {
      if (headed && !decorated) starts.push(at);
      headed = true;
      decorated = line.startsWith("@");
      scanner.begin();
    }
    scanner.read(at, next);
    at = next;
  }
  return starts;
}

/** Follows brackets and texts, line by line. */
class Scanner {
  readonly #text: string;
  #depth = 0;
  /** The quotes of a text that goes on from the line before. */
  #quote = "";
  /** The last character before that is no blank and in no comment. */
  #last = "";

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a statement begins with this line; where a bracket is missing, one that can't be anything else. */
  mayBegin(line: string): boolean {
    if (this.#quote !== "" || this.#last === "\\") return false;
    if (this.#depth <= 0) return true;
    // Two expressions beside each other are none.
    return ANEW.test(line) || (!/^[,([{:=+\-*/%&|^~<>@.]?$/.test(this.#last) && !BETWEEN.test(line));
  }

  begin(): void {
    this.#depth = 0;
  }

  read(from: number, to: number): void {
    const text = this.#text;
    for (let at = from; at < to; at++) {
      if (this.#quote !== "") {
        at = this.#quoted(at, to);
        continue;
      }
      const character = text[at] as string;
      if (character === " " || character === "\t" || character === "\n" || character === "\r") continue;
      if (character === "#") return;
      this.#last = character;
      if (character === '"' || character === "'") {
        this.#quote = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
        at += this.#quote.length - 1;
      } else if (character === "(" || character === "[" || character === "{") this.#depth++;
      else if (character === ")" || character === "]" || character === "}") this.#depth--;
    }
    // Without its quote, a text ends with its line; behind a backslash it goes on.
    if (this.#quote.length === 1 && !/\\\r?\n$/.test(text.slice(from, to))) this.#quote = "";
  }

  /** The end of a text, or of its line. Expressions in it, which may hold quotes, are passed over as text. */
  #quoted(from: number, to: number): number {
    for (let at = from; at < to; at++) {
      if (this.#text[at] === "\\") at++;
      else if (this.#text.startsWith(this.#quote, at)) {
        const end = at + this.#quote.length - 1;
        this.#quote = "";
        return end;
      }
    }
    return to - 1;
  }
}
