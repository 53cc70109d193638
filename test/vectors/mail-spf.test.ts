// Mail::SPF, the only other engine for Sender ID, as a second opinion on generated cases. What it reads differently is
// written down here as what it sees in place of the records that are there; with that, the two agree on every case.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Records, Zonedata } from "../../server/src/dns/zonedata.ts";
import { checkNow } from "../../server/src/spf/check.ts";
import { parse } from "../../server/src/spf/parse.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";

type Scope = "mfrom" | "pra";

interface Case {
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
  readonly scope: Scope;
  readonly zonedata: Zonedata;
}

const NAMES = ["a.example", "b.example", "c.example", "d.example"];
const name = fc.constantFrom(...NAMES, "gone.example");
const ip4 = fc.constantFrom("192.0.2.1", "192.0.2.0/30", "10.0.0.0/8", "192.0.2.2/31");
const ip6 = fc.constantFrom("2001:db8::1", "2001:db8::/64", "2001:db8::/127");
const mechanism = fc.oneof(
  ip4.map((each) => `ip4:${each}`),
  ip6.map((each) => `ip6:${each}`),
  fc.oneof(
    name.map((each) => `a:${each}`),
    fc.constantFrom("a", "mx", "mx:b.example", "a/24//64"),
  ),
  name.map((each) => `include:${each}`),
  fc.constantFrom("exists:%{l}.%{o}", "exists:b.example", "ptr", "all"),
);
const qualified = fc
  .tuple(fc.constantFrom("", "", "+", "-", "~", "?"), mechanism)
  .map(([qualifier, each]) => qualifier + each);
const modifier = fc.constantFrom(
  "x=1",
  "x=%{d}",
  "exp=why.example",
  "redirect=c.example",
  "redirect=gone.example",
  "include=b.example",
);
const version = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("spf2.0/mfrom,pra", "spf2.0/pra", "spf2.0/mfrom", "SPF2.0/pra,mfrom"),
  },
  { weight: 3, arbitrary: fc.constant("v=spf1") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "spf2.0/pra,other",
      "spf2.0/other",
      "spf2.0/MFROM,pra",
      "spf2.3/pra,mfrom",
      "v=spf10",
      "spf2.0/",
    ),
  },
);
const text = fc
  .tuple(
    version,
    fc.array(qualified, { maxLength: 3 }),
    fc.array(modifier, { maxLength: 2 }),
    fc.constantFrom("", "", " -all", " ~all", " all", " moo"),
  )
  .map(([version, terms, modifiers, end]) => [version, ...terms, ...modifiers].join(" ") + end);
const entries = fc
  .tuple(
    fc.array(text, { minLength: 1, maxLength: 3 }),
    fc.subarray([
      { A: "192.0.2.1" },
      { A: "10.1.2.3" },
      { AAAA: "2001:db8::1" },
      { MX: [10, "b.example"] },
    ] as Records[]),
  )
  .map(([texts, others]): Records[] => [...texts.map((TXT) => ({ TXT })), ...others]);
const cases = fc.record({
  ip: fc.constantFrom("192.0.2.1", "192.0.2.7", "2001:db8::1", "10.1.2.3"),
  helo: fc.constant("h.example"),
  sender: fc.oneof(
    { weight: 9, arbitrary: fc.constant("user@a.example") },
    { weight: 1, arbitrary: fc.constant("user@gone.example") },
  ),
  scope: fc.constantFrom<Scope>("mfrom", "pra"),
  zonedata: fc.tuple(entries, entries, entries, entries).map(
    (all): Zonedata => ({
      ...Object.fromEntries(NAMES.map((name, i) => [name, all[i] as Records[]])),
      "why.example": [{ TXT: "no: %{s} at %{c} by %{h}" }],
      "1.2.0.192.in-addr.arpa": [{ PTR: "a.example" }],
      "user.a.example": [{ A: "127.0.0.2" }],
    }),
  ),
});

/** What Mail::SPF reads otherwise than we do, and why that is right (RFC 4406 unless another is named). */
const differences = {
  "v=spf1 is never read for pra":
    "3.4: v=spf1 is equivalent to spf2.0/mfrom,pra where there is no spf2.0 record",
  "a scope in capitals is an error": "3.1: a quoted string of ABNF is case-insensitive (RFC 5234, 2.3)",
  "a record with a scope that nobody defines is skipped":
    "3.1: other scopes are allowed; 4.4: only those without the wanted one are discarded",
  "another minor version is skipped": "4.4: it must be well formed, and is otherwise ignored",
  "the version of the first record decides":
    "4.4: spf2.0 takes precedence over v=spf1, whichever comes first",
  "an error in a record of another scope is an error":
    "4.4: records are chosen first, and read then (RFC 7208, 4.5 and 4.6)",
  "a domain that does not exist is none for pra": "4.3: it is a fail",
} as const;

type Difference = keyof typeof differences;

