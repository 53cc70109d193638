// Measures what a keystroke costs a `Document` of a hundred kilobytes to ten megabytes, and what questions to a
// `Decoded` of many escapes cost: neither may grow much with the size. Run it with `node --import tsx test/bench/document.ts`.

import type { Decoded } from "../../server/src/text/decoded.ts";
import { DecodedBuilder } from "../../server/src/text/decoded-builder.ts";
import { Document } from "../../server/src/text/document.ts";

const LINE = 'mail3  3600  IN  TXT  "v=spf1 include:_spf.example.com ip4:192.0.2.0/24 -all"\n';

for (const size of [100_000, 1_000_000, 10_000_000]) {
  let document = Document.of("file:///db.example.com", LINE.repeat(Math.ceil(size / LINE.length)));
  const at = document.length >> 1;
  let typed = 0;
  const perEdit = measure(() => {
    document = document.edit({ start: at + typed, end: at + typed }, "k");
    typed = (typed + 1) % 60;
    document.lineColumn(at + typed);
  });
  console.log(`keystroke in ${size / 1000} kB: ${perEdit.toFixed(1)} µs, ${document.chunks.length} chunks`);
}

for (const count of [100, 10_000, 1_000_000]) {
  const decoded = escapes(count);
  let at = 0;
  const perQuestion = measure(() => {
    at = (at + 7919) % count;
    decoded.toSource({ start: at, end: at + 1 });
    decoded.toDecoded(at * 4);
    decoded.replace({ start: at, end: at + 1 }, "x");
  });
  console.log(`three questions to ${count} escapes: ${perQuestion.toFixed(2)} µs`);
}

function escapes(count: number): Decoded {
  const builder = new DecodedBuilder("\\065".repeat(count), (text) => text);
  for (let i = 0; i < count; i++) builder.replaced(i * 4, i * 4 + 4, "A");
  return builder.build();
}

/** Microseconds a call, after some calls to warm up. */
function measure(call: () => void): number {
  for (let i = 0; i < 200; i++) call();
  const count = 2000;
  const started = performance.now();
  for (let i = 0; i < count; i++) call();
  return ((performance.now() - started) * 1000) / count;
}
