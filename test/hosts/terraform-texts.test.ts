/**
 * Texts of Terraform beside a decoder of their own, written after the HCL Native Syntax Specification ("Templates",
 * "Heredoc Templates"), and its JSON beside `JSON.parse`; no program is needed for that. And files with signs missing.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { LoadedWorld, read } from "./reading.ts";
import { checkPlaces, told, toldOf } from "./told.ts";

/** A quoted text between its quotes, sign by sign. */
function quoted(body: string): string {
  let out = "";
  for (let at = 0; at < body.length; ) {
    const rest = body.slice(at);
    const escaped = /^\\(?:([nrt"\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/.exec(rest);
    const sign = /^(\$\$|%%)\{/.exec(rest);
    if (escaped) {
      const [all, letter, short, long] = escaped;
      out += letter
        ? { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" }[letter]
        : String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16));
      at += all.length;
    } else if (sign) {
      out += `${rest[0]}{`;
      at += 3;
    } else {
      out += rest[0];
      at++;
    }
  }
  return out;
}

/** The lines of a heredoc; `<<-` takes off what all of them begin with that have more than blanks. */
function heredoc(lines: readonly string[], strips: boolean): string {
  const indents = lines.filter((line) => /[^ ]/.test(line)).map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const indent = strips ? Math.min(...indents, 1000) : 0;
  return lines
    .map((line) => (/[^ ]/.test(line) ? line.slice(indent === 1000 ? 0 : indent) : line))
    .map((line) => `${line.replace(/(?:\$\$|%%)(?=\{)/g, (each) => each[0] as string)}\n`)
    .join("");
}

const plain = [..."aZ09.:/~+-=_#;,'`[]()}<>&|^@!?*é日😀", " ", "  ", "include:x", "//", "/*", "<<A"];
const escapes = [
  "\\n",
  "\\r",
  "\\t",
  '\\"',
  "\\\\",
  "\\u00e9",
  "\\u3042",
  "\\U0001F600",
  "\\u0025{",
  "\\u0024{",
];
const signs = ["$${", "%%{", "%%{i}", "$${x}", "$ ", "% ", "$x", "%x"];

const body = fc
  .array(fc.constantFrom(...plain, ...escapes, ...signs), { maxLength: 14 })
  .map((pieces) => `v=spf1 ${pieces.join("")}`);
const line = fc
  .array(fc.constantFrom(...plain, ...signs, '"', "\\n", "\\"), { maxLength: 8 })
  .map((pieces) => pieces.join(""))
  // The word that ends it may stand in no line alone.
  .filter((text) => text.trim() !== "E_1");

const record = (value: string) =>
  `resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = ${value}\n}\n`;

describe("texts of Terraform", () => {
  it("mean what the specification says", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 4 }), async (bodies) => {
        const source = bodies.map((each) => record(`"${each}"`)).join("\n");
        const reading = (await read(Document.of("file:///a/main.tf", source, ""))) as Reading;
        const expected = bodies.map(quoted).filter((text) => !text.includes('"'));
        assert.deepEqual(
          told(reading)
            .map(({ text }) => text)
            .filter((_, i) => !quoted(bodies[i] as string).includes('"')),
          expected,
          source,
        );
        count += expected.length;
      }),
      { numRuns: 800 },
    );
    assert.ok(count >= 1000, `${count} texts`);
  });

  it("mean the same in heredocs, but for backslashes", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(3), line), { maxLength: 4 }),
        async (strips, parts) => {
          const first = "v=spf1 a";
          const lines = [`  ${first}`, ...parts.map(([indent, text]) => " ".repeat(indent) + text)];
          fc.pre(lines.every((each) => each.trim() !== "E_1"));
          const value = `<<${strips ? "-" : ""}E_1\n${lines.map((each) => `${each}\n`).join("")}  E_1`;
          const texts = (await toldOf("file:///a/main.tf", record(value))).map(({ text }) => text);
          const expected = heredoc(lines, strips);
          // Two quotes next to each other end one string and begin another.
          if (/"[ \t]*"/.test(expected) || /^\s*"/.test(expected)) return;
          assert.deepEqual(texts, [expected], value);
          count++;
        },
      ),
      { numRuns: 700 },
    );
    assert.ok(count >= 500, `${count} texts`);
  });

  it("are those of JSON.parse in .tf.json, where they have no code", async () => {
    let count = 0;
    const text = fc
      .array(fc.constantFrom(...plain, "\n", "\t", "\\", "\u0001", "é", "\u2028", "v=spf1 "), {
        maxLength: 10,
      })
      .map((pieces) => `v=spf1 ${pieces.join("")}`);
    const label = fc.constantFrom("", "@", "www", "a.b");
    const written = fc.constantFrom(
      (value: string) => JSON.stringify(value),
      // Every character as an escape is the same text.
      (value: string) =>
        `"${value.replace(/[\s\S]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`,
      (value: string) => JSON.stringify(value).replaceAll("/", "\\/"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(label, text, written), { minLength: 1, maxLength: 4 }),
        async (records) => {
          const resources = records.map(
            ([name, value, write], i) =>
              `"r${i}": { "zone_name": "example.com", "name": "${name}", "destination": ${write(value)} }`,
          );
          const source = `{ "//": "spf", "resource": { "zone_dns_txt_record": { ${resources.join(",\n")} } } }`;
          const reading = (await read(Document.of("file:///a/main.tf.json", source, ""))) as Reading;
          const all = Object.values<{ name: string; destination: string }>(
            JSON.parse(source).resource.zone_dns_txt_record,
          );
          const expected = all.map(({ name, destination }) => ({
            owner: name === "" || name === "@" ? "example.com" : `${name}.example.com`,
            type: "TXT",
            ttl: null,
            text: destination,
          }));
          assert.deepEqual(told(reading), expected, source);
          checkPlaces(reading);
          count += expected.length;
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(count >= 1000, `${count} texts`);
  });
});

