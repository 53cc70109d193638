/** Writes down what was asked and answered, so that the same can be asked again without DNS. */

import { printIp } from "./address.ts";
import type { Answer, Resolver } from "./answers.ts";
import { compareNames, normalise } from "./names.ts";
import type { QueryType } from "./rr.ts";
import { type Failed, isFailed, type Records, type Zonedata } from "./zonedata.ts";

export interface Recorder {
  /** Asks, and writes the answer down. */
  readonly resolver: Resolver;
  /**
   * What was answered so far, names in canonical order and types by the alphabet, whatever order they were asked in;
   * a question that was asked twice with its later answer. Read with `recorded` it gives the same answers to the same
   * questions. What is `unknown` is left out.
   */
  zonedata(): Zonedata;
}

/** A recorder of what `next` answers. */
export function recorder(next: Resolver): Recorder {
  const names = new Map<string, Map<QueryType, Answer>>();
  return {
    resolver: async (query, signal) => {
      const answer = await next(query, signal);
      if (answer.kind !== "unknown") {
        const name = normalise(query.name);
        const answers = names.get(name) ?? new Map();
        names.set(name, answers.set(query.type, answer));
      }
      return answer;
    },
    zonedata() {
      const existing = [...names].filter(([, answers]) =>
        [...answers.values()].some(({ kind }) => kind !== "nxdomain"),
      );
      existing.sort(([a], [b]) => compareNames(a, b));
      return Object.fromEntries(existing.map(([name, answers]) => [name, entriesOf(answers)]));
    },
  };
}

function entriesOf(answers: ReadonlyMap<QueryType, Answer>): Records[] {
  const types = [...answers.keys()].sort();
  return types.flatMap((type) => recordsOf(type, answers.get(type) as Answer));
}

function recordsOf(type: QueryType, answer: Answer): Records[] {
  switch (answer.kind) {
    case "timeout":
      return [{ [type]: "TIMEOUT" satisfies Failed }];
    case "servfail":
      return [{ [type]: "SERVFAIL" satisfies Failed }];
    case "ok":
      break;
    default:
      return [];
  }
  switch (answer.type) {
    case "A":
      return answer.records.map((address) => ({ A: printIp(address) }));
    case "AAAA":
      return answer.records.map((address) => ({ AAAA: printIp(address) }));
    case "MX":
      return answer.records.map(({ preference, exchange }) => ({ MX: [preference, exchange] }));
    case "PTR":
      // A host that has the name of a failure is told apart by its final dot.
      return answer.records.map((name) => ({ PTR: isFailed(name) ? `${name}.` : name }));
    case "TXT":
      return answer.records.map(({ strings }) => ({ TXT: [...strings] }));
  }
}
