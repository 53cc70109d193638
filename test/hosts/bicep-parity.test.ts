/**
 * Bicep as its documentation has it: texts are made together with what they say (Bicep, "Data types" and "String
 * functions"), in every way of writing one.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import { bicep } from "../../server/src/host/syntax/bicep.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { toldOf } from "./told.ts";

/** How something is written, and what it says. */
interface Meant {
  readonly written: string;
  readonly text: string;
}

const plain = [
  "v=spf1",
  " ",
  "ip4:192.0.2.1",
  "-all",
  "%{i}",
  "é",
  "日本",
  '"',
  "#",
  "//",
  "/*",
  "]",
  "}",
  "{",
  "$",
  "$$",
];
const piece: fc.Arbitrary<Meant> = fc.oneof(
  fc.constantFrom(...plain).map((text) => ({ written: text, text })),
  fc.constantFrom<Meant>(
    { written: "\\'", text: "'" },
    { written: "\\\\", text: "\\" },
    { written: "\\n", text: "\n" },
    { written: "\\r", text: "\r" },
    { written: "\\t", text: "\t" },
    { written: "\\${", text: "${" },
    { written: "\\u{41}", text: "A" },
    { written: "\\u{1F600}", text: "😀" },
  ),
);

function joined(pieces: readonly Meant[], quote: string): Meant {
  const written = pieces.map((each) => each.written).join("");
  const text = pieces.map((each) => each.text).join("");
  return { written: `${quote}${written}${quote}`, text };
}