describe("damaged Terraform", () => {
  const hcl = `locals {
  spf   = "v=spf1 a -all"
  parts = ["v=spf1", "mx"]
}

resource "cloudflare_record" "first" {
  zone_id = "x"
  name    = "example.com"
  type    = "TXT"
  content = local.spf
}

# A comment; it has "quotes" and {braces}.
resource "aws_route53_record" "broken" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "\${var.name}.example.com"
  type    = "TXT"
  records = [
    "v=spf1 include:%%{i}.\${var.x} -all",
    join(" ", ["v=spf1", "ptr", "-all"]),
    trimspace(<<-EOT
      v=spf1 \${var.y} -all
    EOT
    ),
  ]
}

resource "cloudflare_record" "last" {
  zone_id = "x"
  name    = "example.net"
  type    = "TXT"
  content = "v=spf1 mx -all"
}
`;
  const json = `{
  "resource": {
    "cloudflare_record": {
      "first": { "name": "example.com", "type": "TXT", "content": "v=spf1 a -all" },
      "broken": {
        "name": "example.org",
        "type": "TXT",
        "content": "v=spf1 include:\${var.x} -all"
      },
      "last": { "name": "example.net", "type": "TXT", "content": "v=spf1 mx -all" }
    }
  }
}
`;

  it("is read without an exception, and what stands elsewhere is found", async () => {
    const kept = [
      { text: "v=spf1 a -all", from: 1, to: 11 },
      { text: "v=spf1 mx -all", from: 28, to: 33 },
    ];
    await checkBroken({ uri: "file:///a/main.tf", text: hcl, signs: /["{}[\](),$%=<#-]/, kept });
  });

  it("is read in JSON too", async () => {
    const first = { text: "v=spf1 a -all", from: 1, to: 4 };
    const last = { text: "v=spf1 mx -all", from: 10, to: 13 };
    const sample = { uri: "file:///a/main.tf.json", text: json };
    await checkBroken({ ...sample, signs: /[,$]/, kept: [first, last] });
    // The keys around a resource say what it is.
    await checkBroken({ ...sample, signs: /[":{}]/, kept: [first] });
  });

  it("is read however it ends", async () => {
    const world = new LoadedWorld();
    for (let end = 0; end < hcl.length; end += 3)
      await toldOf("file:///a/main.tf", `${hcl.slice(0, end)}\n# spf`, world);
    for (let end = 0; end < json.length; end++)
      await toldOf("file:///a/main.tf.json", `${json.slice(0, end)} // spf`, world);
  });
});
