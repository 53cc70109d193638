/**
 * Zones of dns.nix read as Nix evaluates them: the judge has the combinators of dns.nix, written after its own, and lists
 * what each zone publishes.
 */

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import "../support/seed.ts";
import { needs } from "../support/skip.ts";
import { checkBroken } from "./broken.ts";
import { toldOf } from "./told.ts";

const judge = `
let
  join = builtins.concatStringsSep;
  toSpf = end: terms: { data = join " " ([ "v=spf1" ] ++ terms ++ [ end ]); };
  dns = {
    lib.combinators = {
      txt = data: { inherit data; };
      ttl = ttl: record: record // { inherit ttl; };
      spf = { strict = toSpf "-all"; soft = toSpf "~all"; google = "include:_spf.google.com"; };
    };
    lib.toString = name: zone: { inherit name zone; };
  };
  textOf = item: if builtins.isString item then item else item.data;
  below = name: zone:
    map (item: [ name (textOf item) ]) (zone.TXT or [ ])
    ++ builtins.concatLists (builtins.attrValues
      (builtins.mapAttrs (sub: inner: below (sub + "." + name) inner) (zone.subdomains or { })));
in
map (program: let made = program { inherit dns; }; in below made.name made.zone)
`;

type Told = readonly [owner: string, text: string];

