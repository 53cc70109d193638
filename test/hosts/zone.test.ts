// What is found in each shape that zone files have: owner, TTL, text, and the exact characters of record, type and data.

import assert from "node:assert/strict";
import type { Found, Reading, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";
import { bareWorld } from "../support/world.ts";

const NAME = "db.example.com";

/** `owner ttl text` of each record, strings with `|` between them, `SPF` before the owner where it is one. */
const shapes: readonly (readonly [title: string, text: string, ...records: string[]])[] = [
  ["TTL before class", '@   600 IN TXT  "v=spf1 -all"', "example.com 600 v=spf1 -all"],
  ["class before TTL", '@   IN 600 TXT  "v=spf1 -all"', "example.com 600 v=spf1 -all"],
  ["no TTL and no class", 'a TXT "x"', "a.example.com - x"],
  ["lower case", '$ttl 1h\na in txt "x"', "a.example.com 3600 x"],
  ["an owner that is inherited, over comments", 'a A 192.0.2.1\n; c\n   ; d\n\tTXT "x"', "a.example.com - x"],
  ["a full owner", 'example.net.  86400  SPF  "v=spf1 -all"', "SPF example.net 86400 v=spf1 -all"],
  ["a TTL with units", 'a 1h30m TXT "x"\nb 2W TXT "y"', "a.example.com 5400 x", "b.example.com 1209600 y"],
  ["the last TTL", 'a 60 TXT "x"\nb TXT "y"', "a.example.com 60 x", "b.example.com 60 y"],
  [
    "$TTL wins over the last TTL",
    '$TTL 5\na 60 TXT "x"\nb TXT "y"',
    "a.example.com 60 x",
    "b.example.com 5 y",
  ],
  ["SOA's minimum as TTL", '@ SOA ns host 1 2 3 4 77\na TXT "x"', "a.example.com 77 x"],
  ["unquoted words", "mail  TXT v=spf1 a", "mail.example.com - v=spf1|a"],
  [
    "parentheses over lines, with comments",
    'x TXT ( "v=spf1 ip4:192.0.2.0/24 "   ; comment\n   "include:a.example -all" ) ; done\ny TXT "z"',
    "x.example.com - v=spf1 ip4:192.0.2.0/24 |include:a.example -all",
    "y.example.com - z",
  ],
  ["a parenthesis glued to the quote", 'd TXT ("v=DKIM1..." "...")', "d.example.com - v=DKIM1...|..."],
  ["a parenthesis before the owner", '( d\nTXT\n"x" ) "y"', "d.example.com - x|y"],
  ["nested parentheses", 'd TXT ( "x" ( "y" ) ( ) "z" )', "d.example.com - x|y|z"],
  ["strings without a blank", 'd TXT "x""y"a"z"', "d.example.com - x|y|a|z"],
  ["an empty string", 'd TXT "" ""', "d.example.com - |"],
  ["a semicolon in quotes", 'd TXT "a;b" ; c', "d.example.com - a;b"],
  ["escapes", 'd TXT "a\\"b\\\\c\\;d\\065\\x"', 'd.example.com - a"b\\c;dAx'],
  ["escapes outside quotes", 'd TXT a\\ b\\;c\\"d', 'd.example.com - a b;c"d'],
  ["octets that are a character", 'd TXT "a\\195\\133b\\226\\128\\147"', "d.example.com - aÅb–"],
  ["octets that are no UTF-8", 'd TXT "\\133\\195" "\\133"', "d.example.com - \udc85\udcc3|\udc85"],
  ["hexadecimal digits of a character", "d TYPE16 \\# 5 04c38561e2", "d.example.com - Åa\udce2"],
  ["a number sign that is a text", "d TXT \\# x", "d.example.com - #|x"],
  ["hexadecimal digits", "d TYPE16 \\# 4 03616263", "d.example.com - abc"],
  ["hexadecimal digits in pieces", "d TYPE99 \\# 7 ( 0361\n 6263026 465 )", "SPF d.example.com - abc|de"],
  ["hexadecimal digits that are too few", "d TYPE16 \\# 9 0361\ne TXT x", "e.example.com - x"],
  ["numbered types", 'd TYPE16 "x"\ne type99 y', "d.example.com - x", "SPF e.example.com - y"],
  [
    "CR LF",
    'a TXT "x"\r\n TXT ( "y"\r\n "z" )\r\nb TXT w\r\n',
    "a.example.com - x",
    "a.example.com - y|z",
    "b.example.com - w",
  ],
  ["no line end at the end", 'a TXT "x"', "a.example.com - x"],
  ["a byte order mark", '\ufeffa TXT "x"', "a.example.com - x"],
  ["a byte order mark before a directive", '\ufeff$TTL 7\na TXT "x"', "a.example.com 7 x"],
  ["tabs", '\t\na\t7\tIN\tTXT\t"x"\t;\tc', "a.example.com 7 x"],
  ["another class", 'a CH TXT "x"\nb HS TXT "y"\nc TXT "z"', "c.example.com - z"],
  ["a zone of another class", '@ CH SOA a b 1 2 3 4 5\na TXT "x"\nb IN TXT "y"', "b.example.com 5 y"],
  [
    "$ORIGIN, full and relative",
    '$ORIGIN net.\n$ORIGIN sub\na TXT "x"\n@ TXT "y"',
    "a.sub.net - x",
    "sub.net - y",
  ],
  [
    "an owner that outlives its $ORIGIN",
    'a TXT "x"\n$ORIGIN sub\n  TXT "y"',
    "a.example.com - x",
    "a.example.com - y",
  ],
  ["the root", '$ORIGIN .\nexample TXT "x"\n. TXT "y"', "example - x", ". - y"],
  ["a wildcard", '*.w TXT "x"', "*.w.example.com - x"],
  [
    "escapes in owners",
    'a\\.b TXT "x"\n\\097\\032c TXT "y"',
    "a\\.b.example.com - x",
    "a\\032c.example.com - y",
  ],
  ["an owner in quotes", '"q r" TXT "x"', "q\\032r.example.com - x"],
  [
    "an owner that is a word of the language",
    'IN TXT "x"\nTXT TXT "y"\n60 TXT "z"',
    "IN.example.com - x",
    "TXT.example.com - y",
    "60.example.com - z",
  ],
  ["a placeholder for an owner", '$domain$ IN TXT "x"', "? - x"],
  ["a directive that is not BIND's", '$SOMETHING 5 x\na TXT "x"', "a.example.com - x"],
  ["a half typed record", 'a TX\nb TXT\nc\nd TXT "x"', "d.example.com - x"],
  ["types that nobody knows", 'a FOO "x ( y"\nb TYPE65400 \\# 1 00\nc TXT "z"', "c.example.com - z"],
  [
    "$GENERATE with one text",
    '$GENERATE 1-3 h$ TXT "\\"x y\\""',
    "h1.example.com,h2.example.com,h3.example.com - x y",
  ],
  [
    "$GENERATE with a text for each",
    "$GENERATE 8-10/2 h${0,3,d} 5 TXT t$",
    "h008.example.com 5 t8",
    "h010.example.com 5 t10",
  ],
  ["$GENERATE with nibbles", "$GENERATE 18-18 ${0,3,n}.x TXT ${0,2,X}$$", "2.1.x.example.com - 12$"],
  ["$GENERATE in a form that BIND refuses", "$GENERATE 5-1 h$ TXT x\n$GENERATE 1-2 h${x} TXT y", ""],
];

describe("zone files", () => {
  for (const [title, text, ...records] of shapes) {
    it(`hold ${title}`, () => {
      assert.deepEqual(all(read(text)).map(line), records.filter(Boolean));
    });
  }

  it("mark a record, its type and its data exactly", () => {
    const text = 'first A 192.0.2.1\n  7 IN TXT ( "a"\n "b" ) ; c\nx TYPE16 \\# 2 0161\n';
    const reading = read(text);
    const { part, at } = reading.placed[0]!;
    const shown = ({ start, end }: { start: number; end: number }) => text.slice(at + start, at + end);
    assert.deepEqual(
      part.found.map((found) => [shown(found.span), shown(found.typeSpan!), shown(found.dataSpan)]),
      [
        ['7 IN TXT ( "a"\n "b"', "TXT", '"a"\n "b"'],
        ["x TYPE16 \\# 2 0161", "TYPE16", "\\# 2 0161"],
      ],
    );
  });

  it("map each character of a text to where it is written", () => {
    const text = 'x TXT "a\\065" ( b\\;c\n "d" )\n';
    const [found] = all(read(text)) as [Found];
    const sources = [...found.decoded.text].map((_, i) =>
      found.decoded.toSource({ start: i, end: i + 1 }).map(({ start, end }) => text.slice(start, end)),
    );
    assert.deepEqual(sources.flat(), ["a", "\\065", "b", "\\;", "c", "d"]);
    const hex = "x TYPE16 \\# 4 0361\n";
    assert.deepEqual(all(read(hex)), []);
    const [other] = all(read("x TYPE16 \\# 4 ( 036\n 16263 )\n")) as [Found];
    assert.deepEqual(other.decoded.toSource({ start: 0, end: 1 }), [{ start: 18, end: 22 }]);
    assert.equal(
      other.decoded.replace({ start: 0, end: 1 }, "z"),
      undefined,
      "a length would have to change, too",
    );
    assert.equal(other.decoded.replace({ start: 0, end: 1 }, ""), undefined);
  });

  it("give the comments, and whether they stand alone", () => {
    const text = "; one\n  ;; two\na A 192.0.2.1 ; three\nb TXT ( x ; four\r\n y )\n";
    const comments = read(text).placed.flatMap(({ part }) => part.comments);
    assert.deepEqual(
      comments.map(({ whole, text: content, alone }) => [text.slice(whole.start, whole.end), content, alone]),
      [
        ["; one", " one", true],
        [";; two", " two", true],
        ["; three", " three", false],
        ["; four", " four", false],
      ],
    );
  });

  it("give the records of other types in full", () => {
    const text =
      "@ 60 SOA ns host ( 7 2 3 4 5 )\n NS ns\n MX 10 mail\na A 192.0.2.1 ; c\n AAAA 2001:db8::1\n" +
      "w CNAME @\n1.2 PTR a.example.net.\nx MX mail\ny CH A 192.0.2.1\nz TYPE1 192.0.2.3\n$GENERATE 1-2 g$ A 192.0.2.$\nt SRV 1 2 3 a\n" +
      "u TYPE65 1 . ; c\nu RRSIG A 8 2 60 1 2 3 @ x=\nv NSEC w A\nw A {{ ip }}\nx MX {{ mx }}\n";
    const others = read(text).placed.flatMap(({ part }) => part.others());
    assert.deepEqual(
      others.map(({ name, type, ttl, data, span }) => [
        `${name} ${type} ${ttl} ${data}`,
        text.slice(span.start, span.end),
      ]),
      [
        ["example.com SOA 60 ns.example.com host.example.com 7 2 3 4 5", "@ 60 SOA ns host ( 7 2 3 4 5"],
        ["example.com NS 60 ns.example.com", "NS ns"],
        ["example.com MX 60 10 mail.example.com", "MX 10 mail"],
        ["a.example.com A 60 192.0.2.1", "a A 192.0.2.1"],
        ["a.example.com AAAA 60 2001:db8::1", "AAAA 2001:db8::1"],
        ["w.example.com CNAME 60 example.com", "w CNAME @"],
        ["1.2.example.com PTR 60 a.example.net", "1.2 PTR a.example.net."],
        ["x.example.com OTHER 60 ", "x MX mail"],
        ["z.example.com A 60 192.0.2.3", "z TYPE1 192.0.2.3"],
        ["g1.example.com A 60 192.0.2.1", "$GENERATE 1-2 g$ A 192.0.2.$"],
        ["g2.example.com A 60 192.0.2.2", "$GENERATE 1-2 g$ A 192.0.2.$"],
        ["t.example.com OTHER 60 SRV", "t SRV 1 2 3 a"],
        ["u.example.com OTHER 60 TYPE65", "u TYPE65 1 ."],
        ["w.example.com OTHER 60 ", "w A {{ ip }}"],
        ["x.example.com OTHER 60 ", "x MX {{ mx }}"],
      ],
    );
  });

  it("say where the serial of the SOA record stands", () => {
    const text = "@ SOA ns host (\n  2026010101 ; serial\n 2 3 4 5 )\n";
    const { soa } = read(text).placed[0]!.part;
    assert.deepEqual(soa && { ...soa, serialSpan: text.slice(soa.serialSpan.start, soa.serialSpan.end) }, {
      name: "example.com",
      serial: 2026010101,
      serialSpan: "2026010101",
    });
  });

  it("are about the SOA's owner, else the $ORIGIN, else what their name says", () => {
    const cases: [string, string, string | null][] = [
      ["x.zone", "example.net. SOA a. b. 1 2 3 4 5", "example.net"],
      ["x.zone", "$ORIGIN .\nexample.net SOA a. b. 1 2 3 4 5", "example.net"],
      ["x.zone", "$ORIGIN net.\nexample SOA a. b. 1 2 3 4 5", "example.net"],
      ["db.example.com", "$ORIGIN example.net.\n@ SOA a. b. 1 2 3 4 5", "example.net"],
      ["x.zone", "$ORIGIN example.net.\na TXT b", "example.net"],
      ["x.zone", "$ORIGIN net.\n$ORIGIN example.net.\n$ORIGIN a.example.net.", "example.net"],
      ["x.zone", "$ORIGIN a.example.net.\n$ORIGIN example.net.", "example.net"],
      ["db.example.com", "@ SOA a b 1 2 3 4 5", "example.com"],
      ["example.com.zone", "a TXT b", "example.com"],
      ["example.com.db", "a TXT b", "example.com"],
      ["example.com.hosts", "a TXT b", "example.com"],
      ["example.com.zone.signed", "a TXT b", "example.com"],
      ["named.example.com", "a TXT b", "example.com"],
      ["example.com", "a TXT b", "example.com"],
      ["Example.COM", "a TXT b", "example.com"],
      ["example.com!inside.zone", "a TXT b", "example.com"],
      ["3.11.127.in-addr.arpa", "a TXT b", "3.11.127.in-addr.arpa"],
      ["example.com.txt", "a TXT b", "example.com"],
      ["xn--bcher-kva.example", "a TXT b", "xn--bcher-kva.example"],
      ["db.127", "a TXT b", null],
      ["db.local", "a TXT b", null],
      ["external.zone", "a TXT b", null],
      ["x.zone", "", null],
    ];
    for (const [name, text, expected] of cases)
      assert.equal(read(text, name).zone, expected, `${name}: ${text}`);
  });

  it("leave owners unknown whose origin nobody says, and yet know what belongs together", () => {
    const records = all(read('a TXT "x"\nA TXT "y"\nb.example. TXT "z"\n', "x.zone"));
    assert.deepEqual(
      records.map(({ owners }) => owners),
      [null, null, ["b.example"]],
    );
    assert.equal(records[0]!.set, records[1]!.set);
    assert.notEqual(records[0]!.set, records[2]!.set);
  });

  it("take the SOA's owner for the origin of what stands before any $ORIGIN", () => {
    assert.deepEqual(
      all(read("a 60 TXT x\nexample.net. 60 SOA a. b. 1 2 3 4 5\nb TXT y\n", "x.zone")).map(line),
      ["a.example.net 60 x", "b.example.net 60 y"],
    );
  });

  describe("with $INCLUDE", () => {
    const files = {
      "file:///zones/part": "  60 TXT inherited\na TXT x\n$ORIGIN sub\nb TXT y\n$TTL 9\n",
      "file:///zones/loop": "$INCLUDE loop\nz TXT loop\n",
      "file:///zones/there": "$INCLUDE back\n",
      "file:///zones/back": "$INCLUDE there\n",
      "file:///shared/x": "s TXT shared\n",
    };
    const world = worldOf(files);

    it("carry owner and origin into the file and have them again behind it", () => {
      const reading = read(
        'o 60 TXT before\n$INCLUDE part\n TXT after\nc TXT z\n$INCLUDE "part" other\n',
        NAME,
        world,
      );
      assert.deepEqual(all(reading).map(line), [
        "o.example.com 60 before",
        "o.example.com 9 after",
        "c.example.com 9 z",
        "o.example.com 60 inherited",
        "a.example.com 60 x",
        "b.sub.example.com 60 y",
        "c.example.com 60 inherited",
        "a.other.example.com 9 x",
        "b.sub.other.example.com 9 y",
      ]);
      assert.deepEqual(
        [...new Set(reading.placed.map(({ uri }) => uri))],
        [`file:///zones/${NAME}`, "file:///zones/part"],
      );
    });

    it("report what is included twice in the same way once", () => {
      const reading = read("$TTL 9\no TXT before\n$INCLUDE part\n$INCLUDE part\n", NAME, world);
      assert.equal(reading.placed.length, 2);
    });

    it("look for the file beside theirs and in the folders above", () => {
      assert.deepEqual(all(read("$INCLUDE shared/x\n", NAME, world)).map(line), ["s.example.com - shared"]);
      assert.deepEqual(all(read("$INCLUDE ../shared/x\n", NAME, world)).map(line), [
        "s.example.com - shared",
      ]);
      assert.deepEqual(all(read("$INCLUDE /shared/x\n", NAME, world)).map(line), ["s.example.com - shared"]);
    });

    it("want what is not loaded yet", () => {
      const reading = read(
        "$INCLUDE part\na TXT x\n",
        NAME,
        bareWorld(() => undefined),
      );
      assert.deepEqual(reading.wants, ["file:///zones/part"]);
      assert.deepEqual(faults(reading), []);
    });

    it("say which file is missing, and which includes itself", () => {
      assert.deepEqual(faults(read("$INCLUDE gone ; c\n", NAME, world)), ["unresolved-include-file missing"]);
      assert.deepEqual(faults(read(`$INCLUDE ${NAME}\n`, NAME, world)), ["unresolved-include-file loop"]);
      const looped = read("$INCLUDE loop\n", NAME, world);
      assert.deepEqual(faults(looped), ["unresolved-include-file loop"]);
      assert.deepEqual(all(looped).map(line), ["z.example.com - loop"]);
      assert.deepEqual(faults(read("$INCLUDE there\n", NAME, world)), ["unresolved-include-file loop"]);
    });

    it("stop at a depth and at a number of files", () => {
      const endless: World = {
        ...bareWorld(() => null),
        file: (uri) => Document.of(uri, `$INCLUDE x${uri.length}-${Math.random()}\n`),
      };
      assert.deepEqual(faults(read("$INCLUDE a\n", NAME, endless)), ["unresolved-include-file depth"]);
      let reads = 0;
      const fork: World = {
        ...bareWorld(() => null),
        file: (uri) => {
          reads++;
          const depth = uri.length;
          return Document.of(uri, `$INCLUDE x${"y".repeat(depth)} a\n$INCLUDE x${"y".repeat(depth)} b\n`);
        },
      };
      const forked = read("$INCLUDE x\n", NAME, fork);
      assert.ok(reads <= 1500, `${reads} reads`);
      assert.ok(faults(forked).every((fault) => fault === "unresolved-include-file depth"));
    });

    it("are read again where an included file came or changed", () => {
      let part: Document | undefined;
      const changing: World = bareWorld(() => part);
      const document = Document.of(`file:///zones/${NAME}`, "a 60 TXT x\n$INCLUDE part\nb TXT y\n");
      const first = zone.find(document, changing);
      assert.deepEqual(all(first).map(line), ["a.example.com 60 x", "b.example.com 60 y"]);
      part = Document.of("file:///zones/part", "$TTL 5\np TXT z\n");
      const second = zone.find(document, changing, first);
      assert.deepEqual(all(second).map(line), [
        "a.example.com 60 x",
        "b.example.com 5 y",
        "p.example.com 5 z",
      ]);
      part = part.edit({ start: 5, end: 6 }, "6");
      const third = zone.find(document, changing, second);
      assert.deepEqual(all(third).map(line), [
        "a.example.com 60 x",
        "b.example.com 6 y",
        "p.example.com 6 z",
      ]);
      assert.equal(
        zone.find(document, changing, third).placed[0]!.part,
        third.placed[0]!.part,
        "nothing changed",
      );
    });
  });

  it("keep octets that are no UTF-8", () => {
    const text = decodeOctets(Buffer.from('a TXT "\xe9 \xc3\xa9"\n', "latin1"));
    assert.equal(all(read(text))[0]?.decoded.octets(), 4);
  });

  it("are stopped by a $GENERATE for too many names", () => {
    const reading = read('$GENERATE 1-99999999 h$ TXT x\n$GENERATE 0-65535 g$ TXT "y"\na TXT "z"\n');
    assert.deepEqual(faults(reading), ["analysis-stopped generate"]);
    const records = all(reading);
    assert.deepEqual(
      records.map(({ owners, decoded }) => [owners?.length, decoded.text]),
      [
        [65536, "y"],
        [1, "z"],
      ],
    );
    const many = read("$GENERATE 0-65535 g$ TXT x$\n".repeat(50));
    assert.equal(all(many).length, 4 * 65536);
    assert.deepEqual(faults(many).length, 46);
  });
});

function read(text: string, name = NAME, world: World = bareWorld(() => null)): Reading {
  return zone.find(Document.of(`file:///zones/${name}`, text), world);
}

function worldOf(files: Readonly<Record<string, string>>): World {
  const documents = new Map(Object.entries(files).map(([uri, text]) => [uri, Document.of(uri, text)]));
  return bareWorld((uri) => documents.get(uri) ?? null);
}

function all(reading: Reading): Found[] {
  return reading.placed.flatMap(({ part }) => part.found);
}

function faults(reading: Reading): string[] {
  return reading.placed.flatMap(({ part }) => part.faults.map(({ kind, detail }) => `${kind} ${detail}`));
}

function line({ owners, type, ttl, decoded }: Found): string {
  const strings = decoded.strings().map(({ start, end }) => decoded.text.slice(start, end));
  return `${type === "SPF" ? "SPF " : ""}${owners?.join(",") ?? "?"} ${ttl ?? "-"} ${strings.join("|")}`;
}
