// Holds the grammars to what no sample can show: that every pattern is one, that text of any sort leaves the next
// record as it is, and that the zone grammars of other extensions get our colours for their TXT records.

import assert from "node:assert/strict";
import fc from "fast-check";
import { grammars } from "../../syntaxes/generate/index.ts";
import { type Colour, colourer } from "./tokens.ts";

const LAST = 'next 60 IN TXT "v=spf1 mx -all"';

describe("the zone grammar", () => {
  let colour: Colour;

  before(async () => {
    colour = await colourer("source.dns-zone");
  });

  it("colours a record the same, whatever order its TTL and class are in", () => {
    const orders = [
      "60 IN TXT",
      "IN 60 TXT",
      "60 TXT",
      "IN TXT",
      "TXT",
      "1h30m ch txt",
      "( 60 IN TXT",
      "( IN\n 60 TXT",
    ];
    for (const order of orders) {
      const tokens = colour(`a ${order} "v=spf1 mx -all"`);
      const types = tokens.filter(({ scopes }) => scopes.includes("storage.type.record.dns-zone"));
      assert.deepEqual(
        types.map(({ text }) => text.toUpperCase()),
        ["TXT"],
        order,
      );
      assert.ok(
        tokens.some(({ scopes }) => scopes.at(-1) === "entity.name.function.mechanism.spf"),
        order,
      );
    }
  });

  it("takes any first word of a line for its owner", () => {
    for (const owner of ["IN", "TXT", "60", "*", "a\\.b", "\\@", "2001:db8::", "_spf"]) {
      const [first] = colour(`${owner} TXT "x"`);
      assert.deepEqual([first?.text, first?.scopes], [owner, ["entity.name.type.owner.dns-zone"]]);
    }
  });

  it("finds the next record behind whatever stands before it", () => {
    const wanted = colour(LAST).map(({ text, scopes }) => [text, ...scopes]);
    const bits = fc.constantFrom(
      ...'" \\ ( ) ; \n $ @ % { } / : = - ~ , . 1 a'.split(" "),
      ...[
        "\n",
        " ",
        "\t",
        "v=spf1 ",
        "TXT ",
        'TXT "v=spf1 ',
        "include:",
        "ip4:",
        "%{d",
        " (\n",
        '"\n',
        "$TTL ",
        "\\032",
        "é",
        "spf2.0/",
      ],
    );
    const property = fc.property(fc.array(bits, { maxLength: 25 }), (list) => {
      const before = `$TTL 60\n${list.join("")}\n`;
      const after = colour(`${before}${LAST}\n`).filter(({ start }) => start >= before.length);
      assert.deepEqual(
        after.map(({ text, scopes }) => [text, ...scopes]),
        wanted,
      );
    });
    fc.assert(property, { numRuns: 1000, seed: 7208 });
  });

  it("gets to the end of lines that many patterns could read again and again", () => {
    for (const bit of ["/1", "%{", '" "', "\\", "i", "%{s0", "a/24 "]) {
      const text = `a TXT "v=spf1 a:${bit.repeat(10_000 / bit.length)}`;
      assert.equal(colour(text).at(-1)?.end, text.length);
    }
  });
});

describe("the grammar for other zone grammars", () => {
  /** Like the ones there are: whole lines in one match. */
  const other = JSON.stringify({
    scopeName: "text.zone_file",
    patterns: [
      { match: ";.*", name: "comment.line.semicolon.zone_file" },
      { match: "(\\S*)\\s+(IN\\s+\\w+)\\s+(.*)", name: "string.quoted.single.address.zone_file" },
    ],
  });

  it("gives TXT and SPF records our colours, and leaves the rest", async () => {
    const colour = await colourer("text.zone_file", { "text.zone_file": other }, ["source.spf.injection"]);
    const ours = await colourer("source.dns-zone");
    const records = [
      'a IN TXT ( "v=spf1 mx "\n  "-all" )',
      '  IN SPF "v=spf1 a -all" ; note',
      "b 60 txt v=spf1",
    ];
    const tokens = colour(`c IN A 192.0.2.1\n${records.join("\n")}\nd IN A 192.0.2.2\n`);
    const wanted = ours(records.join("\n")).map(({ text, scopes }) => [
      text,
      "meta.record.dns-zone",
      ...scopes,
    ]);
    const given = tokens.filter(({ scopes }) => scopes.includes("meta.record.dns-zone"));
    assert.deepEqual(
      given.map(({ text, scopes }) => [text, ...scopes]),
      wanted,
    );
    const rest = tokens.filter(({ scopes }) => scopes.includes("string.quoted.single.address.zone_file"));
    assert.deepEqual(
      rest.map(({ text }) => text),
      ["c IN A 192.0.2.1", "d IN A 192.0.2.2"],
    );
  });
});

describe("the patterns of the grammars", () => {
  for (const [name, text] of Object.entries(grammars())) {
    it(`${name}: none has a number behind a backslash, which an end pattern would take for a reference`, () => {
      const bad: string[] = [];
      const visit = (value: unknown): void => {
        if (typeof value !== "object" || value === null) return;
        for (const [key, each] of Object.entries(value)) {
          if (key === "end" && typeof each === "string" && /\\\d/.test(each)) bad.push(each);
          visit(each);
        }
      };
      visit(JSON.parse(text));
      assert.deepEqual(bad, []);
    });
  }
});
