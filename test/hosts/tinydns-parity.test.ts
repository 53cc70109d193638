/**
 * Data files of tinydns beside a decoder that is written after tinydns-data's own source, octet by octet, and beside the
 * program itself where it is installed.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import type { Found, Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets, encodeOctets } from "../../server/src/text/octets.ts";
import "../support/seed.ts";
import { needs } from "../support/skip.ts";
import { checkBroken } from "./broken.ts";
import { read } from "./reading.ts";
import { checkPlaces } from "./told.ts";

const program = [process.env.TINYDNS_DATA ?? "", "/usr/sbin/tinydns-data", "/usr/bin/tinydns-data"].find(
  existsSync,
);

/** A record as it is published: `name|type|ttl|octets of each string`. tinydns cuts texts into 127 octets. */
type Published = string;

const piece = fc.constantFrom(
  "v=spf1",
  " ",
  "a",
  "-all",
  "ip4\\072192.0.2.1",
  "\\040",
  "\\0",
  "\\7",
  "\\18",
  "\\0012",
  "\\101",
  "\\377",
  "\\777",
  "\\303\\251",
  "\\8",
  "\\x",
  "\\\\",
  "\\é",
  "é",
  "日本",
  '"',
  "'",
  "#",
  "\t",
  "include\\072_spf.example.net",
  "x".repeat(90),
);
const data = fc.array(piece, { maxLength: 7 }).map((each) => each.join(""));
const name = fc.constantFrom(
  "example.com",
  "www.example.com",
  "*.example.com",
  "a\\055b.example.com",
  "x.example.org.",
);
const ttl = fc.constantFrom("", ":300", ":", ":0", ":60x");
const raw = fc.array(
  fc.array(piece, { maxLength: 4 }).map((each) => each.join("")),
  { minLength: 1, maxLength: 2 },
);
const line = fc.oneof(
  fc.tuple(name, data, ttl).map(([a, b, c]) => `'${a}:${b}${c}`),
  fc.tuple(name, raw, fc.constantFrom("16", "99"), ttl).map(([a, strings, type, c]) => {
    const octal = (octet: number) => `\\${octet.toString(8).padStart(3, "0")}`;
    const sent = strings.flatMap((each) => {
      const own = fieldOctets(Buffer.from(each));
      return own.length > 255 ? [] : [octal(own.length) + each.replace(/^(?=[0-7])/, "")];
    });
    return `:${a}:${type}:${sent.join("") || "\\001x"}${c}`;
  }),
  fc.constantFrom("# v=spf1 -all", "", "-old.example.com:1.2.3.4", "+h.example.com:192.0.2.1:60", "  "),
);
const file = fc
  .tuple(fc.array(line, { minLength: 3, maxLength: 8 }), fc.constantFrom("\n", " \n", "\t\n"))
  .map(([lines, end]) => `+first.example.com:192.0.2.1\n${lines.join(end)}${end}# spf\n`);

/** The octets of a field (tinydns-data.c, `txtparse`). */
function fieldOctets(field: Buffer): number[] {
  const out: number[] = [];
  const isOctal = (octet: number | undefined) => octet !== undefined && octet >= 48 && octet <= 55;
  for (let i = 0; i < field.length; ) {
    let octet = field[i++] as number;
    if (octet === 92) {
      if (i >= field.length) break;
      octet = field[i++] as number;
      if (isOctal(octet)) {
        octet -= 48;
        for (let more = 0; more < 2 && isOctal(field[i]); more++)
          octet = octet * 8 + (field[i++] as number) - 48;
      }
    }
    out.push(octet & 0xff);
  }
  return out;
}

function decoded(text: string): Published[] {
  return text.split("\n").flatMap((whole) => {
    const line = whole.replace(/[ \t]+$/, "");
    if (line[0] !== "'" && line[0] !== ":") return [];
    const fields = line
      .slice(1)
      .split(":")
      .map((each) => Buffer.from(each));
    const owner = Buffer.from(fieldOctets(fields[0] as Buffer))
      .toString()
      .replace(/\.$/, "");
    const seconds = (field: Buffer | undefined) => /^\d+/.exec(String(field ?? ""))?.[0] ?? "86400";
    if (line[0] === "'") {
      const octets = fieldOctets(fields[1] ?? Buffer.alloc(0));
      return [published(owner, 16, seconds(fields[2]), cut(octets))];
    }
    const octets = fieldOctets(fields[2] ?? Buffer.alloc(0));
    const strings = stringsIn(octets);
    return strings ? [published(owner, Number(fields[1]), seconds(fields[3]), strings)] : [];
  });
}

