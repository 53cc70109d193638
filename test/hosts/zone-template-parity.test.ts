/**
 * Templates beside the zones that they make: with its holes filled a template says what the zone's own reader, which is
 * held to named-compilezone elsewhere, reads in what the template makes.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Found, Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { read } from "./reading.ts";

/** How each language writes that a value stands here, without one behind which text is left out. */
const languages = {
  j2: {
    value: (name: string) => `{{ ${name} }}`,
    open: "{% if x %}",
    close: "{% endif %}",
    note: "{# v=spf1 -all #}",
  },
  tmpl: {
    value: (name: string) => `{{ .${name} }}`,
    open: "{{- if .x }}",
    close: "{{ end }}",
    note: "{{/* v=spf1 */}}",
  },
  erb: {
    value: (name: string) => `<%= @${name} %>`,
    open: "<% if @x -%>",
    close: "<% end -%>",
    note: "<%# v=spf1 %>",
  },
  tpl: { value: (name: string) => `{${name.toUpperCase()}}`, open: "", close: "", note: "" },
} as const;

const values = ["192.0.2.1", "mail.example.net", "-all", "a", "include:_spf.example.org ~all"];

/** A text of literals and, by their number, values. */
const text = fc.array(
  fc.oneof(
    fc.constantFrom(
      "v=spf1 ",
      "ip4:",
      " include:",
      " ",
      "a:",
      "%{i}.x",
      '\\"',
      "\\065",
      ";",
      "-all",
      " 日本 ",
      '" "',
    ),
    fc.nat({ max: values.length - 1 }),
  ),
  { minLength: 1, maxLength: 7 },
);
const owner = fc.oneof(fc.constantFrom("@", "www", "a.b", "", "full.example.org."), fc.constant(3));
const ttl = fc.constantFrom("", "300 ", "60 IN ", "IN ", 60);
const entry = fc.record({ owner, ttl, text, conditional: fc.boolean() });
type Piece = string | number;

function line(
  { owner, ttl, text }: { owner: Piece; ttl: Piece; text: readonly Piece[] },
  value: (number: number) => string,
): string {
  const written = (piece: Piece) => (typeof piece === "number" ? value(piece) : piece);
  const time = ttl === 60 ? `${value(60)} ` : ttl;
  return `${written(owner)} ${time}TXT "${text.map(written).join("")}"`;
}

describe("templates of zones beside the zones that they make", () => {
  for (const [ending, language] of Object.entries(languages)) {
    it(`hold what a zone has: ${ending}`, async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(entry, { minLength: 2, maxLength: 8 }), async (entries) => {
          const head = "$TTL 86400\n@ IN SOA ns1 root 1 2 3 4 5\n";
          const lines = (value: (number: number) => string, open: string, close: string, note: string) =>
            entries.map((each) => {
              const own = line(each, value);
              return each.conditional && open !== "" ? `${open}\n${own}\n${close}\n` : `${own}\n${note}\n`;
            });
          const name = (number: number) => `vv${number}`;
          const { value, open, close, note } = language;
          const template = head + lines((number) => value(name(number)), open, close, note).join("");
          const zone = head + lines((number) => values[number] ?? "60", "", "", "").join("");
          const uri = "file:///zones/db.example.com";
          const made = await found(uri, zone);
          const ours = await found(`${uri}.${ending}`, template);
          assert.equal(ours.length, made.length, template);
          for (const [i, own] of ours.entries()) {
            const other = made[i] as (typeof made)[number];
            assert.equal(filled(own.found, own.at, template), other.found.decoded.text, template);
            assert.deepEqual(
              own.found.decoded.boundaries.map(({ at }) => at).length,
              other.found.decoded.boundaries.length,
            );
            if (own.found.owners) assert.deepEqual(own.found.owners, other.found.owners, template);
            if (own.found.ttl !== null) assert.equal(own.found.ttl, other.found.ttl, template);
          }
          count += made.length;
        }),
        { numRuns: 150 },
      );
      assert.ok(count >= 300, `${count} records`);
    });
  }
});

async function found(uri: string, text: string): Promise<{ found: Found; at: number }[]> {
  const reading = (await read(Document.of(uri, text, ""))) as Reading;
  return reading.placed.flatMap(({ part, at }) => part.found.map((each) => ({ found: each, at })));
}

/** The text with each hole as what its name stands for. */
function filled({ decoded }: Found, at: number, source: string): string {
  let out = "";
  let plain = 0;
  for (const hole of decoded.holes) {
    const { start, end } = decoded.sourceRange(hole);
    const number = /vv(\d+)/i.exec(source.slice(at + start, at + end))?.[1];
    out += decoded.text.slice(plain, hole.start) + values[Number(number)];
    plain = hole.end;
  }
  return out + decoded.text.slice(plain);
}

describe("templates that are damaged", () => {
  it("keep the records of other lines", async () => {
    await checkBroken({
      uri: "file:///templates/db.example.com.j2",
      signs: /[{}%"()@$\n]/,
      text: `$TTL 300
@ IN SOA ns1 root 1 2 3 4 5
first IN TXT "v=spf1 a -all"
{{ name }} IN TXT "v=spf1 ip4:{{ ip }} -all"
{% if x %}
two IN TXT "v=spf1 mx -all"
{% endif %}
last IN TXT "v=spf1 ptr -all"
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 4 },
        { text: "v=spf1 mx -all", from: 3, to: 7 },
        { text: "v=spf1 ptr -all", from: 4, to: 8 },
      ],
    });
  });
});
