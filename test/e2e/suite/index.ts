// The suite's entry in an extension host of Node: desktop VS Code and the VS Code server.
import { appendFileSync } from "node:fs";
import type Mocha from "mocha";
import { tell } from "./tell.ts";

/** Runs every test and fails if one failed. VS Code calls it by this name. */
export async function run(): Promise<void> {
  // Imported here and not above: mocha's bundle would overwrite this module's own `run`.
  const { default: MochaClass } = await import("mocha");
  const mocha: Mocha = new MochaClass({ ui: "bdd", timeout: 30_000, reporter: "spec", color: false });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./zone.test.ts");
  await import("./simulation.test.ts");
  await import("./commands.test.ts");
  const file = process.env.SPF_E2E_REPORT;
  await tell(
    (done) => mocha.run(done),
    (line) => (file ? appendFileSync(file, `${line}\n`) : console.log(`spf-e2e ${line}`)),
  );
}
