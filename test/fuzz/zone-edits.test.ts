// After any edits the reading that was kept up to date is the one that reading anew gives, and a keystroke reads little.

import assert from "node:assert/strict";
import type { Reading, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";
import { Random, randomZone } from "../hosts/zone-random.ts";
import { told } from "../hosts/zone-told.ts";
import { bareWorld } from "../support/world.ts";

const URI = "file:///zones/db.example.com";
const EDITS = Number(process.env.EDITS ?? 1000);
const SEED = Number(process.env.SEED ?? 1);

/** What people and accidents put into a zone. */
const SNIPPETS = [
  "(",
  ")",
  '"',
  ";",
  "\n",
  "\r\n",
  " ",
  "\\",
  "a",
  "$",
  "\n$ORIGIN sub\n",
  "\n$ORIGIN other.example.\n",
  "\n$TTL 1h\n",
  "\n$INCLUDE part\n",
  "\n$INCLUDE missing\n",
  "\n$INCLUDE later sub\n",
  "\n$INCLUDE db.example.com\n",
  "\n$GENERATE 1-3 g$ TXT x$\n",
  "\n$GENERATE 1-99999999 g$ TXT x$\n",
  '\nnew 60 IN TXT "v=spf1 -all"\n',
  '\n TXT ( "v=spf1 mx "\n  "-all" )\n',
  '\nopen TXT ( "v=spf1 mx "\n',
  '\nrun TXT "v=spf1\n  -all"\n',
  '\ngoes TXT "v=spf1 mx "\n   "-all"\n',
  '\n   "include:x -all"\n',
  "\n; spf-ignore all: a reason\n",
  "\n@ IN SOA ns host ( 7 2 3 4 5 )\n",
];

describe("edits of a zone", () => {
  it(`reads after each of ${EDITS} edits what reading anew gives`, function () {
    this.timeout(120_000);
    const random = new Random(SEED);
    const included = Document.of("file:///zones/part", 'inc 60 TXT "included"\n$TTL 77\n');
    let later: Document | undefined;
    const world: World = {
      ...bareWorld(() => null),
      file: (uri) =>
        uri.endsWith("/part")
          ? included
          : uri.endsWith("/later")
            ? later
            : uri.endsWith("/missing")
              ? null
              : null,
    };
    let document = Document.of(URI, longZone(SEED));
    const start = document;
    let reading = zone.find(document, world);
    for (let edit = 0; edit < EDITS; edit++) {
      // Accidents pile up; from time to time all is well again.
      if (edit % 60 === 59) document = start;
      if (edit % 50 === 25)
        later = later ? undefined : Document.of("file:///zones/later", "later 60 TXT x\n");
      const at = random.below(document.length + 1);
      const length = random.chance(0.6) ? 0 : random.chance(0.8) ? random.below(20) : random.below(9000);
      const text = random.chance(0.7)
        ? random.pick(SNIPPETS)
        : random.chance(0.5)
          ? ""
          : pasted(random, start);
      document = document.edit({ start: at, end: Math.min(document.length, at + length) }, text);
      reading = zone.find(document, world, reading);
      assert.deepEqual(told(reading), told(zone.find(document, world)), `seed ${SEED}, edit ${edit}`);
    }
  });

  it("reads three pieces at most for a letter in a zone of a hundred", () => {
    let document = Document.of(
      URI,
      'host 60 IN TXT "v=spf1 ip4:192.0.2.1 -all"\n A 192.0.2.1\n'.repeat(8000),
    );
    assert.ok(document.chunks.length > 100);
    let reading: Reading = zone.find(
      document,
      bareWorld(() => null),
    );
    const random = new Random(SEED);
    for (let edit = 0; edit < 200; edit++) {
      const before = new Set(reading.placed.map(({ part }) => part));
      const at = random.below(document.length);
      document = document.edit({ start: at, end: at + 1 }, "x");
      reading = zone.find(
        document,
        bareWorld(() => null),
        reading,
      );
      const fresh = reading.placed.filter(({ part }) => !before.has(part)).length;
      // A line end that goes, or an owner that changes at the end of a chunk, reaches the next one.
      assert.ok(fresh <= 3, `${fresh} fresh parts`);
    }
  });
});

/** A zone of many chunks with all of the syntax. */
function longZone(seed: number): string {
  const texts = ["$TTL 300\n@ 60 SOA ns host 1 2 3 4 5\n"];
  for (let number = 0; number < 45; number++) {
    const { files } = randomZone(seed * 1000 + number, false);
    const text = files.get(`${seed * 1000 + number}-zone`) as string;
    texts.push(`$ORIGIN z${number}.example.com.\n${decodeOctets(Buffer.from(text, "latin1"))}\n`);
  }
  return texts.join("");
}

function pasted(random: Random, from: Document): string {
  const at = random.below(from.length);
  return from.slice({ start: at, end: at + random.below(3000) });
}
