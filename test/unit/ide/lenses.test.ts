/** What stands above a record, and behind its terms. */

import assert from "node:assert/strict";
import { hints } from "../../../server/src/ide/hints.ts";
import { lensAt, lensPlaces } from "../../../server/src/ide/lenses.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { analysed, zoneOf } from "./analysed.ts";

/** The lens of each record of `example.com`, after what it stands on. */
function lenses(...lines: readonly string[]): [string, string][] {
  const { analysis, text } = analysed(zoneOf(...lines));
  return lensPlaces(analysis).map(({ start }) => {
    const pieces = lensAt(analysis, start) ?? [];
    return [text.slice(start, text.indexOf(" ", start)), pieces.map((piece) => sayIn(piece)).join(" · ")];
  });
}

/** Hosts whose lookups are not void. */
const hosts = ["@ IN A 192.0.2.1", "@ IN AAAA 2001:db8::1", "@ IN MX 10 @"];
const lens = (record: string) => lenses(...hosts, `@ IN TXT "${record}"`)[0]?.[1];

describe("a lens", () => {
  it("says what the record costs and how it ends", () => {
    assert.equal(lens("v=spf1 a mx ip4:192.0.2.1 -all"), "2 of 10 lookups · -all · Simulate…");
    assert.equal(lens("v=spf1 ALL"), "0 of 10 lookups · all · Simulate…");
    assert.equal(lens("v=spf1 a"), "1 of 10 lookups · no all · Simulate…");
  });

  it("says at least where a name is not known", () => {
    assert.equal(
      lens("v=spf1 include:a.example.net redirect=_spf.example.net"),
      "at least 2 of 10 lookups · redirect to _spf.example.net · Simulate…",
    );
  });

  it("counts what the file itself answers", () => {
    const root = '@ IN TXT "v=spf1 include:s.example.com ~all"';
    assert.deepEqual(lenses(...hosts, root, 's IN TXT "v=spf1 a:example.com -all"'), [
      ["@", "2 of 10 lookups · ~all · Simulate…"],
      ["s", "1 of 10 lookups · -all · Simulate…"],
    ]);
  });

  it("counts void lookups, for the family that has more of them", () => {
    const records = [
      '@ IN TXT "v=spf1 a a:gone.example.com include:s.example.com ~all"',
      's IN TXT "v=spf1 ip4:192.0.2.1 -all"',
      't IN TXT "v=spf1 a:gone.example.com a:a.example.net -all"',
      'u IN TXT "v=spf1 include:gone.example.com -all"',
    ];
    assert.deepEqual(lenses("@ A 192.0.2.1", ...records), [
      ["@", "3 of 10 lookups · 2 voids · ~all · Simulate…"],
      ["s", "0 of 10 lookups · -all · Simulate…"],
      ["t", "2 of 10 lookups · 1 void · -all · Simulate…"],
      ["u", "1 of 10 lookups · -all · Simulate…"],
    ]);
  });

  it("says of a record with errors what it comes to", () => {
    assert.equal(lens("v=spf1 ipv4:192.0.2.1 -all"), "permerror for all mail · -all · Simulate…");
  });

  it("stands above what checkers read, and nothing else", () => {
    assert.deepEqual(
      lenses(
        'a IN TXT "v=spf2 -all"',
        'b IN TXT "hello"',
        'c IN TXT "spf2.0/pra -all"',
        'd IN SPF "v=spf1 -all"',
      ),
      [["c", "0 of 10 lookups · -all · Simulate…"]],
    );
    const { analysis } = analysed(zoneOf('b IN TXT "hello|"'));
    assert.equal(lensAt(analysis, 0), null);
  });

  it("shows nothing of a record that an editor could take for an icon, or that hides characters", () => {
    for (const name of ["$(bug).example.net", `${"a.".repeat(60)}example`, "<b>.example"])
      assert.match(lens(`v=spf1 redirect=${name}`) ?? "", /· redirect · Simulate…$/);
    assert.doesNotMatch(lens("v=spf1 redirect=a\u202eb.example") ?? "", /\u202e/);
    assert.match(lens("v=spf1 -all:$(bug)") ?? "", /^permerror for all mail · (-all|no all) · Simulate…$/);
  });

  it("is not put above each line of a data set", () => {
    const lines = Array.from({ length: 10_001 }, (_, i) => `h${i} IN TXT "v=spf1 -all"`);
    assert.equal(lenses(...lines.slice(0, 10_000)).length, 10_000);
    assert.deepEqual(lenses(...lines), []);
  });
});

