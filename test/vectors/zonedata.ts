/** Answers from the zones that conformance cases carry: names with entries such as `{"A": …}`, `"TIMEOUT"`. */

import type { Answer, Answerer, Query } from "../../server/src/dns/answers.ts";
import { normalise } from "../../server/src/dns/names.ts";
import { parseIp4, parseIp6 } from "../../server/src/spf/ip.ts";

type Entry = string | Readonly<Record<string, unknown>>;
export type ZoneData = Readonly<Record<string, readonly Entry[]>>;

const SOURCE = "recorded";

/** An absent name does not exist; a name without an entry of the type has no data. Type SPF is a type of its own. */
export function answersFrom(zones: ZoneData): Answerer {
  const names = new Map(Object.entries(zones).map(([name, entries]) => [normalise(name), entries]));
  const answer = (query: Query, hops: number): Answer => {
    const entries = names.get(normalise(query.name));
    if (!entries) return { kind: "nxdomain", source: SOURCE };
    let all: "timeout" | "servfail" | null = null;
    let failed: "timeout" | "servfail" | null = null;
    const records: unknown[] = [];
    for (const entry of entries) {
      if (entry === "TIMEOUT" || (typeof entry === "object" && entry.TIMEOUT === true)) all = "timeout";
      else if (entry === "SERVFAIL") all = "servfail";
      if (typeof entry === "string") continue;
      for (const [type, value] of Object.entries(entry)) {
        if (type === "CNAME" && query.type !== ("CNAME" as string)) {
          return hops > 8
            ? { kind: "servfail", source: SOURCE }
            : answer({ ...query, name: String(value) }, hops + 1);
        }
        if (type !== query.type) continue;
        if (value === "TIMEOUT") failed = "timeout";
        else if (value === "SERVFAIL") failed = "servfail";
        else records.push(dataOf(query.type, value));
      }
    }
    const failure = failed ?? (records.length === 0 ? all : null);
    if (failure) return { kind: failure, source: SOURCE };
    if (records.length === 0) return { kind: "nodata", source: SOURCE };
    return { kind: "ok", type: query.type, records, ttl: null, source: SOURCE } as Answer;
  };
  return (query) => answer(query, 0);
}

function dataOf(type: Query["type"], value: unknown): unknown {
  if (type === "A") return parseIp4(String(value));
  if (type === "AAAA") return parseIp6(String(value));
  if (type === "MX") {
    const [preference, exchange] = value as [number, string];
    return { preference, exchange: exchange.replace(/(?<=.)\.$/, "") };
  }
  return type === "TXT" ? { strings: [value].flat(), holes: [] } : value;
}
