/** What `lint` says of entries of the configuration that ignore findings. */

import assert from "node:assert/strict";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { lintJson } from "./output.ts";

describe("an entry of `ignore` for one file", () => {
  afterEach(removeFolders);

  it("hides what it names there, and is told of where it hides nothing", async () => {
    const record = '{ "subdomain": "a", "domain": "is-a.dev", "records": { "TXT": "v=spf1 ptr -all" } }';
    const ignore = [{ path: "domains/a.json", owner: "a.is-a.dev", rules: ["ptr", "mx-use"], reason: "old" }];
    const folder = folderOf({ "spf-records.json": JSON.stringify({ ignore }), "domains/a.json": record });
    const { files } = await lintJson(["domains"], { folder });
    const found = files.flatMap((file) => file.findings.map(({ rule, messageId }) => [rule, messageId]));
    assert.deepEqual(found, [["unused-suppression", "unused-suppression.entry"]]);
  });
});

describe("an entry of `ignore` for several files", () => {
  afterEach(removeFolders);

  const withPtr = 'example.com. 3600 IN TXT "v=spf1 ptr -all"\n';
  const folderWith = (ignore: unknown, rules: unknown = {}) =>
    folderOf({
      "spf-records.json": JSON.stringify({ ignore, rules }),
      "old/b.zone": withPtr,
      "new/c.zone": 'example.com. 3600 IN TXT "v=spf1 ip4:185.12.80.7 -all"\n',
    });
  const unused = (name: string, path: string) =>
    `spf-records: Nothing here is reported by ${name}, so the entry of ${path} in spf-records.json hides nothing. Remove it, so that it can't hide a new mistake later.\n`;

  it("is told of where it hid nothing in any of them", async () => {
    const folder = folderWith([
      { path: "old/**", rules: ["ptr", "macro-p"], reason: "old" },
      { path: "new/*.zone", rules: ["ptr"], reason: "none" },
      { path: "gone/b.zone", rules: ["ptr"], reason: "gone" },
      { path: "new/c.zone", rules: ["ptr"], reason: "told in the file" },
      { path: "**", rules: ["ptr"], until: "2020-01-01", reason: "long ago" },
    ]);
    const { err } = await command(["lint", "."], { folder });
    assert.equal(
      err,
      unused("macro-p", "old/**") +
        unused("ptr", "new/*.zone") +
        unused("ptr", "gone/b.zone") +
        "spf-records: The entry of ** in spf-records.json held until 2020-01-01 and no longer hides anything. Mend the record, or give it a new date.\n",
    );
  });

  it("is told of only by who has seen all files, and wants to hear of it", async () => {
    const ignore = [{ path: "new/**", rules: ["ptr"], reason: "none" }];
    assert.equal((await command(["lint", "new"], { folder: folderWith(ignore) })).err, "");
    const off = folderWith(ignore, { "unused-suppression": "off" });
    assert.equal((await command(["lint"], { folder: off })).err, "");
    assert.equal((await command(["lint"], { folder: folderWith(ignore) })).err, unused("ptr", "new/**"));
  });
});
