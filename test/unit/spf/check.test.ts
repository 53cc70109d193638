/** check_host() beside its results: with answers that are waited for, with text that is not known, and its trace. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answerer, Query } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { check, checkNow } from "../../../server/src/spf/check.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import type { Outcome } from "../../../server/src/spf/trace.ts";
import { HOLE } from "../../../server/src/text/decoded.ts";
import { ip4, ip6, world } from "./worlds.ts";
import "../../support/seed.ts";

const mail = { ip: "192.0.2.1", helo: "h.example", sender: "x@a.example" };

describe("check()", () => {
  it("gives what checkNow() gives, and asks each question once", () => {
    let asked = 0;
    const property = fc.property(world(true), fc.oneof(ip4, ip6), fc.boolean(), ({ zones }, ip, some) => {
      const full = recorded(zones);
      const answer: Answerer = (query) =>
        some && query.name === "b.example" ? { kind: "unknown", source: "" } : full(query);
      const request = { ...mail, ip };
      const options = { defaultExplanation: "DEFAULT", limits: { voids: 5 } };
      const queries: string[] = [];
      const waited = driveSync(check(request, options), (query) => {
        queries.push(`${query.type} ${query.name}`);
        return answer(query);
      });
      assert.deepEqual(plain(waited), plain(checkNow(request, answer, options)));
      assert.equal(new Set(queries).size, queries.length);
      asked += queries.length;
    });
    fc.assert(property, { numRuns: 2000 });
    assert.ok(asked > 3000, String(asked));
  });

  it("reads each record once, however often it starts again", () => {
    const zones: Zonedata = {
      "a.example": [{ TXT: "v=spf1 a mx include:b.example -all" }],
      "b.example": [{ TXT: "v=spf1 a:c.example a:d.example ?all" }],
    };
    const read: string[] = [];
    const counting: typeof parse = (text, holes) => {
      read.push(text);
      return parse(text, holes);
    };
    driveSync(check(mail, { parse: counting }), recorded(zones));
    assert.deepEqual(read, ["v=spf1 a mx include:b.example -all", "v=spf1 a:c.example a:d.example ?all"]);
  });

  it("is undetermined where a file has some texts of a name and none is a record", () => {
    const some: Answerer = ({ name, type }) =>
      name === "a.example" && type === "TXT"
        ? {
            kind: "ok",
            type,
            records: [{ strings: ["other"], holes: [] }],
            ttl: null,
            source: "",
            isPart: true,
          }
        : { kind: "unknown", source: "" };
    const { result, trace, blockedOn } = checkNow(mail, some);
    assert.deepEqual([result, trace.reason], ["undetermined", "not-asked"]);
    assert.deepEqual(blockedOn, { name: "a.example", type: "TXT" });
  });

  it("takes an address that is none for a mistake of its caller", () => {
    assert.throws(() => checkNow({ ...mail, ip: "192.0.2" }, recorded({})), RangeError);
  });
});

/** An outcome as data that can be compared; what reads tokens when asked is left out. */
function plain(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify(outcome));
}

/** Answers with one text at a.example, `$` in it not known. */
function open(text: string, others: Zonedata = {}): Answerer {
  const rest = recorded(others);
  return (query: Query) => {
    if (query.name !== "a.example" || query.type !== "TXT") return rest(query);
    const records = text.split("|").map((each) => ({
      strings: [each.replaceAll("$", HOLE)],
      holes: [...each.matchAll(/\$/g)].map(({ index }) => ({ start: index, end: index + 1 })),
    }));
    return { kind: "ok", type: "TXT", records, ttl: null, source: "" };
  };
}

