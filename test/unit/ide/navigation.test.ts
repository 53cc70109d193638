/** Where a name leads, who leads there, and what else in the document has to do with it. */

import assert from "node:assert/strict";
import { definitions, highlights, references } from "../../../server/src/ide/navigation.ts";
import { analysed, uri, zoneOf } from "./analysed.ts";

const other = "file:///zones/db.example.org";
const files: Readonly<Record<string, string>> = {
  [other]:
    '$ORIGIN example.org.\n@ 1h IN SOA ns h 1 2h 1h 2w 1h\n_spf 1h IN TXT "v=spf1 include:_spf.example.com -all"\n',
};

function open(...lines: string[]) {
  const made = analysed(zoneOf(...lines), { files });
  const shown = (place: { uri: string; span: { start: number; end: number } }) =>
    place.uri === uri
      ? made.text.slice(place.span.start, place.span.end)
      : `${place.uri.slice(-11)}: ${(files[place.uri] ?? "").slice(place.span.start, place.span.end)}`;
  return {
    defined: () =>
      definitions(made.workspace, made.analysis, made.cursor).map(({ uri, selection }) =>
        shown({ uri, span: selection }),
      ),
    from: () => {
      const from = definitions(made.workspace, made.analysis, made.cursor)[0]?.from;
      return from && made.text.slice(from.start, from.end);
    },
    used: (declared = false) => references(made.workspace, made.analysis, made.cursor, declared).map(shown),
    marked: () =>
      highlights(made.analysis, made.cursor).map(
        ({ span, isRecord }) => `${isRecord ? "!" : ""}${made.text.slice(span.start, span.end)}`,
      ),
  };
}

const more = [
  '_spf IN TXT "v=spf1 ip4:192.0.2.1 -all"',
  "mail IN A 192.0.2.1",
  "mail IN AAAA 2001:db8::1",
  "@ IN MX 10 mail",
];

describe("definitions", () => {
  it("are the record that an include or a redirect leads to, from anywhere in the term", () => {
    for (const record of [
      "v=spf1 inc|lude:_spf.example.com -all",
      "v=spf1 redirect=_spf.exam|ple.com",
      "v=spf1 include:_spf.example.com.| -all",
    ])
      assert.deepEqual(
        open(`@ IN TXT "${record}"`, ...more).defined(),
        ['"v=spf1 ip4:192.0.2.1 -all"'],
        record,
      );
  });

  it("lead from the name, or from the term around the cursor, and never from beside it", () => {
    const from = (record: string) => open(`@ IN TXT ${record}`, ...more).from();
    assert.equal(from('"v=spf1 include:_S|PF.example.com -all"'), "_SPF.example.com");
    assert.equal(from('"v=spf1 ?inc|lude:_SPF.example.com -all"'), "?include:_SPF.example.com");
    assert.equal(from('"v=spf1 |redirect=_SPF.example.com"'), "redirect=_SPF.example.com");
    assert.equal(from('"v=spf1 include:|_SPF.example.com -all"'), "_SPF.example.com");
    const record = '( "v=spf1 inc" "lude:_s" ; here\n "pf.exa\\109ple.com" " redirect=mail.example.com" "" )';
    for (let at = 0; at < record.length; at++) {
      const { workspace, analysis, cursor } = analysed(
        zoneOf(`@ IN TXT ${record.slice(0, at)}|${record.slice(at)}`, ...more),
      );
      for (const { from } of definitions(workspace, analysis, cursor))
        assert.ok(from.start <= cursor && cursor <= from.end, `${at}`);
    }
  });

  it("are found in other files", () => {
    assert.deepEqual(open('@ IN TXT "v=spf1 include:_spf.exam|ple.org -all"').defined(), [
      'example.org: "v=spf1 include:_spf.example.com -all"',
    ]);
  });

  it("are addresses, exchangers, explanations", () => {
    assert.deepEqual(open('@ IN TXT "v=spf1 a:ma|il.example.com -all"', ...more).defined(), [
      "mail IN A 192.0.2.1",
      "mail IN AAAA 2001:db8::1",
    ]);
    assert.deepEqual(open('@ IN TXT "v=spf1 m|x -all"', ...more).defined(), ["@ IN MX 10 mail"]);
    assert.deepEqual(open('@ IN TXT "v=spf1 -all exp=wh|y.example.com"', 'why IN TXT "no"').defined(), [
      '"no"',
    ]);
    assert.deepEqual(
      open('@ IN TXT "v=spf1 include:_s|pf.example.com -all"', "_spf IN CNAME x.example.net.").defined(),
      ["_spf IN CNAME x.example.net."],
    );
  });

  it("are none of what is not at hand, of macros, of networks, of the record itself", () => {
    for (const line of [
      '@ IN TXT "v=spf1 include:_spf.goo|gle.com -all"',
      '@ IN TXT "v=spf1 exists:%{i|}._spf.example.com -all"',
      '@ IN TXT "v=spf1 ip4:192.0|.2.1 -all"',
      '@ IN T|XT "v=spf1 -all"',
      "@ IN M|X 10 mail",
    ])
      assert.deepEqual(open(line, "_spf IN A 192.0.2.1").defined(), [], line);
  });
});

describe("references", () => {
  const lines = [
    '@ IN TXT "v=spf1 include:_spf.example.com -all"',
    '_spf IN T|XT "v=spf1 -all"',
    'x IN TXT "v=spf1 redirect=_SPF.example.com"',
  ];

  it("are the terms that lead to a record's name, in all files", () => {
    assert.deepEqual(open(...lines).used(), [
      "_spf.example.com",
      "_SPF.example.com",
      "example.org: _spf.example.com",
    ]);
  });

  it("start with the record where that is wanted", () => {
    assert.equal(open(...lines).used(true)[0], '_spf IN TXT "v=spf1 -all"');
    assert.deepEqual(open('@ IN TXT "v=spf1 a:ma|il.example.com -all"', ...more).used(true), [
      "mail IN A 192.0.2.1",
      "mail IN AAAA 2001:db8::1",
      "mail.example.com",
    ]);
  });

  it("are no parts of longer names", () => {
    const found = open('_spf IN T|XT "v=spf1 -all"', '@ IN TXT "v=spf1 include:x._spf.example.com ~all"');
    assert.deepEqual(found.used(), ["example.org: _spf.example.com"]);
  });
});

describe("highlights", () => {
  it("mark the name and its record in the same document", () => {
    const lines = [
      '@ IN TXT "v=spf1 include:_s|pf.example.com -all"',
      '_spf IN TXT "v=spf1 -all"',
      'x IN TXT "v=spf1 include:_spf.example.com"',
    ];
    assert.deepEqual(open(...lines).marked(), ["_spf.example.com", '!"v=spf1 -all"', "_spf.example.com"]);
    assert.deepEqual(open('@ IN TXT "v=spf1 ip4:192.0|.2.1 -all"').marked(), []);
  });
});
