/** Which terms are void, for a client of each family. */

import assert from "node:assert/strict";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { expandNow } from "../../../server/src/spf/expand.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { voidsNow } from "../../../server/src/spf/voids.ts";

const world: Zonedata = {
  "example.com": [{ MX: [10, "four.example.com"] }, { MX: [20, "both.example.com"] }, { A: "192.0.2.1" }],
  "four.example.com": [{ A: "192.0.2.2" }],
  "both.example.com": [{ A: "192.0.2.3" }, { AAAA: "2001:db8::3" }],
  "empty.example.com": [{ TXT: "nothing" }],
  "late.example.com": ["TIMEOUT"],
  "null.example.com": [{ MX: [0, "."] }],
  "good.example.com": [{ TXT: "v=spf1 a:empty.example.com exists:gone.example.com ptr -all" }],
};

function voids(text: string): string[] {
  const answer = recorded(world);
  const expansion = expandNow("example.com", parse(text), answer);
  return voidsNow(expansion, answer).map(({ term, at, ip4, ip6 }) => {
    const { span } = term.term;
    return `${at.record?.text.slice(span.start, span.end)} ${ip4} ${ip6}`;
  });
}

describe("void lookups", () => {
  it("are told for each family, one a term", () => {
    assert.deepEqual(voids("v=spf1 a mx a:both.example.com a:empty.example.com mx:empty.example.com -all"), [
      "a false true",
      "mx false true",
      "a:both.example.com false false",
      "a:empty.example.com true true",
      "mx:empty.example.com true true",
    ]);
  });

  it("are none of a name that takes no mail", () => {
    assert.deepEqual(voids("v=spf1 mx:null.example.com -all"), ["mx:null.example.com false false"]);
  });

  it("are not told where DNS failed, nor where the name depends on the message", () => {
    assert.deepEqual(voids("v=spf1 a:late.example.com exists:%{i}.example.com ptr -all"), [
      "a:late.example.com null null",
    ]);
  });

  it("are found below an include", () => {
    assert.deepEqual(voids("v=spf1 include:good.example.com include:gone.example.com -all"), [
      "include:good.example.com false false",
      "a:empty.example.com true true",
      "exists:gone.example.com true true",
      "include:gone.example.com true true",
    ]);
  });
});
