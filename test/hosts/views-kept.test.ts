// What a format sees in sections that are not edited stays the same objects, so that the proof of a fix looks at one section.

import assert from "node:assert/strict";
import type { Format, Section } from "../../server/src/host/format.ts";
import { octodns } from "../../server/src/host/octodns.ts";
import { Rows } from "../../server/src/host/rows.ts";
import { sqlInserts } from "../../server/src/host/sql.ts";
import type { SyntaxName } from "../../server/src/host/syntax/syntax.ts";
import { terraform } from "../../server/src/host/terraform.ts";
import { LoadedWorld } from "./reading.ts";

const SECTIONS = 50;
const TEXT = "v=spf1 +a -all";

interface Kind {
  readonly format: Format;
  readonly uri: string;
  readonly section: (i: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    format: terraform("hcl"),
    uri: "file:///m/main.tf",
    section: (i) =>
      `resource "aws_route53_record" "r${i}" {\n  name = "h${i}.example.com"\n  type = "TXT"\n  records = ["${TEXT}"]\n}\n`,
  },
  {
    format: sqlInserts,
    uri: "file:///m/dump.sql",
    section: (i) =>
      `INSERT INTO records (name, type, content) VALUES ('h${i}.example.com', 'TXT', '"${TEXT}"');\n`,
  },
  {
    format: octodns,
    uri: "file:///m/example.com.yaml",
    section: (i) => `h${i}:\n  type: TXT\n  value: ${TEXT}\n`,
  },
];

describe("what is seen in sections", () => {
  for (const { format, uri, section: textOf } of KINDS) {
    it(`is the same where nothing was edited: ${format.format}`, async () => {
      const world = new LoadedWorld();
      const names: SyntaxName[] = [format.syntax, ...(format.also ?? [])];
      await world.load(names);
      const read = (text: string): Section => {
        const tree = world.syntax(format.syntax)?.read(text, "");
        assert.ok(tree);
        return { text, lead: "", tree };
      };
      const sections = Array.from({ length: SECTIONS }, (_, i) => read(textOf(i)));
      const see = (own: readonly Section[], rows: Rows) =>
        format.see(own, { uri, world, sources: [{ uri, sections: own }], rows });
      const rows = new Rows();
      const before = see(sections, rows);
      assert.equal(before.flat().filter(({ found }) => found).length, SECTIONS);
      const edited = sections.with(SECTIONS / 2, read(textOf(SECTIONS / 2).replace("+a", "a")));
      const after = see(edited, rows.fork());
      assert.deepEqual(
        after.flatMap((each, i) => (each === before[i] ? [] : [i])),
        [SECTIONS / 2],
      );
      // What was only tried leaves no trace.
      assert.deepEqual(
        see(sections, rows).flatMap((each, i) => (each === before[i] ? [] : [i])),
        [],
      );
    });
  }
});
