/** A reading does not lead to the ones before it: an editor that is open all day does not keep every keystroke. */

import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Reading } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { rules } from "../../server/src/rules/index.ts";
import { LintCache, lint } from "../../server/src/rules/lint.ts";
import { defaultSettings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { bareWorld } from "../support/world.ts";

const world = bareWorld(() => null);

describe("readings of a zone, one after the other", () => {
  it("let go of what they replace", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const gone = typeInto();
    // A weak reference holds until the task that made it has ended.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    const kept = gone.earlier.filter((reference) => reference.deref() !== undefined).length;
    assert.equal(kept, 0, `${kept} of ${gone.earlier.length} texts are still held`);
    assert.ok(gone.last.placed.length > 5);
  });
});

/** Types into a zone of many chunks; gives weak references to all documents that were read but the last two. */
function typeInto(): { readonly earlier: readonly WeakRef<Document>[]; readonly last: Reading } {
  const lines = Array.from({ length: 2000 }, (_, i) => `h${i} IN TXT "v=spf1 include:h${i + 1} mx ptr -all"`);
  let document = Document.of("file:///zones/db.example.com", lines.join("\n"), "dns-zone");
  let reading = zone.find(document, world);
  const cache = new LintCache(rules, {
    settings: defaultSettings,
    today: "2026-11-24",
    zone: "example.com",
    isShown: false,
  });
  const documents: WeakRef<Document>[] = [];
  for (let i = 0; i < 40; i++) {
    lint(reading, cache);
    documents.push(new WeakRef(document));
    const at = document.offset({ line: 1000, column: 20 });
    document = document.edit({ start: at, end: i % 2 === 0 ? at : at + 1 }, i % 2 === 0 ? "x" : "");
    reading = zone.find(document, world, reading);
  }
  return { earlier: documents.slice(0, -2), last: reading };
}
