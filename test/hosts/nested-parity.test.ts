/**
 * Zones within other texts beside the same zones alone: in a block of YAML, which the library `yaml` takes out of its
 * document, and in a fence of Markdown, which is taken out here after CommonMark, 4.5.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { checkBroken } from "./broken.ts";
import { checkEdits } from "./edits.ts";
import { LoadedWorld, read } from "./reading.ts";
import { checkPlaces, told } from "./told.ts";

const string = fc
  .array(
    fc.constantFrom(
      "v=spf1",
      " ",
      "  ",
      "-all",
      "ip4:192.0.2.1",
      '\\"',
      "\\065",
      "\\\\",
      ";",
      "#",
      "%{i}",
      ": ",
      "'",
      "|",
      "é",
      "日本",
      "`",
      "~",
    ),
    { maxLength: 7 },
  )
  .map((each) => `"${each.join("")}"`);
const text = fc.oneof(
  string,
  fc.array(string, { minLength: 2, maxLength: 3 }).map((each) => each.join(" ")),
  fc.array(string, { minLength: 2, maxLength: 3 }).map((each) => `(\n   ${each.join(" ; note\n\n     ")} )`),
  fc.constantFrom("v=spf1 -all", "v=spf1\\ -all"),
);
const owner = fc.constantFrom("@", "www", "a.b", " ", "\t", "full.example.org.", "*");
const record = fc
  .tuple(owner, fc.constantFrom("", "60 ", "IN ", "5m IN "), fc.constantFrom("TXT", "TXT", "SPF"), text)
  .map(([a, b, c, d]) => `${a} ${b}${c} ${d}\n`);
const line = fc.oneof(
  record,
  record,
  fc.constantFrom(
    "; v=spf1 -all\n",
    "\n",
    "$ORIGIN sub.example.com.\n",
    "$TTL 60\n",
    "mail A 192.0.2.1\n",
    "  MX 10 mail\n",
  ),
);
const zone = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((lines) => `$ORIGIN example.com.\n@ 300 IN SOA ns1 root 1 2 3 4 5\n${lines.join("")}`);

async function of(uri: string, source: string): Promise<Reading> {
  return (await read(Document.of(uri, source, ""))) as Reading;
}

function saidOf(reading: Reading): unknown {
  const others = reading.placed.flatMap(({ part }) => part.others());
  const boundaries = reading.placed.flatMap(({ part }) =>
    part.found.map(({ decoded }) => decoded.boundaries.map(({ at }) => at)),
  );
  const faults = reading.placed.flatMap(({ part }) => part.faults.map(({ kind, detail }) => [kind, detail]));
  return { told: told(reading), others: others.map(({ span: _, ...other }) => other), boundaries, faults };
}

describe("zones within YAML beside the zones alone", () => {
  it("hold the same", async function () {
    this.timeout(120_000);
    let [count, edits] = [0, 0];
    await fc.assert(
      fc.asyncProperty(zone, fc.constantFrom("  ", "    ", "   "), async (zone, indent) => {
        const block = zone.replace(/^(?=[^\n])/gm, indent);
        const source = `kind: ConfigMap\ndata:\n  other: "x" # spf\n  example.db: |\n  ${block.replaceAll("\n", "\n  ").trimEnd()}\n`;
        const inner = (parse(source) as { data: Record<string, string> }).data["example.db"] as string;
        const reading = await of("file:///coredns.yaml", source);
        const alone = await of("file:///example.db", inner);
        assert.deepEqual(saidOf(reading), saidOf(alone), source);
        checkPlaces(reading);
        edits += await checkEdits(reading.document, new LoadedWorld(), 1, count);
        count += told(alone).length;
      }),
      { numRuns: 400 },
    );
    assert.ok(count >= 1000, `${count} records`);
    assert.ok(edits >= 50, `${edits} edits`);
  });
});

describe("zones within Markdown beside the zones alone", () => {
  it("hold the same", async function () {
    this.timeout(120_000);
    let [count, edits] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        zone,
        fc.constantFrom("", "  ", "   "),
        fc.constantFrom("```", "````", "~~~"),
        fc.constantFrom("zone", "dns", "bind title=x", "{.zone}"),
        async (zone, indent, sign, info) => {
          const fenced = `${sign}${info}\n${zone}${sign}\n`.replace(/^(?=[^\n])/gm, indent);
          const source = `# v=spf1 -all\n\n${fenced}\nText \`v=spf1 -all\`\n`;
          const reading = await of("file:///README.md", source);
          const alone = await of("file:///fence.zone", zone);
          assert.deepEqual(saidOf(reading), saidOf(alone), source);
          checkPlaces(reading);
          edits += await checkEdits(reading.document, new LoadedWorld(), 1, count);
          count += told(alone).length;
        },
      ),
      { numRuns: 400 },
    );
    assert.ok(count >= 1000, `${count} records`);
    assert.ok(edits >= 50, `${edits} edits`);
  });
});

describe("texts with zones in them that are damaged", () => {
  // A fence that is never closed takes all that follows.
  it("keep the records of fences before", async () => {
    await checkBroken({
      uri: "file:///README.md",
      signs: /[`"@\n]/,
      text: `# Title
~~~zone
a.example.com. IN TXT "v=spf1 a -all"
~~~

Prose "v=spf1 -all"
~~~~zone
@ IN TXT "v=spf1 mx -all"
~~~~

\`\`\`zone
b.example.com. IN TXT "v=spf1 ptr -all"
\`\`\`
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 4 },
        { text: "v=spf1 mx -all", from: 1, to: 9 },
      ],
    });
  });

  it("keep the zones of other keys", async () => {
    await checkBroken({
      uri: "file:///coredns.yaml",
      signs: /[|"@()]/,
      text: `data:
  a.db: |
    @ 60 IN SOA ns.example.com. root.example.com. 1 2 3 4 5
    a.example.com. IN TXT ( "v=spf1 a -all" )
  b.db: |
    @ 60 IN SOA ns.example.com. root.example.com. 1 2 3 4 5
    b.example.com. IN TXT "v=spf1 mx -all"
    c.example.com. IN TXT "v=spf1 ptr -all"
`,
      kept: [
        { text: "v=spf1 a -all", from: 2, to: 4 },
        { text: "v=spf1 ptr -all", from: 5, to: 8 },
      ],
    });
  });
});
