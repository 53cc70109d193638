/** What is told of the tree below a record. */

import assert from "node:assert/strict";
import type { Answer } from "../../../server/src/dns/answers.ts";
import { reachedTerms, shownPath } from "../../../server/src/rules/tree.ts";
import { expandNow } from "../../../server/src/spf/expand.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { HOLE } from "../../../server/src/text/decoded.ts";

function reached(text: string, zone: Readonly<Record<string, string>>): string[] {
  const expansion = expandNow("example.com", parse(text), ({ name }): Answer => {
    const found = zone[name];
    if (found === undefined) return { kind: "nxdomain", source: "test" };
    const holes = [...found.matchAll(new RegExp(HOLE, "g"))].map(({ index }) => ({
      start: index,
      end: index + 1,
    }));
    return { kind: "ok", type: "TXT", records: [{ strings: [found], holes }], ttl: null, source: "test" };
  });
  return [...reachedTerms(expansion)].map(({ term, at, root, path }) => {
    const { start, end } = term.term.span;
    const way = path.map(({ domain }) => domain).join(" ");
    return `${at.record?.text.slice(start, end)} <- ${way || "-"} <- ${root.term.index}`;
  });
}

describe("the terms that a check comes to", () => {
  const zone = {
    "a.example": "v=spf1 include:b.example mx -all",
    "b.example": "v=spf1 exists:%{i}.x.example ?all a",
    "h.example": `v=spf1 ${HOLE} include:gone.example -all`,
  };

  it("come in order, each as often as it is reached, with the way there", () => {
    assert.deepEqual(reached("v=spf1 ip4:192.0.2.1 a include:a.example include:b.example -all ptr", zone), [
      "a <- - <- 1",
      "include:a.example <- - <- 2",
      "include:b.example <- a.example <- 2",
      "exists:%{i}.x.example <- a.example b.example <- 2",
      "mx <- a.example <- 2",
      "include:b.example <- - <- 3",
      "exists:%{i}.x.example <- b.example <- 3",
    ]);
  });

  it("are none of a record that is partly unknown, whose end may be anywhere", () => {
    assert.deepEqual(reached("v=spf1 include:h.example include:gone.example -all", zone), [
      "include:h.example <- - <- 0",
      "include:gone.example <- - <- 1",
    ]);
  });
});

describe("a way", () => {
  it("is cut in the middle where it is long", () => {
    assert.equal(shownPath(["a", "b", "c"]), "a → b → c");
    assert.equal(shownPath([..."abcdefghi"]), "a → b → c → … → g → h → i");
  });
});
