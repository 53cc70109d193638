// How we read RFC 7208 where its text is easily misread, or where engines disagree: one test for each reading.

import assert from "node:assert/strict";
import { OUT_OF_TIME } from "../../server/src/dns/answers.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { type CheckOptions, checkNow } from "../../server/src/spf/check.ts";
import type { Outcome } from "../../server/src/spf/trace.ts";

interface Mail {
  readonly ip?: string;
  readonly sender?: string;
  readonly helo?: string;
}

/** Checks a mail from a.example against DNS that holds these texts and records. */
function check(zones: Zonedata, mail: Mail = {}, options: CheckOptions = {}): Outcome {
  const request = { ip: "192.0.2.1", sender: "x@a.example", helo: "h.example", ...mail };
  return checkNow(request, recorded(zones), { defaultExplanation: "DEFAULT", ...options });
}

/** The zone of a.example with one record, beside others. */
function zone(text: string | readonly string[], others: Zonedata = {}): Zonedata {
  return { "a.example": [{ TXT: text }], ...others };
}

function resultOf(text: string, others: Zonedata = {}, mail: Mail = {}): string {
  return check(zone(text, others), mail).result;
}

/** Result and reason of the record of a.example. */
function endOf(text: string, others: Zonedata = {}, mail: Mail = {}): readonly [string, string] {
  const { result, trace } = check(zone(text, others), mail);
  return [result, trace.reason];
}

/** The name that a term of the record asks for. */
function targetOf(text: string, mail: Mail = {}): string | null {
  return check(zone(text), mail).trace.terms.at(-1)?.target ?? null;
}

const pass: Zonedata = { "b.example": [{ TXT: "v=spf1 +all" }] };

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