function published(
  owner: string,
  type: number,
  ttl: string,
  strings: readonly (readonly number[])[],
): Published {
  const hex = strings.map((each) => Buffer.from(each).toString("hex"));
  return [owner.toLowerCase(), type, ttl, hex.join()].join("|");
}

function cut(octets: readonly number[]): number[][] {
  const out: number[][] = [];
  for (let at = 0; at < octets.length; at += 127) out.push(octets.slice(at, at + 127));
  return out;
}

function stringsIn(octets: readonly number[]): number[][] | null {
  const out: number[][] = [];
  for (let at = 0; at < octets.length; at += 1 + (octets[at] as number)) {
    const end = at + 1 + (octets[at] as number);
    if (end > octets.length) return null;
    out.push(octets.slice(at + 1, end));
  }
  return out.length > 0 ? out : null;
}

function ours({ placed }: Reading): Published[] {
  return placed.flatMap(({ part }) => part.found.map(oneOfOurs));
}

function oneOfOurs({ owners, type, ttl, decoded, strings }: Found): Published {
  const octets = (text: string) => [...encodeOctets(text)];
  const sent =
    strings === "tool"
      ? cut(octets(decoded.text))
      : decoded.strings().map(({ start, end }) => octets(decoded.text.slice(start, end)));
  return published(owners?.[0] ?? "?", type === "TXT" ? 16 : 99, String(ttl), sent);
}

/** What is in the database that tinydns answers from (cdb; tinydns-data.c, `rr_finish`). */
function database(octets: Buffer): Published[] {
  const out: Published[] = [];
  const end = octets.readUInt32LE(0);
  for (let at = 2048; at < end; ) {
    const [keyLength, length] = [octets.readUInt32LE(at), octets.readUInt32LE(at + 4)];
    const key = octets.subarray(at + 8, at + 8 + keyLength);
    const value = octets.subarray(at + 8 + keyLength, at + 8 + keyLength + length);
    at += 8 + keyLength + length;
    const type = value.readUInt16BE(0);
    if (type !== 16 && type !== 99) continue;
    const labels = stringsIn([...key]) ?? [];
    const wild = value[2] === 42 || value[2] === 43 ? ["*"] : [];
    const owner = [
      ...wild,
      ...labels.filter(({ length }) => length > 0).map((each) => String(Buffer.from(each))),
    ];
    const strings = stringsIn([...value.subarray(15)]);
    if (strings) out.push(published(owner.join("."), type, String(value.readUInt32BE(3)), strings));
    else if (value.length === 15)
      out.push(published(owner.join("."), type, String(value.readUInt32BE(3)), []));
  }
  return out;
}

const uri = "file:///service/tinydns/data";

describe("tinydns beside its own rules", () => {
  it("reads every record as tinydns-data does", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const reading = (await read(Document.of(uri, text, ""))) as Reading;
        const expected = decoded(text);
        assert.deepEqual(ours(reading), expected, text);
        checkPlaces(reading);
        count += expected.length;
      }),
      { numRuns: 600 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });

  it("keeps the octets of texts", () => {
    const octets = fieldOctets(Buffer.from("\\303\\251é\\377"));
    assert.equal(Buffer.from(encodeOctets(decodeOctets(Buffer.from(octets)))).toString("hex"), "c3a9c3a9ff");
  });
});

needs(program !== undefined, "tinydns-data (apt: tinydns)").describe("tinydns beside tinydns-data", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "spf-records-tinydns-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("finds what is in its database", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        writeFileSync(path.join(folder, "data"), text);
        execFileSync(program as string, { cwd: folder });
        const reading = (await read(Document.of(uri, text, ""))) as Reading;
        const expected = database(readFileSync(path.join(folder, "data.cdb")));
        assert.deepEqual(ours(reading).sort(), expected.sort(), text);
        count += expected.length;
      }),
      { numRuns: 300 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });
});

describe("data of tinydns that is damaged", () => {
  it("keeps the records of other lines", async () => {
    await checkBroken({
      uri,
      signs: /['=:@+.\\\d"\n]/,
      text: `.example.com::a
'example.com:v=spf1 ip4\\072192.0.2.1 -all:300
=www.example.com:192.0.2.80:60
:x.example.com:16:\\013v=spf1 ~all:60
Tt.example.com:"v=spf1 ip4:192.0.2.2 -all":300
'last.example.com:v=spf1 ptr -all
`,
      kept: [
        { text: "v=spf1 ip4:192.0.2.1 -all", from: 1, to: 2 },
        { text: "v=spf1 ~all", from: 3, to: 4 },
        { text: "v=spf1 ip4:192.0.2.2 -all", from: 4, to: 5 },
        { text: "v=spf1 ptr -all", from: 5, to: 6 },
      ],
    });
  });
});
