/**
 * What DNS says of the name that an a, mx or exists asks for: whether it has anything at all, for a client of either
 * family. It asks no more than it takes to know.
 */

import { type Answer, type Answerer, type Asking, ask, isVoid } from "../dns/answers.ts";
import { driveSync } from "../dns/drive.ts";
import type { Term } from "./ast.ts";
import { MOST_HOSTS, mxHosts, nameAsked } from "./voids.ts";

/** Why a lookup is void for every client. */
export type Lack =
  /** The name does not exist. */
  | "name"
  /** It has no address of either family. */
  | "addresses"
  /** It has no MX records, and its addresses don't stand in for them (RFC 7208, 5.4). */
  | "mx"
  /** One of its MX hosts has no address. */
  | "host-addresses"
  /** Nothing: the lookup is not void, or not for everyone, or nobody knows. */
  | null;

export interface HostLookup {
  readonly lack: Lack;
  /** The name that it is about: the target, or the MX host. */
  readonly name: string;
  /** The last answer: the void one, or the one that failed. */
  readonly answer: Answer;
}

/** From answers that are there at once. Null for terms that ask for no name, or for one that depends on the message. */
export function lookUpHostsNow(term: Term, domain: string, answer: Answerer): HostLookup | null {
  const name = nameAsked(term, domain);
  if (name === null || term.kind !== "directive") return null;
  const asking = term.name === "mx" ? ofMx(name) : ofAddresses(name, term.name === "exists");
  return driveSync(asking, answer);
}

/** @param onlyA RFC 7208, 5.7: "exists" asks for A, whatever the family of the client */
function* ofAddresses(name: string, onlyA: boolean): Asking<HostLookup> {
  const four: Answer = yield* ask(name, "A");
  if (!isVoid(four) || onlyA || four.kind === "nxdomain") return { lack: lackOf(four), name, answer: four };
  const six: Answer = yield* ask(name, "AAAA");
  return { lack: lackOf(six), name, answer: six };
}

function lackOf(answer: Answer): Lack {
  if (answer.kind === "nxdomain") return "name";
  return answer.kind === "nodata" ? "addresses" : null;
}

function* ofMx(name: string): Asking<HostLookup> {
  const answer = yield* ask(name, "MX");
  if (answer.kind !== "ok") {
    const lack = answer.kind === "nodata" ? "mx" : lackOf(answer as Answer);
    return { lack, name, answer: answer as Answer };
  }
  const all: HostLookup = { lack: null, name, answer: answer as Answer };
  if (answer.records.length > MOST_HOSTS) return all;
  for (const exchange of mxHosts(answer.records)) {
    const host = yield* ofAddresses(exchange, false);
    if (host.lack !== null) return { ...host, lack: "host-addresses" };
    if (isFailure(host.answer)) return host;
  }
  return all;
}

/** Whether the question was asked and could not be answered. */
export function isFailure({ kind }: Answer): boolean {
  return kind === "servfail" || kind === "timeout";
}
