/**
 * What Terraform itself makes of expressions and what we make of them: `terraform console` works out a file of locals,
 * offline and without providers.
 */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { declaredIn } from "../../server/src/host/declared.ts";
import { Evaluator } from "../../server/src/host/evaluate.ts";
import type { Section } from "../../server/src/host/format.ts";
import { Rows } from "../../server/src/host/rows.ts";
import { plainText } from "../../server/src/host/syntax/value.ts";
import { terraformLanguage } from "../../server/src/host/terraform/functions.ts";
import { needs } from "../support/skip.ts";
import { LoadedWorld } from "./reading.ts";

const COUNT = 1500;

/** Characters of a quoted text as they are written. What is `{` alone would make code of a sign before it. */
const quotedPiece = fc.constantFrom(
  ..."aZ09 .:/~+-=_#;,'`[]()}<>&|^@!?*é日😀",
  ..."$%",
  " ",
  "v=spf1 ",
  "include:",
  "//",
  "/*",
  "$${",
  "%%{",
  "$$${",
  "%%%{",
  "%%{i}",
  "$${x}",
  "\\n",
  "\\r",
  "\\t",
  '\\"',
  "\\\\",
  "\\u00e9",
  "\\u3042",
  "\\U0001F600",
  "\\u0025{",
);

/** Two signs before a brace, and a sign that a brace follows. */
const isRight = (body: string) =>
  !/(?<![$%])[$%]\{/.test(body.replace(/\\./g, "").replace(/\$\$+\{|%%+\{/g, ""));

const body = fc
  .array(quotedPiece, { maxLength: 12 })
  .map((pieces) => pieces.join(""))
  // A sign at the end may meet a template.
  .map((text) => text.replace(/[$%]+$/, ""))
  .filter(isRight);

const number = fc.constantFrom("0", "7", "-3", "1.5", "1.50", "65536");
const separator = fc.constantFrom('" "', '""', '"-"', '", "', '"\\" \\""');
const heredocLine = fc
  .array(fc.constantFrom(..."ab .:é", '"', "\\n", "$${", "%%{", "  ", "#", "'"), { maxLength: 8 })
  .map((pieces) => pieces.join(""));

/** Names of locals that come before the one that is made. */
const earlier = fc.nat(20).map((i) => `local.t${i}`);

const { text } = fc.letrec<{ text: string; list: string; map: string; test: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    body.map((each) => `"${each}"`),
    earlier,
    fc.tuple(body, tie("text"), body).map(([a, b, c]) => `"${a}\${${b}}${c}"`),
    fc.tuple(body, tie("text"), body).map(([a, b, c]) => `"${a} \${~ ${b} ~}  ${c}"`),
    fc.tuple(body, number).map(([a, b]) => `"${a}\${${b}}!"`),
    fc.tuple(separator, tie("list")).map(([a, b]) => `join(${a}, ${b})`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `format("%s: %s%%", ${a}, ${b})`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `format("%[2]s %v %[1]s", ${a}, ${b}, 4)`),
    fc
      .tuple(tie("text"), fc.constantFrom('"a"', '"  "', '"."', '"/\\\\s+/"', '"/a+ ?/"', '"\\n"'), separator)
      .map(([a, b, c]) => `replace(${a}, ${b}, ${c})`),
    fc
      .tuple(fc.constantFrom("trimspace", "chomp", "lower", "upper"), tie("text"))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(fc.constantFrom("trimsuffix", "trimprefix"), tie("text"), separator)
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc.tuple(tie("test"), tie("text"), tie("text")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie("map"), fc.constantFrom("a", "b")).map(([a, b]) => `lookup(${a}, "${b}", "?")`),
    fc.tuple(tie("list"), fc.nat(3)).map(([a, b]) => `element(concat(["x"], ${a}), ${b})`),
    fc
      .tuple(fc.boolean(), fc.array(heredocLine, { maxLength: 4 }))
      .map(
        ([strips, lines]) =>
          `trimspace(<<${strips ? "-" : ""}E_1\n${lines.map((line) => `    ${line}\n`).join("")}  E_1\n)`,
      ),
  ),
  list: fc.oneof(
    { depthSize: "small" },
    fc.array(tie("text"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
    fc.tuple(tie("list"), tie("list")).map(([a, b]) => `concat(${a}, ${b})`),
    fc.tuple(tie("list"), tie("text")).map(([a, b]) => `flatten([${a}, [[${b}]]])`),
    tie("list").map((a) => `compact(${a})`),
    tie("list").map((a) => `reverse(${a})`),
    tie("list").map((a) => `[for each in ${a} : "<\${each}>" if each != ""]`),
    tie("map").map((a) => `[for k, v in ${a} : "\${k}=\${v}"]`),
    tie("map").map((a) => `values(${a})`),
    tie("map").map((a) => `keys(${a})`),
    tie("list").map((a) => `formatlist("%s-%s%%", ${a}, "x")`),
    fc.tuple(fc.constantFrom('" "', '"a"', '", "'), tie("text")).map(([a, b]) => `split(${a}, ${b})`),
    tie("text").map((a) => `regexall(".{1,5}", replace(replace(${a}, "\\n", ""), "😀", ""))`),
  ),
  map: fc.oneof(
    { depthSize: "small" },
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `{ a = ${a}, "b" = ${b} }`),
    fc.tuple(tie("map"), tie("text")).map(([a, b]) => `merge(${a}, { c : ${b} })`),
    tie("map").map((a) => `{ for k, v in ${a} : k => "\${v};" }`),
  ),
  test: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("true", "false"),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `${a} == ${b}`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `${a} != ${b}`),
    tie("test").map((a) => `!(${a})`),
    fc
      .tuple(fc.constantFrom("startswith", "endswith"), tie("text"), separator)
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
    tie("list").map((a) => `contains(${a}, "v=spf1 ")`),
    fc
      .tuple(tie("list"), fc.constantFrom(">", "<", ">=", "<=", "==", "!="), fc.nat(2))
      .map(([a, b, c]) => `length(${a}) ${b} ${c}`),
    fc.tuple(tie("map"), fc.nat(3)).map(([a, b]) => `length(${a}) > ${b}`),
    fc.nat(8).map((n) => `length("v=spf1") < ${n}`),
    fc.tuple(tie("test"), tie("test")).map(([a, b]) => `(${a}) && (${b})`),
    fc.tuple(tie("test"), tie("test")).map(([a, b]) => `(${a}) || (${b})`),
  ),
}));

