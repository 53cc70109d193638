// Checks where the configuration is found, and what is said of one that is wrong.

import assert from "node:assert/strict";
import path from "node:path";
import { readConfigFile } from "../../../server/src/cli/config-file.ts";
import { nodeDisk } from "../../../server/src/platform/node-disk.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { folderOf, removeFolders } from "../../support/command.ts";

const read = (currentFolder: string, asked: string | null = null) => {
  const config = readConfigFile(asked, { disk: nodeDisk(), currentFolder }, (message) => sayIn(message));
  return { ...config, problems: config.problems.map((problem) => sayIn(problem)) };
};

describe("the configuration file", () => {
  afterEach(removeFolders);

  it("is the nearest one from the current folder upward", () => {
    const folder = folderOf({
      "spf-records.json": '{"domains": ["outer.example"]}',
      "a/spf-records.json": '{"domains": ["inner.example."]}',
      "a/b/c/x": "",
      "d/x": "",
    });
    assert.deepEqual(read(path.join(folder, "a/b/c")).settings.domains, ["inner.example"]);
    assert.deepEqual(read(path.join(folder, "d")).settings.domains, ["outer.example"]);
    assert.equal(read(path.join(folder, "d")).folder, folder);
  });

  it("is the one that was asked for", () => {
    const folder = folderOf({
      "spf-records.json": '{"profile": "strict"}',
      "x/other.json": '{"profile": "all"}',
    });
    const { settings, folder: counted } = read(folder, "x/other.json");
    assert.equal(settings.profile, "all");
    assert.equal(counted, path.join(folder, "x"));
  });

  it("that can't be opened is told by its name", () => {
    const folder = folderOf({});
    const { problems, unreadable, wrong } = read(folder, "gone.json");
    assert.deepEqual(
      [problems, unreadable, wrong],
      [["gone.json: there is no such file or folder."], true, true],
    );
  });

  it("is told what is wrong with it, with the nearest name", () => {
    const folder = folderOf({ "spf-records.json": '{"domain": [], "rules": {"pt": "off", "ptrr": "off"}}' });
    const { problems, wrong } = read(folder);
    assert.equal(wrong, true);
    assert.match(problems[0] ?? "", /^spf-records\.json: domain is not a setting.* Did you mean domains\?$/);
    assert.match(problems.at(-1) ?? "", /rules\.ptrr: there is no such rule.* Did you mean ptr\?$/);
  });

  it("may name a rule that another version has", () => {
    const folder = folderOf({ "spf-records.json": '{"rules": {"some-rule-of-later": "off"}}' });
    const { problems, wrong } = read(folder);
    assert.equal(problems.length, 1);
    assert.equal(wrong, false);
  });

  it("that is not JSON is told as such", () => {
    const folder = folderOf({ "spf-records.json": "{ domains: [] }" });
    const { problems, wrong, unreadable } = read(folder);
    assert.match(problems[0] ?? "", /^spf-records\.json: This is not JSON/);
    assert.deepEqual([wrong, unreadable], [true, false]);
  });
});
