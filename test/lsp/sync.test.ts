/** The server's text stays the editor's text, whatever is typed: line ends, astral characters, nonsense. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";

const uri = "file:///zones/db.example.com";
const pieces = [
  "@ IN TXT ",
  '"v=spf1 ptr -all"',
  "\r\n",
  "\n",
  "\r",
  "😀",
  "é",
  "(",
  ")",
  '"',
  ";",
  "$ORIGIN x.\n",
  " ",
  "\t",
  "a",
  "\\059",
  "\u0000",
];
const piece = fc.constantFrom(...pieces);
const text = fc.array(piece, { maxLength: 30 }).map((list) => list.join(""));
const edit = fc.record({
  from: fc.nat(),
  length: fc.nat(40),
  text: fc.array(piece, { maxLength: 4 }).map((list) => list.join("")),
});

/** Line and character of an offset, as the protocol counts them. */
function place(whole: string, offset: number): Range["start"] {
  const before = whole.slice(0, offset).split(/\r\n|\n|\r/);
  // Between CR and LF there is no place: the CR is part of the line end already.
  return { line: before.length - 1, character: (before.at(-1) as string).length };
}

describe("incremental changes", () => {
  it("give the findings that the text gives when it is opened afresh", async function () {
    this.timeout(60_000);
    const client = await TestClient.start({
      entry: { platform: memoryPlatform() },
      capabilities: { textDocument: { diagnostic: {} } },
    });
    const fresh = async (whole: string) => {
      client.open("file:///zones/db.fresh.example", whole);
      const report = await client.pull("file:///zones/db.fresh.example");
      client.close("file:///zones/db.fresh.example");
      return report.kind === "full" ? report.items : [];
    };
    await fc.assert(
      fc.asyncProperty(text, fc.array(edit, { minLength: 1, maxLength: 8 }), async (start, edits) => {
        let whole = `$ORIGIN example.com.\n${start}`;
        client.open(uri, whole);
        const changes: TextDocumentContentChangeEvent[] = [];
        for (const each of edits) {
          let from = each.from % (whole.length + 1);
          let to = Math.min(whole.length, from + each.length);
          if (whole[from - 1] === "\r" && whole[from] === "\n") from--;
          if (whole[to - 1] === "\r" && whole[to] === "\n") to++;
          changes.push({ range: { start: place(whole, from), end: place(whole, to) }, text: each.text });
          whole = whole.slice(0, from) + each.text + whole.slice(to);
        }
        client.change(uri, 2, ...changes);
        const report = await client.pull(uri);
        assert.equal(report.kind, "full");
        const expected = await fresh(whole);
        const strip = (list: unknown) => JSON.stringify(list);
        assert.equal(strip(report.kind === "full" ? report.items : []), strip(expected));
        client.close(uri);
      }),
      { numRuns: 200 },
    );
  });

  it("may be the whole text", async () => {
    const client = await TestClient.start({ entry: { platform: memoryPlatform() } });
    client.open(uri, "");
    client.change(uri, 2, { text: '$ORIGIN example.com.\r\n@ TXT "v=spf1 ptr -all"\r\n' });
    const [finding] = await client.diagnostics(uri, (list) => list.length === 1);
    assert.deepEqual(finding?.range, { start: { line: 1, character: 14 }, end: { line: 1, character: 17 } });
  });

  it("count astral characters as the two units they are", async () => {
    const client = await TestClient.start({ entry: { platform: memoryPlatform() } });
    client.open(uri, '$ORIGIN example.com.\n@ TXT "😀😀" ; 😀\n@ TXT ( "v=spf1 " ; 😀😀\n "ptr -all" )\n');
    const [finding] = await client.diagnostics(uri, (list) => list.length > 0);
    assert.deepEqual(finding?.range, { start: { line: 3, character: 2 }, end: { line: 3, character: 5 } });
    client.change(uri, 2, {
      range: { start: { line: 1, character: 7 }, end: { line: 1, character: 9 } },
      text: "",
    });
    client.change(uri, 3, {
      range: { start: { line: 3, character: 1 }, end: { line: 3, character: 1 } },
      text: "   ",
    });
    const [moved] = await client.diagnostics(uri, (list, version) => version === 3 && list.length > 0);
    assert.deepEqual(moved?.range, { start: { line: 3, character: 5 }, end: { line: 3, character: 8 } });
  });

  it("for a document that is not open, or past its end, harm nothing", async () => {
    const client = await TestClient.start({ entry: { platform: memoryPlatform() } });
    client.change(uri, 2, { text: "x" });
    client.open(uri, "$ORIGIN example.com.\n");
    client.change(uri, 2, {
      range: { start: { line: 9, character: 9 }, end: { line: 99, character: 0 } },
      text: '@ TXT "v=spf1 ptr -all"\n',
    });
    assert.equal((await client.diagnostics(uri, (list) => list.length > 0)).length, 1);
    assert.equal(await client.hover(uri, 500, 500), null);
    const everywhere = { start: { line: -1, character: -1 }, end: { line: 1e9, character: 1e9 } };
    assert.ok(((await client.actions(uri, everywhere)) ?? []).every(({ title }) => title.length > 0));
  });
});
