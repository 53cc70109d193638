/** Addresses and sets of them, against Node's own reading of addresses. */

import assert from "node:assert/strict";
import { BlockList, isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import {
  containsNetwork,
  hasHostBits,
  isIp4,
  isIp6,
  mappedIp4,
  networkOf,
  networksOf,
  type Octets,
  parseIp4,
  parseIp6,
  printIp,
  printNetwork,
  rangeOf,
  toNumber,
  toOctets,
} from "../../../server/src/spf/ip.ts";
import {
  covers,
  emptySet,
  everything,
  has,
  intersect,
  isWhole,
  setOf,
  size,
  subtract,
  toNetworks,
  union,
} from "../../../server/src/spf/ip-set.ts";
import { sharesOf } from "../../../server/src/spf/stretches.ts";

const ip4 = fc.ipV4();
const ip6 = fc.oneof(
  fc.ipV6(),
  fc
    .array(fc.constantFrom("0", "1", "db8", "ffff", "", "1.2.3.4", "00", "12345", "g"), { maxLength: 10 })
    .map((groups) => groups.join(":")),
);

describe("addresses", () => {
  it("are IPv4 exactly where Node says so", () => {
    const sloppy = fc.array(fc.constantFrom("0", "1", "25", "255", "256", "01", ".", ".", ".", " "), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          ip4,
          sloppy.map((parts) => parts.join("")),
        ),
        (text) => isIp4(text) === isIPv4(text),
      ),
    );
  });

  it("are IPv6 exactly where Node says so, zones aside", () => {
    fc.assert(
      fc.property(ip6, (text) => {
        assert.equal(isIp6(text), isIPv6(text));
        assert.equal(parseIp6(text) !== null, isIPv6(text));
      }),
      { numRuns: 5000 },
    );
  });

  for (const text of [
    "::",
    "::1",
    "1::",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:1.2.3.4",
    "::1.2.3.4",
    "A::b",
  ]) {
    it(`${text} is one`, () => assert.ok(isIp6(text)));
  }
  // RFC 4291, 2.2: "::" stands for a group at the least, and stands once.
  for (const text of [
    "1:2:3:4::5:6:7:8",
    "1::2::3",
    ":::",
    ":1",
    "1:",
    "1:2:3:4:5:6:7:8:9",
    "fe80::1%eth0",
    "[::1]",
    "1.2.3.4::",
    "::1.2.3.4:1",
    "::01.2.3.4",
    "",
  ]) {
    it(`${JSON.stringify(text)} is none`, () => assert.ok(!isIp6(text)));
  }

  it("are printed as RFC 5952 wants it", () => {
    const printed = (text: string) => printIp(parseIp6(text) as Octets);
    assert.equal(printed("2001:DB8:0:0:0:0:2:1"), "2001:db8::2:1");
    assert.equal(printed("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
    assert.equal(printed("2001:0:0:1:0:0:0:1"), "2001:0:0:1::1");
    assert.equal(printed("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
    assert.equal(printed("0:0:0:0:0:0:0:0"), "::");
    assert.equal(printed("::ffff:c000:201"), "::ffff:192.0.2.1");
    assert.equal(printIp(parseIp4("192.0.2.1") as Octets), "192.0.2.1");
  });

  it("survive printing and numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 16, maxLength: 16 }), (octets) => {
        assert.deepEqual(parseIp6(printIp(octets)), octets);
        assert.deepEqual(toOctets(toNumber(octets), 6), octets);
      }),
    );
  });

  it("are mapped only below ::ffff:0:0/96", () => {
    assert.deepEqual(mappedIp4(parseIp6("::ffff:192.0.2.1") as Octets), parseIp4("192.0.2.1"));
    assert.equal(mappedIp4(parseIp6("::192.0.2.1") as Octets), null);
  });
});

describe("networks", () => {
  const network = fc.tuple(ip4, fc.integer({ min: 0, max: 32 }));

  it("hold what Node's block list says they hold", () => {
    fc.assert(
      fc.property(network, ip4, ([address, bits], other) => {
        const list = new BlockList();
        list.addSubnet(address, bits, "ipv4");
        const set = setOf([networkOf(parseIp4(address) as Octets, bits)]);
        assert.equal(has(set, 4, toNumber(parseIp4(other) as Octets)), list.check(other, "ipv4"));
      }),
    );
  });

  it("contain each other by their ranges", () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const [outer, inner] = [a, b].map(([address, bits]) => networkOf(parseIp4(address) as Octets, bits));
        if (!outer || !inner) return;
        const [big, small] = [rangeOf(outer), rangeOf(inner)];
        assert.equal(containsNetwork(outer, inner), big.first <= small.first && small.last <= big.last);
      }),
    );
  });

  it("make up a range exactly, and the fewest of them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (a, b) => {
        const range = { family: 4 as const, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) };
        const networks = networksOf(range);
        assert.deepEqual(setOf(networks), setOf([range]));
        for (const [i, each] of networks.entries()) {
          const next = networks[i + 1];
          if (next) assert.ok(each.bits !== next.bits || (each.first >> BigInt(32 - each.bits)) % 2n === 1n);
        }
      }),
    );
  });

  it("print without the length of a single address", () => {
    assert.equal(printNetwork(networkOf(parseIp4("192.0.2.77") as Octets, 24)), "192.0.2.0/24");
    assert.equal(printNetwork(networkOf(parseIp6("::1") as Octets, 128)), "::1");
    assert.ok(hasHostBits(parseIp4("192.0.2.77") as Octets, 24));
    assert.ok(!hasHostBits(parseIp4("192.0.2.0") as Octets, 24));
  });
});

describe("sets of addresses", () => {
  /** Within the first 16 addresses, so that a set is also a number with a bit for each. */
  const small = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 })), { maxLength: 5 })
    .map((pairs) =>
      setOf(
        pairs.map(([a, b]) => ({ family: 4, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) })),
      ),
    );
  const bits = (set: ReturnType<typeof setOf>) => {
    let out = 0;
    for (let i = 0; i < 16; i++) if (has(set, 4, BigInt(i))) out |= 1 << i;
    return out;
  };

  it("are shared out to those who come first", () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), (sets) => {
        const shares = sets.map((set, i) => subtract(set, union(sets.slice(0, i))));
        assert.deepEqual(sharesOf(sets), shares);
      }),
    );
  });

  it("add, subtract and intersect as bits do", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        assert.equal(bits(union([a, b])), bits(a) | bits(b));
        assert.equal(bits(subtract(a, b)), bits(a) & ~bits(b));
        assert.equal(bits(intersect(a, b)), bits(a) & bits(b));
        assert.equal(covers(a, b), (bits(b) & ~bits(a)) === 0);
        assert.equal(Number(size(a, 4)), [...bits(a).toString(2)].filter((bit) => bit === "1").length);
        assert.deepEqual(setOf(toNetworks(a)), a);
      }),
    );
  });

  it("cover everything where two halves do", () => {
    const halves = setOf([
      networkOf(parseIp4("0.0.0.0") as Octets, 1),
      networkOf(parseIp4("128.0.0.0") as Octets, 1),
    ]);
    assert.ok(isWhole(halves, 4));
    assert.ok(!isWhole(halves, 6));
    assert.ok(isWhole(everything, 6));
    assert.ok(covers(everything, halves) && !covers(halves, everything) && covers(halves, emptySet));
  });
});
