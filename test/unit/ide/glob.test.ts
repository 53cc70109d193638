/** Globs of configurations, as editors read them. */

import assert from "node:assert/strict";
import { globMatches } from "../../../server/src/ide/glob.ts";

const cases: readonly (readonly [glob: string, fits: readonly string[], not: readonly string[]])[] = [
  ["*.tf", ["main.tf", "a/b/main.tf", "x.tf/y"], ["main.tf.json", "tf"]],
  ["dns/*.tf", ["dns/main.tf"], ["main.tf", "a/dns/main.tf", "dns/a/main.tf"]],
  ["dns/**/*.tf", ["dns/main.tf", "dns/a/b/main.tf"], ["main.tf"]],
  ["**/dns/*.tf", ["dns/main.tf", "a/dns/main.tf"], ["dns/a/main.tf"]],
  ["dns", ["dns/a", "a/dns/b/c", "dns"], ["adns/a"]],
  ["./dns/", ["dns/a"], ["adns/a"]],
  ["**", ["a", "a/b"], []],
  ["a/**", ["a/b", "a/b/c"], ["a", "b/a"]],
  ["zones/{a,b}.example", ["zones/a.example", "zones/b.example"], ["zones/c.example", "a.example"]],
  ["{x/{a,b},c}.db", ["x/a.db", "x/b.db", "c.db", "y/c.db"], ["a.db", "x/c"]],
  ["{a,b", ["a", "b"], ["{a,b"]],
  ["a}b,c", ["a}b,c"], ["ab"]],
  ["[a-c]?.db", ["a1.db", "cx.db"], ["d1.db", "a.db", "a/.db"]],
  ["[!a]b", ["bb"], ["ab"]],
  ["[z-a]", [], ["z", "a", "[z-a]"]],
  ["!a", ["!a"], ["a", "b"]],
  ["#a", ["#a"], ["a"]],
  ["a b ", ["a b "], ["a b"]],
  ["a.b", ["a.b"], ["axb"]],
  ["Main.tf", ["Main.tf"], ["main.tf"]],
];

describe("a glob", () => {
  for (const [glob, fits, not] of cases) {
    it(`fits what it says: ${glob}`, () => {
      for (const path of fits) assert.ok(globMatches(glob, path), `${path} fits`);
      for (const path of not) assert.ok(!globMatches(glob, path), `${path} does not fit`);
    });
  }

  it("is compared in bounded time, whoever wrote it", () => {
    assert.ok(!globMatches(`${"*a".repeat(500)}b`, "a".repeat(250)));
    assert.ok(!globMatches(`${"**/a/".repeat(500)}b`, "a/".repeat(500)));
    // More alternatives than anybody means.
    assert.ok(!globMatches("{a,b}".repeat(40), "ab".repeat(20)));
    assert.ok(!globMatches("{".repeat(5000), "a"));
  });
});
