/** Zones of the workspace that nobody has open answer too: what is on disk, until somebody types. */

import assert from "node:assert/strict";
import { type MemoryPlatform, memoryPlatform } from "./memory-platform.ts";
import { folder, type Simulator, simulatorOf, stranger } from "./simulator.ts";

const other = `${folder}/more/example.net.zone`;
const zoneWith = (record: string) => `$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n_spf TXT "${record}"\n`;
const files = {
  [other]: zoneWith("v=spf1 ip4:198.51.100.0/24 -all"),
  [`${folder}/node_modules/a/db.example.net`]: zoneWith("v=spf1 -all"),
  [`${folder}/.git/db.example.net`]: zoneWith("v=spf1 -all"),
  [`${folder}/named.conf`]: "options {};",
  [`${folder}/notes.md`]: "v=spf1",
  [`${folder}/index.ts`]: "v=spf1",
};

let platform: MemoryPlatform;
let simulating: Simulator;
const start = async () => {
  platform = memoryPlatform(files);
  simulating = await simulatorOf({ entry: { platform }, folders: [folder] });
};
const result = async () => (await simulating.result())[0];
/** Waits for the verdict: files are read again in the background. */
const becomes = async (expected: string) => {
  for (let tries = 0; tries < 100; tries++) {
    if ((await result()) === expected) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  assert.equal(await result(), expected);
};
const write = (text: string) => {
  platform.disk.set(other, text);
  simulating.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 2 }] });
};

describe("zones of the workspace", () => {
  it("answer without being open, and say that they are files", async () => {
    await start();
    const { report } = await simulating.ask({ ip: stranger });
    assert.equal(report.result, "pass");
    const nested = report.trace?.terms[1]?.nested;
    assert.deepEqual([nested?.queries[0]?.source, nested?.place?.uri], ["file", other]);
    assert.equal((await simulating.firstLens()).command?.title, "2 of 10 lookups · -all · Simulate…");
  });

  it("are read by their names, and not in folders that others fill", async () => {
    await start();
    await simulating.ask();
    const records = platform.reads.filter((uri) => /example\.net|notes|index/.test(uri));
    assert.deepEqual(records, [other]);
  });

  it("follow the disk", async () => {
    await start();
    await becomes("pass");
    write(zoneWith("v=spf1 -all"));
    await becomes("fail");
    platform.disk.delete(other);
    simulating.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 3 }] });
    await becomes("undetermined");
  });

  it("yield to what is typed, until it is closed", async () => {
    await start();
    await becomes("pass");
    simulating.client.open(other, zoneWith("v=spf1 -all"));
    assert.equal(await result(), "fail");
    simulating.client.close(other);
    await becomes("pass");
  });

  it("go with their folder", async () => {
    platform = memoryPlatform(files);
    const capabilities = { workspace: { workspaceFolders: true } };
    simulating = await simulatorOf({ entry: { platform }, folders: [folder], capabilities });
    await becomes("pass");
    simulating.client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: folder, name: "" }] },
    });
    await becomes("undetermined");
  });
});
