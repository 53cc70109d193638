// Checks that a look at the octets never misses a record, and passes over what can't hold one.

import assert from "node:assert/strict";
import fc from "fast-check";
import { mayLack, skim } from "../../../server/src/ide/skim.ts";

const octets = (text: string) => Buffer.from(text, "latin1");

describe("skimming", () => {
  for (const text of [
    '@ TXT "v=spf1 -all"',
    '@ TXT "V=SPF1 -all"',
    '@ TXT "v=SpF1 -all"',
    "@ TYPE16 \\# 12 0b763d7370663120",
    '@ TXT "\\118=s\\112f1 -all"',
    '@ TXT "v=s\\pf1 -all"',
    '@ TXT "v=sp" "f1 -all"',
    '@ TXT ( "v=s"\r\n\t"pf1 -all" )',
    "spf2.0/pra",
    '@ TXT "v=\\s\\p\\f1 -all"',
    "'v=s\\x70f1'",
    "'v=\\u0073pf1'",
    "'v=sp\\\n  f1'",
    "'v=\\N{LATIN SMALL LETTER S}pf1'",
    "'v=\\u{73}pf1'",
    "'v=s\\U00000050f1'",
    "'v=sp\\1461'",
    "dns-rr=example.com,16,0b763d73706631202d616c6c",
    "dns-rr=example.com,16,0B:56:3D:53:50:46:31:20:2D:61:6C:6C",
    "; spf-ignore-file ptr: x",
  ]) {
    it(`finds ${JSON.stringify(text)}`, () => assert.ok(skim(octets(text)).mayHold));
  }

  for (const text of [
    "",
    "@ A 192.0.2.1\n",
    "special purpose files",
    '@ TXT "v=DKIM1; p=abc"',
    "sp-f s.pf s1pf",
    "C:\\dir\\file /\\d+\\s*\\b/ \\n\\t\\\\ \\begin{document}",
    "dns-r dns_rr ns-rr",
    "'\\x41 \\u0041 \\U0001f600 \\101 \\0 \\1 \\n{'",
  ]) {
    it(`passes over ${JSON.stringify(text)}`, () => assert.ok(!skim(octets(text)).mayHold));
  }

  it("finds the letters anywhere, in any case, with any split between strings", () => {
    const letter = (each: string) => fc.constantFrom(each, each.toUpperCase());
    const gap = fc.constantFrom("", '" "', '""', '"\n\t"', '" ) ( "', "\\", "\\\n");
    const noise = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(noise, letter("s"), gap, letter("p"), gap, letter("f"), noise, (a, s, g, p, h, f, b) => {
        assert.ok(skim(Buffer.concat([a, octets(s + g + p + h + f), b])).mayHold);
      }),
    );
  });

  it("finds each letter by its number, in whatever digits", () => {
    for (const letter of "spfSPF") {
      const code = letter.charCodeAt(0);
      const digits = (base: number, length: number) => code.toString(base).padStart(length, "0");
      const escapes = [
        `\\${digits(10, 3)}`,
        `\\${digits(8, 3)}`,
        `\\x${digits(16, 2)}`,
        `\\u${digits(16, 4)}`,
        `\\u{${digits(16, 2)}}`,
        `\\U${digits(16, 8)}`,
      ];
      for (const each of escapes) assert.ok(skim(octets(`'v=${each}`)).mayHold, each);
    }
  });

  it("sees files that include others", () => {
    assert.ok(skim(octets("$TTL 1\n$INCLUDE x")).includes);
    assert.ok(skim(octets("$include x")).includes);
    assert.ok(!skim(octets("$TTL 1\n$ORIGIN x.\n$GENERATE 1-2 $ A 192.0.2.$\n")).includes);
  });

  it("looks at a part of a larger buffer alone", () => {
    assert.ok(!skim(octets("spf $INCLUDE").subarray(2, 5)).mayHold);
    assert.ok(!skim(octets("spf $INCLUDE").subarray(2, 5)).includes);
  });

  it("sees a zone with mail servers, in any case", () => {
    assert.ok(mayLack(octets("@ SOA a b 1 1 1 1 1\n@ MX 10 mail\n")));
    assert.ok(mayLack(octets("@ mx 10 mail\n@ in Soa a b 1 1 1 1 1")));
    for (const text of ["", "@ SOA a b 1 1 1 1 1\n@ A 192.0.2.1\n", "@ MX 10 mail", "so a, m x", "SO", "M"])
      assert.ok(!mayLack(octets(text)), text);
  });
});
