/** The tree of includes and redirects, and what it costs. */

import assert from "node:assert/strict";
import type { Answer } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { type ExpandOptions, type Expansion, expand } from "../../../server/src/spf/expand.ts";
import { parse } from "../../../server/src/spf/parse.ts";

type Zone = Readonly<Record<string, string | readonly string[] | "nxdomain" | "servfail" | "nodata">>;

function walk(text: string, zone: Zone = {}, options?: ExpandOptions): Expansion & { asked: string[] } {
  const asked: string[] = [];
  const tree = driveSync(expand("example.com", parse(text), options), (query): Answer => {
    asked.push(query.name);
    assert.equal(query.type, "TXT");
    const found = zone[query.name];
    if (found === undefined) return { kind: "unknown", source: "test" };
    if (found === "nxdomain" || found === "servfail" || found === "nodata")
      return { kind: found, source: "test" };
    const records = (typeof found === "string" ? [found] : found).map((each) => ({
      strings: [each],
      holes: [],
    }));
    return { kind: "ok", type: "TXT", records, ttl: null, source: "test" };
  });
  return { ...tree, asked };
}

describe("what a record costs", () => {
  const costs: readonly (readonly [string, number])[] = [
    ["v=spf1 -all", 0],
    ["v=spf1 all a mx", 0],
    ["v=spf1 ?a ~mx +ptr -exists:%{i}.x.example", 4],
    ["v=spf1 ip4:192.0.2.1 ip6:::1 exp=x.example foo=bar -all", 0],
    ["v=spf1 a:x.example mx/24 -all redirect=y.example", 2],
    ["v=spf1 abc mx -all", 1],
    ["v=spf1 redirect=b.example all", 0],
  ];
  for (const [text, lookups] of costs) {
    it(`${text} costs ${lookups}`, () => {
      const tree = walk(text);
      assert.deepEqual([tree.lookups, tree.exact], [lookups, true]);
      assert.deepEqual(tree.asked, []);
    });
  }

  it("adds what includes and a redirect reach", () => {
    const tree = walk("v=spf1 include:a.example a redirect=b.example", {
      "a.example": "v=spf1 mx include:c.example -all",
      "b.example": ["other text", "v=spf1 ptr ~all"],
      "c.example": "v=spf1 ip4:192.0.2.1 a -all mx",
    });
    assert.deepEqual([tree.lookups, tree.exact], [7, true]);
    assert.deepEqual(
      tree.terms.map((each) => each.lookups),
      [4, 1, 2],
    );
  });

  it("counts a target that is reached twice twice, and asks for it once", () => {
    const tree = walk("v=spf1 include:a.example include:b.example", {
      "a.example": "v=spf1 include:c.example",
      "b.example": "v=spf1 include:c.example",
      "c.example": "v=spf1 a",
    });
    assert.deepEqual([tree.lookups, tree.exact], [6, true]);
    assert.deepEqual(tree.asked, ["a.example", "c.example", "b.example"]);
  });

  it("ends at a target that is invalid", () => {
    const tree = walk("v=spf1 include:a.example a", {
      "a.example": "v=spf1 inlcude:b.example include:c.example mx -all",
    });
    assert.deepEqual([tree.lookups, tree.exact], [2, false]);
    assert.deepEqual(tree.terms[0]?.target?.terms, []);
    assert.equal(tree.terms[0]?.target?.record?.valid, false);
    assert.deepEqual(tree.asked, ["a.example"]);
  });

  it("is a lower bound where a name was not asked, or a hole is in the record", () => {
    const tree = walk("v=spf1 include:a.example a -all");
    assert.deepEqual([tree.lookups, tree.exact, tree.terms[0]?.target?.missing], [2, false, "unknown"]);
    const open = driveSync(expand("", parse("v=spf1 a \uFFFC", [{ start: 9, end: 10 }])), () => ({
      kind: "unknown",
      source: "",
    }));
    assert.deepEqual([open.lookups, open.exact], [1, false]);
  });
});

describe("why a record is missing", () => {
  const zone: Zone = {
    "gone.example": "nxdomain",
    "empty.example": "nodata",
    "text.example": "no record",
    "broken.example": "servfail",
    "two.example": ["v=spf1 -all", "V=SPF1 a -all"],
  };
  const cases: readonly (readonly [string, string])[] = [
    ["gone.example", "nxdomain"],
    ["empty.example", "none"],
    ["text.example", "none"],
    ["broken.example", "temperror"],
    ["two.example", "multiple"],
    ["%{o}.example", "macro"],
    ["a..example", "none"],
    ["example.com", "loop"],
    ["EXAMPLE.com.", "loop"],
  ];
  for (const [target, missing] of cases) {
    it(`include:${target} is ${missing}`, () => {
      assert.equal(walk(`v=spf1 include:${target} -all`, zone).terms[0]?.target?.missing, missing);
    });
  }

  it("expands %{d}, which is known", () => {
    const tree = walk("v=spf1 include:_spf.%{d} include:%{d1r}.example -all", {
      "_spf.example.com": "v=spf1 a -all",
    });
    assert.equal(tree.terms[0]?.lookups, 2);
    assert.deepEqual(tree.asked, ["_spf.example.com", "example.example"]);
  });

  it("takes the record of the scope for Sender ID", () => {
    const zone2: Zone = {
      "a.example": ["v=spf1 -all", "spf2.0/pra a mx -all"],
      "b.example": "v=spf1 a -all",
    };
    assert.equal(walk("spf2.0/pra include:a.example include:b.example", zone2).lookups, 5);
    assert.equal(walk("v=spf1 include:a.example include:b.example", zone2).lookups, 3);
  });
});

describe("a walk that could be endless", () => {
  it("ends at a loop on the path, and only there", () => {
    const tree = walk("v=spf1 include:a.example include:b.example", {
      "a.example": "v=spf1 include:b.example a",
      "b.example": "v=spf1 include:a.example a",
    });
    assert.equal(tree.exact, false);
    assert.equal(tree.terms[0]?.target?.terms[0]?.target?.terms[0]?.target?.missing, "loop");
    assert.equal(tree.terms[1]?.target?.terms[0]?.target?.terms[0]?.target?.missing, "loop");
  });

  it("is bounded in names, depth and records", () => {
    const fan = Array.from({ length: 10_000 }, (_, i) => `include:w${i}.example`).join(" ");
    const wide = walk(`v=spf1 ${fan}`);
    assert.equal(wide.asked.length, 250);
    assert.equal(wide.terms.at(-1)?.target?.missing, "stopped");

    const chain: Record<string, string> = {};
    for (let i = 0; i < 40; i++)
      chain[`n${i}.example`] = `v=spf1 include:n${i + 1}.example include:n${i + 1}.example`;
    const deep = walk("v=spf1 include:n0.example", chain);
    assert.equal(deep.exact, false);
    assert.ok(deep.asked.length <= 20);
  });
});
