/**
 * Programs for DNSControl read as it reads them: the judge runs them in node, with a `D`, `TXT` and `SPF_BUILDER` that
 * are written after its language reference.
 */

import assert from "node:assert/strict";
import vm from "node:vm";
import fc from "fast-check";
import type { Reading } from "../../server/src/host/host.ts";
import { javascript } from "../../server/src/host/syntax/javascript.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { declared, text } from "./javascript-random.ts";
import { LoadedWorld, read } from "./reading.ts";

interface Told {
  readonly owner: string;
  readonly text: string;
  readonly ttl: number | null;
}

/** What DNSControl makes of a program: its `D` fills a list, its builders give records. */
function run(program: string): Told[] {
  const out: Told[] = [];
  type Item = { label: string; text: string; ttl: number | null } | { defaultTtl: number } | Item[];
  const seconds = (given: number | string) => {
    const [, count, unit] = /^(\d+)([smhd]?)$/.exec(String(given)) ?? [];
    return Number(count) * ({ m: 60, h: 3600, d: 86400 }[unit ?? ""] ?? 1);
  };
  const D = (name: string, ...items: Item[]) => {
    let ttl: number | null = null;
    const flat = (each: Item): void => {
      if (Array.isArray(each)) each.forEach(flat);
      else if (each && "defaultTtl" in each) ttl = each.defaultTtl;
      else if (each && "label" in each) {
        const owner = each.label === "@" ? name : `${each.label}.${name}`;
        out.push({ owner, text: each.text, ttl: each.ttl ?? ttl });
      }
    };
    items.forEach(flat);
  };
  const TXT = (label: string, text: string | string[], ttl?: number) => ({
    label,
    text: Array.isArray(text) ? text.join("") : text,
    ttl: ttl ?? null,
  });
  vm.runInNewContext(program, {
    D: (name: string, _registrar: unknown, ...items: Item[]) => D(name, ...items),
    D_EXTEND: D,
    REG: {},
    TXT,
    TTL: seconds,
    DefaultTTL: (given: number | string) => ({ defaultTtl: seconds(given) }),
    SPF_BUILDER: (about: { label?: string; parts: string[]; ttl?: number | string }) =>
      TXT(
        about.label ?? "@",
        about.parts.join(" "),
        about.ttl === undefined ? undefined : seconds(about.ttl),
      ),
  });
  return out;
}

const label = fc.constantFrom('"@"', "'mail'", '"*"', "`a.b`");
const record = fc.oneof(
  fc.tuple(label, text).map(([a, b]) => `TXT(${a}, ${b})`),
  fc.tuple(label, text).map(([a, b]) => `TXT(${a}, ${b}, TTL("5m"))`),
  fc
    .tuple(label, fc.array(text, { minLength: 1, maxLength: 3 }))
    .map(([a, b]) => `TXT(${a}, [${b.join(", ")}])`),
  fc
    .tuple(label, fc.array(text, { minLength: 2, maxLength: 4 }))
    .map(([a, b]) => `SPF_BUILDER({ label: ${a}, parts: [\n${b.join(", // part\n")} ], ttl: 60 })`),
  fc
    .array(text, { minLength: 2, maxLength: 3 })
    .map((b) => `SPF_BUILDER({ parts: ["v=spf1"].concat(${b.join()}) })`),
);

describe("DNSControl beside node", () => {
  it("reads every record as node does", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        const program = `${declared}\nD("example.com", REG, DefaultTTL(7), [${records.join(",\n")}]);\n// spf`;
        const expected = run(program);
        const reading = await read(Document.of("file:///dnsconfig.js", program, "javascript"));
        const told = (reading?.placed ?? [])
          .flatMap(({ part }) => part.found)
          .map(({ owners, decoded, ttl }): Told => ({ owner: owners?.[0] ?? "?", text: decoded.text, ttl }));
        // Two records that take one text are one: the generated ones that are a bare name.
        const byText = (list: Told[]) => [...new Set(list.map((each) => each.text))].sort();
        assert.deepEqual(byText(told), byText(expected));
        const bare = records.some((each) => /, (?:NAME|of\.key|made\(\)|given\("x"\))/.test(each));
        if (!bare) assert.deepEqual(told, expected);
        count += expected.length;
      }),
      { numRuns: 700 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });
});

