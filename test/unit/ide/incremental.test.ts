/** Findings after any edits are those of the same text opened afresh, though only what an edit can reach is looked at. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Analysis } from "../../../server/src/ide/analysis.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { sayIn } from "../../../server/src/text/message.ts";

const uri = "file:///zones/db.example.com";
const part = "file:///zones/part.inc";

/** Names that include, redirect to and stand beside each other. */
const names = ["@", "a", "b", "c", "d"];
const name = fc.constantFrom(...names);
const target = name.map((each) => (each === "@" ? "example.com" : `${each}.example.com`));
const term = fc.oneof(
  target.map((each) => `include:${each}`),
  target.map((each) => `redirect=${each}`),
  target.map((each) => `a:${each}`),
  fc.constantFrom(
    "mx",
    "ptr",
    "ip4:192.0.2.1",
    "ipv4:192.0.2.1",
    "-all",
    "?all",
    "exists:%{i}.a.example.com",
    " ",
    "%",
  ),
);
const text = fc.array(term, { maxLength: 12 }).map((terms) => ["v=spf1", ...terms].join(" "));
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, text).map(([owner, each]) => `${owner} IN TXT "${each}"`) },
  { weight: 2, arbitrary: fc.tuple(name, text).map(([owner, each]) => `${owner} IN TYPE99 "${each}"`) },
  { weight: 1, arbitrary: name.map((owner) => `${owner} IN MX 10 mail`) },
  { weight: 1, arbitrary: name.map((owner) => `${owner} IN CNAME example.com.`) },
  fc.constantFrom(
    "$INCLUDE part.inc",
    "$ORIGIN a.example.com.",
    "$ORIGIN example.com.",
    "; spf-ignore ptr: x",
    "(",
    "",
    "\tIN TXT v=spf1",
  ),
  // Longer than a chunk, so that edits leave chunks alone.
  fc.constant(`; ${"x".repeat(4200)}`),
);
const edit = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  lines: fc.nat(3),
  put: fc.array(line, { maxLength: 3 }),
});

function findings(analysis: Analysis | null): unknown {
  return analysis?.findings.map(({ rule, severity, message, part: at, pieces, fixes }) => [
    rule,
    severity,
    sayIn(message),
    pieces.map((piece) => analysis.toDocument(at, piece)),
    fixes.map((fix) => fix.edits.map((each) => [analysis.toDocument(each.part, each.span), each.text])),
  ]);
}

function opened(whole: string, included: string): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure({ ...defaultSettings, profile: "all" });
  workspace.open(Document.of(uri, whole, "dns-zone"));
  workspace.load(part, Document.of(part, included));
  return workspace;
}

describe("an edited zone", () => {
  it("has the findings of one that was opened so", function () {
    this.timeout(120_000);
    const lines = fc.array(line, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        lines,
        fc.array(line, { maxLength: 4 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (start, within, edits) => {
          const included = within.join("\n");
          const workspace = opened(`$ORIGIN example.com.\n${start.join("\n")}\n`, included);
          workspace.analyse(uri);
          for (const { from, lines: count, put } of edits) {
            const document = workspace.document(uri) as Document;
            const first = Math.floor(from * (document.lineCount - 1));
            const span = {
              start: document.offset({ line: first, column: 0 }),
              end: document.offset({ line: first + count, column: 0 }),
            };
            const changed = document.edit(span, put.map((each) => `${each}\n`).join(""));
            workspace.preview(
              document.edit({ start: span.start, end: span.start }, '@ IN TXT "v=spf1 -all"\n'),
            );
            workspace.change(changed);
            assert.deepEqual(
              findings(workspace.analyse(uri)),
              findings(opened(changed.text(), included).analyse(uri)),
            );
            assert.deepEqual(findings(workspace.analyse(part)), findings(withPart(changed.text(), included)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** The analysis of the included file, in a workspace that read the zone first. */
function withPart(whole: string, included: string): Analysis | null {
  const workspace = opened(whole, included);
  workspace.analyse(uri);
  return workspace.analyse(part);
}
