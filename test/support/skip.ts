// Lets a test say what it needs of the machine. Where that is missing it counts as skipped, the reporter prints one
// loud line for each thing that is missing, and .ci/run takes it as a failure: a silent skip looks like a pass.

import type { AsyncFunc, Func } from "mocha";

export interface Guarded {
  /** As mocha's `it`, or a skipped test that names what is missing. */
  it(title: string, test: Func | AsyncFunc): void;
  /** As mocha's `describe`; where something is missing its body is not run, and it counts as one skipped test. */
  describe(title: string, body: () => void): void;
}

/**
 * Tests that run only where `condition` holds.
 * `what` completes the sentence "needs …" and says how to get it: `needs(path, "knotd (apt: knot)").it("…", …)`.
 * Where it names `../shared`, a skip is fine even for .ci/run, since that folder is not part of the project.
 */
export function needs(condition: unknown, what: string): Guarded {
  if (condition) return { it: (title, test) => void it(title, test as Func), describe };
  const missing = `needs ${what}`;
  return {
    it: (title) => void it.skip(`${title} [${missing}]`),
    describe: (title) => void describe(title, () => void it.skip(`all [${missing}]`)),
  };
}
