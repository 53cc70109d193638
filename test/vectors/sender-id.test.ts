// Sender ID (RFC 4406): which record a check reads, what its modifiers may be, and where it differs from SPF.

import assert from "node:assert/strict";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { checkNow } from "../../server/src/spf/check.ts";
import type { Selector } from "../../server/src/spf/record-choice.ts";
import type { Outcome } from "../../server/src/spf/trace.ts";

type Checks = "spf" | "mfrom" | "pra" | "pra without v=spf1";

const selectors: Readonly<Record<Checks, Selector>> = {
  spf: { protocol: "spf" },
  mfrom: { protocol: "sender-id", scope: "mfrom", spf1: true },
  pra: { protocol: "sender-id", scope: "pra", spf1: true },
  "pra without v=spf1": { protocol: "sender-id", scope: "pra", spf1: false },
};

function check(zones: Zonedata, as: Checks, sender = "x@a.example"): Outcome {
  const request = { ip: "192.0.2.1", helo: "h.example", sender, selector: selectors[as] };
  return checkNow(request, recorded(zones), { defaultExplanation: "DEFAULT" });
}

/** The results of the four checks, in short. */
function resultsOf(texts: readonly string[], others: Zonedata = {}): string {
  const zones = { "a.example": texts.map((TXT) => ({ TXT })), ...others };
  return (Object.keys(selectors) as Checks[]).map((as) => check(zones, as).result).join(" ");
}

