/** What stays certain of the addresses where a term can't be evaluated, and why it can't be. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answerer } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import {
  type Addresses,
  type AddressOptions,
  addresses,
  type Verdict,
} from "../../../server/src/spf/addresses.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { type Octets, parseIp4, printNetwork, toNumber } from "../../../server/src/spf/ip.ts";
import { type AddressSet, has, toNetworks } from "../../../server/src/spf/ip-set.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { fillIn, withHoles } from "./arbitraries.ts";
import { ip4 } from "./worlds.ts";
import "../../support/seed.ts";

/** The sets of a record at a.example. What the zones do not hold, nobody was asked. */
function found(text: string, zones: Zonedata = {}, options?: AddressOptions): Addresses {
  const all = recorded(zones);
  const answer: Answerer = (query) =>
    Object.hasOwn(zones, query.name) ? all(query) : { kind: "unknown", source: "" };
  return driveSync(addresses("a.example", parse(text), options), answer);
}

function networks(set: AddressSet): string {
  return toNetworks(set).map(printNetwork).join(" ");
}

/** Certain, unless there is an error, and possible networks of a result. */
function bounds({ results }: Addresses, verdict: Verdict): string[] {
  const { certain, unlessError, possible } = results[verdict];
  return [networks(certain), networks(unlessError), networks(possible)];
}

const ALL = "0.0.0.0/0 ::/0";

function reasons({ reasons: all }: Addresses): string[] {
  return all.map(({ why, path, record, term, target, type, addresses: affected }) => {
    const text = term && record ? record.text.slice(term.span.start, term.span.end) : "";
    return [why, path.join(">"), text, `${type ? `${type} ` : ""}${target ?? "-"}`, networks(affected)].join(
      " | ",
    );
  });
}

describe("addresses where all is known", () => {
  it("are exact, as the first term that matches says", () => {
    const all = found("v=spf1 -ip4:192.0.2.0/25 ip4:192.0.2.0/24 ~ip6:2001:db8::/32 ?all");
    assert.ok(all.exact);
    assert.deepEqual(all.reasons, []);
    assert.equal(networks(all.results.fail.certain), "192.0.2.0/25");
    assert.equal(networks(all.results.pass.certain), "192.0.2.128/25");
    assert.equal(networks(all.results.softfail.certain), "2001:db8::/32");
  });

  it("take from an include those that pass there, and nothing else", () => {
    const { results, exact } = found("v=spf1 ~include:b.example -all", {
      "b.example": [{ TXT: "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/30 ip6:2001:db8::1 ?all" }],
    });
    assert.ok(exact);
    assert.equal(networks(results.softfail.certain), "192.0.2.0 192.0.2.2/31 2001:db8::1");
  });

  it("differ by family where hosts have addresses of one only", () => {
    const zones: Zonedata = {
      "four.example": [{ A: "192.0.2.1" }],
      "six.example": [{ AAAA: "2001:db8::1" }],
      "none.example": [],
    };
    // Three voids for IPv4 clients, one for IPv6 clients.
    const all = found("v=spf1 a:six.example//64 a:six.example a:none.example a:four.example/24 all", zones);
    assert.ok(all.exact);
    assert.equal(networks(all.results.permerror.certain), "0.0.0.0/0");
    assert.equal(networks(all.results.pass.certain), "::/0");
    assert.deepEqual(reasons(all), [
      "too-many-voids | a.example | a:none.example | A none.example | 0.0.0.0/0",
    ]);
  });

  it("count lookups by the way that each address takes", () => {
    const cheap = "v=spf1 -ip4:0.0.0.0/1 a:h.example a:h.example a:h.example a:h.example -all";
    const text = `v=spf1 ${"include:b.example ".repeat(3)} +all`;
    const all = found(text, {
      "b.example": [{ TXT: cheap }],
      "h.example": [{ A: "192.0.2.1" }, { AAAA: "::2" }],
    });
    assert.ok(all.exact);
    // The lower half leaves each include at its first term; the upper half counts five for each.
    assert.equal(networks(all.results.pass.certain), "0.0.0.0/1 192.0.2.1 ::2");
    const [ip4] = all.results.permerror.certain.ip4;
    assert.equal(ip4?.first, 1n << 31n);
  });

  it("expand %{d} and %{v}, which depend on no message", () => {
    const all = found("v=spf1 exists:%{v}.%{d} -all", {
      "in-addr.a.example": [{ A: "127.0.0.2" }],
      "ip6.a.example": [{ TXT: "nothing" }],
    });
    assert.ok(all.exact);
    assert.equal(networks(all.results.pass.certain), "0.0.0.0/0");
  });

  it("ignore networks of mapped addresses, from which no IPv6 client comes", () => {
    const { results } = found("v=spf1 ip6:::ffff:192.0.2.0/120 ip6:::/80 -all");
    assert.equal(networks(results.pass.certain), "::/80");
  });

  it("are all one result where there is no record, or one that can't be read", () => {
    const at = (zones: Zonedata) => driveSync(addresses("a.example", null), recorded(zones));
    const none = at({});
    assert.equal(networks(none.results.none.certain), ALL);
    assert.deepEqual(reasons(none), [`no-such-name | a.example |  | TXT a.example | ${ALL}`]);
    assert.equal(networks(at({ "a.example": ["SERVFAIL"] }).results.temperror.certain), ALL);
    const broken = at({ "a.example": [{ TXT: "v=spf1 ip4:192.0.2.1 abc" }] });
    assert.equal(networks(broken.results.permerror.certain), ALL);
    const two = at({ "a.example": [{ TXT: "v=spf1" }, { TXT: "v=spf1 a" }] });
    assert.equal(reasons(two)[0], `several-records | a.example |  | TXT a.example | ${ALL}`);
    assert.equal(networks(driveSync(addresses("localhost", null), recorded({})).results.none.certain), ALL);
  });
});