const program = "terraform";
const isThere = spawnSync(program, ["version"]).status === 0;

describe("Terraform's own reading", () => {
  needs(isThere, "terraform on the path").it(
    `is ours of ${COUNT} expressions`,
    async function (this: Mocha.Context) {
      this.timeout(120_000);
      const literals = fc.sample(body, 21).map((each) => `"${each}"`);
      const expressions = fc.sample(text, COUNT);
      const theirs = evaluated(literals, expressions);
      const ours = await read(literals, expressions);
      let compared = 0;
      for (const [i, expression] of expressions.entries()) {
        // What Terraform refuses has no value.
        if (theirs[i] === null) continue;
        assert.equal(ours[i], String(theirs[i]), expression);
        compared++;
      }
      assert.ok(compared >= 1000, `${compared} were compared`);
    },
  );
});

function moduleOf(literals: readonly string[], expressions: readonly string[]): string {
  const lines = [
    ...literals.map((each, i) => `  t${i} = ${each}`),
    ...expressions.map((each, i) => `  e${i} = ${each}`),
  ];
  return `locals {\n${lines.join("\n")}\n}\n`;
}

/** What Terraform says that each of the expressions is; null where it refuses one. */
function evaluated(literals: readonly string[], expressions: readonly string[]): unknown[] {
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-"));
  try {
    const tried = expressions.map((each) => `try(${each}, null)`);
    writeFileSync(path.join(folder, "main.tf"), moduleOf(literals, tried));
    const names = expressions.map((_, i) => `local.e${i}`);
    const { stdout, stderr } = spawnSync(program, ["console", "-no-color"], {
      cwd: folder,
      input: `base64encode(jsonencode([${names.join(",")}]))\n`,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" },
    });
    const written = /^"([\w+/=]+)"$/m.exec(stdout)?.[1];
    assert.ok(written, `${stdout}${stderr}`.slice(0, 2000));
    return JSON.parse(Buffer.from(written, "base64").toString("utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(literals: readonly string[], expressions: readonly string[]): Promise<(string | null)[]> {
  const world = new LoadedWorld();
  await world.load(["hcl"]);
  const source = moduleOf(literals, expressions);
  const tree = world.syntax("hcl")?.read(source);
  assert.ok(tree);
  const section: Section = { text: source, tree };
  return expressions.map((_, i) => {
    const value = tree.names.get(`local.e${i}`);
    const evaluator = new Evaluator(declaredIn(new Rows(), [section]), terraformLanguage, {});
    return value ? plainText(evaluator.value(section, value)) : null;
  });
}
