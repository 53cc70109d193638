/**
 * Findings after any edits, of any of several documents, and after DNS answered, are those of the same texts opened afresh
 * with the same answers, though only what a change can reach is looked at.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer, Query } from "../../../server/src/dns/answers.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Analysis } from "../../../server/src/ide/analysis.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { sayIn } from "../../../server/src/text/message.ts";

const uri = "file:///zones/db.example.com";
const part = "file:///zones/part.inc";
/** Another zone that an editor has open, and one that is a file. */
const beside = "file:///zones/db.example.net";
const file = "file:///zones/db.example.org";
const zones: Readonly<Record<string, string>> = {
  [uri]: "example.com",
  [beside]: "example.net",
  [file]: "example.org",
};

/** Names that include, redirect to and stand beside each other. */
const names = ["@", "a", "b", "c", "d.c", "*"];
const name = fc.constantFrom(...names);
const zone = fc.constantFrom("example.com", "example.com", "example.net", "example.org", "example.info");
const target = fc
  .tuple(name, zone)
  .map(([each, within]) => (each === "@" ? within : `${each === "*" ? "e" : each}.${within}`));
const term = fc.oneof(
  target.map((each) => `include:${each}`),
  target.map((each) => `redirect=${each}`),
  target.map((each) => `a:${each}`),
  target.map((each) => `exists:${each}`),
  target.map((each) => `exp=${each}`),
  fc.constantFrom(
    "mx",
    "a",
    "ptr",
    "ip4:192.0.2.1",
    "ipv4:192.0.2.1",
    "-all",
    "+all",
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
  { weight: 1, arbitrary: name.map((owner) => `${owner} IN MX 10 a`) },
  { weight: 1, arbitrary: name.map((owner) => `${owner} IN A 192.0.2.7`) },
  { weight: 1, arbitrary: fc.tuple(name, target).map(([owner, each]) => `${owner} IN CNAME ${each}.`) },
  fc.constantFrom(
    "$INCLUDE part.inc",
    "$ORIGIN a.example.com.",
    "$ORIGIN example.com.",
    "@ IN SOA ns host ( 1 2 3 4 5 )",
    "@ IN SOA ns host ( 1 2 3 4 5 )",
    "c IN NS ns",
    "c IN DNAME a",
    'a 300 IN TXT "something else"',
    `b IN TXT "${"y".repeat(240)}"`,
    `b IN TXT "${"z".repeat(240)}"`,
    "b IN ALIAS x.example.info.",
    "a IN SRV 1 2 3 x",
    "; spf-ignore ptr: x",
    "(",
    "",
    "\tIN TXT v=spf1",
  ),
  // Longer than a chunk, so that edits leave chunks alone.
  fc.constant(`; ${"x".repeat(4200)}`),
);

/** What happens next. */
type Step =
  | {
      readonly kind: "edit";
      readonly uri: string;
      readonly from: number;
      readonly lines: number;
      readonly put: string[];
    }
  | { readonly kind: "learn"; readonly query: Query; readonly answer: Answer }
  | { readonly kind: "forget" };

const edit = fc.record({
  kind: fc.constant("edit" as const),
  uri: fc.constantFrom(uri, uri, beside, file),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  lines: fc.nat(3),
  put: fc.array(line, { maxLength: 3 }),
});
const entry = fc.oneof(
  text.map((TXT) => ({ TXT })),
  fc.constant({ A: "192.0.2.9" }),
  fc.constant({ TXT: "no record" }),
  target.map((exchange) => ({ MX: [10, exchange] as const })),
  fc.constant("SERVFAIL" as const),
);
const learning = fc
  .tuple(
    target,
    fc.constantFrom("TXT", "TXT", "A", "AAAA", "MX"),
    fc.array(entry, { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([asked, type, entries, exists]): Step => {
    const query = { name: asked, type } as Query;
    return { kind: "learn", query, answer: recorded(exists ? { [asked]: entries } : {})(query) };
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: edit },
  { weight: 5, arbitrary: learning },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "forget" }) },
);

function findings(analysis: Analysis | null): unknown {
  return analysis?.findings.map(({ rule, severity, message, part: at, pieces, fixes, related }) => [
    rule,
    severity,
    sayIn(message),
    pieces.map((piece) => analysis.toDocument(at, piece)),
    fixes.map((fix) => fix.edits.map((each) => [analysis.toDocument(each.part, each.span), each.text])),
    related.map(({ message: said, subject, span }) => [
      sayIn(said),
      subject.found.decoded.toSource(span).map((piece) => analysis.toDocument(subject.part, piece)),
    ]),
  ]);
}

type Texts = Readonly<Record<string, string>>;

function opened(texts: Texts, answers: Iterable<readonly [Query, Answer]> = []): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure({ ...defaultSettings, profile: "all" });
  workspace.open(Document.of(uri, texts[uri] as string, "dns-zone"));
  workspace.load(part, Document.of(part, texts[part] as string));
  workspace.open(Document.of(beside, texts[beside] as string, "dns-zone"));
  workspace.load(file, Document.of(file, texts[file] as string, "dns-zone"));
  for (const [query, answer] of answers) workspace.learn(query, answer, 0);
  return workspace;
}

describe("an edited zone", () => {
  const lines = (maxLength: number) => fc.array(line, { maxLength });
  const starts = fc.tuple(lines(40), lines(10), lines(10), lines(4));

  it("has the findings of one that was opened so, whatever DNS answered before", function () {
    this.timeout(180_000);
    fc.assert(
      fc.property(
        starts,
        fc.array(step, { minLength: 1, maxLength: 8 }),
        ([own, other, third, within], steps) => {
          const start = (at: string, all: readonly string[]) => `$ORIGIN ${zones[at]}.\n${all.join("\n")}\n`;
          const texts: Record<string, string> = {
            [uri]: start(uri, own),
            [beside]: start(beside, other),
            [file]: start(file, third),
            [part]: within.join("\n"),
          };
          const workspace = opened(texts);
          for (const each of [uri, beside, file]) workspace.analyse(each);
          let answers: (readonly [Query, Answer])[] = [];
          for (const each of steps) {
            if (each.kind === "learn") {
              workspace.learn(each.query, each.answer, 0);
              answers.push([each.query, each.answer]);
            } else if (each.kind === "forget") {
              workspace.forgetAnswers();
              answers = [];
            } else texts[each.uri] = edited(workspace, each);
            const fresh = opened(texts, answers);
            for (const at of [uri, beside, file]) {
              assert.deepEqual(findings(workspace.analyse(at)), findings(fresh.analyse(at)), at);
            }
            assert.deepEqual(findings(workspace.analyse(part)), findings(fresh.analyse(part)), part);
          }
        },
      ),
      { numRuns: 250 },
    );
  });
});

/** Makes the edit, and looks at another one on the way. Gives the new text. */
function edited(workspace: Workspace, { uri: at, from, lines, put }: Step & { kind: "edit" }): string {
  const document = workspace.document(at) as Document;
  const first = Math.floor(from * (document.lineCount - 1));
  const span = {
    start: document.offset({ line: first, column: 0 }),
    end: document.offset({ line: first + lines, column: 0 }),
  };
  const changed = document.edit(span, put.map((each) => `${each}\n`).join(""));
  workspace.preview(document.edit({ start: span.start, end: span.start }, '@ IN TXT "v=spf1 -all"\n'));
  if (workspace.isOpen(at)) workspace.change(changed);
  else workspace.load(at, changed);
  return changed.text();
}
