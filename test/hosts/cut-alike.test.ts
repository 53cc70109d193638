/**
 * Where a syntax says that a line can take the place of another, every text is cut as before, with all that stands behind
 * the line moved along: so a keystroke in a value need not look at the whole text.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Syntax, SyntaxName } from "../../server/src/host/syntax/syntax.ts";
import { syntaxOf } from "../support/syntaxes.ts";

/** What is typed, and what is hard to read right. */
const words = [
  ...[
    "v=spf1 -all",
    "mx",
    "type",
    "TXT",
    "'",
    '"',
    "\\",
    "\\\\",
    "#",
    " # x",
    "//",
    "/*",
    "*/",
    "{",
    "}",
    "[",
    "]",
  ],
  ...[
    ",",
    ":",
    ": ",
    "|",
    ">",
    "&a",
    "!x",
    "- ",
    "--- ",
    "...",
    "<<EOT",
    "EOT",
    "=",
    "${",
    "%{",
    "\u00a0",
    "\r",
    " ",
  ],
];

interface Lines {
  /** Those of a text that is cut. */
  readonly whole: readonly string[];
  /** Those that get in between. */
  readonly strange: readonly string[];
}

const own: Readonly<Partial<Record<SyntaxName, Lines>>> = {
  yaml: {
    whole: [
      ...[
        "a:",
        "  - type: TXT",
        "    value: x",
        "  - type: A",
        "    value: y",
        "b:",
        "  c:",
        "    type: TXT",
      ],
      ...["    value: z", "  d:", "    type: A", "    text: |", "      in a block", "---", "- x", "- y: z"],
    ],
    strange: [
      ...[
        "...",
        "# x",
        "",
        "- x",
        "  - |",
        "{type: TXT}",
        "  {type: TXT}",
        "type: x",
        "  k: {a: 1, type: TXT}",
      ],
      ...["'q': x", "  - - x", "    k: >", "      type: TXT", "  value: x | y"],
    ],
  },
  json: {
    whole: [
      ...[
        "{",
        '"a": {',
        '"b": [',
        '{ "type": "A",',
        '"value": "x" },',
        "{",
        '"type": "TXT",',
        '"value": "y"',
        "},",
      ],
      ...['{ "type": "A", "value": "z" }', "],", '"c": { "type": "A" },', '"d": { "type": "B" }', "}", "}"],
    ],
    strange: [
      "/*",
      "*/",
      "// x",
      '"x"',
      ":",
      '"open',
      ",",
      '"k"',
      '"x\\',
      "]",
      "{",
      "}",
      '"v": "x */ y",',
      "[",
      "},",
    ],
  },
  hcl: {
    whole: [
      ...['resource "a" "b" {', '  x = "y"', "}", "locals {", "  x = [", '    "z",', "  ]", "}", 'y = "z"'],
      ...["  x = <<EOT", '  "k" = "v"', "EOT", 'variable "x" {', '  default = "y"', "}", 'output "y" {', "}"],
    ],
    strange: [
      ...[
        "/*",
        "*/",
        "# x",
        "EOT",
        "{",
        "}",
        "  x = <<-EOT",
        '  x = "${y}"',
        '  x = "open',
        '"k" = "v"',
        "  // x",
      ],
      ...["/* x */", "  x = <<EOT", 'resource "k" {', '  x = "a */ b"'],
    ],
  },
};

/** What becomes of a line: something typed into it, or taken out of it. */
const typed = fc.record({ at: fc.nat(), out: fc.nat(3), word: fc.constantFrom("", ...words) });

for (const [name, { whole, strange }] of Object.entries(own)) {
  describe(`a line in the place of another in ${name}`, () => {
    let syntax: Syntax;
    before(async () => {
      syntax = await syntaxOf(name as SyntaxName);
    });
    const cut = (text: string) => syntax.cut?.(text) ?? { starts: syntax.sections(text), leads: [] };

    it("leaves every text cut at the same places where the syntax says so", () => {
      let said = 0;
      const line = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...strange) },
        fc.array(fc.constantFrom(...strange, ...words), { maxLength: 4 }).map((all) => all.join("")),
      );
      const between = fc.array(fc.tuple(fc.nat(whole.length), line), { maxLength: 3 });
      const texts = fc.record({ between, index: fc.nat(), typed });
      fc.assert(
        fc.property(texts, ({ between, index, typed: { at, out, word } }) => {
          const all = [...whole];
          for (const [place, line] of between) all.splice(place, 0, line);
          const i = index % all.length;
          const old = `${all[i]}\n`;
          const from = at % old.length;
          const fresh = `${old.slice(0, from)}${word}${old.slice(Math.min(from + out, old.length - 1))}`;
          const [ahead, behind] = [all.slice(0, i), all.slice(i + 1)].map((part) =>
            part.map((each) => `${each}\n`).join(""),
          ) as [string, string];
          if (fresh === old || !syntax.isCutAlike?.(old, fresh, behind)) return;
          said++;
          const was = cut(ahead + old + behind);
          const longer = fresh.length - old.length;
          const starts = was.starts.map((start) => (start > ahead.length ? start + longer : start));
          assert.deepEqual(
            cut(ahead + fresh + behind),
            { ...was, starts },
            JSON.stringify([ahead, old, fresh]),
          );
        }),
        { numRuns: 30_000 },
      );
      assert.ok(said > 200, `${said} lines`);
    }).timeout(60_000);

    it("is told of where somebody types in a value", () => {
      const values: Readonly<Record<string, readonly [string, string]>> = {
        yaml: ["  value: v=spf1 -all\n", "  value: v=spf1 ip4:192.0.2.1/24 -all\n"],
        json: ['  "value": "v=spf1 -all"\n', '  "value": "v=spf1 ip4:192.0.2.1/24 -all"\n'],
        hcl: ['  value = "v=spf1 -all"\n', '  value = "v=spf1 ip4:192.0.2.1/24 -all"\n'],
      };
      const [old, fresh] = values[name] as [string, string];
      assert.equal(syntax.isCutAlike?.(old, fresh, "}\n"), true);
    });

    it("is not told of where what is typed may end or begin something", () => {
      const others: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
        yaml: [
          ["  value: x\n", "  value: |\n"],
          ["  value: x\n", "  value:\n"],
          ["  # x\n", "\n"],
        ],
        // Both may stand in a comment.
        json: [['"a": "x",\n', '"a": "*/",\n']],
        // Both may stand in a heredoc, which the second would end.
        hcl: [
          ['resource "a=" {\n', 'resource "a" {\n'],
          ['x = "a"\n', 'x = "*/"\n'],
        ],
      };
      for (const [old, fresh] of others[name] ?? [])
        assert.equal(syntax.isCutAlike?.(old, fresh, "}\n"), false, fresh);
    });
  });
}
