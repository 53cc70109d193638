/**
 * Whether we call the records of the openspf suite valid that it calls so. The suite is not ours to ship: Debian's
 * `golang-blitiri-go-spf-dev` installs it.
 */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "../../../server/src/spf/parse.ts";

const SUITE = "/usr/share/gocode/src/blitiri.com.ar/go/spf/testdata/rfc7208-tests.yml";

/** Every invalid record of the suite: each is in a test that wants a permerror, or says nothing about it. */
const INVALID = new Set([
  "v=spf1 a:ï»¿garbage.example.net -all",
  "v=spf1 \u0080a:example.net -all",
  "v=spf1 a:example.net \u0096all",
  "v=spf1 a:ctrl.example.com\rptr -all",
  "v=spf1 ip4:192.0.2.5\n include:spf.protection.outlook.com ~all",
  "v=spf1 ip4:1.2.3.4 -all moo",
  "v=spf1 moo.cow/far_out=man:dog/cat ip4:1.2.3.4 -all",
  "v=spf1 moo.cow:far_out=man:dog/cat ip4:1.2.3.4 -all",
  "v=spf1 ip4:1.2.3.4 redirect:t2.example.com",
  "v=spf1 a:foo-bar -all",
  "v=spf1 -all.",
  "v=spf1 -all:foobar",
  "v=spf1 -all/8",
  "v=spf1 ptr/0 -all",
  "v=spf1 ptr:",
  "v=spf1 a:foo.example.com\u0000",
  "v=spf1 a:111.222.33.44",
  "v=spf1 a:abc.123",
  "v=spf1 a:museum",
  "v=spf1 a:museum.",
  "v=spf1 a/33 -all",
  "v=spf1 a//129 -all",
  "v=spf1 a/24/64 -all",
  "v=spf1 a:example.com:8080",
  "v=spf1 a:example.-com",
  "v=spf1 a:",
  "v=spf1 include +all",
  "v=spf1 include: -all",
  "v=spf1 include:ip5.example.com/24 -all",
  "v=spf1 mx:foo.example.com\u0000",
  "v=spf1 mx:abc.123",
  "v=spf1 mx/33 -all",
  "v=spf1 mx//129 -all",
  "v=spf1 mx:example.com:8080",
  "v=spf1 mx:example.-com",
  "v=spf1 mx: -all",
  "v=spf1 exists:",
  "v=spf1 exists",
  "v=spf1 exists:mail.example.com/24",
  "v=spf1 ip4:1.2.3.4/33 -all",
  "v=spf1 ip4:1.2.3.4/032 -all",
  "v=spf1 ip4",
  "v=spf1 ip4:1.2.3.4//32",
  "v=spf1 ip4:1.2.3.4:8080",
  "v=spf1 ip4:1.2.3",
  "v=spf1 -all ip6",
  "v=spf1 ip6:::1.1.1.1/129",
  "v=spf1 ip6:::1.1.1.1//33",
  "v=spf1 ip6::CAFE::BABE",
  "v=spf1 1up=foo",
  "v=spf1 =all",
  "v=spf1 -all foo=%abc",
  "v=spf1 exp= -all",
  "v=spf1 exp=e13msg.example.com -all exp=e11msg.example.com",
  "v=spf1 redirect=e12.example.com -all redirect=e12.example.com",
  "v=spf1 exp=-all",
  "v=spf1 redirect=-all ?all",
  "v=spf1 ?all redirect=",
  "v=spf1 -exists:%(ir).sbl.example.com ?all",
  "v=spf1 exists:foo%(ir).sbl.example.com ?all",
  "v=spf1 exists:foo%.sbl.example.com ?all",
  "v=spf1 -all exp=%{r}.example.com",
  "v=spf1 a:%{a}.example.com -all",
]);

describe("the records of the openspf suite", () => {
  if (!existsSync(SUITE)) {
    it("need golang-blitiri-go-spf-dev");
    console.warn(`NOT TESTED: ${SUITE} is missing`);
    return;
  }

  it("are valid or not as the suite has it", () => {
    const records = recordsOf(readFileSync(SUITE, "utf8"));
    assert.ok(records.length > 130, `${records.length} records found`);
    const disagreed = records.filter((text) => parse(text).valid === INVALID.has(text));
    assert.deepEqual(disagreed, []);
    assert.deepEqual(
      [...INVALID].filter((text) => !records.includes(text)),
      [],
    );
  });
});

/** The texts of SPF and TXT entries that are records: enough of YAML for this file, which writes them in few ways. */
function recordsOf(yaml: string): string[] {
  const lines = yaml.split(/\r?\n/);
  const out = new Set<string>();
  for (let i = 0; i < lines.length; i++) {
    const entry = /^\s*- (?:SPF|TXT):\s*(.*)$/.exec(lines[i] as string);
    if (!entry) continue;
    let value = entry[1] as string;
    const indent = /^ */.exec(lines[i] as string)?.[0].length ?? 0;
    for (
      let next = lines[i + 1];
      next !== undefined && /^ *(?! )(?!- [A-Z])\S/.test(next);
      next = lines[i + 1]
    ) {
      if ((/^ */.exec(next)?.[0].length ?? 0) <= indent || /^\s*#/.test(next)) break;
      const more = next.trim();
      const folded = value === ">-" || value === "|-" || value === "";
      const join = value.endsWith("\\") ? "" : " ";
      value = folded ? more : value.replace(/\\$/, "") + join + more;
      i++;
    }
    const text = textOf(value);
    if (/^v=spf1(?: |$)/i.test(text)) out.add(text);
  }
  return [...out];
}

function textOf(value: string): string {
  if (value.startsWith("["))
    return value
      .slice(1, -1)
      .split(/,(?=\s*['"])/)
      .map((each) => textOf(each.trim()))
      .join("");
  if (value.startsWith('"')) {
    const inner = value.replace(/^"|"$/g, "");
    return inner.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_, hex?: string, escaped?: string) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      return { n: "\n", r: "\r", t: "\t", "0": "\0" }[escaped ?? ""] ?? escaped ?? "";
    });
  }
  return value.startsWith("'") ? value.replace(/^'|'$/g, "").replace(/''/g, "'") : value;
}
