// What is said about each mistake in how a zone's text is written: one fault, its exact place, and what mends it.

import assert from "node:assert/strict";
import type { Found, HostFault } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import type { Edit } from "../../server/src/text/edit.ts";
import { applyEdits, orderEdits } from "../../server/src/text/edit.ts";
import type { DocumentSpace } from "../../server/src/text/span.ts";
import { bareWorld } from "../support/world.ts";

interface Mistake {
  readonly text: string;
  /** Kind, detail, and what is marked; where a record is damaged its owner's first label in front. */
  readonly faults: readonly string[];
  /** Texts of all records as they are read. */
  readonly read: readonly string[];
  /** The text after the first fault's mend, or null where there is none. */
  readonly mended: string | null;
  /** Texts of all records then, where they differ. */
  readonly thenRead?: readonly string[];
}

const B = 'b TXT "v=spf1 -all"\n';
const b = "v=spf1 -all";

const mistakes: readonly Mistake[] = [
  {
    text: `a TXT v=spf1 mx -all\n${B}`,
    faults: ["a: unquoted words «v=spf1 mx -all»"],
    read: ["v=spf1|mx|-all", b],
    mended: `a TXT "v=spf1 mx -all"\n${B}`,
    thenRead: ["v=spf1 mx -all", b],
  },
  {
    text: "a TXT v=spf1\tmx  include:x.example ; ours\n",
    faults: ["a: unquoted words «v=spf1\tmx  include:x.example»"],
    read: ["v=spf1|mx|include:x.example"],
    mended: 'a TXT "v=spf1 mx include:x.example" ; ours\n',
    thenRead: ["v=spf1 mx include:x.example"],
  },
  {
    text: `a TXT ( v=spf1 mx ; one\n  include:x.example\n -all )\n${B}`,
    faults: ["a: unquoted words «v=spf1 mx ; one\n  include:x.example\n -all»"],
    read: ["v=spf1|mx|include:x.example|-all", b],
    mended: `a TXT ( "v=spf1 mx " ; one\n  "include:x.example "\n "-all" )\n${B}`,
    thenRead: ["v=spf1 mx |include:x.example |-all", b],
  },
  {
    text: 'a TXT "v=spf1" mx "-all"\n',
    faults: ['a: unquoted words «"v=spf1" mx "-all"»'],
    read: ["v=spf1|mx|-all"],
    mended: 'a TXT "v=spf1 mx -all"\n',
    thenRead: ["v=spf1 mx -all"],
  },
  {
    text: "a TXT “v=spf1 mx -all”\n",
    faults: ["a: unquoted words «“v=spf1 mx -all”»"],
    read: ["“v=spf1|mx|-all”"],
    mended: 'a TXT "v=spf1 mx -all"\n',
    thenRead: ["v=spf1 mx -all"],
  },
  {
    text: "a TXT 'v=spf1 mx -all' ; ours\n",
    faults: ["a: unquoted words «'v=spf1 mx -all'»"],
    read: ["'v=spf1|mx|-all'"],
    mended: 'a TXT "v=spf1 mx -all" ; ours\n',
    thenRead: ["v=spf1 mx -all"],
  },
  {
    text: '$GENERATE 1-2 g$ TXT "v=spf1 ip4:192.0.2.$ -all"\n',
    faults: ['g1: unquoted generate «"v=spf1 ip4:192.0.2.$ -all"»'],
    read: ["v=spf1|ip4:192.0.2.1|-all", "v=spf1|ip4:192.0.2.2|-all"],
    mended: '$GENERATE 1-2 g$ TXT "\\"v=spf1 ip4:192.0.2.$ -all\\""\n',
    thenRead: ["v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.2 -all"],
  },
  {
    text: "a TXT v=spf1 mx; -all\n",
    faults: ["a: semicolon-comment cut «; -all»"],
    read: ["v=spf1|mx"],
    mended: 'a TXT "v=spf1 mx -all"\n',
    thenRead: ["v=spf1 mx -all"],
  },
  {
    text: "a TXT v=spf1;mx;-all  \n",
    faults: ["a: semicolon-comment cut «;mx;-all»"],
    read: ["v=spf1"],
    mended: 'a TXT "v=spf1 mx -all"  \n',
    thenRead: ["v=spf1 mx -all"],
  },
  {
    text: `a TXT "v=spf1 mx -all\n${B}`,
    faults: ['a: quote-unbalanced closing «"v=spf1 mx -all»'],
    read: ["v=spf1 mx -all", b],
    mended: `a TXT "v=spf1 mx -all"\n${B}`,
  },
  {
    text: `a TXT "v=spf1 mx -all ; why\r\n${B}`,
    faults: ['a: quote-unbalanced closing «"v=spf1 mx -all»'],
    read: ["v=spf1 mx -all", b],
    mended: `a TXT "v=spf1 mx -all" ; why\r\n${B}`,
  },
  {
    text: `a TXT ( "v=spf1 mx "\n "include:x -all )\n${B}`,
    faults: ['a: quote-unbalanced closing «"include:x -all»'],
    read: ["v=spf1 mx |include:x -all", b],
    mended: `a TXT ( "v=spf1 mx "\n "include:x -all" )\n${B}`,
  },
  {
    text: `a TXT v=spf1 mx -all"\n${B}`,
    faults: ['a: quote-unbalanced opening «"»'],
    read: ["v=spf1 mx -all", b],
    mended: `a TXT "v=spf1 mx -all"\n${B}`,
  },
  {
    text: `a TXT "v=spf1 mx\n    include:x.example -all"\n${B}`,
    faults: ['a: quote-unbalanced folded «"v=spf1 mx\n    include:x.example -all"»'],
    read: ["v=spf1 mx include:x.example -all", b],
    mended: `a TXT ( "v=spf1 mx "\n    "include:x.example -all" )\n${B}`,
    thenRead: ["v=spf1 mx |include:x.example -all", b],
  },
  {
    text: `a TXT ( "v=spf1 mx\r\n  -all" )\n${B}`,
    faults: ['a: quote-unbalanced folded «"v=spf1 mx\r\n  -all"»'],
    read: ["v=spf1 mx -all", b],
    mended: `a TXT ( "v=spf1 mx "\r\n  "-all" )\n${B}`,
    thenRead: ["v=spf1 mx |-all", b],
  },
  {
    text: `a TXT "v=spf1 mx\n"\n${B}`,
    faults: ['a: quote-unbalanced folded «"v=spf1 mx\n"»'],
    read: ["v=spf1 mx", b],
    mended: `a TXT "v=spf1 mx"\n${B}`,
  },
  {
    text: 'a TXT "v=spf1 mx" -all"\n',
    faults: ['a: quote-unbalanced closing «"»'],
    read: ["v=spf1 mx|-all|"],
    mended: null,
  },
  {
    text: `a TXT "v=spf1 mx "\n   "include:x.example "\n\n  "-all"\n${B}`,
    faults: ['a: paren continuation «"include:x.example "»'],
    read: ["v=spf1 mx |include:x.example ", b],
    mended: `a TXT ( "v=spf1 mx "\n   "include:x.example " )\n\n  "-all"\n${B}`,
  },
  {
    text: `a TXT "v=spf1 mx "\n"-all" ; why\n${B}`,
    faults: ['a: paren continuation «"-all"»'],
    read: ["v=spf1 mx |-all", b],
    mended: `a TXT ( "v=spf1 mx "\n"-all" ) ; why\n${B}`,
  },
  {
    text: `a TXT "v=spf1 mx "\n\tinclude:x.example -all\n${B}`,
    faults: ["a: paren continuation «include:x.example -all»"],
    read: ["v=spf1 mx |include:x.example|-all", b],
    mended: `a TXT ( "v=spf1 mx "\n\t"include:x.example -all" )\n${B}`,
    thenRead: ["v=spf1 mx |include:x.example -all", b],
  },
  {
    text: `a TXT ( "v=spf1 mx "\n   "-all"\n${B}c TXT ( "x"\n "y" )\n`,
    faults: ["a: paren unclosed «(»"],
    read: ["v=spf1 mx |-all", b, "x|y"],
    mended: `a TXT ( "v=spf1 mx "\n   "-all" )\n${B}c TXT ( "x"\n "y" )\n`,
  },
  {
    text: `a TXT ( "v=spf1 mx" ( "-all" ) ; why\n${B}`,
    faults: ["a: paren unclosed «(»"],
    read: ["v=spf1 mx|-all", b],
    mended: `a TXT ( "v=spf1 mx" ( "-all" ) ) ; why\n${B}`,
  },
  {
    text: `a TXT (\n${B}`,
    faults: ["paren unclosed «(»"],
    read: [b],
    mended: null,
  },
  {
    text: `@ SOA ns host (\n 1 2 3 ; x\n 4 5\nw A 192.0.2.1\n${B}c TXT ("x" )\n`,
    faults: ["paren unclosed «(»"],
    read: [b, "x"],
    mended: `@ SOA ns host (\n 1 2 3 ; x\n 4 5 )\nw A 192.0.2.1\n${B}c TXT ("x" )\n`,
  },
  {
    text: `@ SOA ns host (\n 1 2 3\nw A 192.0.2.1\n 4 5 )\n${B}`,
    faults: ["paren unclosed «(»"],
    read: [b],
    mended: `@ SOA ns host (\n 1 2 3 )\nw A 192.0.2.1\n 4 5 )\n${B}`,
  },
  {
    text: `a TXT "v=spf1 mx -all" ))\n${B}`,
    faults: ["a: paren stray «)»", "a: paren stray «)»"],
    read: ["v=spf1 mx -all", b],
    mended: `a TXT "v=spf1 mx -all" )\n${B}`,
  },
  {
    text: `w A 192.0.2.1 )\n${B}`,
    faults: ["paren stray «)»"],
    read: [b],
    mended: `w A 192.0.2.1\n${B}`,
  },
  {
    text: 'a TXT "v=spf1 include:\\_spf.example.com -all"\n',
    faults: ["a: escape needless «\\_»"],
    read: ["v=spf1 include:_spf.example.com -all"],
    mended: null,
  },
  {
    text: 'a TXT "v=spf1 \\999 -all"\n',
    faults: ["a: escape octet «\\999»"],
    read: ["v=spf1 999 -all"],
    mended: null,
  },
  {
    text: 'a TXT "\\1x"\n',
    faults: ["a: escape digits «\\1»"],
    read: ["1x"],
    mended: null,
  },
];

