/** Files of the workspace answer that nobody has open: what is on disk, until somebody types. */

import assert from "node:assert/strict";
import type { FileEntry } from "../../server/src/ide/index.ts";
import type { ServerAsks } from "../../server/src/lsp/protocol.ts";
import { type ClientSetup, TestClient } from "./client.ts";
import { type MemoryPlatform, memoryPlatform } from "./memory-platform.ts";
import { folder, type Simulator, simulatorOf, stranger, uri, zone } from "./simulator.ts";

const other = `${folder}/more/example.net.zone`;
const zoneWith = (record: string) => `$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n_spf TXT "${record}"\n`;
const lets = zoneWith("v=spf1 ip4:198.51.100.0/24 -all");
const refuses = zoneWith("v=spf1 -all");

let platform: MemoryPlatform;
let simulating: Simulator;
const start = async (files: Record<string, string> = { [other]: lets }, setup: ClientSetup = {}) => {
  platform = memoryPlatform(files);
  simulating = await simulatorOf({ entry: { platform }, folders: [folder], ...setup });
};
const result = async () => (await simulating.result())[0];
const tell = (type: 1 | 2 | 3, ...uris: string[]) =>
  simulating.client.notify("workspace/didChangeWatchedFiles", {
    changes: uris.map((each) => ({ uri: each, type })),
  });
/** What was read but for settings and patterns. */
const reads = () => platform.reads.filter((each) => !/\/(spf-records\.json|\.gitignore|exclude)$/.test(each));

describe("zones of the workspace", () => {
  it("answer without being open, and say that they are files", async () => {
    await start();
    const { report } = await simulating.ask({ ip: stranger });
    assert.equal(report.result, "pass");
    const nested = report.trace?.terms[1]?.nested;
    assert.deepEqual([nested?.queries[0]?.source, nested?.place?.uri], ["file", other]);
    assert.equal((await simulating.firstLens()).command?.title, "2 of 10 lookups · -all · Simulate…");
  });

  it("sharpen what is found in open ones, without anybody asking", async () => {
    await start({ [other]: refuses });
    const has = (code: string) =>
      simulating.client.diagnostics(uri, (all) => all.some((d) => d.code === code));
    await has("include-never-matches");
    platform.disk.set(other, zoneWith("v=spf1 include:_spf.example.net -all"));
    tell(2, other);
    await has("loop");
  });

  it("are read by their names, and not where others write or git looks away", async () => {
    await start({
      [other]: lets,
      [`${folder}/node_modules/a/db.example.net`]: refuses,
      [`${folder}/.git/db.example.net`]: refuses,
      [`${folder}/.gitignore`]: "/built/\n*.signed\n",
      [`${folder}/built/db.example.net`]: refuses,
      [`${folder}/example.net.signed`]: refuses,
      [`${folder}/built.zone`]: "",
      [`${folder}/named.conf`]: "options {};",
      [`${folder}/.env.local`]: "SECRET=1",
      [`${folder}/notes.txt`]: "v=spf1",
      [`${folder}/main.rs`]: "v=spf1",
    });
    assert.equal(await result(), "pass");
    assert.deepEqual(reads().sort(), [`${folder}/built.zone`, other].sort());
  });

  it("heed patterns as they change", async () => {
    await start();
    assert.equal(await result(), "pass");
    platform.disk.set(`${folder}/.gitignore`, "more\n");
    tell(1, `${folder}/.gitignore`);
    assert.equal(await result(), "undetermined");
    tell(2, other);
    assert.equal(await result(), "undetermined");
    platform.disk.set(`${folder}/.gitignore`, "less\n");
    tell(2, `${folder}/.gitignore`);
    assert.equal(await result(), "pass");
  });

  it("heed patterns of the repository around the folder", async () => {
    const [inner, file] = [`${folder}/inner`, `${folder}/inner/example.net.zone`];
    const around = { [`${folder}/.git/HEAD`]: "", [`${folder}/.git/info/exclude`]: "nothing" };
    await start({ [file]: lets, ...around }, { folders: [inner] });
    assert.equal(await result(), "pass");
    await start({ [file]: lets, ...around, [`${folder}/.gitignore`]: "/inner/*.zone" }, { folders: [inner] });
    assert.equal(await result(), "undetermined");
  });

  it("follow the disk, file by file", async () => {
    await start({});
    assert.equal(await result(), "undetermined");
    platform.disk.set(other, lets);
    tell(1, other);
    assert.equal(await result(), "pass");
    platform.disk.set(other, refuses);
    tell(2, other);
    assert.equal(await result(), "fail");
    platform.disk.delete(other);
    tell(3, other);
    assert.equal(await result(), "undetermined");
  });

  it("go with the folder they lie in, of which alone is told", async () => {
    await start();
    assert.equal(await result(), "pass");
    tell(3, `${folder}/mor`);
    assert.equal(await result(), "pass");
    platform.disk.delete(other);
    tell(3, `${folder}/more`);
    assert.equal(await result(), "undetermined");
  });

  it("come and go with folders of the workspace", async () => {
    const far = "file:///elsewhere";
    const capabilities = { workspace: { workspaceFolders: true } };
    await start({ [`${far}/example.net.zone`]: lets }, { capabilities });
    assert.equal(await result(), "undetermined");
    const change = (added: string[], removed: string[]) => {
      const [come, gone] = [added, removed].map((uris) => uris.map((each) => ({ uri: each, name: "" })));
      const event = { added: come, removed: gone };
      simulating.client.notify("workspace/didChangeWorkspaceFolders", { event });
    };
    change([far], []);
    assert.equal(await result(), "pass");
    change([], [far]);
    assert.equal(await result(), "undetermined");
  });

  it("yield to what is typed, until it is closed", async () => {
    await start();
    assert.equal(await result(), "pass");
    const { client } = simulating;
    client.open(other, refuses);
    assert.equal(await result(), "fail");
    tell(2, other);
    assert.equal(await result(), "fail");
    client.close(other);
    assert.equal(await result(), "pass");
  });

  it("are the same files however an editor writes their uris", async () => {
    const [plain, encoded] = [`${folder}/a!b/example.net.zone`, `${folder}/a%21b/example.net.zone`];
    await start({ [plain]: lets, [encoded]: lets });
    assert.equal(await result(), "pass");
    simulating.client.open(encoded, refuses);
    assert.equal(await result(), "fail");
    tell(2, plain, encoded);
    assert.equal(await result(), "fail");
  });

  it("bring what they include from the workspace, and nothing from outside of it", async () => {
    const [inside, outside] = [`${folder}/parts/spf.inc`, "file:///etc/spf.inc"];
    const including = (file: string) => `$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n$INCLUDE ${file}\n`;
    const included = '_spf TXT "v=spf1 ip4:198.51.100.0/24 -all"\n';
    const main = `${folder}/db.example.net`;
    await start({ [main]: including("parts/spf.inc"), [inside]: included, [outside]: included });
    assert.equal(await result(), "pass");
    platform.disk.set(inside, included.replace("198.51.100.0/24", "192.0.2.1"));
    tell(2, inside);
    assert.equal(await result(), "fail");
    platform.disk.set(main, including("/etc/spf.inc"));
    tell(2, main);
    assert.equal(await result(), "undetermined");
    assert.ok(!reads().includes(outside), reads().join());
  });

  it("bring what is one module with them, whatever is in it", async () => {
    const [main, values] = [`${folder}/dns/main.tf`, `${folder}/dns/terraform.tfvars`];
    const record =
      'resource "gandi_livedns_record" "spf" {\n  zone = var.zone\n  name = "_spf"\n  type = "TXT"\n' +
      '  values = ["v=spf1 ip4:198.51.100.0/24 -all"]\n}\n';
    await start({ [main]: record, [values]: 'zone = "example.net"\n' });
    assert.equal(await result(), "pass");
    platform.disk.set(values, 'zone = "example.org"\n');
    tell(2, values);
    assert.equal(await result(), "undetermined");
    assert.ok(!reads().some((each) => each.endsWith("/")), reads().join());
  });
});

