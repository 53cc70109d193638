/** Scalars of YAML in every style and with every escape, as somebody may write them behind a key or a dash. */

import fc from "fast-check";
import { parseDocument } from "yaml";

const word = fc.constantFrom(
  "v=spf1",
  "ip4:192.0.2.1",
  "-all",
  "include:a.example",
  "%{i}",
  "é",
  "日本",
  "😀",
  "a#b",
  "\\;",
  "\\",
  "'",
  '"',
  "{",
  "]",
  ",",
  "*",
  "&x",
  "<<",
  "-",
  "?",
  "|",
  "\\072",
  "~",
  "$",
);

/** Every escape of double quotes (YAML 1.2, 5.7), and what needs one. */
const escaped = fc.constantFrom(
  ...["0", "a", "b", "t", "\t", "n", "v", "f", "r", "e", " ", '"', "/", "\\", "N", "_", "L", "P"].map(
    (letter) => `\\${letter}`,
  ),
  "\\x41",
  "\\xe9",
  "\\u3042",
  "\\u005c",
  "\\U0001F600",
  "\\\\;",
  "\\\\072",
);
const blanks = fc.constantFrom(" ", "  ", "\t", "");

/** A line end with what may stand around it. */
function fold(indent: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    `\n${indent}`,
    ` \n${indent}`,
    `\n${indent} \t`,
    `\n\n${indent}`,
    `\n  \n\n${indent}`,
    `\r\n${indent}`,
  );
}

function joined(pieces: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  return fc.array(pieces, { maxLength: most }).map((each) => each.join(""));
}

function plain(indent: string): fc.Arbitrary<string> {
  const first = fc.constantFrom("v=spf1", "a", "日本", "%{i}", "0x", "-all", "?x", ":x", "~all");
  return fc
    .tuple(first, joined(fc.oneof(word, word, blanks, fold(indent)), 8), word)
    .map((all) => all.join(""));
}

function single(indent: string): fc.Arbitrary<string> {
  const safe = word.map((each) => each.replace(/'/g, "''"));
  const piece = fc.oneof(safe, safe, blanks, fold(indent), fc.constantFrom("''", ": ", " #"));
  return joined(piece, 8).map((each) => `'${each}'`);
}

function double(indent: string): fc.Arbitrary<string> {
  const safe = word.map((each) => each.replace(/["\\]/g, "\\$&"));
  const ending = fc.constantFrom(`\\\n${indent}`, ` \\\n${indent}`, `\\\r\n${indent}\t`, `\\\n\n${indent}`);
  const piece = fc.oneof(safe, safe, escaped, blanks, fold(indent), ending, fc.constantFrom(": ", " #"));
  return joined(piece, 8).map((each) => `"${each}"`);
}

/** Literal and folded blocks, with every header. */
function block(indent: string): fc.Arbitrary<string> {
  const line = fc.oneof(
    fc
      .tuple(fc.constantFrom("", "", "", "  ", "\t"), joined(fc.oneof(word, blanks), 4))
      .map((each) => each.join("")),
    fc.constantFrom("", " ", "# no comment", "- x", "a: b", "..."),
  );
  return fc
    .record({
      style: fc.constantFrom("|", ">"),
      chomp: fc.constantFrom("", "-", "+"),
      comment: fc.constantFrom("", " # comment", " "),
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      end: fc.constantFrom("\n", "\r\n"),
      explicit: fc.boolean(),
    })
    .map(({ style, chomp, comment, lines, end, explicit }) => {
      // The indentation that it names counts from that of the key.
      const named = explicit ? "2" : "";
      const body = lines.map((each) => (each === "" ? "" : indent + each)).join(end);
      return `${style}${named}${chomp}${comment}${end}${body}`;
    });
}

/** A scalar behind a key that is indented by two less than `indent`. */
export function scalar(indent: string): fc.Arbitrary<string> {
  const written = fc.oneof(plain(indent), single(indent), double(indent), block(indent));
  return written.filter((each) => isText(`${indent.slice(2)}k: ${each}\n${indent.slice(2)}l: 1\n`));
}

/** A scalar within brackets. */
export function flowScalar(indent: string): fc.Arbitrary<string> {
  const bare = plain(indent).filter((each) => !/[,[\]{}]/.test(each));
  return fc.oneof(bare, single(indent), double(indent)).filter((each) => isText(`[ ${each}, x ]\n`));
}

function isText(source: string): boolean {
  const document = parseDocument(source, { logLevel: "silent" });
  if (document.errors.length > 0 || document.warnings.length > 0) return false;
  const value = document.toJS();
  if (Array.isArray(value)) return value.length === 2 && typeof value[0] === "string" && value[1] === "x";
  return Object.keys(value).length === 2 && value.l === 1 && typeof value.k === "string";
}
