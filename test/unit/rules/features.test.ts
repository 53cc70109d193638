/** What rules say they are about spares them records that they have nothing to say of, and no others. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import type { Found, Part } from "../../../server/src/host/host.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { featuresOf } from "../../../server/src/rules/features.ts";
import { rules } from "../../../server/src/rules/index.ts";
import { ruleTable } from "../../../server/src/rules/lint/table.ts";
import type { Rule } from "../../../server/src/rules/rule.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import type { Subject } from "../../../server/src/rules/subject.ts";
import { targetFeaturesOf } from "../../../server/src/rules/target-features.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { providers } from "../../../server/src/spf/providers.ts";
import { Decoded } from "../../../server/src/text/decoded.ts";
import { Document } from "../../../server/src/text/document.ts";

const uri = "file:///zones/db.example.com";
const HEAD = "$ORIGIN example.com.\n$TTL 1h\n@ IN SOA ns1 hostmaster ( 1 2h 1h 2w 1h )\n";

/** All addresses of IPv4. */
const halves = "ip4:0.0.0.0/1 ip4:128.0.0.0/1";

/** What DNS says of names elsewhere. */
const zonedata: Zonedata = {
  "slow.example.net": ["TIMEOUT"],
  "broken.example.net": [{ TXT: "v=spf1 ip4:x -all" }],
  "open.example.net": [{ TXT: "v=spf1 +all" }],
  "wide.example.net": [{ TXT: `v=spf1 ${halves}` }],
  "many.example.net": Array.from({ length: 11 }, (_, i) => ({ MX: [10, `mx${i}.example.net`] })),
};
const dns = recorded(zonedata);
/** And what it does not know. */
const free = ["free.example.org", "example.org"];

/** The same rules, asked about everything. */
const unspared = rules.map((rule): Rule => {
  const { about: _about, targets: _targets, reaches: _reaches, ...rest } = rule;
  return rest as Rule;
});

const name = fc.constantFrom(
  "example.com",
  "a.example.com",
  "b.example.com",
  "c.example.com",
  "gone.example.com",
);
const target = fc.oneof(
  { weight: 2, arbitrary: name },
  fc.constantFrom("%{d}", "%{i}.example.com", ...Object.keys(zonedata), ...free),
);
const term = fc.oneof(
  { weight: 1, arbitrary: name.map((each) => `include:${each}`) },
  fc
    .tuple(fc.constantFrom("include:", "redirect=", "exists:", "a:", "mx:", "exp="), target)
    .map((both) => both.join("")),
  fc.constantFrom("a", "mx", "ptr", "all", "-all", "?all", "?mx", "exists:%{l}.example.com", "ip4:192.0.2.1"),
);
/** Names of the provider data. */
const known = providers.flatMap(({ targets }) => targets.map((each) => `include:${each.name}`));
const odd = fc.constantFrom(
  ...[halves, "ip6:::/0", "ip4:192.0.2.0/33", "ip4:192.0.2.1/24", "ip6:2001:db8::1/32", "inlcude:a", '" "'],
  ...["include:_spf.google.com", "include:_netblocks.google.com", "redirect=amazonses.com"],
  ...["-include:a.example.com", "include:_spf.salesforce.com include:spf.protection.outlook.com"],
  "include:mail.zendesk.com ~all",
  ...["ip4:192.0.2.0/25 ip4:192.0.2.128/25", "ip4:192.0.2.0/24 -ip4:192.0.2.9", "ip6:2a00::/32 ip6:2a00::1"],
  ...["a -a", "mx mx", "all -all", "ip4:62.4.17.1 -ip4:62.4.17.1/32", "exp=gmail.com"],
  ...["ip4:10.0.0.0/8", "ip4:62.0.0.0/9", "ip6:2a00::/20", "mx/12", "include:gmail.com", "redirect=web.de"],
);
const record = fc
  .tuple(
    fc.constantFrom("v=spf1", "v=spf1", "v=spf1", "spf2.0/pra"),
    fc.array(term, { maxLength: 5 }),
    fc.option(fc.oneof(odd, fc.constantFrom(...known)), { freq: 3 }),
  )
  .map(([version, terms, more]) => [version, ...terms, ...(more === null ? [] : [more])].join(" "));
const line = fc
  .tuple(
    fc.constantFrom("@", "a", "b", "c", "*.d", "_spf", "_dmarc", "example.com", "b 300"),
    fc.oneof(
      { weight: 4, arbitrary: record.map((text) => `TXT "${text}"`) },
      fc.constantFrom("A 192.0.2.1", "MX 10 a", "MX 0 ."),
    ),
  )
  .map((both) => `${both.join(" IN ")}\n`);

describe("what rules are about", () => {
  // Zones have a hundred thousand of these; `npm run bench -- lint` tells what one more rule costs.
  it("leaves out nearly all of them where a record is plain", () => {
    const text = "v=spf1 ip4:62.4.17.0/24 include:_spf.example.com -all";
    const source = `"${text}"`;
    const decoded = Decoded.verbatim(source, 1, text.length + 1, (each) => each);
    const found = { decoded, owners: ["www.example.com"] } as Partial<Found> as Found;
    const part = { found: [found] } as Partial<Part> as Part;
    const subject = { found, part, format: "zone", record: parse(text) } as Partial<Subject> as Subject;
    const table = ruleTable(rules, defaultSettings);
    const has = { features: featuresOf(subject, "example.com"), targets: targetFeaturesOf(subject) };
    const asked = [...table.text(has), ...table.record(has), ...table.zone(has), ...table.expansion(has, 0)];
    assert.deepEqual(
      asked.map((each) => each.name),
      ["foreign-include", "many-addresses", "too-many-lookups", "lookups-at-limit", "lookups-near-limit"],
      "a rule that should say what it is `about`, or what its tree `reaches`",
    );
  });

  it("leaves out nothing that they would find", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
        const text = HEAD + lines.join("");
        assert.deepEqual(found(text, rules), found(text, unspared), text);
      }),
      { numRuns: 300 },
    );
  });
});

function found(text: string, of: readonly Rule[]): string[] {
  const workspace = new Workspace({ today: () => "2026-11-24", rules: of });
  workspace.configure({ ...defaultSettings, profile: "all" });
  workspace.open(Document.of(uri, text, "dns-zone"));
  for (const name of [...Object.keys(zonedata), ...free]) {
    for (const type of ["TXT", "A", "MX"] as const)
      workspace.learn({ name, type }, dns({ name, type }), Number.POSITIVE_INFINITY);
  }
  const findings = workspace.analyse(uri)?.findings ?? [];
  return findings.map(({ rule, range }) => `${rule} ${range.start}-${range.end}`);
}
