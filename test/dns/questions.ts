// Names, questions and answers for the properties of resolvers.

import fc from "fast-check";
import type { Answer, Query } from "../../server/src/dns/answers.ts";
import type { QueryType } from "../../server/src/dns/rr.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";

/** Few names, in more than one writing, so that questions meet. */
export const name = fc.constantFrom(
  "a.example",
  "A.Example.",
  "b.example",
  "*.example",
  "_spf.example",
  "TIMEOUT",
);
export const type = fc.constantFrom<QueryType>("A", "AAAA", "MX", "PTR", "TXT");
export const query: fc.Arbitrary<Query> = fc.record({ name, type });

/** Text of any octets at all. */
export const octets = (max: number) => fc.uint8Array({ maxLength: max }).map((each) => decodeOctets(each));

const address = (octets: number) => fc.array(fc.nat(255), { minLength: octets, maxLength: octets });
const host = fc.constantFrom("mx.example", "TIMEOUT", "SERVFAIL", ".", "x\\046y.example", "MX.example");

/** The data of one record of a type. */
export function data(type: QueryType): fc.Arbitrary<unknown> {
  switch (type) {
    case "A":
      return address(4);
    case "AAAA":
      return address(16);
    case "MX":
      return fc.record({ preference: fc.nat(0xffff), exchange: host }, { noNullPrototype: true });
    case "PTR":
      return host;
    case "TXT":
      return fc.record(
        {
          strings: fc.array(fc.oneof(octets(30), fc.constantFrom("TIMEOUT", "v=spf1 -all")), {
            maxLength: 3,
          }),
          holes: fc.constant([]),
        },
        { noNullPrototype: true },
      );
  }
}

/** An answer that a server may give to a question of the type. */
export function answer(type: QueryType): fc.Arbitrary<Answer> {
  const failed = fc
    .constantFrom("nodata", "servfail", "timeout")
    .map((kind) => ({ kind, source: "x" }) as Answer);
  const ok = fc
    .array(data(type), { minLength: 1, maxLength: 4 })
    .map((records) => ({ kind: "ok", type, records, ttl: 60, source: "x" }) as Answer);
  return fc.oneof({ weight: 3, arbitrary: ok }, failed);
}
