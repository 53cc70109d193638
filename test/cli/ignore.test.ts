/** What `lint` says of entries of the configuration that ignore findings. */

import assert from "node:assert/strict";
import { folderOf, removeFolders } from "../support/command.ts";
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
