// Measures how fast a zone is read: records with owners and exact spans, every TXT and SPF record decoded; and what a
// keystroke in it costs. The anchor is a loop over the characters of the same text, in the same run.

import type { Reading, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { bareWorld } from "../support/world.ts";
import { type Row, row } from "./row.ts";
import { generateZone } from "./zone-generate.ts";

const RECORDS = 100_000;
const ROUNDS = 25;
const URI = "file:///zones/db.example.com";
const world: World = bareWorld(() => null);

export async function bench(): Promise<Row[]> {
  const text = flat(generateZone(RECORDS));
  const megabytes = text.length / 1e6;
  const document = Document.of(URI, text);
  const [ours, anchor]: [number[], number[]] = [[], []];
  let sum = 0;
  for (let round = -5; round < ROUNDS; round++) {
    const a = timed(() => void (sum += loop(text)));
    const b = timed(() => void (sum += readAll(zone.find(document, world))));
    if (round < 0) continue;
    anchor.push(megabytes / a);
    ours.push(megabytes / b);
  }
  return [
    // The best of each: what else the machine does only ever slows them down.
    row("zone: records, spans, decoding", Math.max(...ours) * 1000, Math.max(...anchor) * 1000, "MB/s", {
      atLeast: 0.19,
    }),
    keystroke(document, sum),
  ];
}

/** One keystroke in the middle against reading everything, both in milliseconds. */
function keystroke(document: Document, seed: number): Row {
  const [ours, anchor]: [number[], number[]] = [[], []];
  let current = document;
  let reading = zone.find(document, world);
  let at = (document.length >> 1) + (seed & 1);
  for (let round = -20; round < 60; round++) {
    current = current.edit({ start: at, end: at }, "k");
    at++;
    const b = timed(() => void (reading = zone.find(current, world, reading)));
    if (round >= 0) ours.push(b);
    if (round % 10 === 0) anchor.push(timed(() => void zone.find(current, world)));
  }
  return row("zone: a keystroke, against reading all", Math.min(...ours), Math.min(...anchor), "ms", {
    atMost: 0.05,
  });
}

/** Asks for everything that the benchmark's name promises. */
function readAll(reading: Reading): number {
  let sum = 0;
  for (const { part, at } of reading.placed) {
    for (const found of part.found) {
      sum +=
        found.span.start + at + found.dataSpan.end + (found.owners?.length ?? 0) + found.decoded.text.length;
    }
  }
  return sum;
}

function loop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** A text in one piece of memory, as a file that was read. */
function flat(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

function timed(call: () => void): number {
  const started = performance.now();
  call();
  return performance.now() - started;
}