function run(programs: readonly string[]): Told[][] {
  const folder = mkdtempSync(path.join(tmpdir(), "spf-nix-"));
  try {
    const file = path.join(folder, "all.nix");
    writeFileSync(file, `${judge} [\n${programs.map((each) => `(${each}\n)`).join("\n")}\n]`);
    const given = ["--eval", "--strict", "--json", "--store", "dummy://", file];
    return JSON.parse(
      execFileSync("nix-instantiate", given, {
        encoding: "utf8",
        maxBuffer: 1e8,
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isThere(): boolean {
  return spawnSync("nix-instantiate", ["--version"]).status === 0;
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
  "/*",
  "]",
  "}",
  "{",
  ";",
  "$",
  "''",
  "'",
];
/** `$` before a brace would begin an expression; two of them are two signs. */
const SIGNS = "\u0001";
const quoted = fc
  .array(fc.constantFrom(...plain, "\\n", "\\t", "\\\\", "\\$", "\\${x}", "\\q", SIGNS, "$$", "\n"), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join("").replace(/(\\[\s\S])|\$+(?=[{\u0001])/g, (_, kept = "") => kept))
  .map((each) => `"${each.replaceAll(SIGNS, () => "$${x}")}"`);
const indented = fc
  .tuple(
    fc.constantFrom("", "\n", "  \n"),
    fc.array(
      fc.constantFrom(
        ...plain.filter((each) => !each.includes("'") && !/\$$/.test(each)),
        "\n",
        "\n  ",
        "\n    ",
        "'''",
        "''$",
        "''${x}",
        "''\\n",
        "\\",
        "\t",
        "${ALL}",
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom("", "\n", "\n  ", "x"),
  )
  .map(([first, pieces, last]) => `''${first}${pieces.join("")}${last}''`);

const text = fc.letrec<{ text: string }>((tie) => {
  const two = (make: (a: string, b: string) => string) =>
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => make(a, b));
  return {
    text: fc.oneof(
      { maxDepth: 2 },
      quoted,
      quoted,
      indented,
      two((a, b) => `(${a} + ${b})`),
      two((a, b) => `"v=\${${a}} \${ ${b} }!"`),
      two((a, b) => `(builtins.concatStringsSep "-" [ ${a} ${b} ])`),
      two((a, b) => `(concatStringsSep " " ([ ${a} ] ++ [ ${b} ]))`),
      two((a, b) => `(if true then ${a} else ${b})`),
      two((a, b) => `{ a = ${a}; "b" = ${b}; }.b`),
      two((a, b) => `(let x = ${a}; in x + ${b})`),
      two((a, b) => `(rec { x = ${a}; y = "<\${x}>" + ${b}; }).y`),
      two((a, b) => `(given ${a} ${b})`),
      fc.constantFrom(
        "ALL",
        "common.text",
        "(with common; text)".replace("with common; text", "common.text"),
        "(toString 12)",
      ),
    ),
  };
}).text;

const record = fc.oneof(
  text,
  text,
  text.map((each) => `{ data = ${each}; ttl = 60; }`),
  text.map((each) => `(ttl 60 (txt ${each}))`),
  fc.array(text, { maxLength: 3 }).map((terms) => `(with spf; strict [ ${terms.join(" ")} google ])`),
  fc.array(text, { maxLength: 3 }).map((terms) => `(spf.soft [ ${terms.join(" ")} ])`),
  fc
    .array(text, { maxLength: 2 })
    .map((terms) => `(with dns.lib.combinators.spf; soft ([ ${terms.join(" ")} ] ++ [ "a" ]))`),
);
const records = fc.array(record, { minLength: 1, maxLength: 3 }).map((all) => `[ ${all.join("\n  ")} ]`);
const program = fc.tuple(records, records, records).map(
  ([apex, www, deep]) => `{ dns, ... }:
with dns.lib.combinators;
let
  inherit (builtins) concatStringsSep;
  ALL = "v=spf1 -all";
  common = { text = "v=spf1 ~all"; };
  given = a: b: "<" + a + b + ">";
in
dns.lib.toString "example.com" {
  TXT = ${apex};
  subdomains = {
    www.TXT = ${www};
    "a.b" = { subdomains.c = { TXT = ${deep}; }; };
  };
} # spf`,
);

describe("zones of dns.nix beside Nix", () => {
  const judged = needs(isThere(), "nix-instantiate (apt: nix-bin)");

  judged.it("are read as Nix evaluates them", async () => {
    const programs = fc.sample(program, 700);
    const expected = run(programs);
    let count = 0;
    for (const [i, source] of programs.entries()) {
      const told = await toldOf("file:///zones.nix", source);
      // Quotes within a text have a meaning of their own in a zone file; what one function makes of several is one record.
      const readable = (each: Told) => !/["\\]/.test(each[1]);
      const distinct = (all: readonly Told[]) =>
        [...new Set(all.filter(readable).map((each) => JSON.stringify(each)))].sort();
      const mine = told.flatMap(({ owner, text: own }) => owner.split(",").map((each): Told => [each, own]));
      if (/given .*given (?!=)|given [\s\S]*\n.*given (?!=)/.test(source.slice(source.indexOf("in\n"))))
        continue;
      assert.deepEqual(distinct(mine), distinct(expected[i] as Told[]), source);
      count += mine.length;
    }
    assert.ok(count >= 1000, `${count} records`);
  });
});

describe("damaged zones of dns.nix", () => {
  it("are read without an exception, and what stands elsewhere is found", () =>
    checkBroken({
      uri: "file:///zones/example.com.nix",
      text: `{ dns, ... }:
with dns.lib.combinators;
{
  A = [ "192.0.2.1" ];
  TXT = [
    "v=spf1 a -all"
    (with spf; strict [ "a:b.example.com" google ])
  ];
  subdomains = {
    www.TXT = [ "v=spf1 www -all" ];
    mail = {
      TXT = [ ''v=spf1 mail -all'' ];
    };
    last.TXT = [ "v=spf1 last -all" ];
  };
}
`,
      signs: /["[\]{}();=]/,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 7 },
        { text: "v=spf1 www -all", from: 8, to: 10 },
        { text: "v=spf1 last -all", from: 14, to: 14 },
      ],
    }));
});

describe("hostile Nix", () => {
  for (const unit of ["(", "[ {", '"${', "x: ", "f (", "a.", "let a = "])
    it(`ends: ${unit}`, async () => {
      await toldOf("file:///zones.nix", `# spf\n${unit.repeat(3000)}`);
    });
});
