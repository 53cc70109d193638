/** Lines of a configuration of dnsmasq, character by character as it reads them (option.c, `read_file`). */

/** One character that counts, and where it stands. */
export interface Character {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Between quotes, where neither a comma nor a blank means anything. */
  readonly hidden: boolean;
}

/** An option and what is behind its equals sign. */
export interface Option {
  readonly key: string;
  readonly argument: readonly Character[];
  readonly start: number;
  /** Behind the last character that counts. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** dnsmasq takes 1,024 octets. */
const LONGEST_LINE = 20_000;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  t: "\t",
  n: "\n",
  b: "\b",
  e: "\x1b",
  r: "\r",
};

export function* optionsIn(text: string): Generator<Option> {
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf("\n", start);
    const next = lf < 0 ? text.length : lf + 1;
    const option = optionOf(text, start, lf < 0 ? text.length : lf, next);
    if (option) yield option;
    start = next;
  }
}

function optionOf(text: string, start: number, end: number, next: number): Option | null {
  if (end - start > LONGEST_LINE) return null;
  if (!/[^\s#]/.test(text.charAt(start)) && !/^\s*[a-z]/.test(text.slice(start, end))) return null;
  const characters = charactersOf(text, start, end);
  const equals = characters?.findIndex(({ text: unit }) => unit === "=") ?? -1;
  if (!characters || equals < 0) return null;
  const key = characters
    .slice(0, equals)
    .map((each) => each.text)
    .join("")
    .trim();
  const argument = trimmed(characters.slice(equals + 1));
  const last = argument.at(-1) ?? (characters[equals] as Character);
  // Quotes that close behind the last character belong to it.
  const quote = last.hidden && text.charAt(last.to) === '"' ? 1 : 0;
  const [first] = characters;
  return { key, argument, start: first?.from ?? start, end: last.to + quote, next };
}

/** Null where a quote is not closed: dnsmasq refuses to start. */
function charactersOf(text: string, start: number, end: number): Character[] | null {
  const out: Character[] = [];
  let white = true;
  for (let at = start; at < end; at++) {
    if (text[at] === '"') {
      at++;
      for (; at < end && text[at] !== '"'; at++) {
        const meant = text[at] === "\\" && at + 1 < end ? ESCAPES[text.charAt(at + 1)] : undefined;
        const length = meant === undefined ? 1 : 2;
        out.push({ text: meant ?? text.charAt(at), from: at, to: at + length, hidden: true });
        at += length - 1;
      }
      if (at >= end) return null;
      at++;
      // The character behind the quote is read as it is, another quote too.
      if (at >= end) break;
    }
    const unit = text.charAt(at);
    if (/\s/.test(unit)) {
      white = true;
      out.push({ text: " ", from: at, to: at + 1, hidden: false });
    } else {
      if (white && unit === "#") break;
      white = false;
      out.push({ text: unit, from: at, to: at + 1, hidden: false });
    }
  }
  return trimmed(out);
}

function isBlank(character: Character | undefined): boolean {
  return character !== undefined && !character.hidden && character.text === " ";
}

/** Without blanks outside of quotes at both ends. */
export function trimmed(characters: readonly Character[]): Character[] {
  let [start, end] = [0, characters.length];
  while (start < end && isBlank(characters[start])) start++;
  while (end > start && isBlank(characters[end - 1])) end--;
  return characters.slice(start, end);
}

/** What stands between commas. */
export function splitAtCommas(characters: readonly Character[]): Character[][] {
  const out: Character[][] = [[]];
  for (const character of characters) {
    if (character.text === "," && !character.hidden) out.push([]);
    else out.at(-1)?.push(character);
  }
  return out;
}

export function textOf(characters: readonly Character[]): string {
  return trimmed(characters)
    .map(({ text }) => text)
    .join("");
}
