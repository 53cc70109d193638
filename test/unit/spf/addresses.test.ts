/** The addresses of each result, judged by evaluating single addresses. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer, Answerer } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import { type Addresses, addresses, type Verdict } from "../../../server/src/spf/addresses.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import {
  mappedIp4,
  type Octets,
  parseIp4,
  parseIp6,
  printIp,
  toNumber,
  toOctets,
  width,
} from "../../../server/src/spf/ip.ts";
import { has } from "../../../server/src/spf/ip-set.ts";
import { helos, ip4, ip6, otherwise, senders, world } from "./worlds.ts";
import "../../support/seed.ts";

/** The results that an address may have. */
function verdictsOf({ results }: Addresses, ip: string): Verdict[] {
  const octets = (parseIp4(ip) ?? parseIp6(ip)) as Octets;
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
const options = fc.record({ limits, readings });

describe("addresses of each result", () => {
  it("are those to which check_host() gives it", () => {
    let compared = 0;
    const seen = new Set<string>();
    const more = fc.array(fc.oneof(ip4, ip6), { maxLength: 4 });
    const property = fc.property(world(false), more, options, ({ zones, mentioned }, beside, how) => {
      const answer = recorded(zones);
      const found = driveSync(addresses("a.example", null, how), answer);
      assert.ok(found.exact);
      for (const ip of around(found, [...mentioned, ...beside])) {
        const request = { ip, helo: "h.example", sender: "x@a.example" };
        const { result } = checkNow(request, answer, how);
        assert.deepEqual(verdictsOf(found, ip), [result], ip);
        compared++;
        seen.add(result);
      }
    });
    fc.assert(property, { numRuns: 700 });
    assert.ok(compared > 30_000 && seen.size === 7, `${compared} ${[...seen]}`);
  }).timeout(120_000);

  it("hold what check_host() gives with any message, any names of the client and any answer that is open", () => {
    const counts = { compared: 0, certain: 0, unlessError: 0 };
    const message = fc.record({ sender: senders, helo: helos });
    const messages = fc.array(message, { minLength: 1, maxLength: 3 });
    const closed = fc.subarray(["b.example", "c.example", "h1.example", "h2.example"]);
    const completions = fc.array(otherwise, { minLength: 1, maxLength: 3 });
    const everything = [world(true), messages, closed, completions, fc.nat(), options] as const;
    const property = fc.property(...everything, ({ zones, mentioned }, each, closed, others, seed, how) => {
      const full = recorded(zones);
      // Names that nobody answers for, and names that only a message leads to.
      const shut = new Set([...closed, "x.example"]);
      const partly: Answerer = (query) =>
        shut.has(query.name.toLowerCase()) ? { kind: "unknown", source: "" } : full(query);
      const found = driveSync(addresses("a.example", null, how), partly);
      for (const ip of around(found, mentioned)) {
        const verdicts = verdictsOf(found, ip);
        for (const { sender, helo } of each) {
          for (const other of [zones, ...others]) {
            const completed = recorded(other);
            const answer: Answerer = (query) =>
              query.type === "PTR"
                ? ptrOf(query.name, seed)
                : shut.has(query.name.toLowerCase())
                  ? completed(query)
                  : full(query);
            const request = { ip, helo, sender, domain: "a.example" };
            const { result } = checkNow(request, answer, how);
            assert.ok(verdicts.includes(result as Verdict), `${ip}: ${result}, not ${verdicts}`);
            counts.compared++;
          }
        }
        if (verdicts.length === 1) counts.certain++;
      }
    });
    fc.assert(property, { numRuns: 700 });
    assert.ok(counts.compared > 30_000 && counts.certain > 5_000, JSON.stringify(counts));
  }).timeout(120_000);
});

/** Names of a client that depend on its address and on chance. */
function ptrOf(name: string, seed: number): Answer {
  const source = "";
  let hash = seed % 1009;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % 65_537;
  const hosts = ["a.example", "h1.example", "h2.example", "gone.example"];
  if (hash % 7 === 0) return { kind: "nxdomain", source };
  if (hash % 7 === 1) return { kind: "servfail", source };
  return { kind: "ok", type: "PTR", records: hosts.slice(hash % 4), ttl: null, source };
}
