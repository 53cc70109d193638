/** Answers from records at hand. */

import assert from "node:assert/strict";
import type { Query } from "../../../server/src/dns/answers.ts";
import { ask } from "../../../server/src/dns/answers.ts";
import { driveAsync, driveSync } from "../../../server/src/dns/drive.ts";
import { above, normalise } from "../../../server/src/dns/names.ts";
import {
  answererOf,
  cutOf,
  type Holdings,
  type OverlayRecord,
  overlay,
} from "../../../server/src/dns/overlay.ts";

type Named = OverlayRecord & { readonly name: string };

const txt = (name: string, text: string, ttl: number | null = null): Named => ({
  name,
  ttl,
  type: "TXT",
  data: { strings: [text], holes: [] },
});

const zone: readonly Named[] = [
  { name: "example.com", ttl: 3600, type: "SOA", data: null },
  { name: "example.com", ttl: 3600, type: "NS", data: null },
  txt("Example.COM.", "v=spf1 -all", 300),
  txt("example.com", "v=spf1 -all", 600),
  txt("example.com", "other", 60),
  { name: "a.b.example.com", ttl: null, type: "A", data: [192, 0, 2, 1] },
  { name: "www.example.com", ttl: 30, type: "CNAME", data: "a.b.example.com" },
  { name: "out.example.com", ttl: 30, type: "CNAME", data: "host.example.net." },
  { name: "loop.example.com", ttl: 30, type: "CNAME", data: "loop.example.com" },
  txt("*.wild.example.com", "wild"),
  { name: "sub.example.com", ttl: null, type: "NS", data: null },
  { name: "ns.sub.example.com", ttl: null, type: "A", data: [192, 0, 2, 2] },
  { name: "flat.example.com", ttl: null, type: "ALIAS", data: null },
  { name: "made.example.com", ttl: null, type: "ANY", data: null },
  { name: "moved.example.com", ttl: null, type: "DNAME", data: null },
  { name: "srv.example.com", ttl: null, type: "OTHER", data: null },
  txt("elsewhere.example.org", "known"),
];

/** Records that were collected once. */
function holdingsOf(records: Iterable<Named>): Holdings {
  const at = new Map<string, OverlayRecord[]>();
  const parents = new Set<string>();
  const zones = new Set<string>();
  for (const record of records) {
    const name = normalise(record.name);
    const list = at.get(name);
    if (list) list.push(record);
    else at.set(name, [record]);
    if (record.type === "SOA") zones.add(name);
  }
  for (const name of at.keys()) {
    for (let up = above(name); up !== null && !parents.has(up); up = above(up)) parents.add(up);
  }
  return {
    at: (name) => at.get(name) ?? [],
    isAbove: (name) => parents.has(name),
    isZone: (name) => zones.has(name),
    cut: (name) => cutOf(at.get(name) ?? []),
  };
}

describe("the overlay", () => {
  const answer = answererOf([overlay(holdingsOf(zone))]);
  const kinds: readonly (readonly [Query["name"], Query["type"], string])[] = [
    ["example.com", "TXT", "ok"],
    ["EXAMPLE.com.", "MX", "nodata"],
    ["missing.example.com", "TXT", "nxdomain"],
    ["b.example.com", "TXT", "nodata"],
    ["www.example.com", "A", "ok"],
    ["www.example.com", "TXT", "nodata"],
    ["out.example.com", "A", "unknown"],
    ["loop.example.com", "A", "servfail"],
    ["x.wild.example.com", "TXT", "ok"],
    ["x.y.wild.example.com", "TXT", "ok"],
    ["x.wild.example.com", "A", "nodata"],
    ["wild.example.com", "TXT", "nodata"],
    ["sub.example.com", "TXT", "unknown"],
    ["x.sub.example.com", "TXT", "unknown"],
    ["ns.sub.example.com", "A", "ok"],
    ["flat.example.com", "A", "unknown"],
    ["flat.example.com", "AAAA", "unknown"],
    ["flat.example.com", "MX", "nodata"],
    ["made.example.com", "TXT", "unknown"],
    ["moved.example.com", "TXT", "nodata"],
    ["x.moved.example.com", "TXT", "unknown"],
    ["srv.example.com", "A", "nodata"],
    ["elsewhere.example.org", "TXT", "ok"],
    ["elsewhere.example.org", "A", "unknown"],
    ["other.example.org", "TXT", "unknown"],
  ];
  for (const [name, type, kind] of kinds) {
    it(`says ${kind} of ${name} ${type}`, () => assert.equal(answer({ name, type }).kind, kind));
  }

  it("gives a record once, and the shortest time to live", () => {
    const found = answer({ name: "example.com", type: "TXT" });
    assert.ok(found.kind === "ok" && found.type === "TXT");
    assert.deepEqual(
      found.records.map((each) => each.strings.join("")),
      ["v=spf1 -all", "other"],
    );
    assert.equal(found.ttl, 60);
  });
});

describe("driving", () => {
  function* both() {
    const first = yield* ask("a.example", "A");
    const second = yield* ask("b.example", "TXT");
    return [first.kind, second.kind];
  }
  const wrong = (query: Query) =>
    query.name === "a.example"
      ? ({ kind: "ok", type: "TXT", records: [], ttl: null, source: "" } as const)
      : ({ kind: "timeout", source: "" } as const);

  it("sends each answer to its query, at once or in time", async () => {
    // An answer of another type than was asked for is no answer.
    assert.deepEqual(driveSync(both(), wrong), ["servfail", "timeout"]);
    assert.deepEqual(await driveAsync(both(), async (query) => wrong(query)), ["servfail", "timeout"]);
  });

  it("ends where the signal says so", async () => {
    const stop = new AbortController();
    const driven = driveAsync(
      both(),
      async (query) => {
        stop.abort(new Error("enough"));
        return wrong(query);
      },
      stop.signal,
    );
    await assert.rejects(driven, /enough/);
  });
});
