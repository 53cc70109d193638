// Resolvers over servers of the tests', what they are asked, and what they are sent.

import type { Answer, Query } from "../../server/src/dns/answers.ts";
import { dohResolver } from "../../server/src/platform/doh.ts";
import { systemResolver } from "../../server/src/platform/node-dns.ts";
import { type Asked, dnsServer, reply, type Script } from "../support/dns-server.ts";
import { dohServer, type Handler, httpServer } from "../support/doh-server.ts";

export const txt: Query = { name: "a.example", type: "TXT" };
export const found = [{ name: "a.example", type: "TXT" as const, ttl: 300, data: ["v=spf1 -all"] }];

/** Long enough for an answer on this machine, however busy it is; and for silence, which need not be long. */
export const TIMEOUT = 10_000;
export const SHORT = 60;

/** What ends the servers that a test has started. */
export const ends: (() => Promise<void>)[] = [];

/** Ends them all; for `afterEach`. */
export async function endServers(): Promise<void> {
  for (const end of ends.splice(0)) await end();
}

export async function bySystem(script: Script, timeout = TIMEOUT) {
  const server = await dnsServer(script);
  ends.push(server.close);
  return { resolve: systemResolver({ server: server.address, timeout }), server };
}

export async function byDoh(script: Script, timeout = TIMEOUT) {
  const server = await dohServer(script);
  ends.push(server.close);
  return { resolve: dohResolver({ url: server.url, timeout }), server };
}

export async function byHttp(handler: Handler, timeout = TIMEOUT, method: "GET" | "POST" = "POST") {
  const server = await httpServer(handler);
  ends.push(server.close);
  return { resolve: dohResolver({ url: server.url, timeout, method }), server };
}

/** What an answer says, its texts with a bar between their strings. */
export function brief(answer: Answer): unknown {
  if (answer.kind !== "ok") return answer.kind;
  return answer.type === "TXT" ? answer.records.map(({ strings }) => strings.join("|")) : answer.records;
}

/** The right reply with one octet changed. */
export function changed(asked: Asked, at: number, to: (octet: number) => number): Uint8Array {
  const octets = reply(asked, { answers: found });
  octets[at] = to(octets[at] as number);
  return octets;
}
