/**
 * Rows beside other readers of them: SQL beside sqlite3, which runs the statements, and beside a decoder of its own for
 * what MySQL and PostgreSQL escape; separated values beside a decoder that is written after RFC 4180.
 */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import "../support/seed.ts";
import { needs } from "../support/skip.ts";
import { checkBroken } from "./broken.ts";
import { Tally } from "./tally.ts";
import { type Told, told } from "./told.ts";

const sqlite = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].find(existsSync);

/** What PowerDNS publishes of a content that brings no quotes of its own; contents here bring none, or are whole. */
function published(content: string): string {
  return content.startsWith('"') ? content.slice(1, -1) : content;
}

interface Written {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly ttl: number | null;
}

const words = fc.constantFrom(
  "v=spf1",
  " ",
  "-all",
  "ip4:192.0.2.1",
  "'",
  ",",
  ";",
  "(",
  ")",
  "--",
  "/*",
  "#",
  "é",
  "日本",
  "%{i}",
  "`",
  "$$",
);
const content = fc
  .tuple(fc.array(words, { maxLength: 6 }), fc.boolean())
  .map(([each, quoted]) => (quoted ? `"${each.join("")}"` : each.join("").replace(/^\s+/, "")));
const record: fc.Arbitrary<Written> = fc.record({
  name: fc.constantFrom("example.com", "www.example.com", "*.example.org", "a-b.example.net"),
  type: fc.constantFrom("TXT", "TXT", "SPF"),
  content,
  ttl: fc.constantFrom(60, 300, null),
});

const order = fc.shuffledSubarray(["name", "type", "content", "ttl", "domain_id"], { minLength: 5 });

function insert(
  records: readonly Written[],
  columns: readonly string[],
  string: (text: string) => string,
  table = "records",
): string {
  const rows = records.map((each) => {
    const cells: Readonly<Record<string, string>> = {
      name: string(each.name),
      type: string(each.type),
      content: string(each.content),
      ttl: each.ttl === null ? "NULL" : String(each.ttl),
      domain_id: "(SELECT 1)",
    };
    return `(${columns.map((column) => cells[column]).join(", ")})`;
  });
  return `INSERT INTO ${table} (${columns.join(",")}) VALUES\n  ${rows.join(",\n  ")}; -- spf\n`;
}

function expected(records: readonly Written[]): Told[] {
  return records.map(({ name, type, content, ttl }) => ({
    owner: name,
    type,
    ttl,
    text: published(content),
  }));
}

needs(sqlite !== undefined, "sqlite3 (apt: sqlite3)").describe("SQL beside sqlite3", () => {
  it("reads every record as the table has it", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), order, async (records, columns) => {
        const source = `/* v=spf1 */\n${insert(records, columns, (text) => `'${text.replaceAll("'", "''")}'`)}`;
        const table = "CREATE TABLE records (id INTEGER PRIMARY KEY, domain_id, name, type, content, ttl);";
        const input = `${table}\n${source}\nSELECT name, type, content, ttl FROM records ORDER BY id;`;
        const rows = JSON.parse(String(execFileSync(sqlite as string, ["-json", ":memory:"], { input })));
        await tally.check("file:///dns.sql", source, expected(rows));
      }),
      { numRuns: 200 },
    );
    tally.enough();
  });
});

describe("SQL with escapes", () => {
  for (const [name, table, string] of [
    ["of MySQL", "`records`", (text: string) => `'${text.replace(/['"\\]/g, "\\$&")}'`],
    ["of MySQL in double quotes", "`records`", (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`],
    ["of PostgreSQL", "records", (text: string) => `E'${text.replace(/['\\]/g, "\\$&")}'`],
  ] as const) {
    it(`${name} is decoded`, async function () {
      this.timeout(120_000);
      const tally = new Tally();
      await fc.assert(
        fc.asyncProperty(
          fc.array(record, { minLength: 1, maxLength: 6 }),
          order,
          async (records, columns) => {
            const source = insert(records, columns, string, table);
            await tally.check("file:///dns.sql", source, expected(records));
          },
        ),
        { numRuns: 350 },
      );
      tally.enough();
    });
  }
});

describe("separated values beside RFC 4180", () => {
  it("hold every record", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    const line = fc.record({ written: record, quoted: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 10 }),
        order,
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        async (lines, columns, separator, end) => {
          const cell = (text: string, quoted: boolean) =>
            quoted || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
          const rows = lines.map(({ written, quoted }) => {
            const cells: Readonly<Record<string, string>> = {
              ...written,
              ttl: String(written.ttl ?? ""),
              domain_id: "1",
            };
            return columns.map((column) => cell(cells[column] as string, quoted)).join(separator);
          });
          const source = [
            columns.join(separator),
            ...rows,
            `${columns.map(() => "no spf").join(separator)}`,
            "",
          ].join(end);
          const [titles, ...all] = decoded(source, separator);
          const at = (row: readonly string[], title: string) => row[titles?.indexOf(title) ?? -1] ?? "";
          const records = all
            .map((row) => ({ type: at(row, "type"), content: at(row, "content"), ttl: at(row, "ttl") }))
            .filter(({ type }) => type === "TXT" || type === "SPF");
          await tally.compare(
            "file:///export.csv",
            source,
            records.map(({ type, content, ttl }) => ({
              type,
              text: published(content),
              ttl: ttl === "" ? null : Number(ttl),
            })),
            (reading) => told(reading).map(({ type, text, ttl }) => ({ type, text, ttl })),
          );
        },
      ),
      { numRuns: 300 },
    );
    tally.enough();
  });
});

/** RFC 4180, 2, sign by sign. */
function decoded(source: string, separator: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  const put = (sign: string) => {
    const row = rows.at(-1) as string[];
    row[row.length - 1] += sign;
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string;
    if (quoted && sign === '"' && source[at + 1] === '"') put(source[at++] as string);
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === separator) rows.at(-1)?.push("");
    else if (!quoted && sign === "\n") rows.push([""]);
    else if (quoted || sign !== "\r") put(sign);
  }
  return rows;
}

describe("rows that are damaged", () => {
  it("of SQL keep the records of other statements", async () => {
    await checkBroken({
      uri: "file:///dns.sql",
      signs: /['(),;]/,
      text: `INSERT INTO records (name, type, content) VALUES ('a.example.com', 'TXT', 'v=spf1 a -all');
INSERT INTO records (name, type, content) VALUES
 ('b.example.com', 'TXT', 'v=spf1 mx -all'), ('c.example.com', 'TXT', 'it''s');
INSERT INTO records (name, type, content) VALUES ('d.example.com', 'TXT', 'v=spf1 ptr -all');
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 1 },
        { text: "v=spf1 mx -all", from: 1, to: 3 },
        { text: "v=spf1 ptr -all", from: 3, to: 4 },
      ],
    });
  });

  it("of separated values keep the records of other rows", async () => {
    await checkBroken({
      uri: "file:///export.csv",
      signs: /[",\n]/,
      text: `name,type,content,ttl
a.example.com,TXT,"v=spf1 a -all",60
b.example.com,TXT,"""v=spf1 mx -all""",60
c.example.com,TXT,v=spf1 ptr -all,60
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 2 },
        { text: "v=spf1 mx -all", from: 1, to: 3 },
        { text: "v=spf1 ptr -all", from: 1, to: 4 },
      ],
    });
  });
});
