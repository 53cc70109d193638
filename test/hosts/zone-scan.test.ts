// The quick way through plain lines reads what the exact way reads, record by record.

import assert from "node:assert/strict";
import type { Found, Other } from "../../server/src/host/host.ts";
import { readEntry, WHOLE } from "../../server/src/host/zone/entry.ts";
import { UNKNOWN } from "../../server/src/host/zone/names.ts";
import { Reader } from "../../server/src/host/zone/reader.ts";
import { initialState } from "../../server/src/host/zone/state.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";
import { generateZone } from "../bench/zone-generate.ts";
import { bareWorld } from "../support/world.ts";
import { randomZone } from "./zone-random.ts";

describe("the quick way through a zone", () => {
  it("reads plain records as the exact way does", () => compare(generateZone(2000)));

  it("reads random zones as the exact way does", () => {
    for (let seed = 5000; seed < 5300; seed++) {
      for (const text of randomZone(seed, seed % 2 === 0).files.values())
        compare(decodeOctets(Buffer.from(text, "latin1")));
    }
  });
});

function compare(text: string): void {
  // A name that tells no domain, so that nothing but the text says what names are.
  const reading = zone.find(
    Document.of("file:///zones/x.zone", text),
    bareWorld(() => null),
  );
  const records = exact(text, null);
  const others: Other[] = [];
  exact(text, others);
  const placed = reading.placed;
  assert.deepEqual(
    placed.flatMap(({ part, at }) => part.found.map((each) => plain(each, at))),
    records.found.map((each) => plain(each, 0)),
  );
  assert.deepEqual(
    placed.flatMap(({ part, at }) =>
      part.others().map(({ span, ...rest }) => ({ ...rest, start: span.start + at, end: span.end + at })),
    ),
    others.map(({ span, ...rest }) => ({ ...rest, ...span })),
  );
  assert.deepEqual(
    placed
      .flatMap(({ part, at }) => part.comments.map(({ whole }) => [whole.start + at, whole.end + at]))
      .flat(),
    records.comments,
  );
}

function exact(text: string, others: Other[] | null): Reader {
  // The owner of the SOA record, where it is written in full, says what the others end in.
  const apex = /^(example\.com)\.[ \t].*SOA/im.exec(text)?.[1] ?? UNKNOWN;
  const reader = new Reader(initialState(apex), { include: () => {} }, others);
  for (let at = 0; at < text.length; at = reader.entry.end) {
    readEntry(reader.entry, text, at, WHOLE);
    reader.take();
  }
  return reader;
}

function plain(found: Found, at: number): unknown {
  const { owners, type, ttl, set, decoded, span, dataSpan, typeSpan } = found;
  const text = decoded.text;
  return {
    owners,
    type,
    ttl,
    set,
    text,
    strings: decoded.strings(),
    source: decoded.toSource({ start: 0, end: text.length }).map(({ start, end }) => [start + at, end + at]),
    span: [span.start + at, span.end + at],
    data: [dataSpan.start + at, dataSpan.end + at],
    typeSpan: typeSpan && [typeSpan.start + at, typeSpan.end + at],
  };
}
