/** What a record reaches and costs, as plain data. */

import assert from "node:assert/strict";
import type { Answerer } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import {
  type ExpansionReport,
  expansionReport,
  type ReportedBranch,
  type ReportedTree,
} from "../../../server/src/ide/expansion-report.ts";
import { sayIn } from "../../../server/src/text/message.ts";

type Report = ExpansionReport<string>;

/** Names that the zones lack are not asked. */
function reported(zones: Zonedata, text: string | null = null): Report {
  const all = recorded(zones);
  const answer: Answerer = (query) =>
    Object.hasOwn(zones, query.name) ? all(query) : { kind: "unknown", source: "nobody" };
  const locate = (domain: string, _: unknown, span: { start: number; end: number }) =>
    `${domain}:${span.start}-${span.end}`;
  return driveSync(expansionReport("a.example", text, locate), answer);
}

/** Each term with its costs, the terms that it reaches behind it. */
function terms({ terms: all }: ReportedTree<string>): string[] {
  return all.flatMap((each) => [shown(each), ...(each.target ? terms(each.target) : [])]);
}

function shown({ text, lookups, exact, before }: ReportedBranch<string>): string {
  return `${text} +${lookups}${exact ? "" : "…"} after ${before}`;
}

const mail: Zonedata = {
  "a.example": [
    { TXT: "v=spf1 mx include:b.example include:c.example exp=x.example -all" },
    { MX: [10, "mx.example"] },
  ],
  "b.example": [{ TXT: "v=spf1 a:four.example include:c.example ?all" }],
  "c.example": [{ TXT: "v=spf1 ip6:2001:db8::/32 a:none.example ~all" }],
  "mx.example": [{ A: "192.0.2.1" }, { AAAA: "2001:db8::1" }],
  "four.example": [{ A: "192.0.2.4" }],
  "none.example": [],
};

