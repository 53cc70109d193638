/** Answers of a document stay what they are where nothing changed, and every change is told. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Query } from "../../../server/src/dns/answers.ts";
import type { Place } from "../../../server/src/dns/overlay.ts";
import type { QueryType } from "../../../server/src/dns/rr.ts";
import type { Reading, World } from "../../../server/src/host/host.ts";
import { zone } from "../../../server/src/host/zone.ts";
import { Answers, type Beside, SteadyAnswers } from "../../../server/src/ide/answers.ts";
import { Document } from "../../../server/src/text/document.ts";

const uri = "file:///zones/db.example.com";
const world = { file: () => null, syntax: () => null, variables: {} } as unknown as World;

const owners = ["@", "a", "b.a", "c.b.a", "*", "*.a", "d"];
const asked = [
  "example.com",
  "a.example.com",
  "b.a.example.com",
  "c.b.a.example.com",
  "x.example.com",
  "x.a.example.com",
  "x.b.a.example.com",
  "d.example.com",
  "x.d.example.com",
  "example.net",
];
const data = fc.constantFrom(
  "A 192.0.2.1",
  "A 192.0.2.2",
  "AAAA 2001:db8::1",
  "MX 10 a",
  'TXT "x"',
  'TYPE99 "v=spf1 -all"',
  "CNAME a",
  "CNAME x.b.a",
  "CNAME example.net.",
  "NS ns",
  "DNAME d",
  "ALIAS a",
  "SRV 1 2 3 a",
  "A {{ later }}",
  "SOA ns host ( 1 2 3 4 5 )",
);
const line = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...owners), data).map((each) => each.join(" ")) },
  { weight: 1, arbitrary: fc.constantFrom("(", `; ${"x".repeat(4200)}`) },
);
/** Most zones have their SOA record. */
const lines = fc
  .tuple(fc.boolean(), fc.array(line, { maxLength: 12 }))
  .map(([whole, all]) => (whole ? ["@ SOA ns host ( 1 2 3 4 5 )", ...all] : all));
const change = fc.record({ from: fc.nat(12), count: fc.nat(2), put: fc.array(line, { maxLength: 2 }) });

function read(text: string, earlier?: Reading): Reading {
  return zone.find(Document.of(uri, text, "dns-zone"), world, earlier);
}

function* questions(): Iterable<Query> {
  for (const name of asked)
    for (const type of ["TXT", "A", "AAAA", "MX"] as QueryType[]) yield { name, type };
}

/** Knows one name that is in no file. */
const elsewhere: Place = (name, type) => {
  if (name !== "example.net" || type !== "A") return { kind: "unknown", source: "nobody" };
  return { kind: "ok", type: "A", records: [[192, 0, 2, 9]], ttl: null, source: "elsewhere" };
};

const nowhere: Place = () => ({ kind: "unknown", source: "nobody" });

/** One other document of single records. */
function beside(place: Place): Beside {
  return { documents: (name, type) => ({ said: place(name, type), zone: null, count: 1 }), dns: nowhere };
}

describe("the answers of a document", () => {
  it("are told when they change, and are those of the document read afresh", () => {
    fc.assert(
      fc.property(lines, fc.array(change, { minLength: 1, maxLength: 5 }), (first, changes) => {
        const textOf = (all: readonly string[]) => `$ORIGIN example.com.\n$TTL 60\n${all.join("\n")}\n`;
        const answers = new Answers();
        const steady = new SteadyAnswers();
        let all = [...first];
        let reading = read(textOf(all));
        steady.renew(answers.own(uri, true, reading), 0, () => beside(elsewhere));
        assert.equal(
          steady.changed(() => true),
          null,
        );
        const known = new Map([...questions()].map((query) => [query, steady.answer(query)]));
        for (const { from, count, put } of changes) {
          all = all.toSpliced(from, count, ...put);
          reading = read(textOf(all), reading);
          steady.renew(answers.own(uri, true, reading), 0, () => beside(elsewhere));
          const changed = new Set(steady.changed(() => true));
          const fresh = new SteadyAnswers();
          fresh.renew(new Answers().own(uri, true, read(textOf(all))), 0, () => beside(elsewhere));
          for (const [query, before] of known) {
            const now = steady.answer(query);
            assert.deepEqual(now, fresh.answer(query), `${query.name} ${query.type}`);
            if (now !== before)
              assert.ok(changed.has(query.name), `nobody heard of ${query.name} ${query.type}`);
            known.set(query, now);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("of other places are asked for again when those changed, and are the same objects where they say the same", () => {
    const steady = new SteadyAnswers();
    const own = new Answers().own(uri, true, read("$ORIGIN example.com.\na A 192.0.2.1\n"));
    const query: Query = { name: "example.net", type: "A" };
    let count = 0;
    const counting: Place = (name, type) => {
      count++;
      return elsewhere(name, type);
    };
    steady.renew(own, 0, () => beside(counting));
    steady.changed(() => true);
    const before = steady.answer(query);
    steady.answer({ name: "a.example.com", type: "A" });
    steady.renew(own, 0, () => beside(counting));
    assert.deepEqual([...(steady.changed(() => true) ?? [])], []);
    assert.equal(steady.answer(query), before);
    assert.equal(count, 1);
    steady.renew(own, 1, () => beside(counting));
    assert.deepEqual([...(steady.changed(() => true) ?? [])], []);
    assert.equal(steady.answer(query), before);
    assert.equal(count, 2);
    steady.renew(own, 2, () => beside(() => ({ kind: "nxdomain", source: "elsewhere" })));
    assert.deepEqual([...(steady.changed(() => true) ?? [])], ["example.net"]);
    assert.equal(steady.answer(query).kind, "nxdomain");
  });

  it("are let go once nobody uses them", () => {
    const steady = new SteadyAnswers();
    const own = new Answers().own(uri, true, read("$ORIGIN example.com.\n@ SOA ns host ( 1 2 3 4 5 )\n"));
    steady.renew(own, 0, () => beside(nowhere));
    const used: Query = { name: "used.example.com", type: "A" };
    const kept = steady.answer(used);
    const other: Query = { name: "0.example.com", type: "A" };
    const gone = steady.answer(other);
    for (let i = 1; i < 2000; i++) steady.answer({ name: `${i}.example.com`, type: "A" });
    steady.changed((name) => name === used.name);
    assert.equal(steady.answer(used), kept);
    assert.notEqual(steady.answer(other), gone);
  });
});
