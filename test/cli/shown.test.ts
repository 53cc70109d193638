/** Records that a text shows and does not publish: a manual may warn of what it shows. */

import assert from "node:assert/strict";
import { command, folderOf, removeFolders } from "../support/command.ts";

const zone =
  '$ORIGIN example.com.\n$TTL 300\n@ IN SOA ns root 1 2 3 4 5\n@ IN TXT "v=spf1 ipv4:192.0.2.1 +all"\n';
const manual = `# Don't do this\n\n\`\`\`zone\n${zone}\`\`\`\n`;

describe("the lint of a manual", () => {
  afterEach(removeFolders);

  const lint = async (files: Record<string, string>) => {
    const { out, status } = await command(["lint", "."], { folder: folderOf(files) });
    return { said: out.match(/(?:error|warning) (?:pass-all|unknown-mechanism)/g), status };
  };

  it("warns of what is an error where it is published", async () => {
    assert.deepEqual(await lint({ "db.example.com": zone }), {
      said: ["error unknown-mechanism", "error pass-all"],
      status: 1,
    });
    assert.deepEqual(await lint({ "README.md": manual }), {
      said: ["warning unknown-mechanism", "warning pass-all"],
      status: 0,
    });
  });

  it("fails where the settings name the rule", async () => {
    const settings = JSON.stringify({ rules: { "pass-all": "error" } });
    assert.deepEqual(await lint({ "README.md": manual, "spf-records.json": settings }), {
      said: ["warning unknown-mechanism", "error pass-all"],
      status: 1,
    });
  });
});
