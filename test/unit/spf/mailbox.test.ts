/** The one mailbox of a header field: the grammar of RFC 5322, what is refused and why, and text that means harm. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { readMailbox } from "../../../server/src/spf/mailbox.ts";
import "../../support/seed.ts";

function read(body: string): string {
  const mailbox = readMailbox(body);
  return typeof mailbox === "string" ? mailbox : `${mailbox.local} @ ${mailbox.domain}`;
}

describe("a mailbox", () => {
  const cases: readonly (readonly [body: string, expected: string])[] = [
    ["a@b.example", "a @ b.example"],
    [" \t a@b.example\t", "a @ b.example"],
    ["A B <a@b.example>", "a @ b.example"],
    ['"A, B <x@y.example>" <a@b.example>', "a @ b.example"],
    ["J. R. Doe <j.doe@b.example>", "j.doe @ b.example"],
    ["=?utf-8?q?caf=C3=A9?= <a@b.example>", "a @ b.example"],
    ["Café ☕ <a@b.example>", "a @ b.example"],
    ["a (one (two) \\) three) @ b . example (x)", "a @ b.example"],
    ["Joe Q. Public\r\n <a@b.example>", "a @ b.example"],
    ["<@r1.example,,@r2.example:a@b.example>", "a @ b.example"],
    [",, a@b.example ,", "a @ b.example"],
    ["a+b=c/d{e}@b.example", "a+b=c/d{e} @ b.example"],
    ['"a b"@c.example', '"a b" @ c.example'],
    ['"a@b"@c.example', '"a@b" @ c.example'],
    ['"ab".c@d.example', "ab.c @ d.example"],
    ['"a\\b\\"\\\\"@c.example', '"ab\\"\\\\" @ c.example'],
    ['"a."@c.example', '"a." @ c.example'],
    ['""@c.example', '"" @ c.example'],
    ["a@xn--caf-dma.example", "a @ xn--caf-dma.example"],
    ["a@localhost", "a @ localhost"],
    // What is not one mailbox with a domain name.
    ["a@b.example, c@d.example", "several-mailboxes"],
    ["A <a@b.example>, C <c@d.example>", "several-mailboxes"],
    ["Friends: a@b.example;", "group"],
    ["undisclosed-recipients:;", "group"],
    ["a@b.example, Friends: c@d.example;", "group"],
    ["root", "no-domain"],
    ["Root <root>", "no-domain"],
    ["a@", "no-domain"],
    ["a@[192.0.2.1]", "no-domain"],
    ["a@[IPv6:2001:db8::1]", "no-domain"],
    ["é@b.example", "non-ascii"],
    ["a@bücher.example", "non-ascii"],
    ["a\udc80@b.example", "non-ascii"],
    ["", "malformed"],
    [" ,, ", "malformed"],
    ["(only a comment)", "malformed"],
    ["<>", "malformed"],
    ["@b.example", "malformed"],
    ["a b@c.example", "malformed"],
    ["a@b@c.example", "malformed"],
    ["a..b@c.example", "malformed"],
    [".a@b.example", "malformed"],
    ["a.@b.example", "malformed"],
    ["a@b..example", "malformed"],
    ["a@b.example.", "malformed"],
    ["a@b example", "malformed"],
    ['a@"b.example"', "malformed"],
    ["a@b.example <c@d.example>", "malformed"],
    ["A <a@b.example> x", "malformed"],
    ["<a@b.example", "malformed"],
    ["a@b.example>", "malformed"],
    ["<<a@b.example>>", "malformed"],
    ["a@b.example;", "malformed"],
    ["mailto:a@b.example", "malformed"],
    ["<x:a@b.example>", "malformed"],
    ["a@b.example (open", "malformed"],
    ['"open@b.example', "malformed"],
    ["a@[192.0.2.1", "malformed"],
    ["a@b.example\u0000", "malformed"],
    ["a@b.example\r\nBcc: c@d.example", "malformed"],
    ["a\\b@c.example", "malformed"],
  ];
  for (const [body, expected] of cases) {
    it(`${JSON.stringify(body)} is ${expected}`, () => assert.equal(read(body), expected));
  }

  it("is found however it is wrapped in names, comments, blanks and folds", () => {
    const blank = fc.constantFrom("", "", " ", "\t", "\r\n ", " (a (b) c@d) ", "(\\))", "\n\t");
    const atom = fc.string({
      unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-/=?^_`{|}~"),
      minLength: 1,
      maxLength: 8,
    });
    const dotAtom = fc.array(atom, { minLength: 1, maxLength: 4 });
    const name = fc.constantFrom("", "Joe", "Joe Q. Public", '"Doe, J. <j@x>"', "=?utf-8?q?x?=", "Zoë");
    const route = fc.constantFrom("", "", "@r.example:", "@r.example , @s.example :");
    fc.assert(
      fc.property(
        dotAtom,
        dotAtom,
        blank,
        blank,
        blank,
        name,
        route,
        (local, domain, a, b, c, name, route) => {
          const address = `${b}${local.join(`${a}.${b}`)}${c}@${a}${domain.join(`${c}.`)}${b}`;
          const expected = `${local.join(".")} @ ${domain.join(".")}`;
          assert.equal(read(`${a}${address}${c}`), expected);
          assert.equal(read(`${c}${name}${a} <${route}${address}>${b}`), expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("read from what it gives is the same", () => {
    const local = fc
      .string({ unit: "grapheme-ascii", maxLength: 10 })
      .map((text) => text.replace(/[\r\n]/g, ""));
    fc.assert(
      fc.property(local, (text) => {
        const quoted = `"${text.replace(/["\\]/g, "\\$&")}"@b.example`;
        const mailbox = readMailbox(quoted);
        assert.ok(typeof mailbox === "object");
        assert.deepEqual(readMailbox(`${mailbox.local}@${mailbox.domain}`), mailbox);
      }),
    );
  });

  it("is looked for in any text, in linear time", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab.@<>,;:()[]"\\ \té\n'), maxLength: 60 }),
        (text) => {
          assert.ok(readMailbox(text));
        },
      ),
      { numRuns: 5000 },
    );
    for (const piece of ["(", "((a)", "a.", "a,", '\\"', '"', "<", "x:", "[", " ", "@a,", "a "]) {
      for (const end of ["", "a@b.example", '"', ">"]) readMailbox(piece.repeat(60_000 / piece.length) + end);
    }
    assert.equal(read(`${" ".repeat(70_000)}a@b.example`), "malformed");
  });
});
