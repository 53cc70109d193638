/** What the panel shows of a simulation: the way to the result, the counters, the trees, and strangers' texts made visible. */

import assert from "node:assert/strict";
import type { Row } from "../../../client/src/simulation/display.ts";
import { spoken } from "../../../client/src/simulation/text.ts";
import { verdictOf } from "../../../client/src/simulation/verdict.ts";
import { english } from "../../../client/src/simulation/words.ts";
import { simulated, type World } from "./simulated.ts";

const zonedata: World["zonedata"] = {
  "example.com": [
    { TXT: "v=spf1 include:_spf.example.com include:provider.example a:gone.example.com -all" },
  ],
  "_spf.example.com": [{ TXT: "v=spf1 ip4:192.0.2.64/26 ~all" }],
  "provider.example": [{ TXT: "v=spf1 include:%{d1}.net.provider.example -all" }],
  "example.net.provider.example": [{ TXT: "v=spf1 ip4:203.0.113.0/24 -all" }],
};
const sender = "someone@example.com";

function shownFor(ip: string, world: World = { zonedata }) {
  return verdictOf(simulated(world, { ip, sender }), english);
}

/** Every row of a tree, from the top down. */
function flat(row: Row | null): Row[] {
  return row ? [row, ...row.rows.flatMap(flat)] : [];
}

function rowOf(root: Row | null, text: string): Row {
  const row = flat(root).find(({ label }) => spoken(label) === text);
  assert.ok(row, `no row says ${text}`);
  return row;
}

describe("a verdict as the panel shows it", () => {
  it("names the terms that led to it, outermost first, and where each is written", () => {
    const { verdict, places } = shownFor("192.0.2.65");
    assert.equal(verdict.result, "pass");
    assert.deepEqual(
      verdict.path.map(({ term }) => term),
      ["include:_spf.example.com", "ip4:192.0.2.64/26"],
    );
    assert.equal(verdict.why, null);
    for (const { key, term } of verdict.path) {
      const row = flat(verdict.trace).find((each) => each.key === key);
      assert.equal(spoken(row?.label ?? []), term);
      assert.ok(row?.decides && row.reveals);
      assert.ok(places.has(key));
    }
  });

  it("opens the way to the result, and nothing else", () => {
    const { trace } = shownFor("192.0.2.65").verdict;
    const open = flat(trace).filter((row) => row.open);
    assert.deepEqual(
      open.map(({ label }) => spoken(label)),
      ["example.com", "include:_spf.example.com"],
    );
    assert.equal(rowOf(shownFor("192.0.2.1").verdict.trace, "include:_spf.example.com").open, false);
  });

  it("counts lookups behind each term that costs one, and marks void ones", () => {
    const { trace, meters } = shownFor("192.0.2.1").verdict;
    assert.deepEqual(
      rowOf(trace, "include:provider.example").tags.map(({ text }) => text),
      ["3/10"],
    );
    assert.deepEqual(
      rowOf(trace, "a:gone.example.com").tags.map(({ text }) => text),
      ["void", "4/10"],
    );
    assert.deepEqual(rowOf(trace, "-all").tags, []);
    assert.deepEqual(
      meters.map(({ text, tone }) => [text, tone]),
      [
        ["4 of 10 lookups", "good"],
        ["1 of 2 void", "good"],
      ],
    );
  });

  it("says where each answer came from", () => {
    const { trace } = shownFor("192.0.2.1").verdict;
    const [own] = rowOf(trace, "TXT example.com").tags;
    assert.equal(own?.text, "editor");
    const [theirs] = rowOf(trace, "TXT provider.example").tags;
    assert.equal(theirs?.text, "DNS 192.0.2.53");
    assert.match(rowOf(trace, "A gone.example.com").spoken, /no such name, from editor$/);
  });

  it("shows the name that macros made", () => {
    const world = { zonedata: { "example.com": [{ TXT: "v=spf1 exists:%{i}.x.example.com -all" }] } };
    const row = rowOf(shownFor("192.0.2.7", world).verdict.trace, "exists:%{i}.x.example.com");
    assert.equal(spoken(row.detail), "192.0.2.7.x.example.com: no match");
  });

  it("says of a redirect where it leads and not that it matches", () => {
    const world = {
      zonedata: {
        "example.com": [{ TXT: "v=spf1 redirect=_spf.example.com" }],
        "_spf.example.com": [{ TXT: "v=spf1 ~all" }],
      },
    };
    const { trace, path } = shownFor("192.0.2.7", world).verdict;
    const row = rowOf(trace, "redirect=_spf.example.com");
    assert.deepEqual([row.mark, spoken(row.detail), row.decides], ["answer", "softfail", true]);
    assert.deepEqual(
      path.map(({ term }) => term),
      ["redirect=_spf.example.com", "~all"],
    );
  });

  it("says why there is no result of the sender's, and where the evaluation ended", () => {
    const broken = { zonedata: { "example.com": [{ TXT: "v=spf1 include:none.example -all" }] } };
    const { result, why, path, pathTitle } = shownFor("192.0.2.1", broken).verdict;
    assert.equal(result, "permerror");
    assert.equal(pathTitle, english.stoppedAt);
    assert.deepEqual(
      path.map(({ term }) => term),
      ["include:none.example"],
    );
    assert.equal(why, "include:none.example of example.com leads to none.example, which has no record.");
  });

  it("offers DNS where a name that decides was not asked, and shows no header fields then", () => {
    const { verdict } = shownFor("192.0.2.1", { zonedata, unknown: ["provider.example"] });
    assert.equal(verdict.result, "undetermined");
    assert.ok(verdict.asksDns);
    assert.deepEqual(verdict.headers, []);
    assert.equal(rowOf(verdict.trace, "include:provider.example").mark, "unknown");
    const { asksDns, headers } = shownFor("192.0.2.1").verdict;
    assert.ok(!asksDns);
    assert.deepEqual(
      headers.map(({ name, value }) => [name, value.split(" ")[0]]),
      [
        ["Received-SPF", "fail"],
        ["Authentication-Results", "receiver.example;"],
      ],
    );
    assert.doesNotMatch(headers.map(({ value }) => value).join(""), /[\r\n]|‹/);
  });

  it("marks counters at their limit and beyond it", () => {
    const terms = Array.from({ length: 11 }, (_, i) => `a:h${i}.example.com`).join(" ");
    const hosts = Object.fromEntries(
      Array.from({ length: 11 }, (_, i) => [`h${i}.example.com`, [{ A: "192.0.2.9" }]]),
    );
    const world = { zonedata: { "example.com": [{ TXT: `v=spf1 ${terms} -all` }], ...hosts } };
    const { meters, costs } = shownFor("203.0.113.1", world).verdict;
    assert.deepEqual(
      meters.map(({ value, tone }) => [value, tone]),
      [
        [11, "bad"],
        [0, "good"],
      ],
    );
    assert.deepEqual(costs?.bar, { value: 11, limit: 10, scale: 11 });
  });
});

