// Edits of random zones, read again: a record that is taken out leaves all others as they were, and a string that is
// cut in two leaves the text as it was.

import assert from "node:assert/strict";
import type { Found, Placed, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { applyEdits, type Edit, placeEdits } from "../../server/src/text/edit.ts";
import type { PartSpace } from "../../server/src/text/span.ts";
import { bareWorld } from "../support/world.ts";
import { randomZone } from "./zone-random.ts";

const ZONES = Number(process.env.ZONES ?? 300);
const URI = "file:///zones/db.example.com";

interface Stands {
  readonly found: Found;
  readonly placed: Placed;
}

/** Every TXT and SPF record of the zone file itself, and a world that holds the files that it includes. */
function readZone(text: string, world: World): Stands[] {
  const { placed } = zone.find(Document.of(URI, text, "dns-zone"), world);
  return placed
    .filter(({ uri }) => uri === URI)
    .flatMap((each) => each.part.found.map((found) => ({ found, placed: each })));
}

function worldOf(files: ReadonlyMap<string, string>): World {
  return {
    ...bareWorld(() => null),
    file(uri) {
      const text = files.get(uri.slice(uri.lastIndexOf("/") + 1));
      return text === undefined ? null : Document.of(uri, text, "dns-zone");
    },
  };
}

/** Everything that is published of a record. */
function published({ found }: Pick<Stands, "found">, ttl = found.ttl): string {
  const { owners, type, decoded } = found;
  return JSON.stringify([
    owners,
    type,
    ttl,
    decoded.strings().map(({ start, end }) => decoded.text.slice(start, end)),
  ]);
}

describe("edits of random zones", () => {
  const zones = Array.from({ length: ZONES }, (_, i) => randomZone(i + 1, true).files);

  /** Carries out an edit of each record that has one, and reads again; how many there were. */
  function tried(
    editOf: (found: Found) => Edit<PartSpace> | null,
    wantedOf: (before: readonly Stands[], index: number) => readonly string[],
  ): number {
    let count = 0;
    for (const [i, files] of zones.entries()) {
      const text = files.get(`${i + 1}-zone`) as string;
      const world = worldOf(files);
      const before = readZone(text, world);
      const others = othersOf(text, world);
      for (const [index, { found, placed }] of before.entries()) {
        const edit = editOf(found);
        if (!edit) continue;
        count++;
        const after = applyEdits(text, placeEdits(placed.at, [edit]));
        assert.deepEqual(
          readZone(after, world).map((each) => published(each)),
          wantedOf(before, index),
          after,
        );
        assert.deepEqual(othersOf(after, world), others, after);
      }
    }
    return count;
  }

  it("take a record out and nothing else", function () {
    this.timeout(120_000);
    const taken = tried(
      ({ removal }) => (removal ? { span: removal, text: "" } : null),
      (before, index) => before.filter((_, other) => other !== index).map((each) => published(each)),
    );
    assert.ok(taken > ZONES, `only ${taken} records were taken out`);
  });

  it("write another TTL for a record and for no other", function () {
    this.timeout(120_000);
    const written = tried(
      (found) => found.ttlEdit?.(777) ?? null,
      (before, index) =>
        before.map(({ found }, other) => published({ found }, other === index ? 777 : found.ttl)),
    );
    assert.ok(written > ZONES / 4, `only ${written} TTLs were written`);
  });

  it("cut strings anywhere and leave the text", function () {
    this.timeout(120_000);
    let cut = 0;
    for (const [i, files] of zones.entries()) {
      const text = files.get(`${i + 1}-zone`) as string;
      const world = worldOf(files);
      const before = readZone(text, world);
      for (const [index, { found, placed }] of before.entries()) {
        const { decoded } = found;
        const at = (index * 7) % (decoded.text.length + 1);
        const edits = decoded.split(at);
        if (!edits) continue;
        cut++;
        const after = readZone(applyEdits(text, placeEdits(placed.at, edits)), world)[index]?.found.decoded;
        assert.equal(after?.text, decoded.text);
        const borders = [...decoded.boundaries.map((each) => each.at), at].sort((a, b) => a - b);
        assert.deepEqual(
          after?.boundaries.map((each) => each.at),
          borders,
          text,
        );
      }
    }
    assert.ok(cut > ZONES, `only ${cut} strings were cut`);
  });
});

/** Records of other types without their places. */
function othersOf(text: string, world: World): unknown[] {
  const { placed } = zone.find(Document.of(URI, text, "dns-zone"), world);
  return placed.flatMap(({ part }) => part.others().map(({ span: _, ...other }) => other));
}