describe("Sender ID", () => {
  // As Mail::SPF's suite for RFC 4406 has them: section 4.4, steps 4 and 5.
  it("prefers spf2.0 over v=spf1, whichever comes first (4.4)", () => {
    for (const texts of [
      ["spf2.0/mfrom -all", "v=spf1 +all"],
      ["v=spf1 +all", "spf2.0/mfrom -all"],
    ]) {
      assert.equal(check({ "a.example": texts.map((TXT) => ({ TXT })) }, "mfrom").result, "fail");
    }
  });

  it("has a permerror where two spf2.0 records serve the scope (4.4)", () => {
    const zones: Zonedata = {
      "a.example": [{ TXT: "spf2.0/mfrom -all" }, { TXT: "spf2.0/mfrom,pra -all" }, { TXT: "v=spf1 -all" }],
    };
    const { result, trace } = check(zones, "mfrom");
    assert.deepEqual([result, trace.reason], ["permerror", "several-records"]);
    assert.equal(check(zones, "pra").result, "fail");
  });

  // Results of SPF, mfrom, pra, pra without v=spf1.
  const choices: readonly (readonly [texts: readonly string[], expected: string])[] = [
    [["v=spf1 -all"], "fail fail fail none"],
    [["spf2.0/mfrom,pra -all"], "none fail fail fail"],
    [["spf2.0/pra,mfrom -all"], "none fail fail fail"],
    [["SPF2.0/MFROM,PRA -all"], "none fail fail fail"],
    [["spf2.0/mfrom -all"], "none fail none none"],
    [["spf2.0/pra -all"], "none none fail fail"],
    [["spf2.0/pra -all", "v=spf1 ~all"], "softfail softfail fail fail"],
    [["spf2.0/mfrom -all", "v=spf1 ~all"], "softfail fail none none"],
    [["spf2.0/mfrom -all", "spf2.0/pra ~all", "v=spf1 ?all"], "neutral fail softfail softfail"],
    [["v=spf1 -all", "v=spf1 ~all"], "permerror permerror permerror none"],
    [["spf2.0/pra -all", "v=spf1 -all", "v=spf1 ~all"], "permerror permerror fail fail"],
    [["spf2.0/pra ?all", "v=spf1 -all"], "fail fail neutral neutral"],
    [["no record"], "none none none none"],
    // Scopes are whole words of a list; those that nobody defines change nothing.
    [["spf2.0/mfrom,prattle,fubar -all", "v=spf1 ~all"], "softfail fail none none"],
    [["spf2.0/mfrom,pra,fubar -all"], "none fail fail fail"],
    [["spf2.0/fubar -all", "v=spf1 ~all"], "softfail softfail none none"],
    // Any minor version, if it is well formed (3.1.1).
    [["spf2.10/pra -all"], "none none fail fail"],
    [["spf2.x/pra -all", "v=spf1 ~all"], "softfail softfail softfail none"],
    [["spf2/pra -all"], "none none none none"],
    [["v=spf2.0/pra -all"], "none none none none"],
    [["spf2.0/mfrom,pra"], "none neutral neutral neutral"],
    // A syntax error anywhere is a permerror, also where it is in the modifiers.
    [["spf2.0/mfrom,pra moo -all"], "none permerror permerror permerror"],
    [["spf2.0/mfrom,pra -all redirect=b.example redirect=b.example"], "none permerror permerror permerror"],
    [["spf2.0/mfrom,pra -all exp=b.example exp=b.example"], "none permerror permerror permerror"],
    // Unknown modifiers are ignored wherever they stand (3.3).
    [["spf2.0/mfrom,pra x=1 ip4:10.0.0.1 x=2 x=3 -all y=4"], "none fail fail fail"],
  ];
  for (const [texts, expected] of choices) {
    it(`reads ${texts.join(" | ")} as ${expected}`, () => assert.equal(resultsOf(texts), expected));
  }

  it("reads the records of included and redirected names by the same rules", () => {
    const others: Zonedata = {
      "b.example": [{ TXT: "spf2.0/pra ip4:192.0.2.1" }, { TXT: "v=spf1 -all" }],
      "c.example": [{ TXT: "v=spf1 ip4:192.0.2.1 -all" }],
    };
    assert.equal(resultsOf(["spf2.0/mfrom,pra include:b.example -all"], others), "none fail pass pass");
    assert.equal(resultsOf(["spf2.0/mfrom,pra redirect=c.example"], others), "none pass pass permerror");
  });

  it("says where it read v=spf1 in place of spf2.0 (3.4)", () => {
    const flags = (texts: readonly string[], others: Zonedata = {}) =>
      (["spf", "mfrom", "pra"] as const).map(
        (as) => check({ "a.example": texts.map((TXT) => ({ TXT })), ...others }, as).spf1ForSenderId,
      );
    assert.deepEqual(flags(["v=spf1 -all"]), [false, true, true]);
    assert.deepEqual(flags(["spf2.0/pra -all", "v=spf1 -all"]), [false, true, false]);
    assert.deepEqual(flags(["spf2.0/mfrom,pra -all"]), [false, false, false]);
    const others: Zonedata = { "b.example": [{ TXT: "v=spf1 -all" }] };
    assert.deepEqual(flags(["spf2.0/mfrom,pra include:b.example -all"], others), [false, true, true]);
  });

  it("fails for pra where the domain does not exist, itself and not one that it leads to (4.3)", () => {
    assert.deepEqual(
      (["spf", "mfrom", "pra"] as const).map((as) => check({}, as).result),
      ["none", "none", "fail"],
    );
    const { result, explanation, trace } = check({}, "pra");
    assert.deepEqual([result, explanation, trace.reason], ["fail", "DEFAULT", "no-such-name"]);
    assert.equal(check({ "a.example": [{ A: "192.0.2.1" }] }, "pra").result, "none");
    assert.equal(check({}, "pra", "x@localhost").result, "none");
    const zones: Zonedata = { "a.example": [{ TXT: "spf2.0/pra include:gone.example -all" }] };
    assert.deepEqual(
      [check(zones, "pra").result, check(zones, "pra").trace.reason],
      ["permerror", "include-without-record"],
    );
  });

  it("takes the purported responsible address for its sender", () => {
    const zones: Zonedata = {
      "a.example": [{ TXT: "spf2.0/pra exists:%{l}.%{o}.b.example -all" }],
      "x.a.example.b.example": [{ A: "127.0.0.2" }],
    };
    assert.equal(check(zones, "pra").result, "pass");
    assert.equal(check(zones, "pra", "y@a.example").result, "fail");
  });
});
