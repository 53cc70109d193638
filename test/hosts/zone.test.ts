// What is found in zone files as wholes, and the exact characters of record, type and data.

import assert from "node:assert/strict";
import type { Found, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";
import { bareWorld } from "../support/world.ts";
import { all, faults, line, NAME, read, worldOf } from "./zone-reading.ts";

describe("zone files", () => {
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
