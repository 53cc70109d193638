// The tests in real editors: `node test/e2e/run.mjs [suite] [web] [walk] [japanese]`, all of them without arguments.
// They need a built extension, and print one loud line for what this machine can't run.
import { join } from "node:path";
import { exists } from "./cache.mjs";
import { extensionFolder } from "./editor.mjs";
import { runParts } from "./outcome.mjs";
import { runSuite } from "./tests.mjs";
import { exitOnSignals } from "./vscode-server.mjs";
import { walkInEnglish, walkInJapanese } from "./walk.mjs";
import { runInWeb } from "./web.mjs";

const parts = { suite: runSuite, web: runInWeb, walk: walkInEnglish, japanese: walkInJapanese };

exitOnSignals();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(", ")} (there are ${Object.keys(parts).join(", ")})`);
  process.exit(2);
}
for (const entry of ["dist/client/node.js", "dist/client/browser.js"]) {
  if (await exists(join(extensionFolder, entry))) continue;
  console.error(`FAILED  there is no ${entry}: run \`npm run build\` first`);
  process.exit(2);
}
const wanted = ([name]) => asked.length === 0 || asked.includes(name);
await runParts(Object.fromEntries(Object.entries(parts).filter(wanted)));
