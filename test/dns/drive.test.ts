// Evaluations in bounded time: what is late counts as timed out, and the evaluation still says all that it did.

import assert from "node:assert/strict";
import { type Answer, type Asking, ask, type Query, type Resolver } from "../../server/src/dns/answers.ts";
import { driveWithin } from "../../server/src/dns/drive.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import { check } from "../../server/src/spf/check.ts";

/** A timer that goes off when the test says so. */
function timer() {
  const set: { readonly milliseconds: number; readonly run: () => void }[] = [];
  const after = (milliseconds: number, run: () => void) => {
    const one = { milliseconds, run };
    set.push(one);
    return () => void set.splice(set.indexOf(one), 1);
  };
  return { after, set };
}

const silence: Resolver = (_, signal) =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

describe("an evaluation with a budget of time", () => {
  const zones = { "example.com": [{ TXT: "v=spf1 a:one.example a:two.example -all" }], "one.example": [] };

  it("ends with temperror and its trace once the time is used up", async () => {
    const { after, set } = timer();
    const asked: string[] = [];
    const resolve: Resolver = async (query, signal) => {
      asked.push(query.name);
      if (query.name !== "two.example") return recorded(zones)(query);
      assert.equal(set[0]?.milliseconds, 20_000);
      queueMicrotask(() => set[0]?.run());
      return silence(query, signal);
    };
    const request = { ip: "192.0.2.1", helo: "h.example", sender: "a@example.com" };
    const outcome = await driveWithin(check(request), resolve, { milliseconds: 20_000, after });
    assert.equal(outcome.result, "temperror");
    assert.equal(outcome.trace.reason, "time");
    assert.deepEqual(
      outcome.trace.terms.map(({ text, verdict, queries }) => [text, verdict, queries.map((q) => q.answer)]),
      [
        ["a:one.example", "no-match", ["nodata"]],
        ["a:two.example", "error", ["timeout"]],
      ],
    );
    assert.deepEqual(asked, ["example.com", "one.example", "two.example"]);
    assert.equal(outcome.trace.terms[1]?.queries[0]?.source, "time");
    assert.equal(set.length, 0, "the timer is let go");
  });

  it("asks nobody anything after that", async () => {
    const { after, set } = timer();
    const asked: Query[] = [];
    function* many(): Asking<string[]> {
      const kinds: string[] = [];
      for (let i = 0; i < 100; i++) kinds.push((yield* ask(`n${i}`, "A")).kind);
      return kinds;
    }
    const resolve: Resolver = (query, signal) => {
      asked.push(query);
      if (asked.length === 3) queueMicrotask(() => set[0]?.run());
      return asked.length === 3 ? silence(query, signal) : Promise.resolve({ kind: "nodata", source: "x" });
    };
    const kinds = await driveWithin(many(), resolve, { milliseconds: 5, after });
    assert.equal(asked.length, 3);
    assert.deepEqual(kinds, ["nodata", "nodata", ...Array.from({ length: 98 }, () => "timeout")]);
  });

  it("ends though a resolver never does, and is cancelled by its signal", async () => {
    const { after, set } = timer();
    function* one(): Asking<Answer> {
      return yield* ask("a", "A");
    }
    const deaf: Resolver = () => new Promise(() => {});
    const budget = { milliseconds: 5, after };
    const late = driveWithin(one(), deaf, budget);
    set[0]?.run();
    assert.deepEqual(await late, { kind: "timeout", source: "time" });

    const control = new AbortController();
    const cancelled = driveWithin(one(), deaf, budget, control.signal);
    control.abort(new Error("cancelled"));
    await assert.rejects(cancelled, /cancelled/);
    await assert.rejects(driveWithin(one(), deaf, budget, control.signal), /cancelled/);
    assert.equal(set.length, 0);
  });

  it("does not hide a mistake of ours", async () => {
    function* one(): Asking<Answer> {
      return yield* ask("a", "A");
    }
    const broken: Resolver = async () => {
      throw new TypeError("ours");
    };
    await assert.rejects(driveWithin(one(), broken, { milliseconds: 5, after: timer().after }), /ours/);
  });
});
