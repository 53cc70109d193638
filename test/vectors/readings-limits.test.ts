// How we read RFC 7208 where engines disagree about its limits.

import assert from "node:assert/strict";
import { OUT_OF_TIME } from "../../server/src/dns/answers.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { checkNow } from "../../server/src/spf/check.ts";
import { check, endOf, resultOf, zone } from "./reading.ts";

describe("what ends an evaluation", () => {
  const ten = Array.from({ length: 10 }, () => "a:b.example").join(" ");
  const found: Zonedata = { "b.example": [{ A: "10.0.0.1" }, { TXT: "v=spf1 -all" }] };

  it("is the eleventh include, a, mx, ptr, exists or redirect (4.6.4)", () => {
    assert.equal(resultOf(`v=spf1 ${ten} -all`, found), "fail");
    for (const more of ["include:b.example", "a", "mx", "ptr", "exists:b.example", "redirect=b.example"]) {
      assert.deepEqual(endOf(`v=spf1 ${ten} ${more}`, found), ["permerror", "too-many-lookups"], more);
    }
  });

  it("is not counted for all, ip4, ip6 and exp (4.6.4)", () => {
    const text = `v=spf1 ip4:10.0.0.1 ip6:2001:db8::1 ${ten} exp=e.example -all`;
    const outcome = check(zone(text, { ...found, "e.example": [{ TXT: "no" }] }));
    assert.deepEqual([outcome.result, outcome.lookups, outcome.explanation], ["fail", 10, "no"]);
  });

  it("is not counted for each MX host: a term counts one (4.6.4)", () => {
    const hosts: Zonedata = {
      "b.example": [{ MX: [1, "m1.example"] }, { MX: [2, "m2.example"] }],
      "m1.example": [{ A: "10.0.0.1" }],
      "m2.example": [{ A: "10.0.0.2" }],
    };
    const outcome = check(zone(`v=spf1 ${ten.replaceAll("a:", "mx:")} -all`, hosts));
    assert.deepEqual([outcome.result, outcome.lookups], ["fail", 10]);
  });

  it("is more than ten MX hosts, whatever the first ten would give (4.6.4)", () => {
    const mx = (count: number): Zonedata => ({
      "b.example": Array.from({ length: count }, (_, i) => ({ MX: [i, `m${i}.example`] as const })),
      ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}.example`, [{ A: "192.0.2.1" }]])),
    });
    assert.equal(resultOf("v=spf1 mx:b.example -all", mx(10)), "pass");
    assert.deepEqual(endOf("v=spf1 mx:b.example -all", mx(11)), ["permerror", "too-many-mx"]);
  });

  it("is not the number of addresses of a name (4.6.4)", () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ A: `10.0.0.${i}` }));
    assert.equal(resultOf("v=spf1 a:b.example -all", { "b.example": [...many, { A: "192.0.2.1" }] }), "pass");
  });

  it("is the third term with a void lookup: no such name, or no such records (4.6.4)", () => {
    const others: Zonedata = { "n.example": [{ TXT: "no address" }] };
    const two = check(zone("v=spf1 a:gone.example mx:n.example -all", others));
    assert.deepEqual([two.result, two.voids], ["fail", 2]);
    const three = "v=spf1 a:gone.example mx:n.example exists:gone.example +all";
    assert.deepEqual(endOf(three, others), ["permerror", "too-many-voids"]);
  });

  it("counts voids for the family of the client (5.3)", () => {
    const others: Zonedata = { "b.example": [{ A: "10.0.0.1" }] };
    const text = "v=spf1 a:b.example a:b.example a:b.example ~all";
    assert.equal(resultOf(text, others), "softfail");
    assert.deepEqual(endOf(text, others, { ip: "2001:db8::1" }), ["permerror", "too-many-voids"]);
  });

  it("counts one void for a term, or each empty answer where that is asked for", () => {
    const others: Zonedata = {
      "b.example": [1, 2, 3].map((i) => ({ MX: [i, `gone${i}.example`] as const })),
    };
    const zones = zone("v=spf1 mx:b.example -all", others);
    const byTerm = check(zones);
    assert.deepEqual([byTerm.result, byTerm.voids], ["fail", 1]);
    const literal = check(zones, {}, { readings: { voids: "answer" } });
    assert.deepEqual([literal.result, literal.trace.reason], ["permerror", "too-many-voids"]);
    const more = check(zones, {}, { readings: { voids: "answer" }, limits: { voids: 3 } });
    assert.deepEqual([more.result, more.voids], ["fail", 3]);
  });

  it("counts the names of the client, too, where each empty answer counts", () => {
    const others: Zonedata = {
      "1.2.0.192.in-addr.arpa": [1, 2, 3].map((i) => ({ PTR: `gone${i}.example` })),
    };
    for (const text of ["v=spf1 ptr -all", "v=spf1 exists:%{p}.b.example -all"]) {
      const zones = zone(text, others);
      assert.deepEqual([check(zones).result, check(zones).voids], ["fail", 1], text);
      const literal = check(zones, {}, { readings: { voids: "answer" } });
      assert.deepEqual([literal.result, literal.trace.reason], ["permerror", "too-many-voids"], text);
    }
  });

  it("is never the explanation: what it asks for counts nothing", () => {
    const others: Zonedata = {
      "1.2.0.192.in-addr.arpa": [1, 2, 3].map((i) => ({ PTR: `gone${i}.example` })),
      "why.example": [{ TXT: "%{p}" }],
    };
    const outcome = check(zone("v=spf1 a:gone.example mx:gone.example exp=why.example -all", others));
    assert.deepEqual([outcome.result, outcome.explanation, outcome.voids], ["fail", "unknown", 2]);
  });

  it("can be moved, each limit by itself", () => {
    const many = zone(`v=spf1 ${ten} a:b.example -all`, found);
    assert.equal(check(many, {}, { limits: { lookups: 11 } }).result, "fail");
    assert.equal(check(many, {}, { limits: { lookups: 3 } }).trace.terms.length, 4);
    const hosts = zone("v=spf1 mx:b.example -all", {
      "b.example": [{ MX: [1, "m.example"] }, { MX: [2, "n.example"] }],
    });
    assert.equal(check(hosts, {}, { limits: { mx: 1 } }).trace.reason, "too-many-mx");
    assert.equal(check(hosts, {}, { limits: { voids: 0 } }).trace.reason, "too-many-voids");
    const names = zone("v=spf1 ptr -all", {
      "1.2.0.192.in-addr.arpa": [{ PTR: "x.example" }, { PTR: "h.a.example" }],
      "x.example": [{ A: "192.0.2.1" }],
      "h.a.example": [{ A: "192.0.2.1" }],
    });
    assert.equal(check(names).result, "pass");
    assert.equal(check(names, {}, { limits: { ptr: 1 } }).result, "fail");
  });

  it("is the end of the time, also where a timeout alone would not matter (4.6.4)", () => {
    const zones = zone("v=spf1 ptr +all");
    const answers = recorded(zones);
    for (const [source, expected] of [
      [OUT_OF_TIME, "temperror"],
      ["192.0.2.53", "pass"],
    ] as const) {
      const request = { ip: "192.0.2.1", sender: "x@a.example", helo: "h.example" };
      const { result } = checkNow(request, (query) =>
        query.type === "PTR" ? { kind: "timeout", source } : answers(query),
      );
      assert.equal(result, expected, source);
    }
  });
});
