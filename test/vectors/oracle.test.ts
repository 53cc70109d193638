/** What three independent evaluators agree on where the RFC is clear: our evaluator gives the same, explanations too. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { checkNow } from "../../server/src/spf/check.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";

interface Case {
  readonly id: string;
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
  readonly zonedata: Zonedata;
  readonly expect: string;
  readonly explanation?: string;
}

const file = path.join(root, "../shared/oracle/cases.jsonl.gz");

describe("check_host()", () => {
  needs(existsSync(file) && file, "the cases of ../shared/oracle").it(
    "gives what the cases of ../shared expect",
    () => {
      const cases = gunzipSync(readFileSync(file))
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Case);
      const wrong = cases.filter((each) => {
        const request = { ip: each.ip, helo: each.helo, sender: each.sender };
        const options = { receiver: "receiver.example", defaultExplanation: "DEFAULT" };
        const { result, explanation } = checkNow(request, recorded(each.zonedata), options);
        return result !== each.expect || (each.explanation !== undefined && explanation !== each.explanation);
      });
      assert.deepEqual(
        wrong.map(({ id }) => id),
        [],
      );
      assert.ok(cases.length > 5000);
    },
  );
});
