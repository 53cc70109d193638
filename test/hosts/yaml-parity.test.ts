/**
 * YAML beside the library `yaml`, which reads each file as a whole and gives plain data. What records are in it is read
 * off that data here, after the manuals of the tools.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { applyEdits, type Edit } from "../../server/src/text/edit.ts";
import type { DocumentSpace } from "../../server/src/text/span.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { read } from "./reading.ts";
import { Tally } from "./tally.ts";
import { type Told, toldOf } from "./told.ts";
import { flowScalar, scalar } from "./yaml-random.ts";

describe("octoDNS beside yaml", () => {
  const owner = fc.constantFrom("''", '""', "www", "'*'", '"a.b"', "_dmarc", "'it''s'", '"\\x61b"', "xn--a");
  const type = fc.constantFrom("TXT", "TXT", "SPF", "'TXT'", "CAA");
  const ttl = fc.constantFrom("", "  ttl: 300\n", "  ttl: 60 # short\n");
  const flowList = fc
    .array(flowScalar("      "), { minLength: 1, maxLength: 3 })
    .map((each) => `  values: [${each.join(", ")}]\n`);
  const values = fc.oneof(
    scalar("    ").map((each) => `  value: ${each}\n`),
    scalar("    ").map((each) => `  value: &an${each.length} ${each}\n`),
    fc
      .array(scalar("    "), { minLength: 1, maxLength: 4 })
      .map((each) => `  values:\n${each.map((one) => `  - ${one}\n`).join("")}`),
    flowList,
  );
  const record = fc.tuple(type, ttl, values, fc.boolean()).map(([type, ttl, values, first]) => {
    const kind = `  type: ${type}\n`;
    return first ? kind + ttl + values : ttl + values + kind;
  });
  const entry = fc.oneof(
    record,
    fc
      .array(record, { minLength: 1, maxLength: 2 })
      .map(
        (all) =>
          all.map((each) => each.replace("  ", "- ").replaceAll("\n", "\n  ").trimEnd()).join("\n") + "\n",
      ),
  );
  const zone = fc
    .uniqueArray(fc.tuple(owner, entry), {
      minLength: 1,
      maxLength: 4,
      selector: ([name]) => String(parse(name)),
    })
    .map((all) => all.map(([name, entry]) => `${name}:\n${entry}`).join(""));

  it("reads every record as the data has it", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(zone, async (text) => {
        let data: unknown;
        try {
          data = parse(text, { logLevel: "silent" });
        } catch {
          fc.pre(false);
        }
        await tally.check("file:///config/example.com.yaml", `${text}# spf\n`, octodns(data));
      }),
      { numRuns: 800 },
    );
    tally.enough();
  });
});

interface OctoRecord {
  readonly type: string;
  readonly ttl?: number;
  readonly value?: unknown;
  readonly values?: unknown;
}

/** octoDNS takes quotes off that stand round a value, and joins what was cut (record/chunked.py, `process`). */
function process(value: string): string {
  return (value.startsWith('"') ? value.slice(1, -1) : value).replaceAll('" "', "");
}

/** octoDNS, "Records": a record or a list of them under each name; `\;` for `;`. */
function octodns(data: unknown): Told[] {
  return Object.entries(data as Record<string, OctoRecord | OctoRecord[]>).flatMap(([name, records]) =>
    [records].flat().flatMap(({ type, ttl, value, values }) => {
      if (type !== "TXT" && type !== "SPF") return [];
      return [values ?? value].flat().flatMap((each): Told[] => {
        if (typeof each !== "string") return [];
        const owner = name === "" ? "example.com" : `${name}.example.com`;
        return [{ owner, type, ttl: ttl ?? null, text: process(each).replaceAll("\\;", ";") }];
      });
    }),
  );
}

describe("blocks of YAML that keep line ends", () => {
  it("are mended to their lines with blanks between them, or not at all", async () => {
    const line = fc.constantFrom("v=spf1 -all", "ip4:192.0.2.1", "  a", "", "# x", "mx ", "-all", "v=DKIM1");
    const head = fc.constantFrom(
      "|",
      "|-",
      "|+",
      ">",
      ">-",
      ">+",
      "|2",
      "|2-",
      "|-2",
      ">2+",
      "| # note",
      ">+ # x",
    );
    const end = fc.constantFrom("\n", "\r\n");
    let mended = 0;
    await fc.assert(
      fc.asyncProperty(head, fc.array(line, { maxLength: 4 }), end, async (head, more, end) => {
        const lines = ["v=spf1 mx", ...more];
        const source = `a:\n  type: TXT\n  value: ${head}${end}${lines.map((each) => `    ${each}${end}`).join("")}b: 1\n`;
        const uri = "file:///config/example.com.yaml";
        const faults = ((await read(Document.of(uri, source, ""))) as Reading).placed.flatMap(
          ({ part, at }) =>
            part.faults.flatMap(({ kind, mend }) => (kind === "heredoc" && mend ? [{ mend, at }] : [])),
        );
        for (const { mend, at } of faults) {
          const edits = mend.map(({ span, text }): Edit<DocumentSpace> => {
            return { span: { start: at + span.start, end: at + span.end }, text };
          });
          const [record] = await toldOf(uri, applyEdits(source, edits));
          const last = lines.findLastIndex((each) => each !== "");
          assert.equal(record?.text, lines.slice(0, last + 1).join(" "), source);
          mended++;
        }
      }),
      { numRuns: 600 },
    );
    assert.ok(mended >= 50, `${mended} blocks`);
  });
});

describe("YAML that is damaged", () => {
  const signs = /[-"'{}[\]:|>&*!#,]/;

  it("of octoDNS keeps the records of other lines", async () => {
    await checkBroken({
      uri: "file:///config/example.com.yaml",
      signs,
      text: `---
first:
  type: TXT
  value: v=spf1 a -all
'':
  - type: TXT
    ttl: 300
    values: ["v=spf1 mx -all", 'MS=1']
  - type: MX
    value: { exchange: mail.example.com., preference: 10 }
block: &x
  type: TXT
  values:
    - v=spf1 ip4:192.0.2.1
      -all # ours
    - >-
      v=spf1
      ~all
    - "v=spf1 \\\\; \\x41"
last:
  type: TXT
  value: v=spf1 ptr -all
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 4 },
        { text: "v=spf1 mx -all", from: 5, to: 10 },
        { text: "v=spf1 ip4:192.0.2.1 -all", from: 11, to: 19 },
        { text: "v=spf1 ptr -all", from: 20, to: 22 },
      ],
    });
  });
});
