/** What stands beside the verdict of a simulation: costs, advice, and addresses to ask about. */

import assert from "node:assert/strict";
import type { Answerer } from "../../../server/src/dns/answers.ts";
import { suggestedAddresses } from "../../../server/src/ide/simulate/addresses.ts";
import { analysed, zoneOf } from "./analysed.ts";
import { nobody, said, simulated } from "./simulating.ts";

describe("the costs of a simulation", () => {
  it("are a tree of what is paid for, with the voids of the client's family", () => {
    const zone = zoneOf(
      '@ IN TXT "v=spf1| a ip4:192.0.2.7 include:s.example.com -all"',
      "@ IN A 192.0.2.1",
      's IN TXT "v=spf1 a:h.example.com mx:gone.example.com -all"',
      "h IN A 192.0.2.2",
    );
    const costs = (ip: string) => simulated(zone, { ip }).costs;
    const four = costs("198.51.100.1");
    assert.deepEqual(four, {
      label: "example.com",
      lookups: 4,
      voids: 1,
      exact: true,
      place: "v=spf1 a ip4:192.0.2.7 include:s.example.com -all",
      below: [
        { label: "a", lookups: 1, voids: 0, exact: true, place: "a", below: [] },
        {
          label: "include:s.example.com",
          lookups: 3,
          voids: 1,
          exact: true,
          place: "include:s.example.com",
          below: [
            {
              label: "a:h.example.com",
              lookups: 1,
              voids: 0,
              exact: true,
              place: "a:h.example.com",
              below: [],
            },
            {
              label: "mx:gone.example.com",
              lookups: 1,
              voids: 1,
              exact: true,
              place: "mx:gone.example.com",
              below: [],
            },
          ],
        },
      ],
    });
    assert.equal(costs("2001:db8::1")?.voids, 3);
  });

  it("say where they are lower bounds", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| ip4:192.0.2.1 include:_spf.example.net -all"');
    const { costs, notes } = simulated(zone);
    assert.deepEqual([costs?.lookups, costs?.exact], [1, false]);
    assert.match(said(notes).join(), /lower bounds/);
  });

  it("stay small where the same records are reached again and again", () => {
    const level = (n: number) => `l${n} IN TXT "v=spf1 ${`include:l${n + 1}.example.com `.repeat(8)}-all"`;
    const zone = zoneOf(
      '@ IN TXT "v=spf1| include:l0.example.com -all"',
      ...Array.from({ length: 8 }, (_, n) => level(n)),
      'l8 IN TXT "v=spf1 a -all"',
    );
    const { costs } = simulated(zone);
    const count = (cost: NonNullable<typeof costs>): number =>
      1 + cost.below.reduce((all, each) => all + count(each), 0);
    assert.ok(costs && costs.lookups > 8 ** 8);
    assert.ok(costs && count(costs) <= 1001, String(costs && count(costs)));
  });
});

describe("the advice of a simulation", () => {
  const advised = (record: string, dns = nobody) =>
    said(simulated(zoneOf(`@ IN TXT "|${record}"`), {}, { dns }).advice).join("\n");

  const expected: [string, RegExp][] = [
    ["v=spf1 ip4:192.0.2.1 -all", /^192\.0\.2\.1 may send as example\.com[\s\S]*DMARC/],
    ["v=spf1 +all", /passes because of all/],
    ["v=spf1 -all", /550 5\.7\.1[\s\S]*backscatter[\s\S]*forwards/],
    ["v=spf1 ~all", /should not refuse[\s\S]*DMARC a softfail is no pass[\s\S]*forwards/],
    ["v=spf1 ?all", /as if there were no record/],
    ["v=spf1 ipv4:192.0.2.1", /until it is mended[\s\S]*as if there were no record/],
    ["v=spf2 -all", /no record to judge by/],
    ["v=spf1 include:a.example.net -all", /No receiver ever says undetermined/],
  ];
  for (const [record, sentence] of expected) {
    it(`for ${record}`, () => assert.match(advised(record), sentence));
  }

  it("where DNS fails", () => {
    const dns: Answerer = () => ({ kind: "servfail", source: "192.0.2.53" });
    assert.match(advised("v=spf1 include:a.example.net -all", dns), /451 4\.4\.3/);
  });
});

describe("addresses to simulate with", () => {
  const suggested = (...lines: readonly string[]) => {
    const { analysis, cursor } = analysed(zoneOf(...lines));
    return suggestedAddresses(analysis, cursor);
  };

  it("are the mail exchangers, what the record names, and the other hosts, each once", () => {
    assert.deepEqual(
      suggested(
        "www A 192.0.2.80",
        "other MX 5 www",
        "@ MX 20 mail2",
        "@ MX 10 mail",
        "@ MX 10 mail.example.net.",
        "mail A 192.0.2.25",
        "mail AAAA 2001:db8::25",
        "mail2 A 192.0.2.26",
        "bad A 192.0.2",
        "more A 192.0.2.25",
        '@ IN TXT "v=spf1| ip4:198.51.100.0/24 ip6:2001:db8::/32 ip4:1.2 -all"',
      ),
      {
        domain: "example.com",
        addresses: [
          { ip: "192.0.2.25", label: "mail.example.com (MX)" },
          { ip: "2001:db8::25", label: "mail.example.com (MX)" },
          { ip: "192.0.2.26", label: "mail2.example.com (MX)" },
          { ip: "192.0.2.80", label: "www.example.com (MX)" },
          { ip: "198.51.100.0", label: "ip4:198.51.100.0/24" },
          { ip: "2001:db8::", label: "ip6:2001:db8::/32" },
        ],
      },
    );
  });

  it("are no more than a list can show", () => {
    const hosts = Array.from({ length: 200 }, (_, i) => `h${i} A 192.0.2.${i}`);
    assert.equal(suggested('@ IN TXT "v=spf1| a -all"', ...hosts).addresses.length, 50);
  });
});
