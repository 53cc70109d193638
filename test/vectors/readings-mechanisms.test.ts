// How we read RFC 7208 where engines disagree about mechanisms, macros and explanations.

import assert from "node:assert/strict";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { check, endOf, pass, resultOf, targetOf, zone } from "./reading.ts";

describe("mechanisms", () => {
  it("never match over the border of the families (5)", () => {
    for (const text of ["ip6:::/48", "ip6:::/0", "ip6:::ffff:192.0.2.1", "ip6:::ffff:0:0/96"]) {
      assert.equal(resultOf(`v=spf1 ${text} -all`), "fail", text);
      assert.equal(resultOf(`v=spf1 ${text} -all`, {}, { ip: "::ffff:192.0.2.1" }), "fail", text);
    }
    assert.equal(resultOf("v=spf1 ip4:0.0.0.0/0 -all", {}, { ip: "2001:db8::1" }), "fail");
  });

  it("take an IPv4-mapped client for the IPv4 client that it is (5)", () => {
    assert.equal(resultOf("v=spf1 ip4:192.0.2.1 -all", {}, { ip: "::ffff:192.0.2.1" }), "pass");
    assert.equal(
      resultOf("v=spf1 a:b.example -all", { "b.example": [{ A: "192.0.2.1" }] }, { ip: "::FFFF:C000:201" }),
      "pass",
    );
  });

  it("ask for A with exists, whatever the family of the client (5.7)", () => {
    const others: Zonedata = { "b.example": [{ A: "127.0.0.2" }], "c.example": [{ AAAA: "::1" }] };
    assert.equal(resultOf("v=spf1 exists:b.example -all", others, { ip: "2001:db8::1" }), "pass");
    assert.equal(resultOf("v=spf1 exists:c.example -all", others, { ip: "2001:db8::1" }), "fail");
  });

  it("do not fall back from MX to A (5.4)", () => {
    assert.equal(resultOf("v=spf1 mx:b.example -all", { "b.example": [{ A: "192.0.2.1" }] }), "fail");
  });

  it("ask for no host where MX names the root (RFC 7505, 3)", () => {
    const { result, trace } = check(zone("v=spf1 mx:b.example -all", { "b.example": [{ MX: [0, "."] }] }));
    assert.deepEqual([result, trace.terms[0]?.queries.length], ["fail", 1]);
  });

  it("accept a final dot in a domain-spec (7.3) and in the sender's domain (4.3)", () => {
    assert.equal(resultOf("v=spf1 include:b.example. -all", pass), "pass");
    assert.equal(resultOf("v=spf1 +all", {}, { sender: "x@a.example." }), "pass");
  });

  it("skip a name of the client whose addresses can't be looked up (5.5)", () => {
    const others: Zonedata = {
      "1.2.0.192.in-addr.arpa": [{ PTR: "slow.a.example" }, { PTR: "bad.a.example" }, { PTR: "h.a.example" }],
      "slow.a.example": ["TIMEOUT"],
      "bad.a.example": ["SERVFAIL"],
      "h.a.example": [{ A: "192.0.2.1" }],
    };
    assert.equal(resultOf("v=spf1 ptr -all", others), "pass");
    assert.equal(resultOf("v=spf1 ptr -all", { "1.2.0.192.in-addr.arpa": ["TIMEOUT"] }), "fail");
  });

  it("take no more than ten names of the client (4.6.4)", () => {
    const names = (before: number): Zonedata => ({
      "1.2.0.192.in-addr.arpa": [
        ...Array.from({ length: before }, (_, i) => ({ PTR: `n${i}.example` })),
        { PTR: "h.a.example" },
      ],
      ...Object.fromEntries(Array.from({ length: before }, (_, i) => [`n${i}.example`, [{ A: "10.0.0.1" }]])),
      "h.a.example": [{ A: "192.0.2.1" }],
    });
    assert.equal(resultOf("v=spf1 ptr -all", names(9)), "pass");
    assert.equal(resultOf("v=spf1 ptr -all", names(10)), "fail");
    const explained = { ...names(10), "e.example": [{ TXT: "%{p}" }] };
    assert.equal(check(zone("v=spf1 exp=e.example -all", explained)).explanation, "unknown");
  });

  it("do not match a target that DNS can't have, or make a permerror of it, as asked (4.8)", () => {
    for (const target of ["b..example", `${"x".repeat(64)}.example`]) {
      const zones = zone(`v=spf1 a:${target} ~all`);
      assert.equal(check(zones).result, "softfail", target);
      const strict = check(zones, {}, { readings: { malformedTarget: "permerror" } });
      assert.deepEqual([strict.result, strict.trace.reason], ["permerror", "malformed-domain"], target);
    }
  });
});

