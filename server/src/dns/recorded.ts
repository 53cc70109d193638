/** Answers from DNS as plain data: what a request, a file or a suite of tests brings along. */

import { parseIp4, parseIp6 } from "./address.ts";
import type { Answer, Answerer } from "./answers.ts";
import { MOST_ALIASES, normalise, withoutFinalDot } from "./names.ts";
import type { DataByType, QueryType } from "./rr.ts";
import { type Failed, isFailed, type Records, type Zonedata } from "./zonedata.ts";

const SOURCE = "recorded";

/** An answerer over the data, which must be as `readZonedata` takes it. It never answers `unknown`. */
export function recorded(zonedata: Zonedata): Answerer {
  const entries = new Map<string, readonly (Records | Failed)[]>();
  for (const [written, own] of Object.entries(zonedata)) {
    const name = normalise(written);
    const before = entries.get(name);
    entries.set(name, before ? [...before, ...own] : own);
  }
  const nodes = new Map<string, Node | null>();
  const nodeAt = (name: string): Node | null => {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const own = entries.get(name);
    const node = own ? new Node(own) : null;
    nodes.set(name, node);
    return node;
  };
  return ({ name, type }) => {
    let at = normalise(name);
    for (let aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      const node = nodeAt(at);
      if (!node) return { kind: "nxdomain", source: SOURCE };
      if (node.alias === null) return node.answer(type);
      at = node.alias;
    }
    return { kind: "servfail", source: SOURCE };
  };
}

/** What stands at a name. */
class Node {
  readonly alias: string | null = null;
  readonly #entries: readonly (Records | Failed)[];
  readonly #answers = new Map<QueryType, Answer>();

  constructor(entries: readonly (Records | Failed)[]) {
    this.#entries = entries;
    const entry = entries.find((entry) => typeof entry === "object" && entry.CNAME !== undefined) as Records;
    if (entry?.CNAME !== undefined) this.alias = normalise(entry.CNAME);
  }

  answer(type: QueryType): Answer {
    const known = this.#answers.get(type);
    if (known) return known;
    const answer = this.#read(type);
    this.#answers.set(type, answer);
    return answer;
  }

  #read(type: QueryType): Answer {
    let all: Failed | null = null;
    let failed: Failed | null = null;
    const records: unknown[] = [];
    for (const entry of this.#entries) {
      if (typeof entry === "string") {
        all = entry;
        continue;
      }
      if (entry.TIMEOUT) all = "TIMEOUT";
      if (entry.SERVFAIL) all = "SERVFAIL";
      const value = entry[type];
      if (isFailed(value)) failed = value;
      else if (value !== undefined) records.push(dataOf[type](value as never));
    }
    const failure = failed ?? (records.length === 0 ? all : null);
    if (failure) return { kind: failure === "TIMEOUT" ? "timeout" : "servfail", source: SOURCE };
    if (records.length === 0) return { kind: "nodata", source: SOURCE };
    return { kind: "ok", type, records, ttl: null, source: SOURCE } as Answer;
  }
}

type Value<T extends QueryType> = Exclude<Records[T], undefined | Failed>;

/** The data that a value stands for. */
const dataOf: { readonly [T in QueryType]: (value: Value<T>) => DataByType[T] | null } = {
  A: parseIp4,
  AAAA: parseIp6,
  MX: ([preference, exchange]) => ({ preference, exchange: withoutFinalDot(exchange) }),
  PTR: withoutFinalDot,
  TXT: (value) => ({ strings: typeof value === "string" ? [value] : value, holes: [] }),
};
