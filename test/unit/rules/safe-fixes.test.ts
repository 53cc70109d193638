/** Fixes that the linter calls safe change nothing for anybody: `check` before and after them is the judge. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { editsOf, firstOf, fixAll, Workspace } from "../../../server/src/ide/index.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { around, sameFor, untidyRecord, worldAround } from "../spf/untidy.ts";
import { helos, senders } from "../spf/worlds.ts";

const uri = "file:///zones/db.a.example";
const settings = { ...defaultSettings, profile: "all" } as const;

function opened(text: string): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure(settings);
  workspace.open(Document.of(uri, `$ORIGIN a.example.\n$TTL 1h\n@ IN TXT ${text}\n`, "dns-zone"));
  return workspace;
}

/** The record of a zone file as DNS has it. */
function published(text: string): string {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.open(Document.of(uri, text, "dns-zone"));
  const subjects = workspace.analyse(uri)?.linted.subjects ?? [];
  assert.equal(subjects.length, 1, text);
  return subjects[0]?.found.decoded.text ?? "";
}

/** The record after each fix that is called safe, and after all of them together. */
function mended(workspace: Workspace): { rule: string; text: string }[] {
  const analysis = workspace.analyse(uri);
  const before = workspace.document(uri)?.text() ?? "";
  const out: { rule: string; text: string }[] = [];
  for (const finding of analysis?.findings ?? []) {
    for (const fix of finding.fixes) {
      if (fix.kind !== "safe" || !analysis) continue;
      const [own] = editsOf(fix, analysis) ?? [];
      if (own) out.push({ rule: finding.rule, text: published(applyEdits(before, own.edits)) });
    }
  }
  const { edits } = fixAll(workspace, uri, firstOf(["safe"]));
  if (edits.length > 0) out.push({ rule: "all", text: published(applyEdits(before, edits)) });
  return out;
}

/** In one string, or cut in two where it is half as long. */
const written = fc
  .tuple(untidyRecord, fc.boolean())
  .map(([text, cut]) =>
    cut
      ? { text, source: `"${text.slice(0, text.length >> 1)}" "${text.slice(text.length >> 1)}"` }
      : { text, source: `"${text}"` },
  );

describe("safe fixes", function () {
  this.timeout(120_000);

  it("are the same for every client, sender and answer, for the record and all that lead to it", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(written, worldAround, senders, helos, ({ text, source }, world, sender, helo) => {
        for (const { rule, text: after } of mended(opened(source))) {
          seen.set(rule, (seen.get(rule) ?? 0) + 1);
          sameFor({ before: text, after, world, sender, helo }, `${rule}: ${text} → ${after}`);
        }
      }),
      { numRuns: 300 },
    );
    const expected = [
      "all",
      "aggregatable",
      "default-mask",
      "duplicate-term",
      "explicit-plus",
      "host-bits",
      "letter-case",
      "modifier-before-mechanism",
      "redirect-not-last",
      "second-version",
      "shadowed",
      "split-mid-term",
      "trailing-dot",
      "whitespace",
    ];
    for (const rule of expected) assert.ok((seen.get(rule) ?? 0) > 0, `${rule}: ${seen.get(rule)}`);
  });

  it("leave nothing safe to do, and do not undo each other", () => {
    fc.assert(
      fc.property(written, ({ source }) => {
        const workspace = opened(source);
        const { edits } = fixAll(workspace, uri, firstOf(["safe"]));
        if (edits.length === 0) return;
        const text = applyEdits(workspace.document(uri)?.text() ?? "", edits);
        workspace.open(Document.of(uri, text, "dns-zone"));
        assert.deepEqual(fixAll(workspace, uri, firstOf(["safe"])).edits, [], text);
      }),
      { numRuns: 150 },
    );
  });

  const kinds = (source: string) => {
    const { findings } = opened(source).analyse(uri) ?? { findings: [] };
    return findings.flatMap(({ rule, fixes }) => fixes.map(({ kind }) => `${rule} ${kind}`));
  };

  it("are repairs where another record stands at the name", () => {
    const plus = '"v=spf1 +ip4:185.12.80.7 -all"';
    assert.deepEqual(kinds(plus), ["explicit-plus safe"]);
    assert.ok(kinds(`${plus}\n@ IN TXT "v=spf1 ip4:185.12.80.7 -all"`).includes("explicit-plus repair"));
    const twice = kinds(`${plus}\n@ IN TXT ${plus}`);
    assert.ok(twice.includes("explicit-plus repair") && !twice.includes("explicit-plus safe"));
    assert.ok(twice.includes("identical-duplicate safe"));
    assert.ok(kinds(`${plus}\n@ IN TXT "spf2.0/pra -all"`).includes("explicit-plus safe"));
  });

  it("are repairs where a name that is evaluated loses its dot, unless all that it leads to is plain", () => {
    const dotted = (term: string, ...records: readonly string[]) =>
      kinds([`"v=spf1 ${term}"`, ...records].join("\n")).filter((kind) => kind.startsWith("trailing-dot"));
    const plain = [
      '_spf IN TXT "v=spf1 ip4:185.12.80.7 include:b.a.example -all"',
      'b IN TXT "v=spf1 mx -all"',
    ];
    for (const term of ["include:_spf.a.example. -all", "redirect=_spf.a.example."]) {
      assert.deepEqual(dotted(term, ...plain), ["trailing-dot safe"]);
      assert.deepEqual(dotted(term), ["trailing-dot repair"]);
      for (const deeper of [
        "exists:%{d}.x.example",
        "a:%{p}.example",
        "-all exp=e.example",
        "include:c.example",
      ]) {
        const own = `b IN TXT "v=spf1 mx ${deeper}"`;
        assert.deepEqual(dotted(term, plain[0] as string, own), ["trailing-dot repair"], deeper);
      }
    }
    assert.deepEqual(dotted("a:h.example. -all"), ["trailing-dot safe"]);
  });

  it("are repairs where lookups go", () => {
    assert.deepEqual(kinds('"v=spf1 a:h.example.net a:h.example.net -all"'), ["duplicate-term repair"]);
  });

  it("take all of a file with two copies of a record to one that is tidy", () => {
    const workspace = opened('"v=spf1 +ip4:185.12.80.7 -all"\n@ IN TXT "v=spf1 +ip4:185.12.80.7 -all"');
    const { edits } = fixAll(workspace, uri, firstOf(["safe"]));
    const text = applyEdits(workspace.document(uri)?.text() ?? "", edits);
    assert.equal(published(text), "v=spf1 ip4:185.12.80.7 -all");
  });

  it("has a judge that can tell records apart", () => {
    const zones: Zonedata = around("v=spf1 ip4:192.0.2.1 -all", {});
    const ask = recorded(zones);
    const result = (ip: string) => checkNow({ ip, helo: "h", sender: "x@p.example" }, ask).result;
    assert.deepEqual([result("192.0.2.1"), result("192.0.2.2")], ["pass", "fail"]);
  });
});
