/** Work in the background comes after everything else. */

import assert from "node:assert/strict";
import { Pace } from "../../server/src/lsp/pace.ts";

/** A clock that moves when it is told to, and the work that a pace lets through. */
function paced() {
  let time = 0;
  const due: { at: number; run: () => void }[] = [];
  const pace = new Pace({
    now: () => time,
    after: (milliseconds, run) => {
      due.push({ at: time + milliseconds, run });
      return () => {};
    },
  });
  const done: number[] = [];
  return {
    pace,
    done,
    work: async (turns: number, each: number) => {
      for (let i = 0; i < turns; i++) {
        await pace.turn();
        done.push(time);
        time += each;
      }
    },
    pass: async (milliseconds: number) => {
      for (const end = time + milliseconds; time < end; time++) {
        for (const { run } of due.splice(0).filter((each) => each.at <= time || !due.push(each))) run();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe("work in the background", () => {
  it("goes on at once within a turn, and gives way between two", async () => {
    const { done, work, pass } = paced();
    const working = work(4, 4);
    await pass(3);
    assert.equal(done.length, 2);
    await pass(20);
    await working;
    assert.equal(done.length, 4);
  });

  it("stands still as long as somebody types, and a little longer", async () => {
    const { pace, done, work, pass } = paced();
    const working = work(2, 9);
    await pass(2);
    assert.equal(done.length, 1);
    for (let key = 0; key < 5; key++) {
      pace.disturb();
      await pass(150);
    }
    assert.equal(done.length, 1);
    await pass(60);
    await working;
    assert.equal(done.length, 2);
  });
});
