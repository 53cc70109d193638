// DNS as plain data: what it answers, how mistakes in it are told, and that what is written down reads back.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer, Query, Resolver } from "../../server/src/dns/answers.ts";
import { normalise } from "../../server/src/dns/names.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import { recorder } from "../../server/src/dns/recorder.ts";
import { readZonedata, type Zonedata } from "../../server/src/dns/zonedata.ts";
import { sayIn } from "../../server/src/text/message.ts";
import { answer, name, query } from "./questions.ts";

/** What the data answers, without the parts that are the same everywhere. */
function ask(zonedata: Zonedata, name: string, type: Query["type"]): unknown {
  const answer = recorded(zonedata)({ name, type });
  assert.equal(answer.source, "recorded");
  return answer.kind === "ok" ? answer.records : answer.kind;
}

function mistakes(value: unknown): string[] {
  const read = readZonedata(value);
  return "wrong" in read ? read.wrong.map((message) => sayIn(message)) : [];
}

describe("recorded answers", () => {
  it("find names in any case, with or without the final dot", () => {
    const zones = { "Example.COM.": [{ A: "192.0.2.1" }], "example.com": [{ A: "192.0.2.2" }] };
    assert.deepEqual(ask(zones, "EXAMPLE.com", "A"), [
      [192, 0, 2, 1],
      [192, 0, 2, 2],
    ]);
    assert.equal(ask(zones, "example.com.", "MX"), "nodata");
    assert.equal(ask(zones, "www.example.com", "A"), "nxdomain");
  });

  it("hold each type as it is asked for", () => {
    const zones: Zonedata = {
      a: [
        { TXT: "one" },
        { TXT: ["t", "wo"] },
        { SPF: "v=spf1 +all" },
        { MX: [10, "mx.a."] },
        { MX: [0, "."] },
      ],
      b: [{ AAAA: "CAFE:BABE::1", PTR: "host.a." }],
    };
    assert.deepEqual(ask(zones, "a", "TXT"), [
      { strings: ["one"], holes: [] },
      { strings: ["t", "wo"], holes: [] },
    ]);
    assert.deepEqual(ask(zones, "a", "MX"), [
      { preference: 10, exchange: "mx.a" },
      { preference: 0, exchange: "." },
    ]);
    assert.deepEqual(ask(zones, "b", "AAAA"), [[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]]);
    assert.deepEqual(ask(zones, "b", "PTR"), ["host.a"]);
  });

  it("fail as they say: a type, or all that are not there", () => {
    const one = [{ A: "192.0.2.1" }, { MX: "SERVFAIL" as const }, "TIMEOUT" as const];
    const zones: Zonedata = {
      one,
      two: [{ TIMEOUT: true }],
      three: ["SERVFAIL"],
      four: [{ SERVFAIL: true }],
    };
    assert.deepEqual(ask(zones, "one", "A"), [[192, 0, 2, 1]]);
    assert.equal(ask(zones, "one", "MX"), "servfail");
    assert.equal(ask(zones, "one", "TXT"), "timeout");
    assert.equal(ask(zones, "two", "TXT"), "timeout");
    assert.equal(ask(zones, "three", "TXT"), "servfail");
    assert.equal(ask(zones, "four", "TXT"), "servfail");
    // A list is a text, whatever it says.
    assert.deepEqual(ask({ a: [{ TXT: ["TIMEOUT"] }] }, "a", "TXT"), [{ strings: ["TIMEOUT"], holes: [] }]);
    assert.equal(ask({ a: [{ TXT: "TIMEOUT" }] }, "a", "TXT"), "timeout");
  });

  it("follow eight aliases and no more", () => {
    const chain = (length: number): Zonedata => ({
      ...Object.fromEntries(Array.from({ length }, (_, i) => [`n${i}`, [{ CNAME: `N${i + 1}.` }]])),
      [`n${length}`]: [{ PTR: "end" }],
    });
    assert.deepEqual(ask(chain(8), "n0", "PTR"), ["end"]);
    assert.equal(ask(chain(9), "n0", "PTR"), "servfail");
    assert.equal(ask({ a: [{ CNAME: "a" }] }, "a", "A"), "servfail");
    assert.equal(ask({ a: [{ CNAME: "b" }] }, "a", "A"), "nxdomain");
  });

  it("are not misled by names that objects have anyway", () => {
    for (const name of ["constructor", "__proto__", "hasOwnProperty"]) {
      assert.equal(ask({}, name, "A"), "nxdomain");
      const zones = JSON.parse(`{"${name}": [{"A": "192.0.2.1"}]}`);
      assert.deepEqual(mistakes(zones), []);
      assert.deepEqual(ask(zones, name, "A"), [[192, 0, 2, 1]]);
      assert.equal(mistakes({ a: [JSON.parse(`{"${name}": "x"}`)] }).length, 1);
    }
  });
});