/** The records of `example.com` with `‹…›` where a hint stands; `[` and `]` end what is looked at. */
function hinted(...lines: readonly string[]): string {
  const marked = zoneOf(...lines);
  const from = Math.max(0, marked.indexOf("["));
  const rest = marked.replace("[", "");
  const to = rest.includes("]") ? rest.indexOf("]") : rest.length;
  const { analysis, text } = analysed(rest.replace("]", ""));
  const found = hints(analysis, { start: from, end: to });
  let out = text;
  for (const { at, label } of found.toReversed()) out = `${out.slice(0, at)}‹${label}›${out.slice(at)}`;
  return out.split("\n").slice(3, -1).join("\n");
}

describe("a hint", () => {
  it("stands behind each term that costs something", () => {
    assert.equal(
      hinted('@ IN TXT "v=spf1 a mx/24 ip4:192.0.2.1 ?ptr exists:%{i}.x.example exp=e.example -all"'),
      '@ IN TXT "v=spf1 a‹1› mx/24‹1› ip4:192.0.2.1 ?ptr‹1› exists:%{i}.x.example‹1› exp=e.example -all"',
    );
  });

  it("counts what is behind a name, and says where there may be more", () => {
    assert.equal(
      hinted(
        '@ IN TXT "v=spf1 redirect=r.example.com include:s.example.com include:a.example.net"',
        's IN TXT "v=spf1 a mx -all"',
        'r IN TXT "v=spf1 -all"',
      ),
      [
        '@ IN TXT "v=spf1 redirect=r.example.com‹1› include:s.example.com‹3› include:a.example.net‹1+›"',
        's IN TXT "v=spf1 a‹1› mx‹1› -all"',
        'r IN TXT "v=spf1 -all"',
      ].join("\n"),
    );
  });

  it("stands at the end of a term that lies in two strings, and over comments and escapes", () => {
    assert.equal(
      hinted('@ IN TXT ( "v=spf1 include:a.ex" ; half', '   "ample.net" " m\\120" " -all" )'),
      ['@ IN TXT ( "v=spf1 include:a.ex" ; half', '   "ample.net‹1+›" " m\\120‹1›" " -all" )'].join("\n"),
    );
  });

  it("is not behind what is never looked at, or what checkers do not read", () => {
    assert.equal(
      hinted('@ IN TXT "v=spf1 -all a mx"', 'x IN SPF "v=spf1 a -all"', 'y IN TXT "v=spf2 a"'),
      ['@ IN TXT "v=spf1 -all a mx"', 'x IN SPF "v=spf1 a -all"', 'y IN TXT "v=spf2 a"'].join("\n"),
    );
  });

  it("is made for the lines that are seen", () => {
    assert.equal(
      hinted('a IN TXT "v=spf1 a -all"', 'b IN TXT "v=spf1 a[ mx -all"', 'c IN TXT "v=spf1 a mx] ptr -all"'),
      [
        'a IN TXT "v=spf1 a -all"',
        'b IN TXT "v=spf1 a‹1› mx‹1› -all"',
        'c IN TXT "v=spf1 a‹1› mx‹1› ptr -all"',
      ].join("\n"),
    );
  });

  it("explains itself", () => {
    const { analysis, text } = analysed(
      zoneOf('@ IN TXT "v=spf1 include:s.example.com -all"', 's IN TXT "v=spf1 a mx -all"'),
    );
    const [first] = hints(analysis, { start: 0, end: text.length });
    assert.deepEqual(
      first?.tooltip.map((message) => sayIn(message)),
      [
        "It costs 3 of the 10 DNS lookups, with what it reaches.",
        "The record of s.example.com is v=spf1 a mx -all.",
        "An open file says so.",
      ],
    );
  });
});
