/** The transformers of macros: the examples of RFC 7208, 7.4, and its corners. */

import assert from "node:assert/strict";
import type { MacroString } from "../../../server/src/spf/ast.ts";
import { expandKnown, transform } from "../../../server/src/spf/macro.ts";
import { parse } from "../../../server/src/spf/parse.ts";

function domainSpec(text: string): MacroString {
  const [term] = parse(`v=spf1 exists:${text}`).terms;
  assert.ok(term?.kind === "directive" && term.domain);
  return term.domain;
}

function transformed(macro: string, value: string): string {
  const [part] = domainSpec(macro).parts;
  assert.ok(part?.kind === "expand");
  return transform(value, part);
}

describe("transformers", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["%{d}", "email.example.com", "email.example.com"],
    ["%{d4}", "email.example.com", "email.example.com"],
    ["%{d3}", "email.example.com", "email.example.com"],
    ["%{d2}", "email.example.com", "example.com"],
    ["%{d1}", "email.example.com", "com"],
    ["%{dr}", "email.example.com", "com.example.email"],
    ["%{d2r}", "email.example.com", "example.email"],
    ["%{l}", "strong-bad", "strong-bad"],
    ["%{l-}", "strong-bad", "strong.bad"],
    ["%{lr}", "strong-bad", "strong-bad"],
    ["%{lr-}", "strong-bad", "bad.strong"],
    ["%{l1r-}", "strong-bad", "strong"],
    ["%{l1R-}", "strong-bad", "strong"],
    ["%{l+-}", "a+-b", "a..b"],
    ["%{S}", "a b@x.example", "a%20b%40x.example"],
    ["%{L}", "it's(me)*!~", "it%27s%28me%29%2A%21~"],
    ["%{d128}", "a.b", "a.b"],
  ];
  for (const [macro, value, expected] of cases) {
    it(`${macro} of ${value} is ${expected}`, () => assert.equal(transformed(macro, value), expected));
  }
});

describe("a domain-spec whose value is known without a message", () => {
  it("holds no macro but d", () => {
    assert.equal(expandKnown(domainSpec("_spf.%{d}"), "example.com"), "_spf.example.com");
    assert.equal(expandKnown(domainSpec("a%%b%_c%-d.example"), ""), "a%b c%20d.example");
    assert.equal(expandKnown(domainSpec("_spf.%{d}"), ""), null);
    assert.equal(expandKnown(domainSpec("_spf.%{o}"), "example.com"), null);
  });

  it("loses labels on the left until it fits", () => {
    const long = `${"abcdefghi.".repeat(30)}example.com`;
    const expanded = expandKnown(domainSpec(long), "");
    assert.ok(expanded && expanded.length <= 253 && long.endsWith(`.${expanded}`));
  });
});