describe("DNS data", () => {
  it("is told what is wrong with it, by name and entry", () => {
    assert.deepEqual(mistakes([]), [
      'DNS data is an object of names, each with its list of entries: `{"example.com": [{"A": "192.0.2.1"}]}`.',
    ]);
    assert.equal(mistakes(null).length, 1);
    assert.deepEqual(
      mistakes({
        "a.example": { A: "192.0.2.1" },
        "b.example": ["TIMEOUT", 7, { TXTT: "x" }, { A: "192.0.2.256" }, { AAAA: "192.0.2.1" }],
        "c.example": [
          { MX: ["10", "x"] },
          { MX: [65536, "x"] },
          { TXT: [1] },
          { PTR: 1 },
          { TIMEOUT: "yes" },
        ],
      }),
      [
        '`a.example` must have a list of entries, such as `[{"TXT": "v=spf1 -all"}]`.',
        'Entry 2 of `b.example` must be an object such as `{"A": "192.0.2.1"}`, or `"TIMEOUT"` or `"SERVFAIL"`.',
        "Entry 3 of `b.example`: there is no type `TXTT` here, only `A`, `AAAA`, `CNAME`, `MX`, `PTR`, `SPF`, `TXT`, `TIMEOUT`, `SERVFAIL`.",
        "Entry 4 of `b.example`: the value of `A` must be an IPv4 address as text.",
        "Entry 5 of `b.example`: the value of `AAAA` must be an IPv6 address as text.",
        'Entry 1 of `c.example`: the value of `MX` must be a preference from 0 to 65535 and a name: `[10, "mx.example.com"]`.',
        'Entry 2 of `c.example`: the value of `MX` must be a preference from 0 to 65535 and a name: `[10, "mx.example.com"]`.',
        "Entry 3 of `c.example`: the value of `TXT` must be a text or a list of texts.",
        "Entry 4 of `c.example`: the value of `PTR` must be a name as text.",
        "Entry 5 of `c.example`: the value of `TIMEOUT` must be `true`.",
      ],
    );
  });

  it("is told no more than twenty mistakes", () => {
    const all = mistakes({ a: Array.from({ length: 10_000 }, () => 1) });
    assert.equal(all.length, 21);
    assert.match(all[20] as string, /the first 20/);
  });

  it("answers every question, or is refused, whatever it is", () => {
    const value = fc.oneof(fc.constantFrom("TIMEOUT", "192.0.2.1", "::1", "x", true), fc.jsonValue());
    const key = fc.constantFrom("A", "AAAA", "CNAME", "MX", "PTR", "SPF", "TXT", "TIMEOUT", "X");
    const entry = fc.oneof(fc.dictionary(key, value, { maxKeys: 3 }), value);
    const zones = fc.oneof(
      fc.dictionary(name, fc.oneof(fc.array(entry, { maxLength: 4 }), value)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(zones, query, (zones, query) => {
        const read = readZonedata(zones);
        if ("wrong" in read) assert.ok(read.wrong.length > 0);
        else assert.notEqual(recorded(read.zonedata)(query).kind, "unknown");
      }),
      { numRuns: 200 },
    );
  });
});

describe("a recorder", () => {
  /** What a server holds: each name exists or not, and each of its types has an answer. */
  const world = fc.dictionary(
    name.map(normalise),
    fc.record({
      A: answer("A"),
      AAAA: answer("AAAA"),
      MX: answer("MX"),
      PTR: answer("PTR"),
      TXT: answer("TXT"),
    }),
  );

  function resolverOf(world: Readonly<Record<string, Record<Query["type"], Answer>>>): Resolver {
    return async ({ name, type }) => world[normalise(name)]?.[type] ?? { kind: "nxdomain", source: "x" };
  }

  const plain = (answer: Answer) =>
    answer.kind === "ok" ? { kind: "ok", records: answer.records } : { kind: answer.kind };

  it("writes what reads back to the same answers, also through JSON", async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.array(query, { maxLength: 12 }), async (world, queries) => {
        const { resolver, zonedata } = recorder(resolverOf(world));
        const answers: Answer[] = [];
        for (const query of queries) answers.push(await resolver(query));
        const written: unknown = JSON.parse(JSON.stringify(zonedata()));
        const read = readZonedata(written);
        assert.ok("zonedata" in read, JSON.stringify(written));
        const again = recorded(read.zonedata);
        for (const [i, query] of queries.entries()) {
          assert.deepEqual(plain(again(query)), plain(answers[i] as Answer), JSON.stringify(written));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("writes the same whatever order the questions came in", async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.uniqueArray(query, { maxLength: 12, selector: (q) => q.type + q.name }),
        async (world, queries) => {
          const written = async (queries: readonly Query[]) => {
            const { resolver, zonedata } = recorder(resolverOf(world));
            for (const query of queries) await resolver(query);
            return JSON.stringify(zonedata());
          };
          assert.equal(await written(queries), await written([...queries].reverse()));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("leaves out what nobody knows", async () => {
    const { resolver, zonedata } = recorder(async () => ({ kind: "unknown", source: "nobody" }));
    await resolver({ name: "a", type: "A" });
    assert.deepEqual(zonedata(), {});
  });
});