describe("addresses where a term can't be evaluated", () => {
  const unsure: readonly (readonly [string, string])[] = [
    ["exists:%{l}.x.example", "message | a.example | exists:%{l}.x.example | -"],
    ["exists:%{i}.x.example", "address | a.example | exists:%{i}.x.example | -"],
    ["a:%{p}", "address | a.example | a:%{p} | -"],
    ["mx:%{h}", "message | a.example | mx:%{h} | -"],
    ["a:open.example", "not-asked | a.example | a:open.example | A open.example"],
  ];
  for (const [term, reason] of unsure) {
    it(`are certain before ${term}, and behind it unless there is an error`, () => {
      const all = found(`v=spf1 ip4:192.0.2.1 ${term} ip4:192.0.2.2 -all`);
      assert.ok(!all.exact);
      assert.deepEqual(bounds(all, "pass"), ["192.0.2.1", "192.0.2.1 192.0.2.2", ALL]);
      assert.equal(networks(all.results.fail.certain), "");
      // An `a` asks for other records where the client has an IPv6 address.
      const [only, ...more] = reasons(all).filter((each) => !each.includes("AAAA"));
      assert.ok(only?.startsWith(`${reason} | 0.0.0.0/`) && !only.includes(" 192.0.2.1 "), only);
      assert.deepEqual(more, []);
    });
  }

  it("are certain behind ptr, which gives no error, where both ways lead to one result", () => {
    const { results } = found("v=spf1 ptr ip4:192.0.2.0/24 -all");
    assert.equal(networks(results.pass.certain), "192.0.2.0/24");
    assert.equal(networks(results.pass.possible), ALL);
    assert.equal(networks(results.fail.possible).includes("192.0.2.0/24"), false);
  });

  it("are those of a qualifier at the most", () => {
    const { results } = found("v=spf1 ~exists:%{i}.x.example -all");
    assert.equal(networks(results.pass.possible), "");
    assert.equal(networks(results.softfail.possible), ALL);
    assert.equal(networks(results.neutral.possible), "");
  });

  it("may count as many lookups as are left behind an include that was not asked", () => {
    const zones: Zonedata = { "h.example": [{ A: "192.0.2.9" }, { AAAA: "2001:db8::9" }] };
    const all = found("v=spf1 include:open.example a:h.example ip4:192.0.2.1 -all", zones);
    assert.deepEqual(bounds(all, "pass"), ["", "192.0.2.1 192.0.2.9 2001:db8::9", ALL]);
    assert.equal(networks(all.results.permerror.possible), ALL);
    assert.deepEqual(reasons(all), [
      `not-asked | a.example | include:open.example | TXT open.example | ${ALL}`,
    ]);
  });

  it("have every result behind a redirect that was not asked", () => {
    const { results } = found("v=spf1 ip4:192.0.2.1 redirect=open.example");
    assert.equal(networks(results.pass.certain), "192.0.2.1");
    for (const each of ["fail", "softfail", "neutral", "permerror", "temperror"] as const) {
      assert.ok(has(results[each].possible, 4, 1n) && !has(results[each].certain, 4, 1n));
    }
    assert.equal(networks(results.none.possible), "");
  });

  it("may have too many MX hosts as long as those are not known, and no longer", () => {
    const zones: Zonedata = { "m.example": [{ MX: [1, "open.example"] }] };
    const possible = (text: string, options?: AddressOptions) =>
      networks(found(`v=spf1 ${text} -all`, zones, options).results.permerror.possible);
    assert.equal(possible("mx:open.example"), ALL);
    assert.equal(possible("mx:m.example"), "");
    assert.equal(possible("mx:%{l}.example"), ALL);
    assert.equal(possible("a:%{l}.example"), "");
    assert.equal(possible("a:%{l}.example", { readings: { malformedTarget: "permerror" } }), ALL);
  });

  it("name the way to a term in an included record", () => {
    const all = found("v=spf1 include:b.example -all", {
      "b.example": [{ TXT: "v=spf1 redirect=c.example" }],
      "c.example": [{ TXT: "v=spf1 exists:%{s}.example ?all" }],
    });
    assert.deepEqual(reasons(all), [
      `message | a.example>b.example>c.example | exists:%{s}.example | - | ${ALL}`,
    ]);
  });

  it("say what broke an include", () => {
    const all = found("v=spf1 include:b.example -all", { "b.example": [{ TXT: "hello" }] });
    assert.ok(all.exact);
    assert.equal(networks(all.results.permerror.certain), ALL);
    assert.deepEqual(reasons(all), [`no-record | a.example | include:b.example | TXT b.example | ${ALL}`]);
  });

  it("end in a loop with the limit of lookups", () => {
    const all = driveSync(
      addresses("a.example", null),
      recorded({ "a.example": [{ TXT: "v=spf1 include:a.example" }] }),
    );
    assert.equal(networks(all.results.permerror.certain), ALL);
    assert.equal(
      reasons(all)[0],
      `too-many-lookups | ${"a.example>".repeat(10)}a.example | include:a.example | - | ${ALL}`,
    );
  });

  it("are open from a value on that is not known, which may hold several terms", () => {
    const client = ip4;
    const place = fc.nat();
    const property = fc.property(fillIn, client, place, client, (fill, first, at, ip) => {
      const text = `v=spf1 ip4:${first} -ip4:192.0.2.0/28 ~ip4:192.0.3.0/29 ?all`;
      const hole = 8 + (at % (text.length - 8));
      const holed = withHoles(text, [{ start: hole, end: hole + 1 }]);
      const filled = text.slice(0, hole) + fill + text.slice(hole + 1);
      if (!parse(filled).valid) return;
      const answer = recorded({ "a.example": [{ TXT: filled }] });
      const { result } = checkNow({ ip, helo: "h.example", sender: "x@a.example" }, answer);
      const record = parse(holed, [{ start: hole, end: hole + 1 }]);
      const { results } = driveSync(addresses("a.example", record), answer);
      const value = toNumber(parseIp4(ip) as Octets);
      assert.ok(has(results[result as Verdict].possible, 4, value), `${holed}: ${filled}: ${result}`);
    });
    fc.assert(property, { numRuns: 2000 });
  });
});

describe("a record without end", () => {
  it("is stopped by the number of questions", () => {
    const hosts = Array.from({ length: 10 }, (_, i) => `a:h${i}.example`).join(" ");
    const zones: Record<string, [{ A: string }, { AAAA: string }]> = {};
    for (let i = 0; i < 10; i++) zones[`h${i}.example`] = [{ A: `192.0.2.${i}` }, { AAAA: `::${i}` }];
    const all = found(`v=spf1 ${hosts} -all`, zones, { maxQueries: 4 });
    assert.equal(networks(all.results.pass.certain), "192.0.2.0/30");
    assert.ok(reasons(all)[0]?.startsWith("stopped | a.example | a:h4.example | A h4.example"));
  });

  it("is stopped by the work it makes", () => {
    const terms = Array.from(
      { length: 2000 },
      (_, i) => `${i % 2 ? "-" : ""}ip4:10.${i % 200}.${i >> 3}.${i % 251}`,
    );
    const all = found(`v=spf1 ${terms.join(" ")} -all`, {}, { maxSteps: 10_000 });
    assert.ok(!all.exact && all.reasons.every(({ why }) => why === "stopped"));
    assert.ok(found(`v=spf1 ${terms.join(" ")} -all`).exact);
  });
});
