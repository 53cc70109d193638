/**
 * Programs in Python read as Python runs them: the judge has classes that note what they are given, and names owners
 * after the documentation of `TxtRecord` and of Route 53.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { hostFor } from "../../server/src/host/index.ts";
import { python } from "../../server/src/host/syntax/python.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { read } from "./reading.ts";

/** Runs programs with a class for each kind of resource: for each a list of owners and texts. */
const judge = `
import json, sys, warnings
from types import SimpleNamespace
warnings.simplefilter("ignore")
def run(program):
    out = []
    def note(zone, name, values):
        within = name is None or name == zone or name.endswith("." + zone)
        full = name[:-1] if name and name.endswith(".") else (name or zone) if within else name + "." + zone
        out.extend([full, value] for value in values)
    class TxtRecord:
        def __init__(self, scope, id, *, zone, values, record_name=None):
            note(zone.zone_name, record_name, values)
    class PublicHostedZone:
        def __init__(self, scope, id, *, zone_name):
            self.zone_name = zone_name
    class Zone:
        def __init__(self, id, *, name):
            self.zone_id = name
    class RecordArgs:
        def __init__(self, **given):
            self.given = given
    class Record:
        def __init__(self, id, args=None, **given):
            given = args.given if args else given
            note(given["zone_id"], given["name"], [given["content"]])
    exec(program, {
        "route53": SimpleNamespace(TxtRecord=TxtRecord, PublicHostedZone=PublicHostedZone),
        "cloudflare": SimpleNamespace(Zone=Zone, Record=Record, RecordArgs=RecordArgs),
        "app": None,
    })
    return out
print(json.dumps([run(each) for each in json.load(sys.stdin)]))
`;

type Told = readonly [owner: string, text: string];

function run(programs: readonly string[]): Told[][] {
  const input = JSON.stringify(programs);
  return JSON.parse(execFileSync("python3", ["-c", judge], { input, encoding: "utf8", maxBuffer: 1e8 }));
}

const piece = fc.constantFrom(
  "v=spf1",
  " ",
  "ip4:192.0.2.1",
  "-all",
  "%{i}",
  "é",
  "日本",
  "\\n",
  "\\x41",
  "\\u0061",
  "\\U0001F600",
  "\\0",
  "\\101",
  "\\7",
  "\\q",
  "\\\\",
  "\\a\\v",
  "\\\n",
  "\\\r\n",
  "\\'",
  '\\"',
  "$",
  "//",
  "#",
  "%%",
);
const pieces = fc.array(piece, { maxLength: 6 }).map((each) => each.join(""));
/** A backslash at the end would take the quote away; one line ends where a quote does. */
const raw = pieces.map((each) => each.replace(/["']|\r?\n/g, "").replace(/\\+$/, ""));
const braced = pieces.map((each) => each.replaceAll("%{i}", "%{{i}}"));
const quoted = fc.oneof(
  pieces.map((a) => `"${a}'"`),
  pieces.map((a) => `'${a}"'`),
  pieces.map((a) => `u"{${a}}"`),
  fc.tuple(pieces, fc.constantFrom("\n", "\r\n", '"', "''")).map(([a, b]) => `"""${a}${b}x"""`),
  fc.tuple(pieces, fc.constantFrom("\n", '"', '""')).map(([a, b]) => `'''${a}${b}'''`),
  raw.map((a) => `r"${a}"`),
  raw.map((a) => `R'''${a}\n\\q'''`),
  fc.tuple(raw, fc.constantFrom("rf", "fR")).map(([a, b]) => `${b}"${a.replaceAll("%{i}", "-{{")}-{12}"`),
  braced.map((a) => `f"${a}{{{NAME}}}"`),
  pieces
    .map((each) => each.replace(/[^\0-\x7f]|\\[uU]|\\\r?\n/g, "-"))
    .map((a) => `b"${a}'".decode("ascii")`),
);
const text: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 2 },
    quoted,
    quoted,
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `${a} + ${b}`),
    fc
      .tuple(
        quoted,
        quoted.filter((each) => !each.includes("decode")),
      )
      .map(([a, b]) => (a.includes("decode") ? b : `(${a}\n  ${b})`)),
    fc.constantFrom("NAME", "made()", 'DATA["key"]', "LIST[1]").map((a) => `f'v={${a}} { NAME !s}'`),
    fc
      .tuple(fc.array(tie("text"), { maxLength: 3 }), quoted)
      .map(([a, b]) => `(${b}).join([${a.join(", ")}])`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `"a " + ${b} + "%%%(x)s" % {"x": ${a}}`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `"v=%s %d%% %s" % (${a}, 7, ${b})`),
    tie("text").map((a) => `'v=%s' % (${a})`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `"{} {{}} {x} {}".format(${a}, 12, x=${b})`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `'{1}{0!s}{1}'.format(${a}, ${b})`),
    tie("text").map((a) => `(${a}).strip()`),
    tie("text").map((a) => `str(${a}).replace("a", "b").lower()`),
    tie("text").map((a) => `(${a}).lstrip().rstrip().upper()`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `[*[${a}], ${b}][1]`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a} if True else ${b})`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `"+".join(f"<{x}>" for x in [${a}, ${b}])`),
    tie("text").map((a) => `given(what=${a})`),
    tie("text").map((a) => `(lambda_(${a}))`),
    tie("text").map((a) => `dict(a=${a}, b=1)["a"]`),
    fc.constantFrom("NAME", 'DATA["key"]', "made()", 'given("x")', "Settings.SPF", "LIST[0]"),
  ),
})).text;

/** To stand before the calls. */
const declared = `
NAME = "v=spf1 " + 'a'
DATA = {"key": 'b"'}
LIST = ["v=spf1 mx", 'l']
class Settings:
    SPF: str = "v=spf1 s"