describe("a record part of which is not known", () => {
  const cases: readonly (readonly [text: string, result: string, reason: string])[] = [
    // What stands before it decides.
    ["v=spf1 ip4:192.0.2.1 $ -all", "pass", "matched"],
    ["v=spf1 -all include:$.example", "fail", "matched"],
    ["v=spf1 ~ip4:192.0.2.0/24 redirect=$", "softfail", "matched"],
    // It may match or not.
    ["v=spf1 $ -all", "undetermined", "unknown-text"],
    ["v=spf1 ip4:$ -all", "undetermined", "unknown-text"],
    ["v=spf1 ip4:192.0.2.1/$ -all", "undetermined", "unknown-text"],
    ["v=spf1 include:_spf.$ -all", "undetermined", "unknown-text"],
    ["v=spf1 a:x$y.example -all", "undetermined", "unknown-text"],
    ["v=spf1 ip4:10.0.0.1 redirect=_spf.$", "undetermined", "unknown-text"],
    ["v=spf1 include:b.example -all", "undetermined", "unknown-text"],
    ["v=spf1 redirect=b.example", "undetermined", "redirected"],
    // Whatever it is, it changes nothing.
    ["v=spf1 -all$", "fail", "matched"],
    ["v=spf1 x=$ -all", "fail", "matched"],
    ["v=spf1 exp=$ -all", "fail", "matched"],
    ["v=spf1 redirect=$ ?all", "neutral", "matched"],
    ["v=spf1 $ moo", "permerror", "syntax"],
    // The record itself may be another.
    ["$", "undetermined", "unknown-text"],
    ["$ -all", "undetermined", "unknown-text"],
    ["$v=spf1 -all", "fail", "matched"],
    ["x=$", "none", "no-record"],
    ["$|v=spf1 -all", "fail", "matched"],
    ["v=spf1 $|v=spf1 -all", "permerror", "several-records"],
  ];
  for (const [text, result, reason] of cases) {
    it(`${text} is ${result}`, () => {
      const nested = open("v=spf1 a:$ -all");
      const answer = open(text);
      const outcome = checkNow(mail, (query) =>
        query.name === "b.example" ? nested({ ...query, name: "a.example" }) : answer(query),
      );
      assert.deepEqual([outcome.result, outcome.trace.reason], [result, reason]);
      assert.equal(outcome.blockedOn, null);
      const last = outcome.trace.terms.at(-1);
      if (reason === "unknown-text" && last) assert.equal(last.verdict, "unknown");
    });
  }

  it("is not asked for its explanation", () => {
    const asked: string[] = [];
    const answer = open("v=spf1 exp=$.example -all");
    const outcome = checkNow(mail, (query) => {
      asked.push(query.name);
      return answer(query);
    });
    assert.deepEqual([outcome.explanation, outcome.explained?.target, asked], ["", null, ["a.example"]]);
  });
});

describe("the trace", () => {
  const zones: Zonedata = {
    "a.example": [{ TXT: "v=spf1 ip4:10.0.0.1 mx include:b.example -all" }, { MX: [10, "m.example"] }],
    "m.example": [{ A: "10.0.0.2" }],
    "b.example": [{ TXT: "v=spf1 exists:%{ir}.%{v}.b.example ?all" }],
  };

  it("says of each term what it asked, what came back and what it made of that", () => {
    const { trace, lookups, voids } = checkNow(mail, recorded(zones));
    assert.deepEqual(
      trace.terms.map(({ text, target, verdict, lookups, voids }) => [text, target, verdict, lookups, voids]),
      [
        ["ip4:10.0.0.1", null, "no-match", 0, 0],
        ["mx", "a.example", "no-match", 1, 0],
        ["include:b.example", "b.example", "no-match", 3, 1],
        ["-all", null, "match", 3, 1],
      ],
    );
    assert.deepEqual(trace.terms[1]?.queries, [
      { name: "a.example", type: "MX", answer: "ok", records: ["10 m.example"], source: "recorded" },
      { name: "m.example", type: "A", answer: "ok", records: ["10.0.0.2"], source: "recorded" },
    ]);
    const nested = trace.terms[2]?.nested;
    assert.deepEqual([nested?.domain, nested?.reached, nested?.result], ["b.example", "include", "neutral"]);
    assert.deepEqual(
      nested?.terms.map(({ text, target, verdict }) => [text, target, verdict]),
      [
        ["exists:%{ir}.%{v}.b.example", "1.2.0.192.in-addr.b.example", "no-match"],
        ["?all", null, "match"],
      ],
    );
    assert.deepEqual([lookups, voids], [3, 1]);
  });

  it("is plain data", () => {
    const { trace } = checkNow(mail, recorded(zones));
    assert.deepEqual(JSON.parse(JSON.stringify(trace.terms[2]?.queries ?? null)), trace.terms[2]?.queries);
  });
});
