/** What records can be made into: offered only where it is right, and what the text is after it. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import type { Action } from "../../../server/src/ide/actions.ts";
import { refactorings } from "../../../server/src/ide/index.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { analysed, edited, spanOf, uri, zoneOf } from "./analysed.ts";

/** What is offered at a text of a zone, where DNS has answered. */
function offered(zone: string, what: string, zonedata: Zonedata = {}) {
  const { workspace, text } = analysed(zone);
  const answer = recorded(zonedata);
  for (let round = 0; round < 5; round++) {
    for (const name of Object.keys(zonedata)) {
      for (const type of ["TXT", "A", "AAAA", "MX"] as const) {
        workspace.learn({ name, type }, answer({ name, type }), Number.MAX_SAFE_INTEGER);
      }
    }
  }
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  const list = refactorings(analysis, what === "" ? { start: 0, end: 0 } : spanOf(text, what));
  const title = (action: Action) => action.title.map((message) => sayIn(message)).join(" ");
  return {
    kinds: list.map(({ kind }) => kind),
    titles: list.map(title),
    after: (start: string) => {
      const chosen = list.filter((action) => title(action).startsWith(start));
      assert.equal(chosen.length, 1, list.map(title).join(" | "));
      return edited(text, chosen[0]?.edits.find((each) => each.uri === uri)?.edits);
    },
  };
}

const record = (text: string) => zoneOf(`@ IN TXT "${text}"`);
const inZone = (text: string) => text.split("\n").slice(3, -1).join("\n");