describe("the folders of a workspace", () => {
  it("are listed, and no more is done, where nothing lies in them", async () => {
    await start({});
    assert.equal(await result(), "undetermined");
    assert.deepEqual(reads(), []);
  });

  it("are nobody's business before a document holds a record", async () => {
    platform = memoryPlatform({ [other]: lets });
    const client = await TestClient.start({ entry: { platform }, folders: [folder] });
    const plain = `${folder}/example.org.yaml`;
    client.open(plain, "www:\n  type: A\n  value: 192.0.2.1\n", "yaml");
    await client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri: plain } });
    assert.deepEqual(reads(), []);
    client.open(uri, zone);
    await client.until("the folders to be read", () => reads().includes(other) || undefined);
  });

  it("are searched as the editor searches them, where it does", async () => {
    const asked: unknown[] = [];
    const disk = memoryPlatform({ [other]: lets, [`${folder}/hidden/db.example.net`]: refuses });
    const files = disk.files(null);
    const find = (params: ServerAsks["spf/find"]["params"]) => {
      asked.push([params.uri, params.names.includes("*.{zone,zonefile,zf,signed,db,hosts}")]);
      return { uris: [other], whole: true };
    };
    const handlers = {
      "spf/find": find,
      "spf/list": ({ uri: at }: { uri: string }) => files.list(at),
      "spf/read": async ({ uri: at }: { uri: string }) => {
        const octets = await files.read(at);
        return octets && Buffer.from(octets).toString("base64");
      },
    };
    platform = memoryPlatform();
    simulating = await simulatorOf({
      entry: { platform },
      folders: [folder],
      initializationOptions: { files: true },
      asked: handlers as unknown as NonNullable<ClientSetup["asked"]>,
    });
    assert.equal(await result(), "pass");
    assert.deepEqual(asked, [[folder, true]]);
    assert.deepEqual(
      disk.reads.filter((each) => !each.endsWith("spf-records.json")),
      [other],
    );
  });

  it("are not read without end, and the log says so", async () => {
    platform = memoryPlatform();
    let lists = 0;
    const list = async (): Promise<FileEntry[]> => {
      lists++;
      const folders = [..."abcdefgh"].map((name) => ({ name, kind: "folder" as const }));
      return [...folders, { name: "x.zone", kind: "file" }, { name: "y.yaml", kind: "file" }];
    };
    const read = async () => Buffer.from("nothing");
    const endless = { ...platform, files: () => ({ list, read }) };
    simulating = await simulatorOf({ entry: { platform: endless }, folders: [folder] });
    const said = await simulating.client.until("a line in the log", () =>
      simulating.client.log.find((line) => line.includes("when they are opened")),
    );
    assert.match(said, /^The workspace has more than 20000 files that may hold records; 10000 of them, /);
    assert.ok(lists <= 10_001, `${lists}`);
  }).timeout(60_000);
});
