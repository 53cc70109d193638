/** Random DNS worlds whose records lead to one another, for what evaluates records in two ways. */

import fc from "fast-check";
import type { Failed, Records, Zonedata } from "../../../server/src/dns/zonedata.ts";

/** Names that records stand at; few, so that they meet. */
const NAMES = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
const HOSTS = ["h1.example", "h2.example", "h3.example", "h4.example", "gone.example"];

/** Addresses close together, so that networks touch, overlap and cover each other. */
export const ip4 = fc
  .tuple(fc.constantFrom("192.0.2", "192.0.3", "10.0.0"), fc.integer({ min: 0, max: 15 }))
  .map(([head, last]) => `${head}.${last}`);
export const ip6 = fc
  .tuple(fc.constantFrom("2001:db8::", "2001:db8:0:1::", "::ffff:0:"), fc.integer({ min: 0, max: 15 }))
  .map(([head, last]) => head + last.toString(16));

const bits4 = fc.constantFrom("", "", "/32", "/31", "/30", "/28", "/24", "/23", "/8", "/1", "/0");
const bits6 = fc.constantFrom("", "", "/128", "/127", "/124", "/64", "/63", "/32", "/1", "/0");
const name = fc.constantFrom(...NAMES);
const host = fc.constantFrom(...HOSTS);

/** Targets that are the same for every message. */
const steady = fc.oneof(
  { weight: 6, arbitrary: host },
  { weight: 1, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom("%{d}", "h1.%{d1}", "%{v}.example", "a..b.example", "no.where") },
);
const open = fc.constantFrom(
  "%{l}.example",
  "%{i}.example",
  "h%{i1}.example",
  "%{o}",
  "%{p}",
  "%{ir}.%{h}.example",
);

function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((all) => all.join(""));
}

function mechanism(target: fc.Arbitrary<string>, opaque: boolean): fc.Arbitrary<string> {
  const own = fc.constantFrom("", "");
  const named = joined(fc.constant(":"), target);
  const dual = joined(
    bits4,
    bits6.map((bits) => (bits === "" ? "" : `/${bits}`)),
  );
  return fc.oneof(
    { weight: 6, arbitrary: joined(fc.constant("ip4:"), ip4, bits4) },
    { weight: 4, arbitrary: joined(fc.constant("ip6:"), ip6, bits6) },
    { weight: 4, arbitrary: joined(fc.constant("a"), fc.oneof(own, named), dual) },
    { weight: 4, arbitrary: joined(fc.constant("mx"), fc.oneof(own, named), dual) },
    { weight: 5, arbitrary: joined(fc.constant("include:"), opaque ? fc.oneof(name, target) : name) },
    { weight: 2, arbitrary: joined(fc.constant("exists"), named) },
    { weight: 1, arbitrary: fc.constant("all") },
    { weight: opaque ? 2 : 0, arbitrary: joined(fc.constant("ptr"), fc.oneof(own, named)) },
  );
}

function record(target: fc.Arbitrary<string>, opaque: boolean): fc.Arbitrary<string> {
  const qualifier = fc.constantFrom("", "", "", "-", "~", "?");
  const modifier = joined(fc.constant("redirect="), opaque ? fc.oneof(name, target) : name);
  const term = joined(qualifier, mechanism(target, opaque));
  return fc
    .tuple(
      fc.array(term, { maxLength: 6 }),
      fc.option(modifier, { freq: 3, nil: "" }),
      fc.constantFrom("", "", "", "", "", "abc", "x=y"),
    )
    .map(([terms, ...rest]) => ["v=spf1", ...terms, ...rest].filter((each) => each !== "").join(" "));
}

type Entry = Records | Failed;

const addresses: fc.Arbitrary<Entry[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: ip4.map((A): Entry => ({ A })) },
        { weight: 2, arbitrary: ip6.map((AAAA): Entry => ({ AAAA })) },
        { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 0, max: 3 }), host).map((MX): Entry => ({ MX })) },
      ),
      { maxLength: 5 },
    ),
    fc.option(
      fc.constantFrom<Entry>(
        "TIMEOUT",
        { A: "SERVFAIL" },
        { AAAA: "TIMEOUT" },
        { MX: "TIMEOUT" },
        { CNAME: "h1.example" },
      ),
      { freq: 7, nil: null },
    ),
    fc.option(
      fc.array(
        fc.tuple(fc.integer({ min: 0, max: 3 }), host).map((MX): Entry => ({ MX })),
        { minLength: 9, maxLength: 12 },
      ),
      { freq: 12, nil: [] },
    ),
  )
  .map(([some, error, many]) => [...some, ...(error === null ? [] : [error]), ...many]);

export interface World {
  readonly zones: Zonedata;
  /** Every address that is written somewhere. */
  readonly mentioned: readonly string[];
}

/** Zones in which some names have other entries, and so other answers. */
export const otherwise: fc.Arbitrary<Zonedata> = fc.dictionary(
  fc.constantFrom(...NAMES, ...HOSTS, "x.example"),
  fc.oneof(
    addresses,
    record(steady, false).map((TXT): Entry[] => [{ TXT }]),
  ),
  { maxKeys: 4 },
);

/** A sender, or a HELO name, that makes macros lead to names of the world, or elsewhere. */
export const senders = fc.constantFrom("a@a.example", "h1@b.example", "x@h2.example", "x@gone.example", "");
export const helos = fc.constantFrom("a.example", "h1", "gone.example");

/** @param opaque whether records ask for what depends on the message or on the single address */
export function world(opaque: boolean): fc.Arbitrary<World> {
  const target = opaque ? fc.oneof(steady, steady, open) : steady;
  const texts = fc.oneof(
    { weight: 12, arbitrary: record(target, opaque).map((each) => [each]) },
    { weight: 1, arbitrary: fc.tuple(record(target, opaque), fc.constantFrom("other", "v=spf1 -all")) },
    { weight: 1, arbitrary: fc.constant([] as string[]) },
  );
  const at = (own: boolean) =>
    fc
      .tuple(own ? texts : fc.constant([]), addresses, fc.constantFrom(...Array(20).fill(false), true))
      .map(([TXT, rest, slow]): Entry[] => [
        ...TXT.map((each) => ({ TXT: each })),
        ...rest,
        ...(slow ? [{ TXT: "TIMEOUT" }] : []),
      ]);
  return fc
    .tuple(fc.tuple(...NAMES.map(() => at(true))), fc.tuple(...HOSTS.slice(0, -1).map(() => at(false))))
    .map(([names, hosts]) => {
      const zones: Record<string, Entry[]> = {};
      for (const [i, each] of NAMES.entries()) zones[each] = names[i] as Entry[];
      for (const [i, each] of HOSTS.slice(0, -1).entries()) zones[each] = hosts[i] as Entry[];
      const text = JSON.stringify(zones);
      const mentioned = [...text.matchAll(/\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]+:[0-9a-f]*/g)].map(
        (match) => match[0],
      );
      return { zones, mentioned: [...new Set(mentioned)] };
    });
}
