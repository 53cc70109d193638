/**
 * Configurations of dnsmasq and unbound beside decoders that are written after the programs: dnsmasq's `read_file` and
 * its option `txt-record` octet by octet, and for unbound the zone's own reader, which is held to named-compilezone.
 */

import fc from "fast-check";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { read } from "./reading.ts";
import { Tally } from "./tally.ts";
import { told } from "./told.ts";

/** A record's name and its character-strings. */
type Said = readonly [string, ...string[]];

function said({ placed }: Reading): Said[] {
  return placed.flatMap(({ part }) =>
    part.found.map(({ owners, decoded }): Said => {
      const strings = decoded.strings().map(({ start, end }) => decoded.text.slice(start, end));
      return [owners?.join() ?? "?", ...strings];
    }),
  );
}

async function readAll(uri: string, text: string): Promise<Reading> {
  return (await read(Document.of(uri, text, ""))) as Reading;
}

describe("dnsmasq beside its own rules", () => {
  const inside = fc
    .array(
      fc.constantFrom(
        "v=spf1",
        " ",
        ",",
        "-all",
        '\\"',
        "\\\\",
        "\\t",
        "\\n",
        "\\x",
        "#",
        " #",
        ":",
        "é",
        "日本",
        "\t",
        "=",
      ),
      { maxLength: 7 },
    )
    .map((each) => `"${each.join("").replace(/\\$/, "")}"`);
  const outside = fc.constantFrom(
    "v=spf1 a",
    " ",
    "-all",
    ",",
    ", ",
    " #x",
    "#",
    "\\",
    "é",
    ":",
    "=",
    "  ",
    "\t",
  );
  const text = fc.array(fc.oneof(inside, outside), { maxLength: 6 }).map((each) => each.join(""));
  const key = fc.constantFrom("txt-record=", "txt-record = ", "  txt-record=", "#txt-record=", "txt-record");
  const name = fc.constantFrom("example.com", "www.example.com", "x.example.com. ", '"q.example.com"');
  const described = fc
    .tuple(key, name, fc.constantFrom(",", ", ", " ,", ""), text)
    .map((each) => each.join(""));
  const word = fc.constantFrom("v=spf1 ", "-all", "", '"', ",", "#", "\\");
  const strings = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => {
    return all.map((each) => hex(String.fromCharCode(each.length) + each)).join("");
  });
  const raw = fc
    .tuple(fc.constantFrom("16", "99", " 16 "), strings, fc.constantFrom("", ":", " "))
    .map(
      ([number, data, between]) =>
        `dns-rr=raw.example.com,${number},${data.replace(/..(?=.)/g, `$&${between}`)}`,
    );
  const line = fc.oneof(described, described, raw);

  it("reads every record as dnsmasq does", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const source = `# spf\n${lines.join("\n")}\n`;
        await tally.compare("file:///etc/dnsmasq.conf", source, source.split("\n").flatMap(dnsmasq), said);
      }),
      { numRuns: 600 },
    );
    tally.enough();
  });
});

