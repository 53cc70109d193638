// Checks how a stream is cut into lines, and how answers that take their time are written in order.

import assert from "node:assert/strict";
import fc from "fast-check";
import { InOrder } from "../../../server/src/cli/in-order.ts";
import { Lines, TOO_LONG } from "../../../server/src/cli/lines.ts";

describe("lines of a stream", () => {
  it("are the same, however it is cut", () => {
    const octet = fc.constantFrom(10, 10, 65, 66, 13);
    fc.assert(
      fc.property(fc.array(fc.array(octet)), fc.integer({ min: 0, max: 4 }), (pieces, limit) => {
        const lines = new Lines(limit);
        const got = pieces.flatMap((piece) => [...lines.push(Uint8Array.from(piece))]);
        const last = lines.end();
        if (last !== null) got.push(last);
        const text = String.fromCharCode(...pieces.flat());
        const expected = text.split("\n");
        if (expected.at(-1) === "") expected.pop();
        assert.deepEqual(
          got.map((line) => (line === TOO_LONG ? TOO_LONG : Buffer.from(line).toString("latin1"))),
          expected.map((line) => (line.length > limit ? TOO_LONG : line)),
        );
      }),
    );
  });
});

describe("texts in order", () => {
  it("are written as they were asked for, whichever is ready first", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (scheduler, waits) => {
          let out = "";
          const told = new InOrder((text) => {
            out += text;
          }, 4);
          const texts = waits.map((_, i) => `${i};`);
          const adding = (async () => {
            for (const [i, wait] of waits.entries()) {
              await told.add(
                wait ? scheduler.schedule(Promise.resolve(texts[i] as string)) : (texts[i] as string),
              );
            }
            await told.end();
          })();
          await scheduler.waitFor(adding);
          assert.equal(out, texts.join(""));
        },
      ),
    );
  });
});
