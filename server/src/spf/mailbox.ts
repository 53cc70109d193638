/**
 * Reads the one mailbox that a header field holds (RFC 5322, 3.4, with the obsolete forms of 4.4). In linear time, and
 * total: any text gives a mailbox or the reason why it has not exactly one.
 */

export interface Mailbox {
  /** As an address has it: quoted only where it must be. */
  readonly local: string;
  /** A domain name, never an address literal. */
  readonly domain: string;
}

/** Why a field has not exactly one mailbox with a domain name. */
export type NoMailbox =
  /** Several mailboxes. */
  | "several-mailboxes"
  /** A group, `name: mailboxes;`, which is no mailbox. */
  | "group"
  /** No domain, or an address literal in its place. */
  | "no-domain"
  /** The address has characters beyond ASCII, for which SPF has no rules. */
  | "non-ascii"
  /** No address by any reading of the grammar. */
  | "malformed";

/** More characters than these no mailbox has. */
const MOST_CHARACTERS = 1 << 16;

/** The mailbox in the body of a header field, which may be folded. */
export function readMailbox(body: string): Mailbox | NoMailbox {
  if (body.length > MOST_CHARACTERS) return "malformed";
  const tokens = tokenise(body.replace(/\r?\n(?=[ \t])/g, ""));
  if (!tokens) return "malformed";
  const members = split(tokens);
  // RFC 5322, 4.4: an obsolete list may have empty members.
  if (typeof members === "string") return members;
  const [first, second] = members.filter((member) => member.length > 0);
  if (!first) return "malformed";
  return second ? "several-mailboxes" : readMember(first);
}

interface Token {
  readonly kind: "atom" | "quoted" | "literal" | "special";
  /** The characters; of a quoted string what it stands for. */
  readonly text: string;
}

/** RFC 5322, 3.2.3 */
const ATEXT = "A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~";
// RFC 6532, 3.2 for what is beyond ASCII
const ATOM = new RegExp(`[${ATEXT}\\x80-\\u{10ffff}]+`, "uy");
// RFC 5322, 3.2.4: qtext and quoted-pairs
const QUOTED = /"((?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\u{10ffff}]|\\[\t\x20-\x7e\x80-\u{10ffff}])*)"/uy;
// RFC 5322, 3.4.1
const LITERAL = /\[(?:[\t\x20-\x5a\x5e-\x7e]|\\[\t\x20-\x7e])*\]/y;
const SPECIALS = "<>@,;:.";

/** The tokens without blanks and comments, or null where a character fits nowhere. */
function tokenise(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === " " || character === "\t") {
      at++;
    } else if (character === "(") {
      at = endOfComment(text, at);
      if (at < 0) return null;
    } else if (SPECIALS.includes(character)) {
      tokens.push({ kind: "special", text: character });
      at++;
    } else {
      const token = tokenAt(text, at);
      if (!token) return null;
      tokens.push(token.token);
      at = token.end;
    }
  }
  return tokens;
}

function tokenAt(text: string, at: number): { readonly token: Token; readonly end: number } | null {
  for (const [kind, pattern] of [
    ["atom", ATOM],
    ["quoted", QUOTED],
    ["literal", LITERAL],
  ] as const) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const value = kind === "quoted" ? (match[1] as string).replace(/\\(.)/gsu, "$1") : match[0];
    return { token: { kind, text: value }, end: pattern.lastIndex };
  }
  return null;
}

/** Where a comment ends, which may hold others (RFC 5322, 3.2.2); -1 where it does not. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at + 1;
    else if (character < " " && character !== "\t") return -1;
  }
  return -1;
}

/** The members of a list; commas within `<…>` belong to a route. */
function split(tokens: readonly Token[]): Token[][] | NoMailbox {
  const members: Token[][] = [[]];
  let angle = false;
  for (const token of tokens) {
    const mark = token.kind === "special" ? token.text : "";
    if (mark === "<") {
      if (angle) return "malformed";
      angle = true;
    } else if (mark === ">") {
      if (!angle) return "malformed";
      angle = false;
    } else if (!angle && mark === ":") return isMark(tokens.at(-1), ";") ? "group" : "malformed";
    if (mark === "," && !angle) members.push([]);
    else members.at(-1)?.push(token);
  }
  return angle ? "malformed" : members;
}

// RFC 5322, 3.4: mailbox = name-addr / addr-spec
function readMember(tokens: readonly Token[]): Mailbox | NoMailbox {
  const open = tokens.findIndex((token) => isMark(token, "<"));
  if (open < 0) return readAddress(tokens);
  const name = tokens.slice(0, open);
  const closed = isMark(tokens.at(-1), ">");
  // RFC 5322, 4.1: an obsolete phrase may have dots.
  if (!closed || !name.every((token) => isWord(token) || isMark(token, "."))) return "malformed";
  return readAddress(withoutRoute(tokens.slice(open + 1, -1)));
}

/** RFC 5322, 4.4: an obsolete address may begin with a route, `@a,@b:`. */
function withoutRoute(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token) => isMark(token, ":"));
  const route = tokens.slice(0, end + 1).map(({ text }) => text);
  return /^,*@[^@,:]+(?:,+(?:@[^@,:]+)?)*:$/.test(route.join("")) ? tokens.slice(end + 1) : tokens;
}

// RFC 5322, 3.4.1: addr-spec = local-part "@" domain
function readAddress(tokens: readonly Token[]): Mailbox | NoMailbox {
  const at = tokens.findIndex((token) => isMark(token, "@"));
  const local = dotted(at < 0 ? tokens : tokens.slice(0, at));
  if (local === null) return "malformed";
  if (at < 0) return "no-domain";
  const rest = tokens.slice(at + 1);
  if (rest.length === 0 || (rest.length === 1 && rest[0]?.kind === "literal")) return "no-domain";
  const domain = rest.every((token) => token.kind !== "quoted") ? dotted(rest) : null;
  if (domain === null) return "malformed";
  if (/[^\x20-\x7e]/.test(local + domain)) return "non-ascii";
  return { local: !DOT_ATOM.test(local) ? `"${local.replace(/["\\]/g, "\\$&")}"` : local, domain };
}

/** The words between single dots, together; null where there is anything else. */
function dotted(tokens: readonly Token[]): string | null {
  const good = tokens.every((token, i) => (i % 2 === 0 ? isWord(token) : isMark(token, ".")));
  if (tokens.length % 2 === 0 || !good) return null;
  return tokens.map(({ text }) => text).join("");
}

function isWord(token: Token): boolean {
  return token.kind === "atom" || token.kind === "quoted";
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === "special" && token.text === mark;
}

const DOT_ATOM = new RegExp(`^[${ATEXT}]+(?:\\.[${ATEXT}]+)*$`);
