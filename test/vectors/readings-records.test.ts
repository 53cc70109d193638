// How we read RFC 7208 where its text is easily misread, or where engines disagree: records, and what leads to others.

import assert from "node:assert/strict";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { check, endOf, pass, resultOf, targetOf, zone } from "./reading.ts";

describe("a record is read as a whole", () => {
  it("has a permerror wherever a syntax error is, even behind a match (4.6)", () => {
    assert.deepEqual(endOf("v=spf1 +all moo"), ["permerror", "syntax"]);
    assert.deepEqual(endOf("v=spf1 ip4:192.0.2.1 a:/24 -all"), ["permerror", "syntax"]);
  });

  it("ignores unknown modifiers, also those that are named like mechanisms, and repeated ones (6)", () => {
    const text =
      "v=spf1 include=b.example ip4=192.0.2.1 all=x v=spf1 google-site-verification=x x=1 x=2 -all";
    assert.equal(resultOf(text, pass), "fail");
  });

  it("takes a hyphen within a top label, and nothing else that is glued to it (7.1)", () => {
    assert.equal(targetOf("v=spf1 include:host.com-all"), "host.com-all");
    assert.deepEqual(endOf("v=spf1 include:host.com~all"), ["permerror", "syntax"]);
    assert.deepEqual(endOf("v=spf1 ip4:192.0.2.1-all"), ["permerror", "syntax"]);
  });

  it("takes any visible character within a domain-spec, but a good last label (7.1)", () => {
    assert.equal(targetOf("v=spf1 include:b.example,include:c.example"), "b.example,include:c.example");
    assert.deepEqual(endOf("v=spf1 include:b.example;"), ["permerror", "syntax"]);
    assert.equal(targetOf("v=spf1 a:host:25/x;y.example"), "host:25/x;y.example");
  });

  it("takes no name of one label, and nothing is completed from the origin (7.1)", () => {
    for (const bad of ["a:mail", "include:localhost", "a:museum.", "a:111.222.33.44", "exists:%{i}._spf"]) {
      assert.deepEqual(endOf(`v=spf1 ${bad} -all`), ["permerror", "syntax"], bad);
    }
    assert.equal(resultOf("v=spf1 a:foo.xn--p1ai -all"), "fail");
  });

  it("may end a domain-spec with any macro, %% too (7.1)", () => {
    assert.equal(targetOf("v=spf1 exists:x%%.b.example"), "x%.b.example");
    assert.equal(targetOf("v=spf1 exists:b.example.%%"), "b.example.%");
    assert.equal(targetOf("v=spf1 exists:b.%{d}"), "b.a.example");
  });

  it("is read without regard to case (12)", () => {
    assert.equal(resultOf("V=sPf1 INCLUDE:B.Example -ALL", pass), "pass");
    assert.equal(
      targetOf("v=spf1 exists:%{L1R-}.%{l1r-}.B.example", { sender: "u-v@a.example" }),
      "u.u.B.example",
    );
  });

  it("may have spaces between and after its terms, but no tab, and none before it (4.5, 12)", () => {
    assert.equal(resultOf("v=spf1  ip4:192.0.2.1   -all  "), "pass");
    assert.deepEqual(endOf("v=spf1 ip4:192.0.2.1\t-all"), ["permerror", "syntax"]);
    assert.deepEqual(endOf(" v=spf1 -all"), ["none", "no-record"]);
    assert.deepEqual(endOf("v=spf1\t-all"), ["none", "no-record"]);
  });

  it("begins with its version and nothing more of a word (4.5)", () => {
    for (const text of ["v=spf10 -all", "v=spf1-all", "v=spf1; -all", "xv=spf1 -all", "spf1 -all"]) {
      assert.deepEqual(endOf(text), ["none", "no-record"], text);
    }
    assert.deepEqual(endOf("v=spf1"), ["neutral", "default"]);
  });

  it("is its strings together, without a space between (3.3)", () => {
    assert.equal(check(zone(["v=spf1 ip4:192.", "0.2.1 -all"])).result, "pass");
    assert.deepEqual(check(zone(["v=spf1 a", "mx -all"])).trace.reason, "syntax");
  });

  it("stands alone: two are a permerror, beside other texts there is one (4.5)", () => {
    const two: Zonedata = { "a.example": [{ TXT: "v=spf1 +all" }, { TXT: "v=spf1 +all" }] };
    assert.deepEqual([check(two).result, check(two).trace.reason], ["permerror", "several-records"]);
    const others: Zonedata = { "a.example": [{ TXT: "v=spf10" }, { TXT: "x" }, { TXT: "v=spf1 +all" }] };
    assert.equal(check(others).result, "pass");
  });

  it("is not looked for in the obsolete type SPF (3.1)", () => {
    assert.equal(check({ "a.example": [{ SPF: "v=spf1 +all" }] }).result, "none");
  });
});

