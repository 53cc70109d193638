/** The addresses of each result, judged by evaluating single addresses. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { type Addresses, addresses, type Verdict } from "../../../server/src/spf/addresses.ts";
import { check } from "../../../server/src/spf/check.ts";
import {
  mappedIp4,
  parseIp4,
  parseIp6,
  printIp,
  toNumber,
  toOctets,
  width,
} from "../../../server/src/spf/ip.ts";
import { has } from "../../../server/src/spf/ip-set.ts";
import { answersFrom } from "../../vectors/zonedata.ts";
import { ip4, ip6, world } from "./worlds.ts";
import "../../support/seed.ts";

/** The results that an address may have. */
function verdictsOf({ results }: Addresses, ip: string): Verdict[] {
  const octets = (parseIp4(ip) ?? parseIp6(ip)) as Uint8Array;
  const address = mappedIp4(octets) ?? octets;
  const family = address.length === 4 ? 4 : 6;
  const found: Verdict[] = [];
  for (const [verdict, { possible }] of Object.entries(results)) {
    if (has(possible, family, toNumber(address))) found.push(verdict as Verdict);
  }
  return found;
}

/** Each address, the ones beside it, and the borders of every range in the sets. */
function around(found: Addresses, mentioned: readonly string[]): string[] {
  const out = new Set<string>();
  const add = (family: 4 | 6, value: bigint) => {
    if (value >= 0n && value < 1n << BigInt(width(family))) out.add(printIp(toOctets(value, family)));
  };
  for (const text of mentioned) {
    const octets = parseIp4(text) ?? parseIp6(text);
    if (!octets) continue;
    const family = octets.length === 4 ? 4 : 6;
    for (const step of [-1n, 0n, 1n]) add(family, toNumber(octets) + step);
  }
  for (const { possible } of Object.values(found.results)) {
    for (const { family, first, last } of [...possible.ip4, ...possible.ip6]) {
      for (const value of [first - 1n, first, last, last + 1n]) add(family, value);
    }
  }
  return [...out];
}

describe("addresses", () => {
  const limits = fc.option(
    fc.record({
      lookups: fc.integer({ min: 0, max: 12 }),
      voids: fc.integer({ min: 0, max: 3 }),
      mx: fc.integer({ min: 1, max: 10 }),
      ptr: fc.constant(10),
    }),
    { nil: {}, freq: 2 },
  );
  const readings = fc.record({
    voids: fc.constantFrom("term" as const, "answer" as const),
    malformedTarget: fc.constantFrom("no-match" as const, "permerror" as const),
  });

  it("gives each address the one result that check_host() gives it", () => {
    let compared = 0;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        world(false),
        fc.array(fc.oneof(ip4, ip6), { maxLength: 4 }),
        limits,
        readings,
        ({ zones, mentioned }, more, limits, readings) => {
          const answer = answersFrom(zones);
          const options = { limits, readings };
          const found = driveSync(addresses("a.example", null, options), answer);
          assert.ok(found.exact);
          for (const ip of around(found, [...mentioned, ...more])) {
            const { result } = driveSync(
              check({ ip, helo: "h.example", sender: "x@a.example" }, options),
              answer,
            );
            assert.deepEqual(verdictsOf(found, ip), [result], ip);
            compared++;
            seen.add(result);
          }
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(compared > 100_000 && seen.size === 7, `${compared} ${[...seen]}`);
  }).timeout(600_000);
});
