/** Go as its specification has it: texts are made together with what they say, in every way of writing one. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { hostFor } from "../../server/src/host/index.ts";
import { go } from "../../server/src/host/syntax/go.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { toldOf } from "./told.ts";

/** How something is written, and what it says. */
interface Meant {
  readonly written: string;
  readonly text: string;
}

const plain = [
  "v=spf1",
  " ",
  "ip4:192.0.2.1",
  "-all",
  "%{i}",
  "é",
  "日本",
  "'",
  "#",
  "//",
  "/*",
  "]",
  "}",
  "{",
  "$",
  "%%",
];
const piece: fc.Arbitrary<Meant> = fc.oneof(
  fc.constantFrom(...plain).map((text) => ({ written: text, text })),
  fc.constantFrom<Meant>(
    { written: '\\"', text: '"' },
    { written: "\\\\", text: "\\" },
    { written: "\\n", text: "\n" },
    { written: "\\r", text: "\r" },
    { written: "\\t", text: "\t" },
    { written: "\\a\\v", text: "\x07\v" },
    { written: "\\x41", text: "A" },
    { written: "\\101", text: "A" },
    { written: "\\000", text: "\0" },
    { written: "\\u65e5", text: "日" },
    { written: "\\U0001F600", text: "😀" },
  ),
);
const quoted = fc.array(piece, { maxLength: 6 }).map((pieces): Meant => {
  const written = pieces.map((each) => each.written).join("");
  return { written: `"${written}"`, text: pieces.map((each) => each.text).join("") };
});
const raw = fc
  .array(fc.constantFrom(...plain, "\n", "\r\n", "\\n", '"', "\nfunc x() {\n"), { maxLength: 6 })
  .map(
    (pieces): Meant => ({ written: `\`${pieces.join("")}\``, text: pieces.join("").replaceAll("\r", "") }),
  );

const text = fc.letrec<{ text: Meant }>((tie) => {
  const two = fc.tuple(tie("text"), tie("text"));
  const of = (make: (a: string, b: string) => string, says: (a: string, b: string) => string) =>
    two.map(([a, b]): Meant => ({ written: make(a.written, b.written), text: says(a.text, b.text) }));
  return {
    text: fc.oneof(
      { maxDepth: 2 },
      quoted,
      quoted,
      raw,
      of(
        (a, b) => `${a} + ${b}`,
        (a, b) => a + b,
      ),
      of(
        (a, b) => `(${a} +\n\t${b})`,
        (a, b) => a + b,
      ),
      of(
        (a, b) => `fmt.Sprintf("%s%%%d%v", ${a}, 12, ${b})`,
        (a, b) => `${a}%12${b}`,
      ),
      of(
        (a, b) => `fmt.Sprintf("%[2]s-%[1]s", ${a}, ${b})`,
        (a, b) => `${b}-${a}`,
      ),
      of(
        (a, b) => `strings.Join([]string{${a}, ${b}}, "-")`,
        (a, b) => `${a}-${b}`,
      ),
      of(
        (a, b) => `strings.Join([]string{\n${a}, // one\n${b},\n}, " ")`,
        (a, b) => `${a} ${b}`,
      ),
      of(
        (a, b) => `[]string{${a}, ${b}}[1]`,
        (_, b) => b,
      ),
      of(
        (a, b) => `map[string]string{"a": ${a}, "b": ${b}}["a"]`,
        (a) => a,
      ),
      of(
        (a) => `strings.ReplaceAll(${a}, "a", "b")`,
        (a) => a.replaceAll("a", "b"),
      ),
      of(
        (a) => `strings.ToUpper(strings.ToLower(${a}))`,
        (a) => a.toLowerCase().toUpperCase(),
      ),
      of(
        (a) => `string(${a})`,
        (a) => a,
      ),
    ),
  };
}).text;

const program = fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

describe("Go beside its specification", () => {
  it("is read as it says", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(program, async (records) => {
        const calls = records.map((values, i) => {
          const list = values.map((each) => `jsii.String(${each.written})`).join(", ");
          return `awsroute53.NewTxtRecord(stack, jsii.String("r"), &awsroute53.TxtRecordProps{
	Zone: zone, RecordName: jsii.String("r${i}"), Values: &[]*string{${list}},
})`;
        });
        const source = `package main

func main() {
zone := awsroute53.NewPublicHostedZone(stack, jsii.String("z"), &awsroute53.PublicHostedZoneProps{ZoneName: jsii.String("example.com")})
${calls.join("\n")}
}
// spf
`;
        const told = await toldOf("file:///stack.go", source);
        const wanted = records.flatMap((values, i) => values.map((each) => [`r${i}.example.com`, each.text]));
        assert.deepEqual(
          told.map((each) => [each.owner, each.text]),
          wanted,
          source,
        );
        count += wanted.length;
      }),
      { numRuns: 600 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });

  it("is cut where declarations begin", () => {
    const source = 'package a\n\nimport (\n\t"b"\n)\n\nconst c = `\nfunc d\n`\n/*\nvar e\n*/\nfunc f() {}\n';
    const starts = go.sections(source);
    assert.deepEqual(
      starts.map((start) => source.slice(start).split("\n", 1)[0]),
      ["package a", "import (", "const c = `", "func f() {}"],
    );
  });
});

describe("damaged programs in Go", () => {
  it("are read without an exception, and what stands elsewhere is found", () =>
    checkBroken({
      uri: "file:///main.go",
      text: `package main

const spf = "v=spf1 c -all"

func one() {
	route53.NewRecord(ctx, "a", &route53.RecordArgs{
		Type: pulumi.String("TXT"), Records: pulumi.StringArray{pulumi.String("v=spf1 a -all")},
	})
}

func two() {
	route53.NewRecord(ctx, "b", &route53.RecordArgs{
		Type: pulumi.String("TXT"), Records: pulumi.StringArray{pulumi.String(spf)},
	})
}

func three() {
	route53.NewRecord(ctx, "d", &route53.RecordArgs{
		Type: pulumi.String("TXT"), Records: pulumi.StringArray{pulumi.String("v=spf1 d -all")},
	})
}
`,
      signs: /[(){}[\]"`,:.&=]/,
      kept: [
        { text: "v=spf1 a -all", from: 5, to: 9 },
        { text: "v=spf1 c -all", from: 3, to: 15 },
        { text: "v=spf1 d -all", from: 17, to: 21 },
      ],
    }));
});

describe("hostile Go", () => {
  it("takes no time", async () => {
    assert.deepEqual(await toldOf("file:///main.go", `// spf\n${"f(".repeat(50_000)}`), []);
  });
});

describe("tests in Go", () => {
  it("are no programs with resources", () => {
    const file = { uri: "file:///lib/stack_test.go", languageId: "go", head: "" };
    assert.equal(hostFor(file), undefined);
  });
});
