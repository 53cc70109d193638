/** A resolver on top of whatever carries a message to a server and back: datagrams, a stream, HTTPS. */

import type { Answer, Resolver, Source } from "./answers.ts";
import { isWithin, MOST_ALIASES, normalise, sameName } from "./names.ts";
import type { QueryType } from "./rr.ts";
import {
  decodeReply,
  encodeQuery,
  isFormatError,
  judge,
  NAME_ERROR,
  NO_ERROR,
  type Reply,
  type Verdict,
  withoutOpt,
} from "./wire.ts";

/** What came back: the octets of a message, or why there are none. */
export type Carried = { readonly source: Source } & (
  | { readonly octets: Uint8Array }
  | { readonly failure: "timeout" | "servfail" }
);

/**
 * Sends a message and resolves with what came back, no later than its own timeout. `verdict` says what a message
 * that arrives is; noise is not waited for any less. It rejects only where the signal was aborted.
 */
export type Carry = (
  message: Uint8Array,
  verdict: (reply: Uint8Array) => Verdict,
  signal?: AbortSignal,
) => Promise<Carried>;

/** A resolver over `carry`. `newId` gives the id of each message, 0 to 65535: a random one, or 0 over HTTPS. */
export function remote(carry: Carry, newId: () => number): Resolver {
  return async (query, signal) => {
    const way: Way = { at: query.name, aliases: 0, ttl: Number.POSITIVE_INFINITY };
    for (;;) {
      signal?.throwIfAborted();
      const message = encodeQuery({ name: way.at, type: query.type }, newId());
      // A name that no message can hold is nobody's.
      if (!message) return { kind: "nxdomain", source: "dns" };
      const send = (message: Uint8Array) => carry(message, (reply) => judge(message, reply), signal);
      let carried = await send(message);
      // RFC 6891, 7: who does not know OPT has not understood the message.
      if ("octets" in carried && isFormatError(carried.octets)) carried = await send(withoutOpt(message));
      const { source } = carried;
      if ("failure" in carried) return { kind: carried.failure, source };
      const answer = judge(message, carried.octets) === "answer";
      const reply = answer ? decodeReply(carried.octets) : null;
      if (!reply) return { kind: "servfail", source };
      const found = read(reply, query.type, way, source);
      if (found) return found;
    }
  };
}

/** How far the aliases have led. */
interface Way {
  at: string;
  aliases: number;
  /** The shortest so far, in seconds. */
  ttl: number;
}

/** What the reply answers, or null where it leads on to a name that it does not know. */
function read(reply: Reply, type: QueryType, way: Way, source: Source): Answer | null {
  const asked = way.at;
  // RFC 1034, 3.6.2: an alias stands for another name; servers add what they know of it.
  for (let alias = aliasOf(reply, way.at); alias; alias = aliasOf(reply, way.at)) {
    if (++way.aliases > MOST_ALIASES) return { kind: "servfail", source };
    way.at = alias.data;
    way.ttl = Math.min(way.ttl, alias.ttl);
  }
  const records = reply.answers.filter((record) => record.type === type && sameName(record.name, way.at));
  if (records.length > 0) {
    const ttl = Math.min(way.ttl, ...records.map((record) => record.ttl));
    return { kind: "ok", type, records: records.map(({ data }) => data), ttl, source } as Answer;
  }
  const soa = reply.authority.find((record) => record.type === "SOA" && isWithin(way.at, record.name));
  const ttl = soa?.type === "SOA" ? Math.min(way.ttl, soa.ttl, soa.data) : undefined;
  const remembered = ttl === undefined ? {} : { ttl };
  // RFC 6604, 3: the code is that of the last name.
  if (reply.rcode === NAME_ERROR) return { kind: "nxdomain", source, ...remembered };
  if (soa) return { kind: "nodata", source, ...remembered };
  if (normalise(way.at) !== normalise(asked)) return null;
  // RFC 2308, 2.2: name servers without an SOA are a referral, from one that is not to be asked for this name.
  const referral = !reply.authoritative && reply.authority.some((record) => record.type === "NS");
  return { kind: reply.rcode === NO_ERROR && !referral ? "nodata" : "servfail", source };
}

function aliasOf(reply: Reply, name: string) {
  for (const record of reply.answers) {
    if (record.type === "CNAME" && sameName(record.name, name)) return record;
  }
  return undefined;
}