describe("the report of an expansion", () => {
  it("says what each term costs, and what was counted before it", () => {
    const report = reported(mail);
    assert.deepEqual(terms(report.tree), [
      "mx +1 after 0",
      "include:b.example +4 after 1",
      "a:four.example +1 after 2",
      "include:c.example +2 after 3",
      "ip6:2001:db8::/32 +0 after 4",
      "a:none.example +1 after 4",
      "~all +0 after 5",
      "?all +0 after 5",
      "include:c.example +2 after 5",
      "-all +0 after 7",
    ]);
    assert.deepEqual(report.lookups, { count: 7, exact: true, limit: 10 });
  });

  it("gives the terms of a record once", () => {
    const [, first, second] = reported(mail).tree.terms;
    assert.equal(first?.target?.terms[1]?.target?.above, undefined);
    assert.deepEqual([second?.target?.above, second?.target?.terms.length], [true, 0]);
  });

  it("counts void lookups by the family of the client", () => {
    const { voids, tree } = reported(mail);
    // `a:none.example` is reached twice; `a:four.example` has nothing for IPv6.
    assert.deepEqual([voids.ip4.count, voids.ip6.count, voids.ip4.exact], [2, 3, true]);
    assert.deepEqual(tree.terms[1]?.target?.terms[0]?.void, { ip4: false, ip6: true });
    assert.deepEqual(tree.terms.at(-1)?.void, { ip4: false, ip6: false });
    assert.equal(reported(mail, "v=spf1 exists:%{i}.example -all").voids.ip4.exact, false);
  });

  it("tells who was asked for what, and who answered", () => {
    const { queries, tree } = reported(mail);
    assert.deepEqual(queries, [
      {
        name: "a.example",
        type: "TXT",
        answer: "ok",
        records: ["v=spf1 mx include:b.example include:c.example exp=x.example -all"],
        source: "recorded",
      },
    ]);
    assert.deepEqual(
      tree.terms[0]?.queries.map(({ type, name, records }) => `${type} ${name} ${records}`),
      ["MX a.example 10 mx.example", "A mx.example 192.0.2.1", "AAAA mx.example 2001:db8::1"],
    );
    assert.equal(tree.terms[1]?.queries[0]?.name, "b.example");
  });

  it("names the place of each record and term", () => {
    const { tree } = reported(mail);
    assert.equal(tree.terms[0]?.place, "a.example:7-9");
    assert.equal(tree.terms[1]?.target?.place, "b.example:0-44");
  });

  it("finds circles by the way to them", () => {
    const report = reported({
      "a.example": [{ TXT: "v=spf1 include:b.example include:b.example" }],
      "b.example": [{ TXT: "v=spf1 include:a.example -all" }],
    });
    const circle = ["a.example", "b.example", "a.example"];
    assert.deepEqual(report.loops, [circle]);
    assert.equal(report.lookups.exact, false);
  });

  it("says what is missing, and expands what is there", () => {
    const report = reported({}, "v=spf1 include:open.example redirect=%{l}.example");
    assert.deepEqual(
      report.tree.terms.map(({ target }) => target?.missing),
      ["unknown", "macro"],
    );
    assert.deepEqual(report.lookups, { count: 2, exact: false, limit: 10 });
    assert.deepEqual([report.queries, report.tree.text?.length], [[], 49]);
    const none = reported({ "a.example": [] });
    assert.deepEqual([none.tree.missing, none.tree.terms, none.lookups.exact], ["none", [], true]);
    const broken = reported({ "a.example": [{ TXT: "v=spf1 include:b.example mx: -all" }] });
    assert.equal(broken.tree.valid, false);
  });

  it("holds the addresses of each result", () => {
    const { addresses } = reported(mail);
    assert.ok(addresses.exact);
    assert.deepEqual(addresses.results.pass.certain, {
      networks: ["192.0.2.1", "192.0.2.4", "2001:db8::/32"],
      ip4: "2",
      ip6: String(2n ** 96n),
    });
  });

  it("says in sentences why addresses have an error, or nothing certain", () => {
    const sentences = (zones: Zonedata, text: string | null = null) =>
      reported(zones, text).addresses.reasons.map(
        ({ certain, sentence }) => `${certain ? "error" : "open"}: ${sayIn(sentence)}`,
      );
    const zones: Zonedata = {
      "none.example": [],
      "bad.example": [{ TXT: "v=spf1 mix -all" }],
      "two.example": [{ TXT: "v=spf1" }, { TXT: "v=spf1" }],
      "slow.example": ["TIMEOUT"],
      "many.example": Array.from({ length: 11 }, (_, i) => ({ MX: [i, `h${i}.example`] as const })),
    };
    const cases: readonly (readonly [string, string])[] = [
      [
        "exists:%{l}.x.example",
        "open: exists:%{l}.x.example of a.example depends on the sender or on the HELO name.",
      ],
      ["ptr", "open: ptr of a.example depends on what DNS says of each single address."],
      [
        "exists:open.example",
        "open: Nobody was asked for the A records of open.example, to which exists:open.example of a.example leads.",
      ],
      [
        "include:none.example",
        "error: include:none.example of a.example leads to none.example, which has no record.",
      ],
      ["include:bad.example", "error: The record of bad.example has a syntax error: mix."],
      [
        "include:two.example",
        "error: two.example has more than one record for this check, and receivers may not choose.",
      ],
      ["exists:slow.example", "error: DNS gave no usable answer for the A records of slow.example."],
      [
        "mx:many.example",
        "error: mx:many.example of a.example names more than 10 mail exchangers (RFC 7208, 4.6.4).",
      ],
      [
        "include:a.%{d1r}..example",
        "error: include:a.%{d1r}..example leads to a.a..example, which can't be a domain name.",
      ],
    ];
    for (const [term, sentence] of cases)
      assert.deepEqual(sentences(zones, `v=spf1 ${term} -all`), [sentence]);
    assert.deepEqual(sentences({}), ["open: Nobody was asked for the TXT records of a.example."]);
    assert.deepEqual(sentences({ "a.example": [] }), ["error: a.example has no record for this check."]);
    const voids = "v=spf1 a:none.example a:none.example a:none.example -all";
    assert.equal(
      sentences(zones, voids)[0],
      "error: a:none.example of a.example is one term too many for which DNS has nothing: 2 are allowed (RFC 7208, 4.6.4).",
    );
  });
});
