// How many questions are on their way at once, and whose turn it is.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer, Resolver } from "../../server/src/dns/answers.ts";
import { cached } from "../../server/src/dns/cached.ts";
import { limited } from "../../server/src/dns/limited.ts";

const found: Answer = { kind: "nodata", source: "x" };

/** A resolver that answers when told, in the order it was asked; `running` are the names on their way. */
function pending() {
  const running: { readonly name: string; readonly answer: () => void }[] = [];
  let most = 0;
  const next: Resolver = ({ name }, signal) =>
    new Promise((resolve, reject) => {
      const one = { name, answer: () => end(() => resolve(found)) };
      const end = (settle: () => void) => {
        const at = running.indexOf(one);
        if (at >= 0) running.splice(at, 1);
        settle();
      };
      signal?.addEventListener("abort", () => end(() => reject(signal.reason)));
      running.push(one);
      most = Math.max(most, running.length);
    });
  return { next, running, most: () => most };
}

/** Lets everything happen that waits for nothing. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a limit on questions", () => {
  it("lets evaluations take turns", async () => {
    const { next, running } = pending();
    const resolve = limited(next, 1);
    const [big, small] = [new AbortController().signal, new AbortController().signal];
    const order: string[] = [];
    const ask = (name: string, signal: AbortSignal) =>
      resolve({ name, type: "A" }, signal).then(() => order.push(name));
    const all = [0, 1, 2, 3].map((i) => ask(`big${i}`, big));
    all.push(ask("small0", small), ask("small1", small));
    while (order.length < 6) {
      running[0]?.answer();
      await settle();
    }
    await Promise.all(all);
    assert.deepEqual(order, ["big0", "big1", "small0", "big2", "small1", "big3"]);
  });

  it("forgets who leaves while waiting, and passes on the place of who leaves while asking", async () => {
    const { next, running } = pending();
    const resolve = limited(next, 1);
    const [first, second, third] = [0, 1, 2].map(() => new AbortController()) as [
      AbortController,
      AbortController,
      AbortController,
    ];
    const answers = [first, second, third].map(({ signal }, i) =>
      resolve({ name: `n${i}`, type: "A" }, signal),
    );
    const told = Promise.allSettled(answers);
    second.abort(new Error("left"));
    first.abort(new Error("left"));
    await settle();
    assert.deepEqual(
      running.map(({ name }) => name),
      ["n2"],
    );
    running[0]?.answer();
    assert.deepEqual(
      (await told).map(({ status }) => status),
      ["rejected", "rejected", "fulfilled"],
    );
    await assert.rejects(resolve({ name: "x", type: "A" }, AbortSignal.abort(new Error("gone"))), /gone/);
  });

  it("is no leak, however many questions have one signal", async () => {
    const warnings: unknown[] = [];
    const hear = (warning: unknown) => warnings.push(warning);
    process.on("warning", hear);
    const { next, running } = pending();
    const quiet: Resolver = (query) => next(query);
    const resolve = limited(cached(quiet, { now: () => 0 }), 20);
    const { signal } = new AbortController();
    const all = Array.from({ length: 100 }, (_, i) => resolve({ name: `n${i}`, type: "A" }, signal));
    for (await settle(); running.length > 0; await settle()) running[0]?.answer();
    await Promise.all(all);
    process.off("warning", hear);
    assert.deepEqual(warnings, []);
  });

  it("is never passed and never wasted, whoever comes, leaves or is answered", async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("ask" as const), who: fc.nat(3) }),
      fc.record({ do: fc.constant("leave" as const), who: fc.nat(3) }),
      fc.record({ do: fc.constant("answer" as const), who: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(step, { maxLength: 40 }),
        async (limit, steps) => {
          const { next, running, most } = pending();
          const resolve = limited(next, limit);
          const callers = Array.from({ length: 4 }, () => new AbortController());
          const answers: Promise<unknown>[] = [];
          let waiting = 0;
          for (const { do: what, who } of steps) {
            if (what === "leave") {
              callers[who]?.abort();
              callers[who] = new AbortController();
            } else if (what === "answer") running[who % (running.length || 1)]?.answer();
            else {
              waiting++;
              const done = () => void waiting--;
              answers.push(resolve({ name: "a", type: "A" }, callers[who]?.signal).then(done, done));
            }
            await settle();
            assert.equal(running.length, Math.min(limit, waiting));
          }
          while (running.length > 0) {
            running[0]?.answer();
            await settle();
          }
          await Promise.all(answers);
          assert.equal(waiting, 0);
          assert.ok(most() <= limit);
        },
      ),
      { numRuns: 60 },
    );
  });
});