const broken = "spf2.0/mfrom,pra moo";

/** The texts of a name that Mail::SPF goes by, and what makes them others than are there. */
function asSeen(
  texts: readonly string[],
  scope: Scope,
): { readonly texts: readonly string[]; readonly why: readonly Difference[] } {
  const why: Difference[] = [];
  const kept: string[] = [];
  for (const text of texts) {
    const scopes = /^spf2\.0\/((?:mfrom|pra)(?:,(?:mfrom|pra))*)(?= |$)/i.exec(text)?.[1]?.split(",");
    if (scopes) {
      if (scopes.some((each) => each !== each.toLowerCase()))
        return { texts: [broken], why: ["a scope in capitals is an error"] };
      const serves = scopes.includes(scope);
      if (!parse(text).valid)
        return { texts: [broken], why: serves ? [] : ["an error in a record of another scope is an error"] };
      if (serves) kept.push(text);
    } else if (/^spf2\.0\/[a-z]/i.test(text))
      why.push("a record with a scope that nobody defines is skipped");
    else if (/^spf2\.\d/i.test(text)) why.push("another minor version is skipped");
    else if (/^v=spf1(?: |$)/i.test(text)) {
      if (scope === "pra") why.push("v=spf1 is never read for pra");
      else if (!parse(text).valid)
        return { texts: [broken], why: ["an error in a record of another scope is an error"] };
      else kept.push(text);
    }
  }
  const isFirst = (text: string) => /^v/i.test(text) === /^v/i.test(kept[0] ?? "");
  if (/^v/i.test(kept[0] ?? "") && !kept.every(isFirst)) why.push("the version of the first record decides");
  return { texts: kept.filter(isFirst), why };
}

function ours({ zonedata, scope, ...mail }: Case): {
  readonly result: string;
  readonly explanation: string | null;
} {
  const selector = { protocol: "sender-id", scope, spf1: true } as const;
  return checkNow({ ...mail, selector }, recorded(zonedata), { defaultExplanation: "DEFAULT" });
}

/** What we give on what Mail::SPF sees. */
function translated(each: Case): {
  readonly outcome: ReturnType<typeof ours>;
  readonly why: readonly Difference[];
} {
  const why: Difference[] = [];
  const zonedata = Object.fromEntries(
    Object.entries(each.zonedata).map(([name, entries]) => {
      if (!NAMES.includes(name)) return [name, entries];
      const records = entries as readonly Records[];
      const seen = asSeen(
        records.flatMap(({ TXT }) => (typeof TXT === "string" ? [TXT] : [])),
        each.scope,
      );
      why.push(...seen.why);
      return [
        name,
        [...seen.texts.map((TXT) => ({ TXT })), ...records.filter(({ TXT }) => TXT === undefined)],
      ];
    }),
  );
  if (each.scope === "pra" && each.sender.endsWith("@gone.example")) {
    return {
      outcome: { result: "none", explanation: null },
      why: ["a domain that does not exist is none for pra"],
    };
  }
  return { outcome: ours({ ...each, zonedata }), why };
}

const script = path.join(root, "test/vectors/mail-spf.pl");
const installed = spawnSync("perl", ["-MMail::SPF", "-MJSON::PP", "-e1"]).status === 0;

describe("Sender ID, by Mail::SPF", () => {
  needs(installed, "Mail::SPF (apt: libmail-spf-perl)").it(
    "is what we give, but for what it reads otherwise",
    () => {
      const given = fc.sample(cases, { numRuns: 1000, seed: 20260401 });
      const input = given.map((each) => JSON.stringify(each)).join("\n");
      const { stdout, stderr, status } = spawnSync("perl", [script], {
        input,
        encoding: "utf8",
        maxBuffer: 1 << 26,
      });
      assert.equal(status, 0, stderr);
      const theirs = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { result: string; explanation?: string });
      assert.equal(theirs.length, given.length);
      const found = new Map<Difference, number>();
      const agreed = new Map<string, number>();
      for (const [i, each] of given.entries()) {
        const { outcome, why } = translated(each);
        const their = theirs[i] as (typeof theirs)[number];
        assert.deepEqual(
          [outcome.result, outcome.explanation],
          [their.result, their.explanation ?? null],
          JSON.stringify(each),
        );
        const own = ours(each);
        if (own.result === their.result) agreed.set(own.result, (agreed.get(own.result) ?? 0) + 1);
        else for (const reason of why) found.set(reason, (found.get(reason) ?? 0) + 1);
      }
      // Each difference shows, and every result is agreed on somewhere without one.
      assert.deepEqual([...found.keys()].sort(), Object.keys(differences).sort());
      for (const result of ["pass", "fail", "softfail", "neutral", "none", "permerror"])
        assert.ok((agreed.get(result) ?? 0) > 5, `${result}: ${agreed.get(result)}`);
    },
  );
});