describe("refactorings", () => {
  it("are none where there is nothing to do", () => {
    assert.deepEqual(offered(record("v=spf1 ip4:185.12.80.7 ptr -all"), "ptr").titles, []);
    assert.deepEqual(offered(record("v=spf1 -all"), "").titles, []);
  });

  it("sort networks between what asks, and put redirect and exp at the end", () => {
    const zone = record(
      "v=spf1 exp=e.example.net ip4:185.12.80.7 ip4:62.4.17.25 -ip4:62.4.16.0/20 ip4:9.9.9.9 a ip6:2a01::1 ip4:1.2.3.4 ~all",
    );
    assert.equal(
      inZone(offered(zone, "~all").after("Sort")),
      '@ IN TXT "v=spf1 ip4:62.4.17.25 ip4:185.12.80.7 -ip4:62.4.16.0/20 ip4:9.9.9.9 a ip4:1.2.3.4 ip6:2a01::1 ~all exp=e.example.net"',
    );
  });

  it("write networks as few as can be", () => {
    const zone = record(
      "v=spf1 ip4:10.1.0.0/24 ip4:10.1.1.0/24 a ~ip4:10.2.0.0/25 ~ip4:10.2.0.128/25 ip4:10.1.0.7 -all",
    );
    const { titles, after } = offered(zone, "-all");
    assert.ok(titles.includes("Write the 5 networks as 2 (nothing changes for anybody)"), titles.join(" | "));
    assert.equal(inZone(after("Write the 5")), '@ IN TXT "v=spf1 ip4:10.1.0.0/23 a ~ip4:10.2.0.0/24 -all"');
  });

  it("split and join strings where they are written", () => {
    const two = zoneOf('@ IN TXT ( "v=spf1 ip4:185.12.80.7 "', '  "ip4:62.4.17.25 -all" )');
    assert.equal(
      inZone(offered(two, "-all").after("Write the record")),
      '@ IN TXT ( "v=spf1 ip4:185.12.80.7 ip4:62.4.17.25 -all" )',
    );
    const noted = zoneOf('@ IN TXT ( "v=spf1 ip4:62.4.17.25 " ; the office', '  "ip4:185.12.80.7 -all" )');
    assert.deepEqual(offered(noted, "-all").titles, []);
    const long = record(
      `v=spf1 ${Array.from({ length: 15 }, (_, i) => `ip4:185.12.${i * 2}.0/24`).join(" ")} -all`,
    );
    assert.equal(
      offered(long, "185.12.8.").after("Start a new").includes('185.12.6.0/24 " "ip4:185.12.8.0/24'),
      true,
    );
    assert.deepEqual(offered(record("v=spf1 ip4:185.12.80.7 -all"), "185.12").titles, []);
  });

  it("write the addresses of hosts in their place", () => {
    const zone = zoneOf(
      '@ IN TXT "v=spf1 ~a:mail.example.com/24 mx -all"',
      "  IN MX 10 mail",
      "mail IN A 185.12.80.7",
      "     IN AAAA 2a01::2",
    );
    const note = "as of 2026-11-24: look again from time to time\n";
    const own = inZone(offered(zone, "a:mail").after("Replace ~a:mail.example.com/24 by the 2 networks"));
    assert.ok(
      own.startsWith(
        `; ~a:mail.example.com/24 ${note}@ IN TXT "v=spf1 ~ip4:185.12.80.0/24 ~ip6:2a01::2 mx -all"`,
      ),
      own,
    );
    const hosts = inZone(offered(zone, "mx").after("Replace mx by the 2 networks"));
    assert.ok(hosts.includes('~a:mail.example.com/24 ip4:185.12.80.7 ip6:2a01::2 -all"'), hosts);
    const away: Zonedata = { "h.example.net": [{ A: "185.12.80.7" }] };
    const known = offered(record("v=spf1 a:h.example.net -all"), "a:h", away);
    assert.ok(
      inZone(known.after("Replace a:h.example.net by the network")).includes('"v=spf1 ip4:185.12.80.7 -all"'),
    );
    assert.deepEqual(offered(record("v=spf1 a:h.example.net -all"), "a:h").titles, []);
  });

  it("write the terms of an included record in its place", () => {
    const zone = record("v=spf1 ?include:mail.example.net -all");
    const zones = {
      "mail.example.net": [{ TXT: "v=spf1 a +mx/24 exists:%{i}.x.example.net ip4:62.4.17.25 ~all" }],
    };
    assert.equal(
      inZone(offered(zone, "mail", zones).after("Replace ?include:mail.example.net by the 4 terms")),
      '@ IN TXT "v=spf1 ?a:mail.example.net ?mx:mail.example.net/24 ?exists:%{i}.x.example.net ?ip4:62.4.17.25 -all"',
    );
    for (const TXT of [
      "v=spf1 -a mx ~all",
      "v=spf1 a:%{d} -all",
      "v=spf1 exists:%{p}.x.example -all",
      "v=spf1 a redirect=b.example",
      "v=spf1 +all",
      "v=spf1 -all",
      "v=spf1 a: -all",
    ]) {
      const { titles } = offered(zone, "mail", { "mail.example.net": [{ TXT }] });
      assert.ok(!titles.some((title) => title.includes("terms of its record")), `${TXT}: ${titles}`);
    }
  });

  it("write the networks that pass by an include in its place, with the day above it", () => {
    const zone = record("v=spf1 include:mail.example.net -all");
    const zones: Zonedata = {
      "mail.example.net": [
        { TXT: "v=spf1 -ip4:62.4.17.7 ip4:62.4.17.0/29 a:h.example.net include:b.example.net ~all" },
      ],
      "b.example.net": [{ TXT: "v=spf1 ip6:2a01::/32 -all" }],
      "h.example.net": [{ A: "185.12.80.7" }, { AAAA: "2a02::1" }],
    };
    const after = offered(zone, "mail", zones).after("Replace include:mail.example.net by the 6 networks");
    assert.equal(
      inZone(after),
      [
        "; include:mail.example.net as of 2026-11-24: look again from time to time",
        '@ IN TXT "v=spf1 ip4:62.4.17.0/30 ip4:62.4.17.4/31 ip4:62.4.17.6 ip4:185.12.80.7 ip6:2a01::/32 ip6:2a02::1 -all"',
      ].join("\n"),
    );
    const result = (text: string, ip: string) => {
      const own = /"(.*)"/.exec(text)?.[1] ?? "";
      const ask = recorded({ ...zones, "example.com": [{ TXT: own }] });
      return checkNow({ ip, helo: "h.example", sender: "x@example.com" }, ask).result;
    };
    for (const ip of ["62.4.17.6", "62.4.17.7", "62.4.17.8", "185.12.80.7", "2a01::5", "2a02::1", "2a02::2"])
      assert.equal(result(zone, ip), result(after, ip), ip);
    const titles = (TXT: string) => offered(zone, "mail", { "mail.example.net": [{ TXT }] }).titles.join();
    assert.match(titles("v=spf1 ip4:62.4.17.0/29 -all"), /by the network that it matches/);
    assert.doesNotMatch(titles("v=spf1 exists:%{i}.x.example -all"), /matches today/);
    assert.doesNotMatch(titles("v=spf1 include:who.knows.example -all"), /matches today/);
    assert.doesNotMatch(titles("v=spf1 a: -all"), /matches today/);
  });

  it("move terms to a record of their own", () => {
    const zone = zoneOf(
      '@ IN TXT "v=spf1 ip4:185.12.80.7 ip4:62.4.17.25 a:h.example.net mx -all"',
      "  IN MX 10 mail",
    );
    const { kinds, after } = offered(zone, "62.4.17.25 a:h.ex");
    assert.ok(kinds.includes("extract"));
    assert.equal(
      inZone(after("Move 2 terms to _spf.example.com")),
      [
        '@ IN TXT "v=spf1 ip4:185.12.80.7 include:_spf.example.com mx -all"',
        "  IN MX 10 mail",
        '_spf.example.com. 3600 IN TXT "v=spf1 ip4:62.4.17.25 a:h.example.net -all"',
      ].join("\n"),
    );
    const taken = zoneOf(
      '@ IN TXT "v=spf1 ip4:185.12.80.7 ip4:62.4.17.25 -all"',
      '_spf IN TXT "v=spf1 -all"',
    );
    assert.match(offered(taken, "185.12.80.7 ip4:62").titles.join(), /_spf2\.example\.com/);
    for (const [text, what] of [
      ["v=spf1 ip4:185.12.80.7 -ip4:62.4.17.25 -all", "185.12.80.7 -ip4"],
      ["v=spf1 ip4:185.12.80.7 mx -all", "185.12.80.7 mx"],
      ["v=spf1 ip4:185.12.80.7 -all", "185.12.80.7 -all"],
      ["v=spf1 ip4:185.12.80.7 a:x.%{d} -all", "185.12.80.7 a:x"],
    ] as const)
      assert.ok(!offered(record(text), what).kinds.includes("extract"), text);
  });

  it("keep long extracted records in strings that fit", () => {
    const many = Array.from({ length: 30 }, (_, i) => `ip4:185.12.${i * 2}.0/24`);
    const lines = [
      `"v=spf1 ${many.slice(0, 12).join(" ")} "`,
      `"${many.slice(12, 24).join(" ")} "`,
      `"${many.slice(24).join(" ")} -all"`,
    ];
    const zone = zoneOf("@ IN TXT (", ...lines, ")");
    const selected = zone.slice(zone.indexOf("ip4:185"), zone.indexOf(" -all"));
    const after = offered(zone, selected).after("Move 30 terms");
    const strings = [
      ...(after
        .split("\n")
        .at(-2)
        ?.matchAll(/"([^"]*)"/g) ?? []),
    ].map((each) => each[1] ?? "");
    assert.equal(strings.join(""), `v=spf1 ${many.join(" ")} -all`);
    assert.ok(strings.every((each) => each.length <= 255));
  });

  it("let the same hosts pass, whatever is moved", () => {
    const written = fc.constantFrom(
      "ip4:185.12.80.0/30",
      "ip4:185.12.80.7",
      "ip6:2a01::/32",
      "a",
      "A/31",
      "mx",
      "a:h.example.net",
      "exists:%{l}.h.example.net",
      "-ip4:185.12.80.1",
      "?a:h.example.net",
      "a:%{d}",
      "ptr",
    );
    const terms = fc.array(written, { minLength: 1, maxLength: 5 });
    const ends = fc.constantFrom(" -all", " ~all", "", " ?all", " +all");
    let made = 0;
    fc.assert(
      fc.property(terms, ends, terms, ends, (own, end, theirs, theirEnd) => {
        const zones: Zonedata = {
          "t.example.net": [
            { TXT: `v=spf1 ${theirs.join(" ")}${theirEnd}` },
            { A: "185.12.80.3" },
            { MX: [10, "h.example.net"] },
          ],
          "h.example.net": [{ A: "185.12.80.7" }, { AAAA: "2a01::7" }],
          "x.h.example.net": [{ A: "127.0.0.2" }],
        };
        const text = `v=spf1 ${own.join(" ")} include:t.example.net${end}`;
        const lines = [
          `@ IN TXT "${text}"`,
          "  IN MX 10 mail",
          "  IN A 185.12.80.5",
          "mail IN A 185.12.80.6",
        ];
        const zone = zoneOf(...lines);
        const cursor = offered(zone, "include:t", zones);
        const selected = offered(zone, own.length > 1 ? own.join(" ") : "SOA", zones);
        const afters = [
          ...cursor.titles
            .filter((title) => /^Replace include/.test(title))
            .map((title) => cursor.after(title)),
          ...selected.titles.filter((title) => /^Move/.test(title)).map((title) => selected.after(title)),
        ];
        for (const after of afters) {
          made++;
          for (const ip of [
            "185.12.80.1",
            "185.12.80.3",
            "185.12.80.5",
            "185.12.80.6",
            "185.12.80.7",
            "9.9.9.9",
            "2a01::7",
            "::7",
          ])
            for (const sender of ["x@example.com", "y@example.com"]) {
              const [one, other] = [zone, after].map((each) => resultOf(each, zones, ip, sender));
              assert.equal(one, other, `${text} | ${zones["t.example.net"]} | ${after} | ${ip}`);
            }
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(made > 40, String(made));
  });
});

/** What a check says with the records of a zone and those of others. */
function resultOf(zone: string, zones: Zonedata, ip: string, sender: string): string {
  const texts = [...zone.matchAll(/^(\S+) (?:\d+ )?IN TXT (.*)$/gm)].map((match) => {
    const name = match[1] === "@" ? "example.com" : (match[1] ?? "").replace(/\.$/, "");
    return [name, [...(match[2] ?? "").matchAll(/"([^"]*)"/g)].map((each) => each[1]).join("")] as const;
  });
  const own = Object.fromEntries(texts.map(([name, TXT]) => [name, [{ TXT }]]));
  const hosts: Zonedata = {
    "example.com": [...(own["example.com"] ?? []), { MX: [10, "mail.example.com"] }, { A: "185.12.80.5" }],
    "mail.example.com": [{ A: "185.12.80.6" }],
  };
  const ask = recorded({ ...zones, ...own, ...hosts });
  // Where lookups are moved, so are the limits.
  const limits = { lookups: 100, voids: 100 };
  return checkNow({ ip, helo: "h.example", sender }, ask, { limits }).result;
}
