// What the end-to-end tests found: each test printed as it ends, the counts for `npm test`, and the one repetition that
// a run in a real editor is allowed.
import { writeFile } from "node:fs/promises";

/** @typedef {{ title: string, error?: string, skipped?: string }} TestResult */
/** @typedef {{ pass(title: string): void, fail(title: string, error: unknown): void, skip(title: string, why: string): void }} Report */

/** A reason for which tests can't be run on this machine; they count as skipped. */
export class NotAvailable extends Error {}

/**
 * Collects the results of all parts of a run.
 */
export function createOutcome() {
  /** @type {TestResult[]} */
  const results = [];
  return {
    /**
     * Runs one part; where it fails, runs it once more, loudly, and takes what the second run says. A part whose editor
     * is not to be had on this machine counts as one skipped test.
     * @param {string} part
     * @param {(report: Report) => Promise<void>} body
     */
    async part(part, body) {
      const started = Date.now();
      let found = await attempt(part, body);
      if (found.some((result) => result.error)) {
        console.log(`\n!! ${part} FAILED in the real editor: REPEATING IT ONCE\n`);
        found = await attempt(part, body);
      }
      results.push(...found);
      console.log(`        ${part} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
    },
    counts() {
      return {
        passed: results.filter((r) => !r.error && !r.skipped).length,
        failed: results.filter((r) => r.error).length,
        skipped: results.filter((r) => r.skipped).length,
      };
    },
    /** Prints the counts, writes them to the file named by SPF_RESULTS, and returns the exit code. */
    async finish() {
      const counts = this.counts();
      if (process.env.SPF_RESULTS) await writeFile(process.env.SPF_RESULTS, `${JSON.stringify(counts)}\n`);
      console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
      return counts.failed > 0 ? 1 : 0;
    },
  };
}

/**
 * Runs parts one after the other, since each takes the whole machine, and ends the process with their outcome.
 * @param {Record<string, (report: Report) => Promise<void>>} parts
 */
export async function runParts(parts) {
  const outcome = createOutcome();
  for (const [part, body] of Object.entries(parts)) await outcome.part(part, body);
  process.exit(await outcome.finish());
}

async function attempt(part, body) {
  /** @type {TestResult[]} */
  const found = [];
  const report = {
    pass(title) {
      found.push({ title });
      console.log(`ok      [${part}] ${title}`);
    },
    fail(title, error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      found.push({ title, error: text });
      // Of a stack, the rest is the test runner's.
      const shown = text
        .split("\n")
        .filter((line, index, lines) => !isFrame(line) || !isFrame(lines[index - 2] ?? ""));
      console.log(`FAILED  [${part}] ${title}\n${shown.join("\n").replace(/^/gm, "        ")}`);
    },
    skip(title, why) {
      found.push({ title, skipped: why });
      console.log(`SKIPPED: [${part}] ${title}: ${why}`);
    },
  };
  try {
    await body(report);
    if (found.length === 0) report.fail(part, "no test was run");
  } catch (error) {
    if (error instanceof NotAvailable) report.skip(part, error.message);
    else report.fail(part, error);
  }
  return found;
}

function isFrame(line) {
  return /^\s+at /.test(line);
}
