/** Findings and outlines in document coordinates, over zones of several files and several hundred findings. */

import assert from "node:assert/strict";
import { diagnostics } from "../../../server/src/ide/diagnostics.ts";
import { raiseSerial } from "../../../server/src/ide/serial.ts";
import { symbols } from "../../../server/src/ide/symbols.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { analysed, uri, zoneOf } from "./analysed.ts";

const texts = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

describe("diagnostics", () => {
  it("mark exactly the term, and its pieces where it lies in several strings", () => {
    const { analysis, text } = analysed(zoneOf('@ IN TXT "v=spf1 a ptr:x.exa" "mple.com -all"'));
    const found = diagnostics(analysis).find(({ rule }) => rule === "ptr");
    assert.deepEqual(texts(text, [found!.span]), ['ptr:x.exa" "mple.com']);
    assert.deepEqual(texts(text, found!.pieces), ["ptr:x.exa", "mple.com"]);
  });

  it("are a thousand at most, the most severe, and one that says so", () => {
    const lines = Array.from({ length: 1100 }, (_, i) => `h${i} IN TXT "v=spf1 ip4:185.12.80.7 ptr -all"`);
    const last = 'last IN TXT "v=spf1 ipv4:192.0.2.1 -all"';
    const { analysis, text } = analysed(zoneOf(...lines, last));
    assert.equal(analysis.findings.length, 1101);
    const list = diagnostics(analysis);
    assert.equal(list.length, 1001);
    assert.deepEqual(
      texts(
        text,
        list.filter(({ severity }) => severity === "error").map(({ span }) => span),
      ),
      ["ipv4"],
    );
    const more = list.at(-1)!;
    assert.deepEqual(
      [more.rule, more.severity, more.span],
      ["analysis-stopped", "info", { start: 0, end: 0 }],
    );
    assert.match(
      sayIn(more.message),
      /^101 more findings in this file are not shown; the 1000 most severe are\./,
    );
  });

  it("refer to other places in document coordinates", () => {
    const { analysis, text } = analysed(zoneOf('@ IN TXT "v=spf1 a -all"', '@ IN TXT "v=spf1 mx -all"'));
    const found = diagnostics(analysis).find(({ rule }) => rule === "multiple-records");
    assert.ok(found);
    for (const { uri: where, span } of found.related) {
      assert.equal(where, uri);
      assert.match(text.slice(span.start, span.end), /v=spf1/);
    }
  });
});

describe("symbols", () => {
  it("are the records with their terms", () => {
    const { analysis, text } = analysed(
      zoneOf('@ IN TXT "v=spf1 a " "-all"', "n IN A 192.0.2.1", '  IN TXT "v=spf1 %% redirect=a.example"'),
    );
    const outline = symbols(analysis).map(({ name, children, span }) => [
      name,
      text.slice(span.start, span.end),
      ...children.map((child) => `${child.kind} ${child.name}`),
    ]);
    assert.deepEqual(outline, [
      ["example.com", '@ IN TXT "v=spf1 a " "-all"', "directive a", "directive -all"],
      ["n.example.com", outline[1]![1], "junk %%", "modifier redirect=a.example"],
    ]);
    assert.match(outline[1]![1] as string, /TXT "v=spf1 %% redirect=a\.example"$/);
  });

  it("show no character that hides itself", () => {
    const { analysis } = analysed(zoneOf('@ IN TXT "v=spf1 \u202ex -all"'));
    assert.match(symbols(analysis)[0]!.detail, /^v=spf1 ‹U\+202E›x -all$/);
  });
});

describe("the serial of a zone", () => {
  it("is found and raised where it stands", () => {
    const { analysis, text } = analysed(zoneOf('@ IN TXT "v=spf1 -all"'));
    const raise = raiseSerial(analysis)!;
    assert.deepEqual(
      [raise.zone, raise.from, raise.to, texts(text, [raise.span])[0]],
      ["example.com", "2026010101", "2026112401", "2026010101"],
    );
  });

  it("keeps its length", () => {
    const { analysis } = analysed("$ORIGIN example.com.\n@ IN SOA a b 0000000041 1 1 1 1\n");
    assert.equal(raiseSerial(analysis)?.to, "0000000042");
  });

  it("is not there in a fragment", () => {
    assert.equal(raiseSerial(analysed('$ORIGIN example.com.\n@ IN TXT "v=spf1 -all"\n').analysis), null);
  });

  it("of an included file is that of the zone that includes it", () => {
    const part = "file:///zones/part.inc";
    const { workspace } = analysed(zoneOf("$INCLUDE part.inc"), {
      files: { [part]: '@ IN TXT "v=spf1 ptr -all"\n' },
    });
    const analysis = workspace.analyse(part)!;
    assert.equal(raiseSerial(analysis)?.uri, uri);
    assert.deepEqual(
      diagnostics(analysis).map(({ rule }) => rule),
      ["ptr"],
    );
  });
});

describe("the workspace", () => {
  const part = "file:///zones/part.inc";

  it("sees a change of the including zone in the included file", () => {
    const { workspace } = analysed(zoneOf("$ORIGIN sub.example.com.", "$INCLUDE part.inc"), {
      files: { [part]: '@ IN TXT "v=spf1 -all"\n' },
    });
    assert.deepEqual(
      symbols(workspace.analyse(part)!).map(({ name }) => name),
      ["sub.example.com"],
    );
    const document = workspace.document(uri)!;
    const at = document.text().indexOf("sub.");
    workspace.change(document.edit({ start: at, end: at + 3 }, "other"));
    assert.deepEqual(
      symbols(workspace.analyse(part)!).map(({ name }) => name),
      ["other.example.com"],
    );
  });

  it("gives the same analysis as long as nothing changes", () => {
    const { workspace, analysis } = analysed(zoneOf('@ IN TXT "v=spf1 -all"'));
    assert.equal(workspace.analyse(uri), analysis);
    workspace.preview(workspace.document(uri)!.edit({ start: 0, end: 0 }, ";"));
    assert.equal(workspace.analyse(uri)?.document, analysis.document);
  });
});
