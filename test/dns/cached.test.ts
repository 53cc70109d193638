// What is kept and for how long, and how several callers share one question.

import assert from "node:assert/strict";
import type { Answer, Query, Resolver } from "../../server/src/dns/answers.ts";
import { cached } from "../../server/src/dns/cached.ts";

const a: Query = { name: "a.example", type: "A" };

function ok(ttl: number | null, text = "x"): Answer {
  return { kind: "ok", type: "TXT", records: [{ strings: [text], holes: [] }], ttl, source: "x" };
}

/** A cache over answers that are there at once; `asked` are the questions that went on. */
function cacheOf(answer: (query: Query) => Answer, maxOctets?: number) {
  const clock = { seconds: 0 };
  const asked: string[] = [];
  const next: Resolver = async (query) => {
    asked.push(query.name);
    return answer(query);
  };
  const options = { now: () => clock.seconds * 1000, ...(maxOctets === undefined ? {} : { maxOctets }) };
  return { resolve: cached(next, options), clock, asked };
}

describe("a cache of answers", () => {
  const seconds: [string, Answer, number][] = [
    ["its time to live", ok(100), 100],
    ["a day at the most", ok(1_000_000), 86_400],
    ["five seconds at the least", ok(0), 5],
    ["a minute where nothing says how long", ok(null), 60],
    ["what the zone says of names that are not there", { kind: "nxdomain", source: "x", ttl: 20 }, 20],
    ["a minute at the most where nothing is there", { kind: "nodata", source: "x", ttl: 3600 }, 60],
    ["five seconds where nothing is there and nothing says how long", { kind: "nodata", source: "x" }, 5],
    ["five seconds after a failure", { kind: "servfail", source: "x" }, 5],
    ["five seconds after a timeout", { kind: "timeout", source: "x" }, 5],
    ["not at all what nobody knows", { kind: "unknown", source: "x" }, 0],
  ];
  for (const [what, answer, lasts] of seconds) {
    it(`keeps an answer for ${what}`, async () => {
      const { resolve, clock, asked } = cacheOf(() => answer);
      assert.equal(await resolve(a), answer);
      clock.seconds = lasts - 0.001;
      if (lasts > 0) assert.equal(await resolve(a), answer);
      assert.equal(asked.length, 1);
      clock.seconds = lasts;
      await resolve(a);
      assert.equal(asked.length, 2);
    });
  }

  it("knows a name in any case, and tells types apart", async () => {
    const { resolve, asked } = cacheOf(() => ({ kind: "nodata", source: "x" }));
    await resolve(a);
    await resolve({ name: "A.Example.", type: "A" });
    assert.equal(asked.length, 1);
    await resolve({ name: "a.example", type: "AAAA" });
    assert.equal(asked.length, 2);
  });

  it("holds no more than it may, and lets go of what was used longest ago", async () => {
    const { resolve, asked } = cacheOf(() => ok(100, "x".repeat(1000)), 10_000);
    const ask = (name: string) => resolve({ name, type: "TXT" });
    for (const name of ["1", "2", "3", "4"]) await ask(name);
    await ask("1");
    assert.equal(asked.length, 4);
    await ask("5");
    await ask("1");
    assert.equal(asked.length, 5, "used since");
    await ask("2");
    assert.equal(asked.length, 6, "let go");
    const large = cacheOf(() => ok(100, "x".repeat(60_000)), 10_000);
    await large.resolve(a);
    await large.resolve(a);
    assert.equal(large.asked.length, 2, "larger than all that may be held");
  });
});

/** A resolver whose answers come when the test says so. */
function pending() {
  const asked: { readonly query: Query; readonly signal: AbortSignal; answer(answer: Answer): void }[] = [];
  const next: Resolver = (query, signal) =>
    new Promise((resolve, reject) => {
      assert.ok(signal);
      signal.addEventListener("abort", () => reject(signal.reason));
      asked.push({ query, signal, answer: resolve });
    });
  return { asked, next };
}

describe("callers with the same question", () => {
  const now = () => 0;
  const found: Answer = { kind: "nodata", source: "x" };

  it("share one", async () => {
    const { asked, next } = pending();
    const resolve = cached(next, { now });
    const answers = [resolve(a), resolve({ name: "A.example.", type: "A" }), resolve(a)];
    await Promise.resolve();
    assert.equal(asked.length, 1);
    asked[0]?.answer(found);
    assert.deepEqual(await Promise.all(answers), [found, found, found]);
  });

  it("wait on when one of them leaves", async () => {
    const { asked, next } = pending();
    const resolve = cached(next, { now });
    const leaver = new AbortController();
    const [left, stays] = [resolve(a, leaver.signal), resolve(a, new AbortController().signal)];
    leaver.abort(new Error("left"));
    await assert.rejects(left, /left/);
    assert.equal(asked[0]?.signal.aborted, false);
    asked[0]?.answer(found);
    assert.equal(await stays, found);
  });

  it("cancel it when all have left, and who comes after asks anew", async () => {
    const { asked, next } = pending();
    const resolve = cached(next, { now });
    const leavers = [new AbortController(), new AbortController()];
    const left = leavers.map(({ signal }) => resolve(a, signal));
    const told = Promise.allSettled(left);
    for (const leaver of leavers) leaver.abort(new Error("left"));
    assert.deepEqual(
      (await told).map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(asked[0]?.signal.aborted, true);
    const after = resolve(a);
    await Promise.resolve();
    assert.equal(asked.length, 2);
    asked[1]?.answer(found);
    assert.equal(await after, found);
  });

  it("are told of a mistake of ours, which is not kept", async () => {
    let asked = 0;
    const resolve = cached(
      async () => {
        if (asked++ === 0) throw new TypeError("ours");
        return found;
      },
      { now },
    );
    await assert.rejects(resolve(a), /ours/);
    assert.equal(await resolve(a), found);
  });

  it("ask nothing once they are aborted", async () => {
    const { asked, next } = pending();
    await assert.rejects(cached(next, { now })(a, AbortSignal.abort(new Error("gone"))), /gone/);
    assert.equal(asked.length, 0);
  });
});