/** Texts that look odd and are right. */
const fine: readonly string[] = [
  "a TXT google-site-verification=abc def",
  'a TXT "v=spf1 mx -all" ; -all was meant',
  "a TXT v=spf1",
  "a TXT v=spf1\\ -all",
  "a TXT \\# 12 0b763d737066312 02d616c6c",
  'a TXT "v=spf1 include:"x" -all"',
  'a TXT "v=spf1 mx \\;\\"\\\\ -all"',
  'a TXT "v=DKIM1\\; k=rsa\\; p=x\\n"',
  'a TXT ( "v=spf1 mx"\n\n; why\n" -all" )',
  'a TXT "v=spf1 -all"\n   MX 10 mail\n   IN A 192.0.2.1\n   60 TXT "x"',
  'a TXT "v=spf1 -all"\n"q r" A 192.0.2.1',
  'a TXT "v=spf1 -all"\n   mx 10 mail',
  '# an "odd comment (\na TXT "v=spf1 -all"',
  "a TXT (\n x\n)",
  "@ SOA ( mx\na 1 2 3 4 5 )",
  "@ SOA (\nmx txt 1 2 3 4 5 )",
  'a FOO "x',
];

describe("mistakes in zone files", () => {
  for (const { text, faults, read, mended, thenRead } of mistakes) {
    it(JSON.stringify(text), () => {
      const reading = readAll(text);
      assert.deepEqual(
        reading.faults.map((fault) => shown(fault, text)),
        faults,
      );
      assert.deepEqual(reading.found.map(strings), read);
      const mend = reading.faults[0]!.mend as readonly Edit<DocumentSpace>[] | undefined;
      if (mended === null) {
        assert.equal(mend, undefined);
        return;
      }
      const ordered = orderEdits(mend ?? []);
      assert.ok(ordered, "the edits overlap");
      const result = applyEdits(text, ordered);
      assert.equal(result, mended);
      const again = readAll(result);
      assert.deepEqual(again.found.map(strings), thenRead ?? read);
      assert.ok(
        again.faults.length < reading.faults.length || again.faults.length === 0 || text.includes("4 5 )"),
      );
    });
  }

  for (const text of fine) {
    it(`are not seen in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        readAll(`${text}\n`).faults.map((fault) => shown(fault, text)),
        [],
      );
    });
  }

  it("of one record leave the others as they are", () => {
    // Each mistake goes between two good records of a zone; what is half typed damages itself alone.
    for (const { text } of mistakes.filter((each) => !each.text.includes("SOA"))) {
      const head = text.endsWith(B) ? text.slice(0, -B.length) : text;
      const found = readAll(`x TXT "before"\n${head}y TXT "after"\nz TXT ( "last"\n )\n`).found.map(strings);
      assert.equal(found[0], "before");
      assert.deepEqual(found.slice(-2), ["after", "last"], head);
    }
  });
});

function readAll(text: string): { found: Found[]; faults: HostFault[] } {
  const { placed } = zone.find(
    Document.of("file:///zones/db.example.com", text),
    bareWorld(() => null),
  );
  assert.ok(placed.length <= 1);
  return {
    found: placed.flatMap(({ part }) => part.found),
    faults: placed.flatMap(({ part }) => part.faults),
  };
}

function shown({ kind, detail, span, found }: HostFault, text: string): string {
  const owner = found ? `${found.owners?.[0]?.split(".")[0]}: ` : "";
  return `${owner}${kind} ${detail} «${text.slice(span.start, span.end)}»`;
}

function strings({ decoded }: Found): string {
  return decoded
    .strings()
    .map(({ start, end }) => decoded.text.slice(start, end))
    .join("|");
}
