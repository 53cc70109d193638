/** A text that could be cut into crumbs is read in larger pieces, and says the same. */

import assert from "node:assert/strict";
import { Document } from "../../server/src/text/document.ts";
import { read } from "./reading.ts";

/** What stands before and behind the record, by the file that it is in. */
const files: Readonly<Record<string, readonly [record: string, crumb: string]>> = {
  "example.com.yaml": ["'':\n  type: TXT\n  value: v=spf1 -all\n", "a:\n"],
  "records.yaml": ["records:\n- name: a\n  type: TXT\n  value: v=spf1 -all\n", "- {type: A}\n"],
  "dnsconfig.js": ['D("example.com", REG, TXT("@", "v=spf1 -all"));\n', "a;\n"],
  "main.tf": [
    'resource "aws_route53_record" "a" {\n  type = "TXT"\n  records = ["v=spf1 -all"]\n}\n',
    "a {}\n",
  ],
};

async function parts(file: string, text: string) {
  const reading = await read(Document.of(`file:///dns/${file}`, text));
  assert.ok(reading);
  const records = reading.placed.flatMap(({ part, at }) =>
    part.found.map(({ decoded, dataSpan }) => ({ text: decoded.text, at: at + dataSpan.start })),
  );
  return { count: reading.placed.length, records };
}

describe("crumbs of a host file", () => {
  for (const [file, [record, crumb]] of Object.entries(files)) {
    it(`are read many at a time: ${file}`, async () => {
      const text = record + crumb.repeat(3000);
      const { count, records } = await parts(file, text);
      assert.ok(count <= 100, `${count} parts`);
      assert.deepEqual(
        records.map((each) => each.text),
        ["v=spf1 -all"],
      );
      assert.deepEqual(records, (await parts(file, record)).records);
    });
  }

  it("are none where there could be a record in each", async () => {
    const text = Array.from({ length: 2000 }, (_, i) => `d${i}: {type: TXT, value: v=spf1 -all}\n`).join("");
    const { count, records } = await parts("example.com.yaml", text);
    assert.deepEqual([count, records.length], [2000, 2000]);
  });
});
