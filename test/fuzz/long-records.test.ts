// Records of thousands of terms, of each kind that a rule speaks of: linting takes no longer than their length explains.

import assert from "node:assert/strict";
import { Workspace } from "../../server/src/ide/workspace.ts";
import { Document } from "../../server/src/text/document.ts";
import { assertLinear } from "./growth.ts";

const TERMS = 4000;

/** The octets of a number, so that networks differ. */
const net = (i: number) => `60.${i >> 8}.${i & 255}`;
const host = (i: number) => `h${i}.example.net`;

/** Terms by their places. */
const KINDS: Readonly<Record<string, (i: number) => string>> = {
  "networks side by side": (i) => `ip4:${net(i)}.0/24`,
  "networks within networks": (i) => `ip4:${net(i)}.0/${32 - (i % 20)}`,
  "networks with results in turn": (i) => `${"+-~?"[i % 4]}ip4:${net(i)}.0/24`,
  "halves of networks with results in turn": (i) => `${"+-~?"[(i >> 1) % 4]}ip4:${net(i)}.0/24`,
  "a wide network at the end of each thousand": (i) => `ip4:${net(i)}.0/${i % 1000 === 999 ? 8 : 24}`,
  "half of all addresses, piece by piece": (i) => `ip4:${(i * 7) & 255}.${i & 255}.0.0/${8 + (i % 9)}`,
  "one network": () => "ip4:203.0.113.0/24",
  "networks with host bits": (i) => `ip4:${net(i)}.1/24`,
  "networks of IPv6": (i) => `ip6:2a01:${i.toString(16)}::/64`,
  "addresses in IPv6": (i) => `ip6:::ffff:${net(i)}.1`,
  "addresses alone": (i) => `${net(i)}.1`,
  "addresses cut short": (i) => `ip4:${net(i)}`,
  hosts: (i) => `a:${host(i)}`,
  "hosts with prefix lengths": (i) => `a:${host(i)}/24//64`,
  "addresses as hosts": (i) => `a:${net(i)}.1`,
  "one host": () => "a",
  "mail hosts": (i) => `mx:${host(i)}`,
  includes: (i) => `include:${host(i)}`,
  "includes of one provider": () => "include:_spf.google.com",
  "includes of accounts": (i) => `include:u${i}.wl.sendgrid.net`,
  "includes of the record itself": () => "include:example.com",
  "includes in capitals": (i) => `INCLUDE:H${i}.EXAMPLE.NET`,
  "includes with an equals sign": (i) => `include=${host(i)}`,
  "addresses of the web": (i) => `include:http://${host(i)}/`,
  mailboxes: (i) => `include:me@${host(i)}`,
  placeholders: (i) => `include:{{h${i}}}.example.net`,
  "other letters": (i) => `include:é${i}.example.net`,
  "names of rules with macros": (i) => `exists:%{i}.${i}.%{d2r}.example.net`,
  "macros with mistakes": (i) => `exists:%{z}${i}.%(i).example.net`,
  "names by address": (i) => `ptr:${host(i)}`,
  "unknown words": (i) => `word${i}`,
  "slips of the pen": (i) => `nclude:${host(i)}`,
  "terms without blanks": (i) => `a:${host(i)}-all`,
  quotes: (i) => `include:\\"${host(i)}\\"`,
  commas: (i) => `a:${host(i)},`,
  modifiers: (i) => `x${i}=y`,
  redirects: (i) => `redirect=${host(i)}`,
  "requests for reports": (i) => `ra=x${i} rp=${i}`,
  alls: () => "-all",
  versions: () => "v=spf1",
  blanks: (i) => `  a:${host(i)}  `,
};

describe("records of thousands of terms", () => {
  for (const [kind, term] of Object.entries(KINDS)) {
    it(`are linted in time: ${kind}`, function () {
      this.timeout(60_000);
      assertLinear(
        kind,
        (size) => {
          const text = zoneOf(Array.from({ length: size }, (_, i) => term(i)));
          return () => {
            rulesOf(text);
          };
        },
        TERMS,
      );
    });
  }
});

describe("names with thousands of records", () => {
  const SIZE = 4000;
  /** What the record asks for, the lines of each that answers, and the rules that speak of it. */
  type Kind = readonly [terms: string, of: (i: number) => string, rules: readonly string[]];
  const kinds: Readonly<Record<string, Kind>> = {
    "mail servers": ["mx:m.example.com", (i) => `m MX ${i} h${i}\nh${i} A ${net(i)}.1\n`, ["mx-too-many"]],
    "mail servers without addresses": ["mx:m.example.com", (i) => `m MX ${i} h${i}\n`, ["mx-too-many"]],
    "mail servers, asked for time after time": [
      Array(10).fill("mx:m.example.com").join(" "),
      (i) => `m MX ${i} h${i}\nh${i} A ${net(i)}.1\n`,
      ["mx-too-many", "duplicate-term", "lookups-at-limit"],
    ],
    addresses: ["a:m.example.com", (i) => `m A ${net(i)}.1\n`, []],
    aliases: ["a:h0.example.com", (i) => `h${i} CNAME h${i + 1}\n`, ["target-temperror"]],
  };

  for (const [kind, [terms, of, rules]] of Object.entries(kinds)) {
    it(`are looked at in time: ${kind}`, function () {
      this.timeout(60_000);
      assertLinear(
        kind,
        (size) => {
          const others = Array.from({ length: size }, (_, i) => of(i)).join("");
          const text = `${zoneOf([terms])}${others}`;
          return () => assert.deepEqual([...new Set(rulesOf(text))], rules);
        },
        SIZE,
      );
    });
  }
});

/** The rules that say something of a zone, read as an editor has it read. */
function rulesOf(text: string): string[] {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  const uri = "file:///zones/db.example.com";
  workspace.open(Document.of(uri, text, "dns-zone"));
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  return analysis.findings.map(({ rule }) => rule);
}

/** In strings that fit. */
function zoneOf(terms: readonly string[]): string {
  const strings = terms.map((term) => `"${term} "`);
  return `$ORIGIN example.com.\n$TTL 1h\n@ IN TXT ( "v=spf1 "\n${strings.join("\n")} "-all" )\n`;
}