describe("costs as the panel shows them", () => {
  it("are bars in one scale, with what is a lower bound", () => {
    const { costs } = shownFor("192.0.2.1", { zonedata, unknown: ["provider.example"] }).verdict;
    assert.deepEqual(
      flat(costs).map(({ label, tags, bar }) => [spoken(label), tags.at(-1)?.text, bar?.scale]),
      [
        ["example.com", "≥ 3", 10],
        ["include:_spf.example.com", "1", 10],
        ["include:provider.example", "≥ 1", 10],
        ["a:gone.example.com", "1", 10],
      ],
    );
    assert.match(costs?.spoken ?? "", /^example\.com, at least 3 lookups/);
  });

  it("are left out where nothing costs anything", () => {
    const world = { zonedata: { "example.com": [{ TXT: "v=spf1 ip4:192.0.2.1 -all" }] } };
    assert.equal(shownFor("192.0.2.1", world).verdict.costs, null);
  });
});

describe("strangers' texts in the panel", () => {
  const texts = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
  };

  it("show what hides in them, wherever they stand", () => {
    const evil = "a\u202e\u0007\u200b\u001b[31m";
    const world = {
      zonedata: {
        "example.com": [{ TXT: `v=spf1 x=${evil} include:evil.example -all` }],
        "evil.example": [{ TXT: [`v=spf1 exists:%{l}.example.com y=${evil} -all`] }],
      },
    };
    const hostile = { ip: "192.0.2.1", sender: `${evil}@example.com`, helo: `${evil}.example` };
    const advice = [`mail of ${evil}`];
    const simulation = simulated(world, hostile, { advice, notes: advice });
    const all = texts(verdictOf(simulation, english).verdict);
    assert.ok(all.some((text) => text.includes("a‹U+202E›‹U+0007›‹U+200B›‹U+001B›[31m")));
    assert.deepEqual(
      all.filter((text) => /[\u0000-\u001f\u200b\u202e]/.test(text)),
      [],
    );
  });

  it("are cut where they are long, and counted where they are many", () => {
    const many = Array.from({ length: 1000 }, (_, i) => `ip4:10.${i >> 8}.${i & 255}.0/24`).join(" ");
    const world = { zonedata: { "example.com": [{ TXT: `v=spf1 ${many} -all` }] } };
    const { trace, path } = shownFor("192.0.2.1", world).verdict;
    assert.ok(trace && trace.rows.length <= 201);
    assert.ok(trace.rows.some((row) => /^\d+ more are left out$/.test(spoken(row.label))));
    assert.deepEqual(trace.rows.at(-1)?.key, path[0]?.key);
    assert.ok(Math.max(...texts(trace).map((text) => text.length)) < 2100);
  });
});

describe("keys of rows", () => {
  const keys = (record: string) => {
    const world = { zonedata: { ...zonedata, "example.com": [{ TXT: record }] } };
    return flat(shownFor("192.0.2.1", world).verdict.trace).map(({ key }) => key);
  };

  it("are each another", () => {
    const all = keys("v=spf1 ip4:192.0.2.9 ip4:192.0.2.9 a a include:_spf.example.com -all");
    assert.equal(new Set(all).size, all.length);
  });

  it("stay what they are when another term is put before", () => {
    const before = keys("v=spf1 include:_spf.example.com include:provider.example -all");
    const after = new Set(
      keys("v=spf1 ip4:192.0.2.9 include:_spf.example.com include:provider.example -all"),
    );
    assert.deepEqual(
      before.filter((key) => !after.has(key)),
      [],
    );
  });
});
