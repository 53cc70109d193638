/**
 * Domain names of a zone file: from how they are written, relative and with escapes, to full names.
 *
 * A full name here has no final dot; the root is ".". Octets that DNS's presentation form escapes are escaped the
 * way named-compilezone does, so that two names are the same when their lower case forms are.
 */

/** Ends every name whose origin the file does not say: such a name can be compared, but not told. */
export const UNKNOWN = "\uFFFC";

/** Characters that stand for themselves in a name, wherever they are. */
const PLAIN = /^[!#%&'*+,\-./0-9:<=>?A-Z[\]^_`a-z{|}~]*$/;

/** The full name of `written` under `origin`. RFC 1035, 5.1 */
export function fullName(written: string, origin: string): string {
  if (written === "@") return origin;
  const name = PLAIN.test(written) ? written : canonical(written);
  if (name === ".") return ".";
  if (endsInDot(name)) return name.slice(0, -1);
  if (origin === ".") return name;
  return `${name}.${origin}`;
}

/** Whether the name says where it belongs without an origin. */
export function isKnown(name: string): boolean {
  return !name.endsWith(UNKNOWN);
}

/** A name to show and no more: "@" where nobody knows the origin. */
export function shown(name: string): string {
  if (isKnown(name)) return name;
  return name === UNKNOWN ? "@" : name.slice(0, -UNKNOWN.length - 1);
}

/** Whether the last dot of a canonical name is a separator and no escaped character. */
function endsInDot(name: string): boolean {
  if (!name.endsWith(".")) return false;
  let slashes = 0;
  while (name[name.length - 2 - slashes] === "\\") slashes++;
  return slashes % 2 === 0;
}

/** A name with its escapes undone and those made that are needed: `a\098` is `ab`, `é` is `\195\169`. */
function canonical(written: string): string {
  let out = "";
  for (let i = 0; i < written.length; i++) {
    const unit = written.charCodeAt(i);
    if (unit === 92) {
      const octet = decimal(written, i + 1);
      if (octet >= 0) {
        out += presentation(octet);
        i += 3;
        continue;
      }
      i++;
      if (i >= written.length) break;
    } else if (unit === 46) {
      out += ".";
      continue;
    }
    const point = written.codePointAt(i) as number;
    if (point > 0xffff) i++;
    for (const octet of octetsOf(point)) out += presentation(octet);
  }
  return out;
}

/** The octet that three digits at `at` write, or -1. */
export function decimal(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48;
  const b = text.charCodeAt(at + 1) - 48;
  const c = text.charCodeAt(at + 2) - 48;
  if (!(a >= 0 && a <= 9 && b >= 0 && b <= 9 && c >= 0 && c <= 9)) return -1;
  const octet = a * 100 + b * 10 + c;
  return octet > 255 ? -1 : octet;
}

/** An octet of a label as named-compilezone writes it. */
function presentation(octet: number): string {
  if (octet <= 0x20 || octet >= 0x7f) return `\\${String(octet).padStart(3, "0")}`;
  const character = String.fromCharCode(octet);
  return '"().;\\@$'.includes(character) ? `\\${character}` : character;
}

/** The UTF-8 octets of a code point; the octet itself where a unit stands for one (see `text/octets.ts`). */
function octetsOf(point: number): number[] {
  if (point < 0x80) return [point];
  if (point >= 0xdc80 && point <= 0xdcff) return [point - 0xdc00];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  return [
    0xf0 | (point >> 18),
    0x80 | ((point >> 12) & 0x3f),
    0x80 | ((point >> 6) & 0x3f),
    0x80 | (point & 0x3f),
  ];
}
