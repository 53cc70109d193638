/** What is certain of a record part of which is not known. `$` stands for what is not. */

import assert from "node:assert/strict";
import { parse } from "../../../server/src/spf/parse.ts";
import { HOLE } from "../../../server/src/text/decoded.ts";

function open(text: string) {
  const holes = [...text.matchAll(/\$/g)].map(({ index }) => ({ start: index, end: index + 1 }));
  return parse(text.replaceAll("$", HOLE), holes);
}

describe("a record with holes", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["v=spf1 $ -all", []],
    ["v=spf1$", []],
    ["$v=spf1 -all", []],
    ["v=spf1 include:$ -all", []],
    ["v=spf1 include:$.example.net~all -all", []],
    ["v=spf1 ip4:$/33 a:$ $mx -$ -all$", []],
    ["v=spf1 inlcude$ -all", []],
    ["v=spf1 foo$,bar -all", []],
    ["v=spf1 include: $ -all", ["missing-value/blank-after"]],
    ["v=spf1 inlcude:$ -all", ["unknown-mechanism/misspelt"]],
    ["v=spf1 ipv4:$ -all", ["unknown-mechanism/ambiguous"]],
    ["v=spf1 redirect:$", ["wrong-separator/colon"]],
    ["v=spf1 include=$ -all", ["wrong-separator/equals"]],
    ["v=spf1 -redirect=$", ["qualifier-on-modifier/qualifier"]],
    ["v=spf1 all:$", ["arg-not-allowed/all-domain"]],
    ["v=spf1 $ -all.", ["stray-punctuation/after"]],
    ["v=spf1 redirect=$ redirect=$", ["duplicate-modifier/repeated"]],
    ["v=spf1 rp=1 $", []],
    ["v=spf1 a:foo\u200b$ -all", ["non-ascii/invisible"]],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      const record = open(text);
      assert.deepEqual(
        record.faults.map(({ kind, detail }) => `${kind}/${detail}`),
        expected,
      );
      assert.ok(record.holes);
      for (const { span } of record.tokens.filter(({ kind }) => kind === "hole"))
        assert.equal(span.end - span.start, 1);
    });
  }

  it("keeps what is known of its terms", () => {
    const [include, all] = open("v=spf1 include:_spf.$ -all").terms;
    assert.ok(include?.kind === "directive" && include.holes && include.valid);
    assert.deepEqual(
      include.domain?.parts.map(({ kind }) => kind),
      ["literal", "hole"],
    );
    assert.ok(all?.kind === "directive" && all.name === "all" && !all.holes);
  });
});
