// Rows of plain numbers say the same of addresses as large numbers do.

import assert from "node:assert/strict";
import fc from "fast-check";
import { AddressRows } from "../../../server/src/spf/address-rows.ts";
import { networkOf, rangeOf } from "../../../server/src/spf/ip.ts";

// Carries over from number to number are what can go wrong.
const octet = fc.oneof(fc.constantFrom(0, 255), fc.nat(255));
const network = (octets: number) =>
  fc.record({
    address: fc.array(octet, { minLength: octets, maxLength: octets }),
    bits: fc.nat(octets * 8),
  });

for (const [family, octets] of [
  [4, 4],
  [6, 16],
] as const) {
  describe(`rows of IPv${family}`, () => {
    it("are in order where they are many", () => {
      // So many are sorted in another way; of few different ones some are equal.
      const many = fc.array(network(octets), { minLength: 60, maxLength: 80 });
      fc.assert(
        fc.property(many, (networks) => {
          const rows = new AddressRows(family, 0);
          for (const { address, bits } of [...networks, ...networks]) rows.addNetwork(address, bits);
          const order = [...rows.inOrder()];
          assert.deepEqual(
            order.toSorted((a, b) => a - b),
            order.map((_, at) => at),
          );
          for (const [at, row] of order.entries()) {
            const before = order[at - 1];
            if (before !== undefined) assert.ok((rows.compare(before, rows, row) || before - row) < 0);
          }
        }),
      );
    });

    it("hold the ends of networks, in order", () => {
      fc.assert(
        fc.property(fc.array(network(octets), { minLength: 1, maxLength: 8 }), (networks) => {
          const rows = new AddressRows(family, 0);
          const ends: bigint[] = [];
          for (const { address, bits } of networks) {
            const { first, last } = rangeOf(networkOf(address, bits));
            rows.addNetwork(address, bits);
            rows.addRange({ family, first, last });
            ends.push(first, last + 1n, first, last + 1n);
          }
          assert.deepEqual(
            Array.from(ends, (_, at) => rows.value(at)),
            ends,
          );
          const byAddress = ends
            .map((_, at) => at)
            .sort(
              (a, b) =>
                Number((ends[a] as bigint) > (ends[b] as bigint)) -
                  Number((ends[a] as bigint) < (ends[b] as bigint)) || a - b,
            );
          assert.deepEqual([...rows.inOrder()], byAddress);
          for (const [a, one] of ends.entries()) {
            for (const [b, other] of ends.entries()) {
              assert.equal(Math.sign(rows.compare(a, rows, b)), one < other ? -1 : Number(one > other));
              if (family === 4 && one <= other) assert.equal(rows.distance(a, b), Number(other - one));
            }
          }
        }),
      );
    });
  });
}
