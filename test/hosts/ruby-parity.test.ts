/** Files of Roadworker read as Ruby runs them: the judge has its words, which note what they are given. */

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import "../support/seed.ts";
import { needs } from "../support/skip.ts";
import { checkBroken } from "./broken.ts";
import { toldOf } from "./told.ts";

const judge = `
require "json"
class Set_
  attr_reader :out
  def initialize; @out = []; end
  def ttl(_); end
  def resource_records(*given) = @out.concat(given)
end
class File_
  attr_reader :out
  def initialize; @out = []; end
  def hosted_zone(_, &block) = instance_eval(&block)
  def rrset(name, _type, &block)
    set = Set_.new
    set.instance_eval(&block)
    set.out.each { |text| @out << [name.delete_suffix("."), text] }
  end
end
$VERBOSE = nil
def hosted_zone(name, &block) = $file.hosted_zone(name, &block)
all = JSON.parse(STDIN.read).map do |program|
  $file = File_.new
  eval(program, TOPLEVEL_BINDING)
  $file.out
end
puts JSON.generate(all)
`;

type Told = readonly [owner: string, text: string];

function run(programs: readonly string[]): Told[][] {
  const input = JSON.stringify(programs);
  return JSON.parse(execFileSync("ruby", ["-e", judge], { input, encoding: "utf8", maxBuffer: 1e8 }));
}

const plain = [
  "v=spf1",
  " ",
  "ip4:192.0.2.1",
  "-all",
  "%{i}",
  "é",
  "日本",
  "#",
  "# ",
  ";",
  "$x",
  "@",
  "end",
  "do",
  "|",
];
const escapes = [
  "\\n",
  "\\t",
  "\\s",
  "\\\\",
  "\\q",
  "\\x41",
  "\\u0061",
  "\\u{1F600}",
  "\\101",
  "\\e",
  "\\#{x}",
  '\\"',
  "\\'",
];
const join = (pieces: readonly string[]) =>
  pieces.join("").replace(/(\\[\s\S])|#+(?=[{$@])/g, (_, kept = "") => kept);
const rich = fc.array(fc.constantFrom(...plain, ...escapes), { maxLength: 6 }).map(join);
const poor = fc
  .array(fc.constantFrom(...plain, "\\\\", "\\'", "\\n", "#{x}", "#@x"), { maxLength: 6 })
  .map((all) => all.join(""));
const quoted = fc.oneof(
  rich.map((a) => `"x${a}'"`),
  poor.map((a) => `'x${a}"'`),
  poor.map((a) => `%q(x${a.replaceAll("\\'", "'")}(y))`),
  rich.map((a) => `%Q[x${a}[y]]`),
  rich.map((a) => `%(x${a})`),
);
const text = fc.letrec<{ text: string }>((tie) => {
  const two = (make: (a: string, b: string) => string) =>
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => make(a, b));
  return {
    text: fc.oneof(
      { maxDepth: 2 },
      quoted,
      quoted,
      two((a, b) => `(${a} + ${b})`),
      two((a, b) => `"x#{${a}} #{ ${b} }!"`),
      fc.tuple(rich, poor).map(([a, b]) => `"x${a}" 'y${b}'`),
      fc.tuple(rich, poor).map(([a, b]) => `"x${a}" \\\n  'y${b}'`),
      two((a, b) => `[${a}, ${b}].join("-")`),
      two((a, b) => `[\n  ${a}, # one\n  ${b},\n].join(' ')`),
      two((a, b) => `(true ? ${a} : ${b})`),
      two((a, b) => `(false ? ${a} : ${b})`),
      fc.constant("%w[x=1 b:c #d].join(' ')"),
      fc.constant("SPF"),
      fc.constant("given"),
      quoted.map((a) => `${a}.strip`),
    ),
  };
}).text;

const record = fc.tuple(
  fc.constantFrom('"example.com."', "'mail.example.com'", '"*.example.com"', '"x.#{DOMAIN}."'),
  fc.array(text, { minLength: 1, maxLength: 3 }),
  fc.nat(4),
);
const written = ([name, texts, way]: readonly [string, readonly string[], number]) =>
  [
    `  rrset ${name}, "TXT" do\n    ttl 300\n    resource_records(\n      ${texts.join(",\n      ")}\n    )\n  end`,
    `  rrset(${name}, 'TXT') do\n    resource_records ${texts.join(", ")}\n    ttl(60)\n  end`,
    `  rrset ${name}, "TXT" do resource_records(${texts.join(", ")}) end # end`,
    `  rrset(${name}, "TXT") { |x|\n    resource_records(${texts.join(", ")})\n  }`,
    `  if true\n    rrset ${name}, "TXT" do\n      resource_records(${texts.join(", ")})\n    end\n  else\n  end`,
  ][way];
const program = fc.array(record, { minLength: 1, maxLength: 3 }).map(
  (records) => `SPF = "v=spf1 " + 'it''s -all'
DOMAIN = "example.net"
def given
  "given #{SPF}"
end
hosted_zone "example.com." do
${records.map(written).join("\n\n")}
end
# spf
`,
);

describe("files of Roadworker beside Ruby", () => {
  const judged = needs(spawnSync("ruby", ["--version"]).status === 0, "ruby (apt: ruby)");

  judged.it("are read as Ruby runs them", async () => {
    const programs = fc.sample(program, 700);
    const expected = run(programs);
    let count = 0;
    for (const [i, source] of programs.entries()) {
      const told = await toldOf("file:///Routefile", source);
      const mine = told.flatMap(({ owner, text: own }) => owner.split(",").map((each): Told => [each, own]));
      const distinct = (all: readonly Told[]) => [...new Set(all.map((each) => JSON.stringify(each)))].sort();
      assert.deepEqual(distinct(mine), distinct(expected[i] as Told[]), source);
      count += mine.length;
    }
    assert.ok(count >= 1000, `${count} records`);
  });
});

describe("damaged files of Roadworker", () => {
  it("are read without an exception, and what stands elsewhere is found", () =>
    checkBroken({
      uri: "file:///Routefile",
      text: `hosted_zone "example.com." do
  rrset "example.com.", "TXT" do
    ttl 300
    resource_records("\\"v=spf1 a -all\\"", '"x"')
  end
  rrset "b.example.com.", "TXT" do
    resource_records "\\"v=spf1 ip4:#{x[0]} -all\\""
  end
  rrset("c.example.com.", "TXT") { |x|
    resource_records('"v=spf1 c -all"')
  }
end

hosted_zone "example.net." do
  rrset "example.net.", "TXT" do
    resource_records('"v=spf1 net -all"')
  end
end
`,
      signs: /["'()[\]{}|,#.\\]/,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 4 },
        { text: "v=spf1 c -all", from: 7, to: 11 },
        { text: "v=spf1 net -all", from: 14, to: 16 },
      ],
    }));
});
