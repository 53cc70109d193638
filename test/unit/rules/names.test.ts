// Answers about names stay right, and stay the same object where nothing changed, from one reading to the next.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Other, Part, Placed } from "../../../server/src/host/host.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { FileNames, Noting, nobodyAnswers, stillHolds } from "../../../server/src/rules/names.ts";
import { Document } from "../../../server/src/text/document.ts";

/** A part with an A record at each of the names, all different objects. */
function partOf(names: readonly string[]): Part {
  const others = names.map((name): Other => {
    return { name, type: "A", ttl: null, data: "185.12.80.7", span: { start: 0, end: 0 } };
  });
  return { length: 0, found: [], others: () => others, soa: null, comments: [], faults: [] };
}

function placedOf(parts: readonly Part[]): Placed[] {
  return parts.map((part, at) => ({ part, at, uri: "file:///zones/db.example.com" }));
}

const NAMES = ["a", "b", "C", "d"];

describe("answers about names", () => {
  it("are those of the last reading, whatever was read before", () => {
    const lists = fc.array(fc.subarray(NAMES, { minLength: 0 }), { minLength: 1, maxLength: 6 });
    const choices = fc.array(fc.array(fc.nat(5), { maxLength: 6 }), { minLength: 1, maxLength: 6 });
    const property = fc.property(lists, choices, (contents, readings) => {
      const parts = contents.map(partOf);
      const names = new FileNames(
        () => [],
        () => [],
      );
      for (const reading of readings) {
        // A part stands in a reading once.
        const chosen = [...new Set(reading.map((i) => parts[i % parts.length] as Part))];
        names.read(placedOf(chosen), nobodyAnswers);
        for (const name of ["a", "b", "c", "d", "e"]) {
          const wanted = chosen.flatMap((part) =>
            part.others().filter((each) => each.name.toLowerCase() === name),
          );
          assert.deepEqual(new Set(names.others(name)), new Set(wanted));
        }
      }
    });
    fc.assert(property, { numRuns: 300, seed: 7208 });
  });

  it("are in the order of the file", () => {
    const parts = [partOf(["a"]), partOf(["a", "b"]), partOf(["a"])];
    const names = new FileNames(
      () => [],
      () => [],
    );
    names.read(placedOf(parts), nobodyAnswers);
    assert.deepEqual(
      names.others("a"),
      parts.map((part) => part.others()[0]),
    );
  });

  it("hold until a part that names the name changes", () => {
    const [first, second] = [partOf(["a"]), partOf(["b"])];
    const names = new FileNames(
      () => [],
      () => [],
    );
    names.read(placedOf([first, second]), nobodyAnswers);
    const notes = new Noting(names);
    assert.equal(notes.others("a").length, 1);
    assert.equal(notes.references("x").length, 0);
    const answer = names.others("a");

    names.read(placedOf([first, partOf(["b", "c"])]), nobodyAnswers);
    assert.ok(stillHolds(notes.asked(), names));
    assert.equal(names.others("a"), answer, "not even made again");

    names.read(placedOf([partOf(["a"]), second]), nobodyAnswers);
    assert.ok(!stillHolds(notes.asked(), names));
  });
});

describe("a rule that asks for other names", () => {
  const uri = "file:///zones/db.example.com";
  const filler = Array.from({ length: 3000 }, (_, i) => `h${i} IN A 185.12.80.7\n`).join("");
  const text = [
    "$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 3600\n",
    '@ IN TXT "v=spf1 include:relays.example.com -all"\n',
    filler,
    'relays IN TXT "v=spf1 ip4:62.4.17.25 ?all"\n',
  ].join("");

  it("speaks again when a line far away changes", () => {
    const workspace = new Workspace({ today: () => "2026-11-24" });
    let document = Document.of(uri, text, "dns-zone");
    const found = () => workspace.analyse(uri)?.findings.map(({ rule }) => rule);
    const replace = (what: string, by: string) => {
      const start = document.text().indexOf(what);
      document = document.edit({ start, end: start + what.length }, by);
      workspace.change(document);
    };
    workspace.open(document);
    assert.deepEqual(found(), []);
    replace("include:relays.example.com", "ip4:62.4.17.25");
    assert.deepEqual(found(), ["neutral-all"]);
    replace("ip4:62.4.17.25", "include:relays.example.com");
    assert.deepEqual(found(), []);
    replace("h7 IN A", "relays IN A");
    assert.deepEqual(found(), ["neutral-all"], "a host says HELO with its name");
  });
});
