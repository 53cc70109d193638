// Tells the program outside the editor how each test ended, one line of JSON a test.
import type { Runner } from "mocha";

/**
 * Starts mocha and writes `{"title", "error"?, "skipped"?}` as each test ends; rejects if a test failed.
 */
export function tell(
  start: (done: (failures: number) => void) => Runner,
  write: (line: string) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const runner = start((failures) => (failures > 0 ? fail(new Error(`${failures} tests failed`)) : done()));
    runner.on("pass", (test) => write(JSON.stringify({ title: test.fullTitle() })));
    runner.on("pending", (test) => write(JSON.stringify({ title: test.fullTitle(), skipped: "not run" })));
    runner.on("fail", (test, error) =>
      write(JSON.stringify({ title: test.fullTitle(), error: String(error.stack ?? error) })),
    );
  });
}
