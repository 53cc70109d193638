/** Macros as an evaluation expands them, against a model that knows nothing of our code: one expression, one function. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import "../../support/seed.ts";

type Values = Readonly<Record<string, string>>;

/** RFC 7208, 7.3, by the letter. */
function model(text: string, values: Values): string {
  return text.replace(
    /%%|%_|%-|%\{(.)(\d*)(r?)([^}]*)\}/gi,
    (all, letter: string | undefined, digits: string, reverse: string, delimiters: string) => {
      if (letter === undefined) return { "%%": "%", "%_": " ", "%-": "%20" }[all as "%%"];
      const value = values[letter.toLowerCase()] as string;
      const cut = new RegExp(`[${(delimiters || ".").replace(/[-.+/]/g, "\\$&")}]`);
      let parts = value.split(cut);
      if (reverse) parts = parts.reverse();
      if (digits) parts = parts.slice(Math.max(0, parts.length - Number(digits)));
      const out = !digits && !reverse && !delimiters ? value : parts.join(".");
      if (letter === letter.toLowerCase()) return out;
      // RFC 3986, 2.3: what is not unreserved is escaped, octet by octet.
      return [...Buffer.from(out)]
        .map((octet) => String.fromCharCode(octet))
        .map((c) =>
          /[A-Za-z0-9._~-]/.test(c) ? c : `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
        )
        .join("");
    },
  );
}

function cut(name: string): string {
  let out = name;
  while (Buffer.byteLength(out) > 253) out = out.slice(out.indexOf(".") + 1);
  return out;
}

const delimiters = fc.string({ unit: fc.constantFrom(".", "-", "+", ",", "/", "_", "="), maxLength: 3 });
const digits = fc.oneof(fc.constant(""), fc.integer({ min: 1, max: 12 }).map(String), fc.constant("128"));
const macro = (letters: string) =>
  fc
    .tuple(fc.constantFrom(...letters), fc.boolean(), digits, fc.constantFrom("", "", "r", "R"), delimiters)
    .map(([letter, upper, ...rest]) => `%{${upper ? letter.toUpperCase() : letter}${rest.join("")}}`);
const literal = fc.string({ unit: fc.constantFrom(..."ab-_.:/!@"), maxLength: 6 });
const macroString = (letters: string) =>
  fc
    .array(fc.oneof(macro(letters), literal, fc.constantFrom("%%", "%_", "%-")), { maxLength: 5 })
    .map((parts) => parts.join(""));
const local = fc.string({ unit: fc.constantFrom(..."ab-+,/_=.!'(é"), minLength: 1, maxLength: 20 });
const longLocal = fc
  .tuple(local, fc.integer({ min: 10, max: 60 }))
  .map(([text, times]) => `${text}.`.repeat(times));
const client = fc.constantFrom(
  { ip: "192.0.2.3", i: "192.0.2.3", c: "192.0.2.3", v: "in-addr", ptr: "3.2.0.192.in-addr.arpa", type: "A" },
  {
    ip: "2001:db8::cb01",
    i: "2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1",
    c: "2001:db8::cb01",
    v: "ip6",
    ptr: "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    type: "AAAA",
  },
);

describe("macros", () => {
  it("give the target-names that a small model gives, cut to 253 octets", () => {
    const property = fc.property(
      macroString("slodiphv"),
      fc.oneof(local, local, longLocal),
      client,
      fc.boolean(),
      (text, local, client, validated) => {
        const zones = zonesOf(`v=spf1 exists:${text}.b.example -all`, client, validated);
        const values = valuesOf(local, client, validated);
        const { trace } = checkNow(
          { ip: client.ip, helo: "H.example", sender: `${local}@A.example` },
          recorded(zones),
        );
        assert.equal(trace.reason === "syntax", false, text);
        assert.equal(trace.terms[0]?.target, cut(model(`${text}.b.example`, values)));
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });

  it("give the explanations that it gives", () => {
    const property = fc.property(
      macroString("slodiphvcrt"),
      local,
      client,
      fc.boolean(),
      (text, local, client, validated) => {
        const zones = {
          ...zonesOf("v=spf1 -all exp=why.example", client, validated),
          "why.example": [{ TXT: ` ${text}` }],
        };
        const values = { ...valuesOf(local, client, validated), c: client.c, r: "mx.example", t: "1234567" };
        const request = { ip: client.ip, helo: "H.example", sender: `${local}@A.example` };
        const options = { receiver: "mx.example", now: 1_234_567, defaultExplanation: "DEFAULT" };
        const expected = model(` ${text}`, values);
        const { explanation } = checkNow(request, recorded(zones), options);
        assert.equal(explanation, /^[\x20-\x7e]*$/.test(expected) ? expected : "DEFAULT");
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });

  // RFC 7208, 7.4
  const examples: readonly (readonly [string, string, string])[] = [
    ["192.0.2.3", "%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"],
    ["192.0.2.3", "%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"],
    ["192.0.2.3", "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"],
    ["192.0.2.3", "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"],
    ["192.0.2.3", "%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"],
    [
      "2001:db8::cb01",
      "%{ir}.%{v}._spf.%{d2}",
      "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com",
    ],
  ];
  for (const [ip, text, expected] of examples) {
    it(`give ${expected} for ${text}`, () => {
      const zones: Zonedata = { "email.example.com": [{ TXT: `v=spf1 exists:${text} -all` }] };
      const request = { ip, helo: "h.example", sender: "strong-bad@email.example.com" };
      assert.equal(checkNow(request, recorded(zones)).trace.terms[0]?.target?.toLowerCase(), expected);
    });
  }

  it("prefer the domain itself for %{p}, then a name below it, then any (7.3)", () => {
    const order = ["x.example", "y.example", "h.a.example", "a.example"];
    for (let kept = order.length; kept >= 0; kept--) {
      const names = order.slice(0, kept);
      const zones: Zonedata = {
        "a.example": [{ TXT: "v=spf1 exists:%{p}.z.example -all" }, { A: "192.0.2.3" }],
        "3.2.0.192.in-addr.arpa": names.map((PTR) => ({ PTR })),
        ...Object.fromEntries(["x", "y", "h.a"].map((host) => [`${host}.example`, [{ A: "192.0.2.3" }]])),
      };
      const expected = ["unknown", "x.example", "x.example", "h.a.example", "a.example"][kept];
      const { trace } = checkNow(
        { ip: "192.0.2.3", helo: "h.example", sender: "x@a.example" },
        recorded(zones),
      );
      assert.equal(trace.terms[0]?.target, `${expected}.z.example`);
    }
  });
});

type Client = typeof client extends fc.Arbitrary<infer T> ? T : never;

function zonesOf(text: string, client: Client, validated: boolean): Zonedata {
  return {
    "a.example": [{ TXT: text }],
    [client.ptr]: [{ PTR: "Host.A.example." }],
    "host.a.example": [{ [client.type]: validated ? client.ip : client.type === "A" ? "10.0.0.1" : "::1" }],
  };
}

function valuesOf(local: string, client: Client, validated: boolean): Values {
  return {
    s: `${local}@A.example`,
    l: local,
    o: "A.example",
    d: "A.example",
    i: client.i,
    p: validated ? "Host.A.example" : "unknown",
    h: "H.example",
    v: client.v,
  };
}
