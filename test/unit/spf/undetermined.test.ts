/** A result that is given although names were not asked is the result that they would not have changed. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answerer } from "../../../server/src/dns/answers.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { ip4, ip6, otherwise, world } from "./worlds.ts";
import "../../support/seed.ts";

function resultOf(ip: string, answer: Answerer): string {
  return checkNow({ ip, helo: "h.example", sender: "x@a.example" }, answer).result;
}

/** Answers for all names but these. */
function without(names: readonly string[], zones: Zonedata): Answerer {
  const all = recorded(zones);
  return (query) => (names.includes(query.name.toLowerCase()) ? { kind: "unknown", source: "" } : all(query));
}

describe("a result without some of the answers", () => {
  it("is undetermined where a host that was not asked comes before one whose lookup fails", () => {
    const zones: Zonedata = {
      "a.example": [{ TXT: "v=spf1 mx" }, { MX: [1, "open.example"] }, { MX: [2, "slow.example"] }],
      "slow.example": ["TIMEOUT"],
    };
    assert.equal(resultOf("192.0.2.1", without(["open.example"], zones)), "undetermined");
    const completed = { ...zones, "open.example": [{ A: "192.0.2.1" }] };
    assert.equal(resultOf("192.0.2.1", recorded(completed)), "pass");
  });

  it("is what it is with any answers, unless one of them is an error", () => {
    const closed = fc.subarray(["b.example", "c.example", "h1.example", "h2.example"]);
    const clients = fc.array(fc.oneof(ip4, ip6), { minLength: 5, maxLength: 10 });
    let told = 0;
    const property = fc.property(
      world(false),
      closed,
      otherwise,
      clients,
      ({ zones }, closed, others, ips) => {
        const [full, other] = [recorded(zones), recorded(others)];
        for (const ip of ips) {
          const partly = resultOf(ip, without(closed, zones));
          if (partly === "undetermined") continue;
          const result = resultOf(ip, (query) =>
            closed.includes(query.name.toLowerCase()) ? other(query) : full(query),
          );
          if (/error/.test(result) && !/error/.test(partly)) continue;
          assert.equal(result, partly, ip);
          told++;
        }
      },
    );
    fc.assert(property, { numRuns: 3000 });
    assert.ok(told > 5000);
  });
});