function hex(text: string): string {
  return [...text].map((each) => each.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** dnsmasq(8), `--dns-rr`: the data of a record in hexadecimal, here character-strings (RFC 1035, 3.3.14). */
function rawRecord(argument: string): Said[] {
  const [name = "", , data = ""] = argument.split(",");
  const octets = (data.match(/[0-9a-f]{2}/g) ?? []).map((each) => Number.parseInt(each, 16));
  const strings: string[] = [];
  for (let at = 0; at < octets.length; at += 1 + (octets[at] as number))
    strings.push(String.fromCharCode(...octets.slice(at + 1, at + 1 + (octets[at] as number))));
  return [[name, ...strings]];
}

/** option.c: what is between quotes is hidden (here: moved up by 0x10000) until the text is taken. */
function dnsmasq(line: string): Said[] {
  const raw = /^dns-rr=(.*)$/.exec(line)?.[1];
  if (raw !== undefined) return rawRecord(raw);
  const buffer = [...line].map((character) => character.codePointAt(0) as number);
  const HIDDEN = 0x200000;
  const code = (character: string) => character.charCodeAt(0);
  let white = true;
  for (let p = 0; p < buffer.length; p++) {
    if (buffer[p] === code('"')) {
      buffer.splice(p, 1);
      for (; p < buffer.length && buffer[p] !== code('"'); p++) {
        const next = buffer[p + 1];
        const meant = next === undefined ? -1 : '"tnebr\\'.indexOf(String.fromCodePoint(next));
        if (buffer[p] === code("\\") && meant >= 0) {
          buffer.splice(p, 1);
          buffer[p] = code('"\t\n\x1b\b\r\\'[meant] as string);
        }
        buffer[p] = (buffer[p] as number) + HIDDEN;
      }
      if (p >= buffer.length) return [];
      buffer.splice(p, 1);
      if (p >= buffer.length) break;
    }
    if ([32, 9, 13].includes(buffer[p] as number)) {
      buffer[p] = 32;
      white = true;
    } else {
      if (white && buffer[p] === code("#")) {
        buffer.length = p;
        break;
      }
      white = false;
    }
  }
  const trim = (from: number[]) => {
    while (from[0] === 32) from.shift();
    while (from.at(-1) === 32) from.pop();
    return from;
  };
  trim(buffer);
  const equals = buffer.indexOf(code("="));
  const show = (from: readonly number[]) =>
    String.fromCodePoint(...from.map((unit) => (unit >= HIDDEN ? unit - HIDDEN : unit)));
  if (equals < 0 || show(trim(buffer.slice(0, equals))) !== "txt-record") return [];
  const argument = trim(buffer.slice(equals + 1));
  const comma = argument.indexOf(code(","));
  if (comma < 0) return [];
  const owner = show(trim(argument.slice(0, comma))).replace(/\.$/, "");
  const strings: number[][] = [[]];
  for (const unit of trim(argument.slice(comma + 1))) {
    if (unit === code(",")) strings.push([]);
    else strings.at(-1)?.push(unit);
  }
  return owner === "" ? [] : [[owner, ...strings.map(show)]];
}

describe("unbound beside the zones that its lines are", () => {
  const piece = fc.constantFrom(
    "v=spf1",
    " ",
    "-all",
    '" "',
    "\\034",
    "\\059",
    "\\195\\169",
    ";",
    "é",
    "日本",
    "ip4:192.0.2.1",
    "#",
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((each) => each.join(""));
  const head = fc.constantFrom(
    "example.com. TXT",
    "www.example.com 300 IN TXT",
    "x.example.com. IN 60 TXT",
    "y.example.com. 5m SPF",
  );

  it("reads every record as a zone has it", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(head, text), { minLength: 1, maxLength: 8 }), async (records) => {
        const lines = records.map(([before, data]) => `${before} "${data}"`);
        const source = `server:\n# spf\n${lines.map((each) => `  local-data: '${each}' # note\n`).join("")}`;
        const zone = await readAll("file:///zones/all.zone", `$ORIGIN .\n$TTL 3600\n${lines.join("\n")}\n`);
        const all = (reading: Reading) => {
          const strings = said(reading);
          return told(reading).map(({ ttl, type }, i) => [ttl, type, strings[i]]);
        };
        await tally.compare("file:///etc/unbound.conf", source, all(zone), all);
      }),
      { numRuns: 400 },
    );
    tally.enough();
  });
});

describe("configurations that are damaged", () => {
  it("of dnsmasq keep the records of other lines", async () => {
    await checkBroken({
      uri: "file:///etc/dnsmasq.conf",
      signs: /[=,"#\\\n]/,
      text: `mx-host=example.com,mail.example.com,10
txt-record=example.com,"v=spf1 a -all","x \\" y"
txt-record=b.example.com,v=spf1 mx -all # ours
txt-record=c.example.com,"v=spf1 ptr -all"
`,
      kept: [
        { text: 'v=spf1 a -allx " y', from: 1, to: 2 },
        { text: "v=spf1 mx -all", from: 2, to: 3 },
        { text: "v=spf1 ptr -all", from: 3, to: 4 },
      ],
    });
  });

  it("of unbound keep the records of other lines", async () => {
    await checkBroken({
      uri: "file:///etc/unbound.conf",
      signs: /[:'".\n]/,
      text: `server:
  local-data: 'example.com. TXT "v=spf1 a -all"'
  local-data: "example.com. MX 10 mail.example.com."
  local-data: 'b.example.com. TXT "v=spf1 mx -all"'
  local-data: 'c.example.com. TXT "v=spf1 ptr -all"'
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 2 },
        { text: "v=spf1 mx -all", from: 3, to: 4 },
        { text: "v=spf1 ptr -all", from: 4, to: 5 },
      ],
    });
  });
});
