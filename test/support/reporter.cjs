// Mocha's reporter for test/run.mjs: prints a line for each file, every failure in full and every missing need once,
// and writes the totals to the file that SPF_RESULTS names.

const fs = require("node:fs");
const path = require("node:path");
const Mocha = require("mocha");

const { Base } = Mocha.reporters;
const events = Mocha.Runner.constants;

class TotalsReporter extends Base {
  constructor(runner, options) {
    super(runner, options);
    const files = new Map();
    const skips = [];

    const tally = (test) => {
      const file = test.file ? path.relative(process.cwd(), test.file) : "(no file)";
      if (!files.has(file)) files.set(file, { passed: 0, failed: 0, skipped: 0, milliseconds: 0 });
      const counts = files.get(file);
      counts.milliseconds += test.duration ?? 0;
      return counts;
    };

    runner.on(events.EVENT_TEST_PASS, (test) => tally(test).passed++);
    // A hook that fails is reported as a test of its own, so it counts too.
    runner.on(events.EVENT_TEST_FAIL, (test) => tally(test).failed++);
    runner.on(events.EVENT_TEST_PENDING, (test) => {
      tally(test).skipped++;
      skips.push(test.fullTitle());
    });
    runner.once(events.EVENT_RUN_END, () => {
      for (const [file, counts] of files)
        console.log(`${file}  ${sentence(counts)}  ${counts.milliseconds} ms`);
      if (this.failures.length > 0) Base.list(this.failures);
      for (const line of missing(skips)) console.log(line);
      if (process.env.SPF_RESULTS) {
        const totals = [...files.values()].reduce(
          (sum, counts) => ({
            passed: sum.passed + counts.passed,
            failed: sum.failed + counts.failed,
            skipped: sum.skipped + counts.skipped,
          }),
          { passed: 0, failed: 0, skipped: 0 },
        );
        fs.writeFileSync(process.env.SPF_RESULTS, JSON.stringify({ ...totals, skips }));
      }
    });
  }
}

function sentence({ passed, failed, skipped }) {
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(", ");
}

/** One line for each need that is missing, and one for each test skipped without a need. */
function missing(skips) {
  const counts = new Map();
  for (const title of skips) {
    const need = /\[(needs .*)\]$/.exec(title)?.[1] ?? title;
    counts.set(need, (counts.get(need) ?? 0) + 1);
  }
  return [...counts].map(([need, count]) => `SKIPPED ${count}: ${need}`);
}

module.exports = TotalsReporter;
