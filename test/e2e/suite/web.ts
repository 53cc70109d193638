// The suite's entry in an extension host that is a web worker: no files, no processes, mocha's browser build.
import { tell } from "./tell.ts";

/** Runs every test and fails if one failed. VS Code calls it by this name. */
export async function run(): Promise<void> {
  // Imported here and not above: mocha's bundle would overwrite this module's own `run`.
  await import("mocha/mocha.js");
  mocha.setup({ ui: "bdd", timeout: 30_000, reporter: class {} as never });
  await import("./zone.test.ts");
  await import("./simulation.test.ts");
  await import("./commands.test.ts");
  // The worker has no files to write to; the page outside picks the marked lines from the console.
  await tell(
    (done) => mocha.run(done),
    (line) => console.log(`spf-e2e ${line}`),
  );
}
