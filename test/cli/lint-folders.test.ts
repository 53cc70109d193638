// Checks what `lint` says of files in folders that may have nothing to do with one another.

import assert from "node:assert/strict";
import { folderOf, removeFolders } from "../support/command.ts";
import { lintJson } from "./output.ts";

describe("lint over several folders", () => {
  afterEach(removeFolders);

  it("takes no word from one of several folders that hold the same zone", async () => {
    const zone = (domain: string, ...lines: readonly string[]) =>
      `${[`$ORIGIN ${domain}.`, "$TTL 60", "@ IN SOA ns1 host 1 2 3 4 5", ...lines].join("\n")}\n`;
    const production = '_spf IN TXT "v=spf1 ip4:185.12.80.0/24 -all"';
    const staging = '_stage IN TXT "v=spf1 ip4:185.12.81.0/24 -all"';
    const folder = folderOf({
      "a/db.acme.org": zone("acme.org", staging),
      "b/db.acme.org": zone("acme.org", production),
      "c/db.acme.net": zone(
        "acme.net",
        '@ IN TXT "v=spf1 include:_spf.acme.org include:_none.acme.org -all"',
      ),
    });
    const { files } = await lintJson([], { folder });
    const errors = files.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "error"));
    assert.deepEqual(
      errors.map(({ rule, message }) => [rule, message.slice(0, 31)]),
      [["target-nxdomain", "There is no _none.acme.org in i"]],
    );
  });
});
