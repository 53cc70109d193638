/** What editors colour in a record, wherever it stands. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { tokens } from "../../../server/src/ide/tokens.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";
import { analysed, zoneOf } from "./analysed.ts";

function coloured(line: string): string[] {
  const { analysis, text } = analysed(zoneOf(line));
  return tokens(analysis, { start: 0, end: text.length }).map(
    ({ span, kind }) => `${kind} ${text.slice(span.start, span.end)}`,
  );
}

describe("tokens", () => {
  it("are the parts of a record that mean something", () => {
    assert.deepEqual(coloured('@ IN TXT "v=spf1 ?a:%{d2r.}.x.example/24 ip6:2001:db8::1 -all rr=e"'), [
      "version v=spf1",
      "qualifier ?",
      "mechanism a",
      "macro %{",
      "macro-letter d",
      "macro-transformer 2r.",
      "macro }",
      "domain .x.example",
      "prefix-length 24",
      "mechanism ip6",
      "address 2001:db8::1",
      "qualifier -",
      "mechanism all",
      "modifier rr",
      "value e",
    ]);
    assert.deepEqual(coloured('@ IN TXT "spf2.0/pra -all"').slice(0, 2), ["version spf2.0", "scope pra"]);
  });

  it("are in pieces where a term is", () => {
    assert.deepEqual(coloured('@ IN TXT ( "v=spf1 inc"\n "lude:a.exa" "mple -all" )').slice(1, 5), [
      "mechanism inc",
      "mechanism lude",
      "domain a.exa",
      "domain mple",
    ]);
  });

  it("are there in blocks of YAML, which no grammar of strings knows", async () => {
    const uri = "file:///dns/example.com.yaml";
    const text = "? ''\n: type: TXT\n  value: >-\n    v=spf1 ip4:192.0.2.0/24\n    -all\n";
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.configure(defaultSettings);
    workspace.open(Document.of(uri, text, "yaml", 1));
    provideAll(workspace, uri, await allSyntaxes());
    const analysis = workspace.analyse(uri);
    assert.ok(analysis);
    assert.deepEqual(
      tokens(analysis, { start: 0, end: text.length }).map(({ span }) => text.slice(span.start, span.end)),
      ["v=spf1", "ip4", "192.0.2.0", "24", "-", "all"],
    );
  });

  it("are those of the stretch that is asked for", () => {
    const { analysis, text } = analysed(zoneOf('@ IN TXT "v=spf1 -all"', "", "", '_b IN TXT "v=spf1 ?all"'));
    const at = text.indexOf("_b");
    const found = tokens(analysis, { start: at + 5, end: at + 6 });
    assert.deepEqual(
      found.map(({ span }) => text.slice(span.start, span.end)),
      ["v=spf1", "?", "all"],
    );
  });

  it("are in order, apart, and within their lines, whatever stands there", () => {
    const piece = fc.constantFrom(
      "a",
      ":",
      "%{",
      "i}",
      " ",
      "-",
      "/24",
      '" "',
      "\\\\032",
      "\\\\\\\\",
      "é",
      "=",
      "x.y",
      "all",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { analysis, text } = analysed(zoneOf(`@ IN TXT "v=spf1 ${pieces.join("")}"`));
        let end = 0;
        for (const { span } of tokens(analysis, { start: 0, end: text.length })) {
          assert.ok(end <= span.start && span.start < span.end);
          assert.doesNotMatch(text.slice(span.start, span.end), /\n/);
          end = span.end;
        }
      }),
      { numRuns: 200 },
    );
  });
});