def made():
    local = NAME + "c"
    return local
def given(what, other="-"):
    return "<" + what + ">"
lambda_ = lambda x: f"[{x}]"
zone = route53.PublicHostedZone(app, "zone", zone_name="example.com")
other = cloudflare.Zone("other", name="example.com")
`;

const name = fc.constantFrom(
  '"mail"',
  "'*'",
  "f\"a.{'b'}\"",
  '"full.example.org."',
  '"www.example.com"',
  "'example.com'",
);
const cdk = fc.oneof(
  fc
    .tuple(name, fc.array(text, { minLength: 1, maxLength: 3 }))
    .map(([a, b]) => `route53.TxtRecord(app, "r", zone=zone, record_name=${a}, values=[${b.join(", ")}])`),
  fc
    .array(text, { minLength: 1, maxLength: 2 })
    .map((b) => `route53.TxtRecord(\n    app, "r",\n    zone=zone, values=[${b.join(",\n")}],\n)`),
);
const pulumi = fc.oneof(
  fc
    .tuple(name, text)
    .map(([a, b]) => `cloudflare.Record("r", zone_id=other.zone_id, type="TXT", name=${a}, content=${b})`),
  fc
    .tuple(name, text)
    .map(
      ([a, b]) =>
        `cloudflare.Record("r", cloudflare.RecordArgs(zone_id=other.zone_id, type="TXT", name=${a}, content=${b}))`,
    ),
);
const records = fc.oneof(cdk, pulumi);
/** A text that calls of both make records of is one of the first that looks at it. */
const programs = fc.oneof(
  fc.array(cdk, { minLength: 1, maxLength: 4 }),
  fc.array(cdk, { minLength: 1, maxLength: 4 }),
  fc.array(pulumi, { minLength: 1, maxLength: 4 }),
);

describe("programs in Python beside Python", () => {
  it("are read as Python runs them", async () => {
    const written = fc.sample(programs, 700).map((calls) => `${declared}${calls.join("\n")}\n`);
    const expected = run(written);
    let count = 0;
    for (const [i, program] of written.entries()) {
      const reading = await read(Document.of("file:///stack.py", program, "python"));
      const told = (reading?.placed ?? []).flatMap(({ part }) =>
        part.found.flatMap(({ owners, decoded }) => {
          return (owners ?? ["?"]).map((owner): Told => [owner, decoded.text]);
        }),
      );
      const judged = expected[i] as Told[];
      // Quotes within a text have a meaning of their own for Cloudflare; what one function makes of several is one record.
      const calls = declared.length;
      const several = /(?:given|lambda_)\([\s\S]*(?:given|lambda_)\(/.test(program.slice(calls));
      const plain = !program.includes("cloudflare.Record(") && !several;
      assert.deepEqual(distinct(told, plain), distinct(judged, plain), program);
      count += judged.length;
    }
    assert.ok(count >= 1000, `${count} records`);
  });
});

/** One text for several names is one record for each; the same one twice is told once. */
function distinct(told: readonly Told[], texts: boolean): string[] {
  return [...new Set(told.map((each) => JSON.stringify(texts ? each : each[0])))].sort();
}

describe("sections of Python", () => {
  const statement = fc.oneof(
    records,
    text.map((each) => `a = ${each}`),
    fc.constantFrom(
      "def f(a):\n    return [\na]",
      "if a:\n    b()\nelse:\n    c()",
      "@deco(\n'x')\ndef g(): pass",
      "# it's (",
      'x = """a\nb = (\n"""',
      "long = other + \\\nmore",
      "class A:\n    def m(self): return 1\n\n    x = 1",
      "y = {\n'a': 1,\n}",
      "try:\n    a\nexcept E:\n    b\nfinally:\n    c",
      "z = (a\nif b\nelse c)",
      "from a import (\nb,\nc,\n)",
    ),
  );

  it("are read as the whole is", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 6 }),
        fc.constantFrom("\n", "\n\n"),
        (statements, between) => {
          const source = statements.join(between) + between;
          const starts = python.sections(source);
          const written = (from: number, to?: number) => {
            const section = source.slice(from, to);
            const { root } = python.read(section);
            return root.kind === "list"
              ? root.items.map(({ value }) => section.slice(value.span.start, value.span.end).trim())
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

describe("damaged programs in Python", () => {
  const sample = `zone = HostedZone(app, "z", zone_name="example.com")
TxtRecord(app, "a", zone=zone, values=["v=spf1 a -all"])
TxtRecord(app, "b", zone=zone, record_name='b',
    values=[f"v=spf1 {x} -all"],
)
class Mail(Stack):
    def __init__(self):
        route53.TxtRecord(self, "c", zone=zone, values=["v=spf1 c -all"])
        route53.TxtRecord(self, "d", zone=zone, values=["v=spf1 d -all"])
aws.route53.Record("r", type="TXT", zone_id=zone.zone_id, records=["v=spf1 mx -all"])
`;

  it("are read without an exception, and what stands elsewhere is found", () =>
    checkBroken({
      uri: "file:///lib/stack.py",
      text: sample,
      signs: /[(){}[\]"'`,:;=]/,
      kept: [
        { text: "v=spf1 a -all", from: 2, to: 2 },
        { text: "v=spf1 c -all", from: 7, to: 8 },
        { text: "v=spf1 d -all", from: 7, to: 9 },
        { text: "v=spf1 mx -all", from: 10, to: 10 },
      ],
    }));
});

describe("tests in Python", () => {
  it("are no programs with resources", () => {
    for (const file of ["test_stack.py", "stack_test.py", "conftest.py", "types.pyi"])
      assert.equal(hostFor({ uri: `file:///lib/${file}`, languageId: "python", head: "" }), undefined, file);
  });
});