describe("macros", () => {
  const names: Zonedata = {
    "1.2.0.192.in-addr.arpa": [{ PTR: "h.a.example" }],
    "h.a.example": [{ A: "192.0.2.1" }],
  };

  it("do not count %{p} towards the ten, but once for each client look it up (4.6.4)", () => {
    const text = `v=spf1 ${Array.from({ length: 10 }, () => "a:x.%{p}").join(" ")} -all`;
    const { result, lookups, trace } = check(zone(text, { ...names, "x.h.a.example": [{ A: "10.0.0.1" }] }));
    assert.deepEqual([result, lookups, trace.terms[9]?.target], ["fail", 10, "x.h.a.example"]);
    assert.equal(
      trace.terms.flatMap(({ queries }) => queries).filter(({ type }) => type === "PTR").length,
      1,
    );
  });

  it("hold names without their final dots (7.3)", () => {
    assert.equal(
      targetOf("v=spf1 exists:%{d}.%{o}.b.example.", { sender: "x@a.example." }),
      "a.example.a.example.b.example",
    );
    const others: Zonedata = {
      "b.example": [{ TXT: "v=spf1 exists:x.%{d} -all" }],
      "x.b.example": [{ A: "127.0.0.2" }],
    };
    assert.equal(resultOf("v=spf1 include:b.example. -all", others), "pass");
  });

  it("have c, r and t in explanations alone (7.2), and no digit of zero (7.3)", () => {
    for (const macro of ["%{c}", "%{r}", "%{t}", "%{d0}", "%{d00}"]) {
      assert.deepEqual(endOf(`v=spf1 exists:${macro}.b.example -all`), ["permerror", "syntax"], macro);
    }
    const others: Zonedata = { "e.example": [{ TXT: "%{c} %{r} %{t}" }] };
    const options = { receiver: "mx.example.org", now: 1_700_000_000 };
    const { explanation } = check(zone("v=spf1 exp=e.example -all", others), {}, options);
    assert.equal(explanation, "192.0.2.1 mx.example.org 1700000000");
  });

  it("split at the delimiters that are given (7.3)", () => {
    assert.equal(targetOf("v=spf1 exists:%{l-}.b.example", { sender: "u-v.w@a.example" }), "u.v.w.b.example");
    assert.equal(targetOf("v=spf1 exists:%{l1r+-}.b.example", { sender: "u-v+w@a.example" }), "u.b.example");
  });

  it("lose labels on the left where the name is longer than 253 octets (7.3)", () => {
    const local = "abcdefghi.".repeat(30).slice(0, -1);
    const target = targetOf("v=spf1 exists:%{l}.b.example", { sender: `${local}@a.example` });
    assert.ok(target && target.length <= 253 && target.length > 253 - 10);
    assert.ok(`${local}.b.example`.endsWith(`.${target}`));
  });

  it("take postmaster where the sender has no local part, and at HELO where there is no sender (2.4, 4.3)", () => {
    const helo: Zonedata = { "h.example": [{ TXT: "v=spf1 exists:%{s}.%{o}.b.example" }] };
    assert.equal(
      check(helo, { sender: "" }).trace.terms[0]?.target,
      "postmaster@h.example.h.example.b.example",
    );
    assert.equal(targetOf("v=spf1 exists:%{l}.b.example", { sender: "@a.example" }), "postmaster.b.example");
    assert.equal(targetOf("v=spf1 exists:%{l}.b.example", { sender: "a.example" }), "postmaster.b.example");
  });
});

describe("explanations", () => {
  const others: Zonedata = {
    "b.example": [{ TXT: "v=spf1 -all exp=b-why.example" }],
    "a-why.example": [{ TXT: "A %{d}" }],
    "b-why.example": [{ TXT: "B %{d}" }],
  };

  it("are those of the redirect's target, never those of an included record (6.2)", () => {
    const explain = (text: string) => check(zone(text, others)).explanation;
    assert.equal(explain("v=spf1 include:b.example exp=a-why.example -all"), "A a.example");
    assert.equal(explain("v=spf1 include:b.example -all"), "DEFAULT");
    assert.equal(explain("v=spf1 exp=a-why.example redirect=b.example"), "B b.example");
  });

  it("are the receiver's own where the sender's can't be used (6.2)", () => {
    const bad: readonly (readonly [string, Zonedata[string]])[] = [
      ["missing", []],
      ["several", [{ TXT: "one" }, { TXT: "two" }]],
      ["no ASCII", [{ TXT: "caf\u00e9" }]],
      ["bad macro", [{ TXT: "100%" }]],
      ["zero digits", [{ TXT: "%{d0}" }]],
      ["an error", ["SERVFAIL"]],
    ];
    for (const [what, entries] of bad) {
      const outcome = check(zone("v=spf1 -all exp=why.example", { "why.example": entries }));
      assert.deepEqual([outcome.result, outcome.explanation], ["fail", "DEFAULT"], what);
    }
  });

  it("join their strings and may hold spaces", () => {
    const text: Zonedata = { "why.example": [{ TXT: ["one ", "two%_%%%-"] }] };
    assert.equal(check(zone("v=spf1 -all exp=why.example", text)).explanation, "one two %%20");
  });

  it("are there for fail alone", () => {
    assert.equal(check(zone("v=spf1 ~all exp=a-why.example", others)).explanation, null);
  });
});
