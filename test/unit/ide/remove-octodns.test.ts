/** What a removal takes out of an octoDNS zone: the record with its lines, and nothing that belongs to others. */

import assert from "node:assert/strict";
import { Document } from "../../../server/src/text/document.ts";
import { read } from "../../hosts/reading.ts";

/** The texts that are left when the SPF record goes, or null where it can't. */
async function without(text: string): Promise<string | null> {
  const reading = await read(Document.of("file:///config/example.com.yaml", text, ""));
  for (const { part, at } of reading?.placed ?? []) {
    const found = part.found.find(({ type }) => type === "SPF");
    if (found)
      return found.removal
        ? text.slice(0, at + found.removal.start) + text.slice(at + found.removal.end)
        : null;
  }
  return assert.fail("no SPF record");
}

const TXT = "  - type: TXT\n    value: v=spf1 -all\n";
const SPF = "  - type: SPF\n    value: v=spf1 -all\n";

describe("removing a record of octoDNS", () => {
  it("takes its lines, and leaves comments of others", async () => {
    assert.equal(
      await without(`'':\n${TXT}${SPF}  # of www\nwww:\n${TXT}`),
      `'':\n${TXT}  # of www\nwww:\n${TXT}`,
    );
    assert.equal(await without(`'':\n${TXT}${SPF}\n  # c\n${TXT}`), `'':\n${TXT}\n  # c\n${TXT}`);
    assert.equal(
      await without(`'':\n${TXT}${SPF.replace("value: v=spf1 -all", "values:\n    - v=spf1 -all")}`),
      `'':\n${TXT}`,
    );
  });

  it("is not offered where nothing would be left, or an alias leads there", async () => {
    assert.equal(await without(`'':\n${SPF}www:\n${TXT}`), null);
    assert.equal(await without("'':\n  type: SPF\n  value: v=spf1 -all\n"), null);
    assert.equal(
      await without(`'':\n${TXT}${SPF.replace("v=", "&a v=")}www:\n  type: SPF\n  value: *a\n`),
      null,
    );
    const values = (first: string) => `'':\n  type: SPF\n  values:\n  - ${first}\n  - v=spf1 ~all\n`;
    assert.equal(await without(values("v=spf1 -all")), "'':\n  type: SPF\n  values:\n  - v=spf1 ~all\n");
    assert.equal(await without(values("&a v=spf1 -all")), null);
  });
});