describe("all and redirect", () => {
  it("ignore a redirect wherever all stands, and mechanisms behind all (5.1, 6.1)", () => {
    assert.equal(resultOf("v=spf1 redirect=b.example -all", pass), "fail");
    assert.equal(resultOf("v=spf1 -all redirect=b.example", pass), "fail");
    assert.equal(resultOf("v=spf1 ~all ip4:192.0.2.1"), "softfail");
    assert.deepEqual(endOf("v=spf1 -all ip4:300.0.2.1"), ["permerror", "syntax"]);
  });

  it("follow a redirect wherever it stands, once nothing matches (6.1)", () => {
    assert.equal(resultOf("v=spf1 redirect=b.example ip4:10.0.0.1", pass), "pass");
    assert.equal(resultOf("v=spf1 redirect=b.example -ip4:192.0.2.1", pass), "fail");
  });

  it("cost nothing while the redirect is not used", () => {
    const used = check(zone("v=spf1 redirect=b.example", pass));
    const unused = check(zone("v=spf1 redirect=b.example -all", pass));
    assert.deepEqual([used.lookups, unused.lookups], [1, 0]);
  });

  it("make a permerror of a target without a record, or with a name that can't be one (6.1)", () => {
    assert.deepEqual(endOf("v=spf1 redirect=c.example"), ["permerror", "redirect-without-record"]);
    assert.deepEqual(endOf("v=spf1 redirect=c..example"), ["permerror", "redirect-without-record"]);
  });

  it("give neutral where nothing matches (4.7)", () => {
    assert.deepEqual(endOf("v=spf1 ip4:10.0.0.1"), ["neutral", "default"]);
  });
});

describe("include", () => {
  it("matches only where the other record passes (5.2)", () => {
    const results = { "+": "pass", "-": "softfail", "~": "softfail", "?": "softfail" };
    for (const [qualifier, expected] of Object.entries(results)) {
      const others: Zonedata = { "b.example": [{ TXT: `v=spf1 ${qualifier}all` }] };
      assert.equal(resultOf("v=spf1 include:b.example ~all", others), expected, qualifier);
    }
    assert.equal(resultOf("v=spf1 -include:b.example ~all", pass), "fail");
  });

  it("makes a permerror of a name without a record, and keeps errors as they are (5.2)", () => {
    assert.deepEqual(endOf("v=spf1 include:c.example +all"), ["permerror", "include-without-record"]);
    assert.equal(
      resultOf("v=spf1 include:b.example +all", { "b.example": [{ TXT: "v=spf1 moo" }] }),
      "permerror",
    );
    assert.equal(resultOf("v=spf1 include:b.example +all", { "b.example": ["TIMEOUT"] }), "temperror");
  });

  it("of itself does no harm where it is never reached", () => {
    assert.equal(resultOf("v=spf1 ip4:192.0.2.1 include:a.example -all"), "pass");
    assert.deepEqual(endOf("v=spf1 include:a.example -all"), ["permerror", "too-many-lookups"]);
  });

  it("may lead to one record on two branches, which is no loop", () => {
    const others: Zonedata = {
      "b.example": [{ TXT: "v=spf1 include:d.example ?all" }],
      "c.example": [{ TXT: "v=spf1 include:d.example ?all" }],
      "d.example": [{ TXT: "v=spf1 -all" }],
    };
    const outcome = check(zone("v=spf1 include:b.example include:c.example ~all", others));
    assert.deepEqual([outcome.result, outcome.lookups], ["softfail", 4]);
  });
});
