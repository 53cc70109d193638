/** Arithmetic of address sets, judged by cidr-tools: the same networks, both in their shortest form. */

import assert from "node:assert/strict";
import { excludeCidr, mergeCidr } from "cidr-tools";
import fc from "fast-check";
import { type Network, networkOf, type Octets, parseIp4, parseIp6 } from "../../../server/src/spf/ip.ts";
import {
  type AddressSet,
  intersect,
  setOf,
  subtract,
  toNetworks,
  union,
} from "../../../server/src/spf/ip-set.ts";
import { ip4, ip6 } from "./worlds.ts";
import "../../support/seed.ts";

const four = fc.tuple(ip4, fc.integer({ min: 0, max: 32 }));
const six = fc.tuple(ip6, fc.integer({ min: 0, max: 128 }));
const networks = fc
  .array(fc.oneof(four, six), { maxLength: 8 })
  .map((list) => list.map(([address, bits]) => `${address}/${bits}`));

function read(list: readonly string[]): Network[] {
  return list.map((each) => {
    const [address, bits] = each.split("/") as [string, string];
    return networkOf((parseIp4(address) ?? parseIp6(address)) as Octets, Number(bits));
  });
}

function setFrom(list: readonly string[]): AddressSet {
  return setOf(read(list));
}

function inOrder(networks: readonly Network[]): Network[] {
  return [...networks].sort((a, b) => a.family - b.family || (a.first < b.first ? -1 : 1));
}

function assertSame(set: AddressSet, oracle: readonly string[]): void {
  assert.deepEqual(inOrder(toNetworks(set)), inOrder(read(oracle)));
}

describe("arithmetic of address sets", () => {
  it("joins to the networks that cidr-tools joins to", () => {
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        assertSame(setFrom(a), mergeCidr(a));
        assertSame(union([setFrom(a), setFrom(b)]), mergeCidr([...a, ...b]));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves and shares the networks that cidr-tools does", () => {
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        const rest = mergeCidr(excludeCidr(a, b));
        assertSame(subtract(setFrom(a), setFrom(b)), rest);
        assertSame(intersect(setFrom(a), setFrom(b)), mergeCidr(excludeCidr(a, rest)));
      }),
      { numRuns: 500 },
    );
  });
});
