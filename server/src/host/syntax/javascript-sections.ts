/** Where a program in JavaScript or TypeScript can be cut: at the statements of the outermost level. */

/** What may begin a statement at the start of a line; these words go on with one. */
const BEGINS = /^(?!(?:in|of|as|instanceof|satisfies|else|catch|finally|while|extends|from)\b)[A-Za-z_$]/;
/** Words that something must follow. */
const UNFINISHED =
  /(?:^|[^\w$])(?:const|let|var|function|class|new|typeof|export|default|extends|import|from|as|of|in|await|async|return|throw|void|delete|instanceof|satisfies|else|do|try|finally|case)$/;
const HEAD = /(?:^|[^\w$.])(?:if|for|while|with|for\s+await)$/;
/** After a bracket that is missing, reading goes on with what stands in no other place at the start of a line. */
const ANEW = /^(?:D(?:_EXTEND)?\(|(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s)/;
/** No regular expression is longer; it would be looked for to the end of the line at each slash. */
const LONGEST = 1000;

/** Starts of sections, the first at 0. */
export function sectionStarts(text: string): number[] {
  const scanner = new Scanner(text);
  const starts = [0];
  let headed = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, Math.min(next, at + 80));
    if (scanner.isOutside && BEGINS.test(line) && (scanner.isFinished || ANEW.test(line))) {
      if (headed) starts.push(at);
      headed = true;
      scanner.begin();
    }
    scanner.read(at, next);
    at = next;
  }
  return starts;
}

/** Follows brackets, texts and comments, line by line. */
class Scanner {
  readonly #text: string;
  /** How many brackets are open; for each template that is open, how many were at its `${`. */
  #depth = 0;
  #templates: number[] = [];
  #inTemplate = false;
  /** The sign of a quoted text that goes on from the line before. */
  #quote = "";
  #inComment = false;
  /** Whether what stands before can end a statement, and the last character of it. */
  #last = ";";
  #lastEnd = 0;
  /** Whether the bracket of the outermost level belongs to a word that a statement must follow: `if (`. */
  #headed = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a line begins outside of texts and comments. */
  get isOutside(): boolean {
    return !this.#inTemplate && !this.#inComment && this.#quote === "" && this.#templates.length === 0;
  }

  get isFinished(): boolean {
    if (this.#depth > 0) return false;
    if (!/[\w$]/.test(this.#last)) return /[;)}\]"'`]/.test(this.#last);
    return !this.#endsInWord;
  }

  begin(): void {
    this.#depth = 0;
    this.#templates = [];
  }

  read(from: number, to: number): void {
    const text = this.#text;
    for (let at = from; at < to; at++) {
      if (this.#inComment) {
        // No further than the line: what never ends would be looked for to the end of the text at each.
        const end = text.slice(at, to).indexOf("*/");
        if (end < 0) return;
        this.#inComment = false;
        at += end + 1;
        continue;
      }
      if (this.#quote !== "") {
        at = this.#quoted(at - 1, this.#quote, to);
        continue;
      }
      if (this.#inTemplate) {
        at = this.#template(at, to);
        continue;
      }
      const character = text[at] as string;
      if (character === " " || character === "\t" || character === "\n" || character === "\r") continue;
      if (character === "/") {
        const next = text[at + 1];
        if (next === "/") return;
        if (next === "*") {
          this.#inComment = true;
          at++;
          continue;
        }
        if (this.#mayBeginValue()) at = this.#expression(at, to);
      } else if (character === '"' || character === "'") at = this.#quoted(at, character, to);
      else if (character === "`") this.#inTemplate = true;
      else if (character === "(" || character === "[" || character === "{") {
        if (this.#depth === 0)
          this.#headed = HEAD.test(text.slice(Math.max(0, this.#lastEnd - 8), this.#lastEnd));
        this.#depth++;
      } else if (character === ")" || character === "]" || character === "}") {
        if (character === "}" && this.#templates.at(-1) === this.#depth) {
          this.#templates.pop();
          this.#inTemplate = true;
        } else this.#depth--;
      }
      const heads = character === ")" && this.#depth === 0 && this.#headed;
      this.#last = heads ? "(" : (text[at] ?? character);
      this.#lastEnd = at + 1;
    }
  }

  /** The rest of a template, as far as its next expression. */
  #template(from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const character = this.#text[at];
      if (character === "\\") at++;
      else if (character === "`") {
        this.#inTemplate = false;
        this.#last = "`";
        this.#lastEnd = at + 1;
        return at;
      } else if (character === "$" && this.#text[at + 1] === "{") {
        this.#inTemplate = false;
        this.#templates.push(this.#depth);
        this.#last = "{";
        return at + 1;
      }
    }
    return to - 1;
  }

  /** The closing quote; the end of the line where it is missing, or where the text goes on in the next. */
  #quoted(open: number, quote: string, to: number): number {
    this.#quote = "";
    for (let at = open + 1; at < to; at++) {
      const character = this.#text[at];
      if (character === "\\") {
        at += this.#text.startsWith("\r\n", at + 1) ? 2 : 1;
        if (this.#text[at] === "\n") this.#quote = quote;
      } else if (character === quote) {
        this.#last = quote;
        this.#lastEnd = at + 1;
        return at;
      } else if (character === "\n") break;
    }
    return Math.max(open, to - 1);
  }

  /** Whether a slash begins a regular expression here, and does not divide. */
  #mayBeginValue(): boolean {
    if (/[\w$]/.test(this.#last)) return this.#endsInWord;
    return !/[)\]"'`]/.test(this.#last);
  }

  get #endsInWord(): boolean {
    return UNFINISHED.test(this.#text.slice(Math.max(0, this.#lastEnd - 12), this.#lastEnd));
  }

  /** The closing slash of a regular expression; where there is none near by in the line, it divides. */
  #expression(open: number, to: number): number {
    let inClass = false;
    for (let at = open + 1; at < to && at < open + LONGEST; at++) {
      const character = this.#text[at];
      if (character === "\\") at++;
      else if (character === "[") inClass = true;
      else if (character === "]") inClass = false;
      else if (character === "/" && !inClass) return at;
    }
    return open;
  }
}
