/** What is proved the same is the same for everybody; what is not the same is never proved. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { decidingOf } from "../../../server/src/spf/deciding.ts";
import { type Network, networkOf, rangeOf } from "../../../server/src/spf/ip.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { type Change, isKept, isSame } from "../../../server/src/spf/proof.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { fillIn, withHoles } from "./arbitraries.ts";
import { sameFor, tellApart, untidyRecord, worldAround } from "./untidy.ts";
import { helos, senders } from "./worlds.ts";

/** What hands do to a record: words that go, move, change places or change a little. */
const edit = fc.record({
  kind: fc.constantFrom("drop", "move", "swap", "character", "insert", "qualifier", "prefix", "twice"),
  at: fc.nat(8),
  to: fc.nat(8),
  text: fc.constantFrom(
    "+",
    "-",
    " ",
    ".",
    "/32",
    "1",
    "A",
    " -all",
    " ip4:192.0.2.3",
    " a",
    ":h1.example",
    " exp=e.example",
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function changed(text: string, { kind, at, to, text: piece }: Edit): string {
  const words = text.split(/ +/).filter((word) => word !== "");
  const [i, j] = [1 + (at % Math.max(1, words.length - 1)), 1 + (to % Math.max(1, words.length - 1))];
  const word = words[i];
  if (word === undefined) return `${text}${piece}`;
  switch (kind) {
    case "drop":
      words.splice(i, 1);
      break;
    case "move":
      words.splice(i, 1);
      words.splice(j, 0, word);
      break;
    case "swap":
      [words[i], words[j]] = [words[j] ?? word, word];
      break;
    case "twice":
      words.splice(j, 0, word);
      break;
    case "qualifier":
      words[i] = /^[-+~?]/.test(word) ? word.slice(1) : `${piece.trim().charAt(0)}${word}`;
      break;
    case "prefix":
      words[i] = word.replace(/\/\d+$/, "/30");
      break;
    default:
      words[i] = kind === "insert" ? word + piece : word.slice(0, to) + piece + word.slice(to + 1);
  }
  return words.join(" ");
}

/** The least change from one text to another. */
function changeOf(before: string, after: string): Change {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}

describe("the proof that an edit changes nothing", function () {
  this.timeout(120_000);

  it("holds for nothing that somebody could tell apart", () => {
    let proved = 0;
    let apart = 0;
    fc.assert(
      fc.property(untidyRecord, edit, worldAround, senders, helos, (before, how, world, sender, helo) => {
        const after = changed(before, how);
        const pair = { before, after, world, sender, helo };
        const same = isSame(parse(before), parse(after));
        const change = changeOf(before, after);
        // What is proved of a few words is true of the whole.
        if (isKept(parse(before), [], [change])) assert.ok(same, `${before} → ${after}`);
        if (same) {
          if (before !== after) proved++;
          sameFor(pair, `${before} → ${after}`);
        } else if (apart < 200 && tellApart(pair)) apart++;
      }),
      { numRuns: 3000 },
    );
    // Neither the one nor the other would be worth anything if it never happened.
    assert.ok(proved > 200 && apart >= 200, `${proved} proved, ${apart} told apart`);
  });

  it("holds with whatever is not known yet", () => {
    let proved = 0;
    const hole = fc.tuple(fc.nat(60), fc.boolean());
    fc.assert(
      fc.property(
        untidyRecord,
        edit,
        hole,
        fillIn,
        worldAround,
        senders,
        (text, how, [at, own], value, world, sender) => {
          const place = 7 + (at % Math.max(1, text.length - 6));
          const open = own ? `${text.slice(0, place)}#${text.slice(place)}` : `${text} #`;
          const after = changed(open, how);
          const holes = [{ start: open.indexOf("#"), end: open.indexOf("#") + 1 }];
          if (after.split("#").length !== 2 || holes[0]?.start === -1) return;
          const record = parse(withHoles(open, holes), holes);
          const change = changeOf(
            withHoles(open, holes),
            withHoles(after, [{ start: after.indexOf("#"), end: 0 }]),
          );
          if (!isKept(record, holes, [change])) return;
          proved++;
          const filled = [open, after].map((each) => each.replace("#", () => value)) as [string, string];
          sameFor({ before: filled[0], after: filled[1], world, sender, helo: "h" }, filled.join(" → "));
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(proved > 50, String(proved));
  });

  const kept = (before: string, after: string) => isKept(parse(before), [], [changeOf(before, after)]);

  const same: [string, string][] = [
    ["v=spf1 +a -all", "v=spf1 a -all"],
    ["V=SPF1 A:h.example. -ALL", "v=spf1 a:h.example -all"],
    ["v=spf1 ip4:192.0.2.0/24 a ip4:192.0.2.7 -all", "v=spf1 ip4:192.0.2.0/24 a -all"],
    ["v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", "v=spf1 ip4:192.0.2.0/24 -all"],
    ["v=spf1 ip4:192.0.2.1/24 -all", "v=spf1 ip4:192.0.2.0/24 -all"],
    ["v=spf1 redirect=x.example a exp=e.example.", "v=spf1 a redirect=x.example exp=e.example"],
    [
      "v=spf1 ip4:192.0.2.0/25 -ip4:203.0.113.1 ip4:192.0.2.128/25",
      "v=spf1 ip4:192.0.2.0/24 -ip4:203.0.113.1",
    ],
    ["v=spf1 v=spf1 a  -all ", "v=spf1 a -all"],
    ["spf2.0/mfrom,pra +a op=x b=y -all", "spf2.0/mfrom,pra a op=x b=y -all"],
  ];
  for (const [before, after] of same) it(`proves ${before} → ${after}`, () => assert.ok(kept(before, after)));

  const different: [string, string][] = [
    // Lookups and voids.
    ["v=spf1 a a -all", "v=spf1 a -all"],
    ["v=spf1 a mx -all", "v=spf1 mx a -all"],
    ["v=spf1 a ip4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 a -all"],
    ["v=spf1 exists:%{i}.x.example -all", "v=spf1 exists:%{I}.x.example -all"],
    // Results.
    ["v=spf1 ip4:192.0.2.1 -ip4:192.0.2.0/24 -all", "v=spf1 -ip4:192.0.2.0/24 -all"],
    [
      "v=spf1 ip4:192.0.2.0/25 -ip4:192.0.2.128/26 ip4:192.0.2.128/25",
      "v=spf1 ip4:192.0.2.0/24 -ip4:192.0.2.128/26",
    ],
    ["v=spf1 ip4:192.0.2.0/25 a ip4:192.0.2.128/25 -all", "v=spf1 ip4:192.0.2.0/24 a -all"],
    ["v=spf1 a ~all", "v=spf1 a -all"],
    ["v=spf1 a", "v=spf1 a ?all"],
    ["v=spf1 ip6:2001:db8::/32 -all", "v=spf1 ip6:2001:db8:: -all"],
    // Explanations, and what others make of the name.
    ["v=spf1 -all exp=e.example", "v=spf1 -all"],
    ["v=spf1 -all exp=e.example", "v=spf1 -all exp=E.example"],
    ["v=spf1 include:x.example. -all", "v=spf1 include:x.example -all"],
    ["v=spf1 redirect=x.example.", "v=spf1 redirect=x.example"],
    // What others read.
    ["v=spf1 a -all ra=postmaster", "v=spf1 a -all"],
    ["v=spf1 +include=x -all", "v=spf1 include=x -all"],
    ["v=spf1 v=DMARC1 a -all", "v=spf1 a -all"],
    ["spf2.0/pra ip4:192.0.2.1 op=x ip4:192.0.2.1 -all", "spf2.0/pra op=x ip4:192.0.2.1 -all"],
    ["spf2.0/pra a op=x mx -all", "spf2.0/pra a mx op=x -all"],
    ["spf2.0/pra a -all", "spf2.0/mfrom a -all"],
    // Mistakes that could be meant otherwise.
    ["v=spf1 ip4:192.0.2.1 inlcude:x.example a -all", "v=spf1 ip4:192.0.2.1 a -all"],
    ["v=spf1 a, -all", "v=spf1 a -all"],
    ["v=spf1 exp=e.example exp=f.example -all", "v=spf1 exp=e.example -all"],
  ];
  for (const [before, after] of different) {
    it(`does not prove ${before} → ${after}`, () => {
      assert.ok(!isSame(parse(before), parse(after)));
      assert.ok(!kept(before, after));
    });
  }

  it("does not look through what is too long", () => {
    const many = Array.from({ length: 3000 }, (_, i) => `ip4:10.${i >> 8}.${i & 255}.0/24`).join(" ");
    const [before, after] = [`v=spf1 redirect=x.example ${many}`, `v=spf1 ${many} redirect=x.example`];
    assert.ok(isSame(parse(before), parse(after)));
    const moved = [
      { span: { start: 6, end: 25 }, text: "" },
      { span: { start: before.length, end: before.length }, text: " redirect=x.example" },
    ];
    assert.equal(applyEdits(before, moved), after);
    assert.ok(!isKept(parse(before), [], moved));
    assert.ok(
      isKept(
        parse(`${before} +a`),
        [],
        [{ span: { start: before.length + 1, end: before.length + 2 }, text: "" }],
      ),
    );
  });
});

describe("which network decides", () => {
  it("is the first that holds an address", () => {
    fc.assert(
      fc.property(untidyRecord, (text) => {
        const deciding = decidingOf(parse(text));
        const networks = deciding.literals.map(({ address, bits }) => networkOf(address, bits));
        const ranges = networks.map(rangeOf);
        const decider = (family: 4 | 6, address: bigint) =>
          ranges.findIndex(
            (range) => range.family === family && range.first <= address && address <= range.last,
          );
        const probes = ranges.flatMap(({ family, first, last }) =>
          [first - 1n, first, first + 1n, last - 1n, last, last + 1n].map((address) => ({ family, address })),
        );
        const reached = new Set(probes.map(({ family, address }) => decider(family, address)));
        for (const literal of deciding.literals) {
          const { index } = literal;
          const network = networks[index] as Network;
          // Networks begin and end where others do, or beside them, so that a few addresses tell of all.
          if (reached.has(index)) assert.ok(deciding.isReached(literal), text);
          const holds = (outer: number) => {
            const [a, b] = [ranges[outer], ranges[index]];
            return a && b && a.family === b.family && a.first <= b.first && b.last <= a.last;
          };
          const before = deciding.literals.find((each) => each.index < index && holds(each.index)) ?? null;
          assert.equal(deciding.coverBefore(literal)?.index, before?.index, text);
          const owners = deciding.decidersOf(network, 100).map((each) => each.index);
          const probed = probes
            .filter(
              ({ family, address }) =>
                family === network.family &&
                rangeOf(network).first <= address &&
                address <= rangeOf(network).last,
            )
            .map(({ family, address }) => decider(family, address));
          for (const each of probed) assert.ok(owners.includes(each), text);
          assert.equal(deciding.isReached(literal), owners.includes(index), text);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
