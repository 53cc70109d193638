// The ways in which the characters of a record are written where it stands: alone, within the quotes of a zone file,
// or as a bare word of one. The rules of `spf.ts` are made once for each.

import { classOf, oneOf, type Rule, scopes } from "./grammar.ts";

export interface Flavour {
  /** What the names of its rules begin with. */
  readonly id: string;
  /** Where the text of a record begins. */
  readonly start: string;
  /** One character, whichever way it is written. */
  readonly any: string;
  /** What separates terms. */
  readonly space: string;
  /** What may stand between two characters in one line and is no part of the record. */
  readonly join: string;
  /** Where the record ends, at the place itself; the end of the line is one everywhere. */
  readonly end: string;
  /** What no term goes past, seen from behind a `join`: the record's end, or where its line is cut. */
  readonly stop: string;
  /** Where the line ends and the record may go on in the next one; null where it can't. */
  readonly cut: string | null;
  /** Matches what is no part of the record between two of its characters. */
  readonly gap: Rule | null;
  /** One of these characters, whichever way it is written. */
  one(characters: string): string;
}

/** A record by itself: one a line. */
export const plain: Flavour = {
  id: "plain",
  start: "^",
  any: "[^\\n]",
  space: " ",
  join: "",
  end: "(?!)",
  stop: "$",
  cut: null,
  gap: null,
  one: (characters) => classOf(inBothCases(characters).join("")),
};

// The editor takes a backslash before a digit in an end pattern for a reference, even one that is escaped itself;
// so numbers of octets stand in groups of their own.
const QUOTED = {
  start: "\\G",
  any: '(?:[^"\\\\\\n]|\\\\\\d{3}|\\\\[^0-9\\n]|\\\\)',
  space: "(?: |\\\\ |\\\\(?:032))",
  join: '(?:"[ \\t]*+")*+',
  one: (characters: string) => escapable(characters, '"'),
} as const;

const punctuation = {
  beginCaptures: scopes({ 0: "punctuation.definition.string.end.dns-zone" }),
  endCaptures: scopes({ 0: "punctuation.definition.string.begin.dns-zone" }),
};

/** Within quotes, where the line end ends the record: no parenthesis is open. */
export const oneLine: Flavour = {
  ...QUOTED,
  id: "line",
  end: '"(?![ \\t]*+")',
  stop: '(?:"|$)',
  cut: null,
  gap: { begin: '"(?=[ \\t]*+")', end: '"', ...punctuation },
};

const LINE_CUT = '"[ \\t]*+(?:[(;]|$)';

/** Within quotes and parentheses, where it may go on in the next line: behind comments and empty lines. */
export const manyLines: Flavour = {
  ...QUOTED,
  id: "lines",
  end: '"(?=[ \\t]*+[^ \\t"(;\\n])',
  stop: '(?:"|$)',
  cut: LINE_CUT,
  gap: {
    begin: '"(?=[ \\t]*+(?:["(;]|$))',
    end: '"|^(?![ \\t]*+(?:["(;]|$))',
    ...punctuation,
    patterns: [
      { name: "comment.line.semicolon.dns-zone", match: ";.*$" },
      { name: "punctuation.section.parens.begin.dns-zone", match: "\\(" },
    ],
  },
};

/** Bare words of a zone file. Each is a string of its own, so blanks are no part of the record; people mean them so. */
export const bare: Flavour = {
  id: "bare",
  start: "\\G",
  any: '(?:[^\\s"();\\\\]|\\\\\\d{3}|\\\\[^0-9\\n]|\\\\)',
  space: "(?:[ \\t]|\\\\ |\\\\(?:032))",
  join: "",
  end: '[;"()]',
  stop: '(?:[;"()]|$)',
  cut: null,
  gap: null,
  one: (characters) => escapable(characters, '"();'),
};

/** One of the characters as it is, behind a backslash, or by its number (RFC 1035, 5.1). */
function escapable(characters: string, special: string): string {
  const both = inBothCases(characters);
  const bareForms = both.filter((character) => !`\\${special}`.includes(character)).join("");
  const escaped = both.filter((character) => !/\d/.test(character)).join("");
  const pieces: string[] = [];
  if (bareForms !== "") pieces.push(classOf(bareForms));
  if (escaped !== "") pieces.push(`\\\\${classOf(escaped)}`);
  pieces.push(`\\\\${decimals(both)}`);
  return oneOf(pieces);
}

/** Three digits for each character, the last digits of a ten joined. */
function decimals(characters: readonly string[]): string {
  const tens = new Map<string, string>();
  for (const character of characters) {
    const digits = String(character.charCodeAt(0)).padStart(3, "0");
    tens.set(digits.slice(0, 2), (tens.get(digits.slice(0, 2)) ?? "") + digits[2]);
  }
  return oneOf(
    [...tens].map(([ten, last]) => ten + (last.length > 1 ? classOf([...last].sort().join("")) : last)),
  );
}

/** Names and macros may be in any case; a class that says so needs no mode, which would hold for all of its pattern. */
function inBothCases(characters: string): string[] {
  return [...new Set(characters.toLowerCase() + characters.toUpperCase())].sort();
}
