// Our DNS messages against those of dns-packet, and against anything that a network may bring.

import assert from "node:assert/strict";
import packet, { type Answer as PacketAnswer } from "dns-packet";
import fc from "fast-check";
import { parseIp4, parseIp6 } from "../../server/src/dns/address.ts";
import { normalise } from "../../server/src/dns/names.ts";
import type { QueryType } from "../../server/src/dns/rr.ts";
import { decodeReply, encodeQuery, judge } from "../../server/src/dns/wire.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";
import { type } from "./questions.ts";

const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9_-]{1,20}$/),
  fc.constantFrom("WWW", "a:b", "10/24%", "é", "x".repeat(63)),
);
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join("."));
const id = fc.nat(0xffff);

// In full, since the other codec misreads some of the shorter writings.
const group = fc.nat(0xffff).map((group) => group.toString(16));
const address6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":"));

const answer: fc.Arbitrary<PacketAnswer> = fc.oneof(
  fc.record({ name, type: fc.constant("A" as const), ttl: fc.nat(), data: fc.ipV4() }),
  fc.record({ name, type: fc.constant("AAAA" as const), ttl: fc.nat(), data: address6 }),
  fc.record({ name, type: fc.constantFrom("PTR" as const, "CNAME" as const), ttl: fc.nat(), data: name }),
  fc.record({
    name,
    type: fc.constant("MX" as const),
    ttl: fc.nat(),
    data: fc.record({ preference: fc.nat(0xffff), exchange: name }, { noNullPrototype: true }),
  }),
  fc.record({
    name,
    type: fc.constant("TXT" as const),
    ttl: fc.nat(),
    data: fc.array(
      fc.uint8Array({ maxLength: 255 }).map((octets) => Buffer.from(octets)),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  }),
  // What nobody asked for and nobody reads.
  fc.record({ name, type: fc.constant("HINFO" as const), data: fc.constant({ cpu: "x", os: "y" }) }),
) as fc.Arbitrary<PacketAnswer>;

function question(name: string, type: QueryType, id: number): Uint8Array {
  return encodeQuery({ name, type }, id) ?? assert.fail(`${name} is not encoded`);
}

/** A reply to the question, by the other codec. */
function reply(
  query: Uint8Array,
  answers: PacketAnswer[],
  flags = 0,
  authorities: PacketAnswer[] = [],
): Buffer {
  const { id, questions } = packet.decode(Buffer.from(query));
  return packet.encode({
    type: "response",
    id: id ?? 0,
    flags,
    questions: questions ?? [],
    answers,
    authorities,
  });
}

describe("a DNS message", () => {
  it("asks what the other codec reads", () => {
    fc.assert(
      fc.property(name, type, id, (name, type, id) => {
        const read = packet.decode(Buffer.from(question(`${name}.`, type, id)));
        assert.equal(read.type, "query");
        assert.equal(read.id, id);
        assert.equal(read.flag_rd, true);
        assert.deepEqual(read.questions, [{ name: normalise(name), type, class: "IN" }]);
        const [opt] = read.additionals ?? [];
        assert.ok(opt?.type === "OPT" && opt.udpPayloadSize === 1232);
      }),
    );
  });

  it("asks for no name that can't be one", () => {
    const asked = (name: string) => encodeQuery({ name, type: "A" }, 1) !== null;
    for (const name of ["", "a..b", ".a", `${"x".repeat(64)}.a`, `${"é".repeat(32)}`])
      assert.ok(!asked(name));
    assert.ok(asked("."));
    const long = (length: number) => Array.from({ length }, (_, i) => (i % 2 === 0 ? "a" : ".")).join("");
    assert.ok(asked(long(253)));
    assert.ok(!asked(long(255)));
  });

  it("holds the octets of a name, whatever they are", () => {
    const sent = question("\udcff\udc80.a:b/%", "A", 0);
    assert.deepEqual([...sent.subarray(12, 21)], [2, 0xff, 0x80, 5, 0x61, 0x3a, 0x62, 0x2f, 0x25]);
  });

  it("is read as the other codec wrote it", () => {
    fc.assert(
      fc.property(name, type, fc.array(answer, { maxLength: 6 }), (name, type, answers) => {
        const query = question(name, type, 7);
        const octets = reply(query, answers);
        assert.equal(judge(query, octets), "answer");
        const read = decodeReply(octets) ?? assert.fail("not read");
        assert.deepEqual(read.answers, answers.filter((each) => each.type !== "HINFO").map(expected));
      }),
    );
  });

  it("follows pointers back, and reads names of every octet", () => {
    // example., 1.example. by a pointer; then a label with a dot in it, and an octet that is not UTF-8.
    const query = question("1.example", "PTR", 9);
    const head = Buffer.from(query.subarray(0, query.length - 11));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(1, 6);
    head.writeUInt16BE(0, 10);
    const data = [3, 0x61, 0x2e, 0xff, 0xc0, 14];
    const record = [0xc0, 12, 0, 12, 0, 1, 0xff, 0, 0, 0, 0, data.length, ...data];
    const read = decodeReply(Buffer.concat([head, Uint8Array.from(record)]));
    assert.deepEqual(read?.answers, [
      // A time to live with the highest bit set is none (RFC 2181, 8).
      { name: "1.example", type: "PTR", ttl: 0, data: "a\\046\udcff.example" },
    ]);
  });

  it("reads the negative time to live of a zone", () => {
    const query = question("x.example", "A", 3);
    const soa = {
      mname: "ns.example",
      rname: "root.example",
      serial: 1,
      refresh: 2,
      retry: 3,
      expire: 4,
      minimum: 77,
    };
    const octets = reply(query, [], 3, [{ name: "example", type: "SOA", ttl: 99, data: soa }]);
    const read = decodeReply(octets);
    assert.equal(read?.rcode, 3);
    assert.deepEqual(read?.authority, [{ name: "example", type: "SOA", ttl: 99, data: 77 }]);
  });

  it("is refused where a pointer leads forward, to itself, or around", () => {
    const query = question("a", "A", 0);
    const message = (name: number[]) => {
      const header = [0, 0, 0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0];
      return Uint8Array.from([...header, ...name, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4]);
    };
    assert.notEqual(decodeReply(message([1, 0x61, 0])), null);
    assert.equal(decodeReply(message([0xc0, 12])), null);
    assert.equal(decodeReply(message([0xc0, 20])), null);
    assert.equal(decodeReply(message([1, 0x61, 0xc0, 12])), null);
    assert.equal(decodeReply(message([0x80, 1])), null);
    assert.equal(judge(query, message([1, 0x61, 0])), "noise");
  });

  it("of pointers that all lead to pointers is read in no time", () => {
    // 8,000 pointers, each to the one before; then 2,000 records whose name is the last of them.
    const octets = new Uint8Array(0xffff);
    octets.set([0, 0, 0x80, 0, 0, 0, 0x20, 0, 0, 0, 0, 0]);
    for (let at = 14; at < 0x3ffe; at += 2) octets.set([0xc0 | ((at - 2) >> 8), (at - 2) & 0xff], at);
    for (let at = 0x4000; at + 12 < octets.length; at += 12) octets.set([0xff, 0xfc, 0, 1, 0, 1], at);
    assert.equal(decodeReply(octets), null);
  });

  it("is read or refused, whatever its octets", () => {
    const query = question("a.example", "TXT", 0x1234);
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
        fc.nat(400),
        (answers, changes, cut) => {
          const octets = Uint8Array.from(reply(query, answers));
          for (const [at, octet] of changes) if (at < octets.length) octets[at] = octet;
          const read = decodeReply(octets.subarray(0, cut));
          assert.ok(read === null || Array.isArray(read.answers));
          judge(query, octets);
        },
      ),
      { numRuns: 600 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (octets) => void decodeReply(octets)));
  });

  it("is noise unless it answers the question that was asked, under its id", () => {
    const query = question("a.example", "TXT", 0x1234);
    const own = reply(query, []);
    const changed = (at: number, octet: number) => {
      const octets = Uint8Array.from(own);
      octets[at] = octet;
      return judge(query, octets);
    };
    assert.equal(judge(query, own), "answer");
    assert.equal(changed(13, 0x41), "answer", "letters in another case");
    assert.equal(changed(0, 0), "noise", "another id");
    assert.equal(changed(2, 0x01), "noise", "a query");
    assert.equal(changed(2, 0xa8), "noise", "another kind of response");
    assert.equal(changed(13, 0x62), "noise", "another name");
    assert.equal(changed(24, 1), "noise", "another type");
    assert.equal(changed(26, 3), "noise", "another class");
    assert.equal(changed(5, 0), "noise", "no question");
    assert.equal(changed(5, 2), "noise", "two questions");
    assert.equal(changed(2, 0x82), "truncated");
    for (const rcode of [1, 2, 4, 5, 9]) assert.equal(changed(3, rcode), "refusal");
    assert.equal(changed(3, 3), "answer", "NXDOMAIN");
    assert.equal(judge(query, own.subarray(0, 11)), "noise");
    // FORMERR often comes as a header alone.
    assert.equal(judge(query, Uint8Array.of(0x12, 0x34, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0)), "refusal");
  });
});

/** What we read of a record that the other codec wrote. */
function expected(answer: PacketAnswer): unknown {
  const { name, type, ttl, data } = answer as { name: string; type: string; ttl: number; data: never };
  const of: Record<string, (data: never) => unknown> = {
    A: parseIp4,
    AAAA: parseIp6,
    PTR: (text) => text,
    CNAME: (text) => text,
    MX: (mx) => ({ ...(mx as object) }),
    TXT: (strings: Buffer[]) => ({ strings: strings.map(decodeOctets), holes: [] }),
  };
  return { name, type, ttl, data: of[type]?.(data) };
}
