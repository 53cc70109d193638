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
    assert.deepEqual(
      platform.reads.filter((uri) => !uri.endsWith("spf-records.json")),
      [other],
    );
  });

  it("follow the disk", async () => {
    await start();
    assert.equal(await result(), "pass");
    write(zoneWith("v=spf1 -all"));
    await simulating.client.until(
      "the file to be read",
      () => platform.reads.filter((uri) => uri === other).length > 1 || undefined,
    );
    assert.equal(await result(), "fail");
    platform.disk.delete(other);
    simulating.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 3 }] });
    await simulating.client.until(
      "the file to be gone",
      () => platform.reads.filter((uri) => uri === other).length > 2 || undefined,
    );
    assert.equal(await result(), "undetermined");
  });

  it("yield to what is typed, until it is closed", async () => {
    await start();
    assert.equal(await result(), "pass");
    const { client } = simulating;
    client.open(other, zoneWith("v=spf1 -all"));
    assert.equal(await result(), "fail");
    client.close(other);
    await client.until(
      "the file to be read",
      () => platform.reads.filter((uri) => uri === other).length > 1 || undefined,
    );
    assert.equal(await result(), "pass");
  });

  it("go with their folder", async () => {
    platform = memoryPlatform(files);
    const capabilities = { workspace: { workspaceFolders: true } };
    simulating = await simulatorOf({ entry: { platform }, folders: [folder], capabilities });
    assert.equal(await result(), "pass");
    simulating.client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: folder, name: "" }] },
    });
    assert.equal(await result(), "undetermined");
  });
});