describe("sections of JavaScript", () => {
  const statement = fc.oneof(
    record.map((each) => `D("example.com", REG,\n${each}\n);`),
    text.map((each) => `const a = ${each}`),
    fc.constantFrom(
      "function f(a) {\n  return [a];\n}",
      "if (a)\nb()\nelse\nc()",
      'const r = /[/"]{2}/, s = a / b / c;',
      "/* comment\nD(\n*/",
      "// it's",
      "x = `a\nb ${c + `d\n`}\nconst e\n`;",
      "const long =\nother +\nmore",
      "class A {\nm() { return 1 }\n}",
      "export const y = {\na: 1,\n}",
    ),
  );

  it("are read as the whole is", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 6 }),
        fc.constantFrom("\n", "\n\n"),
        (statements, between) => {
          const source = statements.join(between);
          const starts = javascript.sections(source);
          const written = (from: number, to?: number) => {
            const section = source.slice(from, to);
            const { root } = javascript.read(section);
            return root.kind === "list"
              ? root.items.map(({ value }) => section.slice(value.span.start, value.span.end))
              : [];
          };
          assert.deepEqual(
            starts.flatMap((start, i) => written(start, starts[i + 1])),
            written(0),
            JSON.stringify({ source, starts }),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("damaged programs", () => {
  const sample = `var S = "v=spf1 a -all";
D("example.net", REG, TXT("@", S));
D("example.com", REG,
  TXT("@", \`v=spf1 \${x} -all\`, TTL(60)),
  SPF_BUILDER({ parts: ["v=spf1", 'mx', "-all"] })
);
D("example.org", REG, TXT("@", "v=spf1 mx -all"));
`;

  it("are read without an exception, and what stands elsewhere is found", async () => {
    for (const [at, sign] of [...sample].entries()) {
      if (!/[(){}[\]"'`,:$;]/.test(sign)) continue;
      for (const put of ["", sign + sign]) {
        const broken = sample.slice(0, at) + put + sample.slice(at + 1);
        const reading = await read(Document.of("file:///dnsconfig.js", broken, "javascript"));
        const texts =
          reading?.placed.flatMap(({ part }) => part.found.map(({ decoded }) => decoded.text)) ?? [];
        const line = sample.slice(0, at).split("\n").length;
        // What begins a template may take all that follows.
        if (line < 7 && !(line === 4 && /[`${}]/.test(sign)))
          assert.ok(texts.includes("v=spf1 mx -all"), `${broken}\n${texts}`);
        if (line > 2) assert.ok(texts.includes("v=spf1 a -all"), `${broken}\n${texts}`);
      }
    }
  });
});

describe("a program that is edited", () => {
  const lines = fc.constantFrom(
    'var SPF = "v=spf1 mx -all";',
    'var SPF = "v=spf1 a -all";',
    'var LIST = [TXT("l", SPF), A("@", "192.0.2.1")];',
    'var LIST = [TXT("m", SPF)];',
    'SPF += "x";',
    "DEFAULTS(DefaultTTL(60));",
    'function f(name) { return [TXT(name, "v=spf1 " + name + " -all"), A(name, "192.0.2.1")]; }',
    'function g(name) { D(name, REG, LIST, TXT("@", SPF)); }',
    'D("example.com", REG, LIST, f("x"));',
    'D("example.net", REG, f("y"), TXT("@", SPF));',
    'g("example.org");',
    'g("example.edu");',
    'TXT("alone", SPF);',
  );

  it("is read as if it were new", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lines, { minLength: 1, maxLength: 10 }),
        fc.array(fc.tuple(fc.nat(), lines, fc.boolean()), { minLength: 1, maxLength: 8 }),
        async (first, edits) => {
          const program = [...first];
          const world = new LoadedWorld();
          let reading: Reading | null = null;
          for (const [at, line, put] of edits) {
            program.splice(at % (program.length + 1), put ? 0 : 1, line);
            const text = program.join("\n");
            const document = Document.of("file:///dnsconfig.js", text, "javascript");
            reading = (await read(document, world, reading ?? undefined)) as Reading;
            const fresh = await read(Document.of("file:///dnsconfig.js", text, "javascript"), world);
            assert.deepEqual(said(reading), said(fresh as Reading));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

function said(reading: Reading): unknown {
  return reading.placed.map(({ part, at }) => [
    at,
    part.found.map(({ decoded, ...found }) => ({ ...found, text: decoded.text })),
    part.others(),
  ]);
}
