/** Records that say things twice, in odd ways and in odd places, records that lead to them, and whether two of them are told apart. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { decidingOf } from "../../../server/src/spf/deciding.ts";
import { networkOf, parseIp4, parseIp6, printIp, rangeOf, toOctets } from "../../../server/src/spf/ip.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { type World, world } from "./worlds.ts";

const qualifier = fc.constantFrom("", "", "", "+", "+", "-", "~", "?");
const network = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("192.0.2.", "192.0.3."),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom("", "", "/32", "/31", "/30", "/29", "/24"),
    )
    .map(([head, last, bits]) => `ip4:${head}${last}${bits}`),
  fc
    .tuple(fc.integer({ min: 8, max: 15 }), fc.constantFrom("", "/128", "/127", "/126", "/64", "/32"))
    .map(([last, bits]) => `ip6:2001:DB8::${last.toString(16)}${bits}`),
);
const target = fc.constantFrom(
  "h1.example",
  "h2.example",
  "h3.example.",
  "gone.example",
  "%{i}.h4.example.",
  "%{l}.example",
  "%{P}.example",
);
const asking = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("a", "A", "mx", "Mx"),
      fc.oneof(
        fc.constant(""),
        target.map((each) => `:${each}`),
      ),
      fc.constantFrom("", "/32", "//128", "/31//128", "/24"),
    )
    .map((parts) => parts.join("")),
  target.map((each) => `exists:${each}`),
  fc.constantFrom("ptr", "include:b.example", "include:c.example.", "INCLUDE:d.example", "include:%{d2}"),
);
const term = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(qualifier, network).map((parts) => parts.join("")) },
  { weight: 3, arbitrary: fc.tuple(qualifier, asking).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.constantFrom("v=spf1", "ra=postmaster", "x=%{i}", "X=y") },
  { weight: 1, arbitrary: fc.constantFrom("-all", "~all", "?all", "ALL") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("exp=e.example", "Exp=e.example.", "redirect=b.example", "REDIRECT=c.example"),
  },
);
const blank = fc.constantFrom(" ", " ", " ", "  ", "   ");

/** Mostly records that are valid. */
export const untidyRecord = fc
  .tuple(
    fc.constantFrom("v=spf1", "v=spf1", "v=spf1", "V=SPF1"),
    fc.array(fc.tuple(blank, term), { maxLength: 9 }),
    fc.constantFrom("", " -all", " ~all", " -all exp=e.example", " redirect=b.example"),
    fc.constantFrom("", "", "", " "),
  )
  .map(([version, terms, end, last]) => version + terms.flat().join("") + end + last);

/** Zones with the record at `a.example`, and records that include it, redirect to it, and ask much before and after it. */
export function around(text: string, others: Zonedata): Zonedata {
  return {
    ...others,
    "a.example": [
      ...(Array.isArray(others["a.example"])
        ? others["a.example"].filter((each) => typeof each === "object" && !("TXT" in each))
        : []),
      { TXT: text },
    ],
    "e.example": [{ TXT: "%{d} %{i} %{s} %{h} says no" }],
    "p.example": [{ TXT: "v=spf1 include:a.example -all exp=e.example" }],
    "q.example": [{ TXT: "v=spf1 -include:a.example ?all" }],
    "r.example": [{ TXT: "v=spf1 redirect=a.example" }],
    "many.example": [
      {
        TXT: "v=spf1 a:h1.example a:h2.example a:h3.example mx a:h4.example include:a.example include:q.example a:h1.example a:h2.example ~all",
      },
    ],
    "void.example": [
      {
        TXT: "v=spf1 a:gone.example include:a.example a:gone.example exists:gone.example -all exp=e.example",
      },
    ],
    "most.example": [
      {
        TXT: "v=spf1 include:void.example a:h1.example a:h2.example include:a.example a:h3.example mx:h4.example -all",
      },
    ],
  };
}

const starts = ["a.example", "p.example", "r.example", "many.example", "void.example", "most.example"];

export const worldAround: fc.Arbitrary<World> = world(true);

export interface Pair {
  readonly before: string;
  readonly after: string;
  readonly world: World;
  readonly sender: string;
  readonly helo: string;
}

/** The first and last address of each network of both, and those beside them; some that the world holds; mapped ones. */
function clients({ before, after, world: { mentioned } }: Pair): string[] {
  const out = new Set<string>(["192.0.2.250", "2001:db8::99", "::ffff:192.0.2.3", "10.1.2.3"]);
  for (const text of [before, after]) {
    for (const { address, bits } of decidingOf(parse(text)).literals) {
      const { first, last, family } = rangeOf(networkOf(address, bits));
      for (const address of [first - 1n, first, last, last + 1n]) out.add(printIp(toOctets(address, family)));
    }
  }
  for (const each of mentioned.slice(0, 4)) {
    const address = parseIp4(each) ?? parseIp6(each);
    if (address)
      out.add(printIp(toOctets(networkOf(address, address.length * 8).first, address.length === 4 ? 4 : 6)));
  }
  return [...out];
}

/** Fails where somebody can tell the one record from the other. */
export function sameFor(pair: Pair, message: string): void {
  const different = tellApart(pair);
  assert.equal(different, null, `${message}\n${different}`);
}

/** What somebody sees who can tell the two apart; null where nobody of those that are tried can. */
export function tellApart(pair: Pair): string | null {
  if (pair.before === pair.after) return null;
  const { zones } = pair.world;
  const [before, after] = [recorded(around(pair.before, zones)), recorded(around(pair.after, zones))];
  for (const ip of clients(pair)) {
    for (const domain of starts) {
      const request = { ip, helo: pair.helo, sender: pair.sender, domain };
      const [one, other] = [before, after].map((ask) => checkNow(request, ask, { parse: remembering }));
      const told = [one, other].map(
        (each) => each && [each.result, each.explanation, each.lookups, each.voids],
      );
      if (JSON.stringify(told[0]) !== JSON.stringify(told[1]))
        return `${domain} from ${ip}: ${told.join(" → ")}`;
    }
  }
  return null;
}

const records = new Map<string, ReturnType<typeof parse>>();

/** Most records of a world stay the same from one check to the next. */
function remembering(text: string): ReturnType<typeof parse> {
  let known = records.get(text);
  if (!known) {
    if (records.size > 500) records.clear();
    records.set(text, (known = parse(text)));
  }
  return known;
}