/** `$` before `{` would begin an expression. */
const quoted = fc
  .array(piece, { maxLength: 6 })
  .filter(
    (pieces) =>
      !/(?<!\\)\$\{/.test(
        pieces
          .map(({ written }) => written)
          .join("")
          .replaceAll("\\\\", ""),
      ),
  )
  .map((pieces) => joined(pieces, "'"));
const lines = fc
  .tuple(
    fc.constantFrom("", "\n", "\r\n"),
    fc.array(fc.constantFrom(...plain, "\n", "\\", "it's", "${x}"), { maxLength: 6 }),
  )
  .map(([first, pieces]): Meant => {
    const text = pieces.join("");
    return {
      written: `'''${first}${text}\n'''`,
      text: first === "" && text === "" ? "" : `${first === "" ? text.replace(/^\r?\n/, "") : text}\n`,
    };
  });

const text = fc.letrec<{ text: Meant }>((tie) => {
  const two = fc.tuple(tie("text"), tie("text"));
  const of = (make: (a: string, b: string) => string, says: (a: string, b: string) => string) =>
    two.map(([a, b]): Meant => ({ written: make(a.written, b.written), text: says(a.text, b.text) }));
  return {
    text: fc.oneof(
      { maxDepth: 2 },
      quoted,
      quoted,
      lines,
      of(
        (a, b) => `concat(${a}, ${b})`,
        (a, b) => a + b,
      ),
      of(
        (a, b) => `'v=\${${a}} \${ ${b} }!'`,
        (a, b) => `v=${a} ${b}!`,
      ),
      of(
        (a, b) => `join([ ${a}, ${b} ], '-')`,
        (a, b) => `${a}-${b}`,
      ),
      of(
        (a, b) => `join([\n${a}\n${b} // two\n], ' ')`,
        (a, b) => `${a} ${b}`,
      ),
      of(
        (a, b) => `join(concat([${a}], [${b}]), '')`,
        (a, b) => a + b,
      ),
      of(
        (a, b) => `format('{1}{{{0}}}{1}', ${a}, ${b})`,
        (a, b) => `${b}{${a}}${b}`,
      ),
      of(
        (a, b) => `(true ? ${a} : ${b})`,
        (a) => a,
      ),
      of(
        (a, b) => `(false\n ? ${a}\n : ${b})`,
        (_, b) => b,
      ),
      of(
        (a, b) => `{ a: ${a}, 'b': ${b} }['b']`,
        (_, b) => b,
      ),
      of(
        (a, b) => `[ ${a}, ${b} ][0]`,
        (a) => a,
      ),
      of(
        (a, b) => `{\n  a: ${a}\n  b: ${b}\n}.a`,
        (a) => a,
      ),
      of(
        (a) => `trim(${a})`,
        (a) => a.trim(),
      ),
      of(
        (a) => `toUpper(toLower(${a}))`,
        (a) => a.toLowerCase().toUpperCase(),
      ),
      of(
        (a) => `replace(${a}, 'a', 'b')`,
        (a) => a.replaceAll("a", "b"),
      ),
      of(
        (a, b) => `join([for x in [${a}, ${b}]: 'i:\${x}'], ' ')`,
        (a, b) => `i:${a} i:${b}`,
      ),
      fc.constant({ written: "spf", text: "v=spf1 it's" }),
      fc.constant({ written: "all.soft", text: "~all" }),
    ),
  };
}).text;

const resource = (name: string, value: string, i: number) => `
resource r${i} 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {
  parent: zone
  name: ${name}
  properties: {
    TTL: 3600
    TXTRecords: [ { value: [ ${value} ] } ]
  }
}`;

const declared = `param spf string = 'v=spf1 it\\'s'
var all = {
  soft: '~all'
}
resource zone 'Microsoft.Network/dnsZones@2018-05-01' = { name: 'example.com' }
`;

describe("Bicep beside its documentation", () => {
  it("is read as it says", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        async (records) => {
          const written = records.map((strings, i) =>
            resource(`'r${i}'`, strings.map((each) => each.written).join(", "), i),
          );
          const source = `${declared}${written.join("\n")}\n`;
          const told = await toldOf("file:///dns.bicep", source);
          const wanted = records.map((strings, i) => [
            `r${i}.example.com`,
            strings.map((each) => each.text).join(""),
          ]);
          // Several records that are one name for a text are one record.
          const shared = records.flat().some(({ written: own }) => /\b(?:spf|all\.soft)\b/.test(own));
          if (shared)
            assert.ok(
              wanted.every(([owner]) => told.some((each) => each.owner.includes(owner as string))),
              source,
            );
          else
            assert.deepEqual(
              told.map((each) => [each.owner, each.text]),
              wanted,
              source,
            );
          count += wanted.length;
        },
      ),
      { numRuns: 900 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });

  it("is cut where declarations begin", () => {
    const source = `${declared}\n@a('x')\nparam b string = '''\nparam c\n'''\n/*\nparam d\n*/\noutput e string = b\n`;
    const starts = bicep.sections(source);
    const pieces = starts.map((start, i) => source.slice(start, starts[i + 1]).trim());
    assert.deepEqual(
      pieces.map((each) => each.split("\n")[0]),
      [
        "param spf string = 'v=spf1 it\\'s'",
        "var all = {",
        "resource zone 'Microsoft.Network/dnsZones@2018-05-01' = { name: 'example.com' }",
        "@a('x')",
        "output e string = b",
      ],
    );
  });
});

describe("damaged Bicep", () => {
  it("is read without an exception, and what stands elsewhere is found", () =>
    checkBroken({
      uri: "file:///dns.bicep",
      text: `param spf string = 'v=spf1 p -all'
resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = { name: 'example.com' }
${resource("'@'", "'v=spf1 a -all', 'x'", 1)}
${resource("'b'", `[for x in y: 'v=spf1 b \${x.z[0]} -all'], 'x'`, 2)}
${resource("'c'", "spf", 3)}
${resource("'d'", "'v=spf1 d -all'", 4)}
`,
      signs: /[(){}[\]':,.$=]/,
      kept: [
        { text: "v=spf1 a -allx", from: 4, to: 11 },
        { text: "v=spf1 p -all", from: 1, to: 29 },
        { text: "v=spf1 d -all", from: 31, to: 38 },
      ],
    }));
});
