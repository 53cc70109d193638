/** DNS from Node: messages by UDP, and by TCP where they are too large for it (RFC 1035, 4.2; RFC 7766). */

import { randomInt } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { Resolver as SystemResolver } from "node:dns";
import { connect, isIPv6 } from "node:net";
import { onAbort } from "../dns/abort.ts";
import type { Resolver } from "../dns/answers.ts";
import { type Carried, type Carry, remote } from "../dns/remote.ts";
import { parseServer, printServer, type Server } from "../dns/server.ts";
import type { Verdict } from "../dns/wire.ts";

export interface SystemOptions {
  /** As `parseServer` reads it; by default the servers that the system uses, at the time of each question. */
  readonly server?: string;
  /** Milliseconds for one question, however often it is sent. */
  readonly timeout: number;
}

/** More servers are not asked for one question. */
const MOST_SERVERS = 3;
/** Milliseconds after which a question is sent again, or to the next server. */
const PATIENCE = 1500;

/**
 * A resolver that asks a server, or those of the system one after the other. A question that is not answered goes to
 * the next server, or once more to the only one; whichever answers first is heard. A `server` that can't be read is a
 * mistake of the caller's: `parseServer` tells it apart beforehand, here it throws.
 */
export function systemResolver({ server, timeout }: SystemOptions): Resolver {
  const chosen = server === undefined ? null : parseServer(server);
  if (server !== undefined && !chosen) throw new RangeError(`not a DNS server: ${server}`);
  return remote(
    carryTo(() => (chosen ? [chosen] : systemServers()), timeout),
    () => randomInt(0x10000),
  );
}

/** Carries each message to the servers that there are by then. */
export function carryTo(servers: () => readonly Server[], timeout: number): Carry {
  return async (message, verdict, signal) => {
    const end = performance.now() + timeout;
    const came = await byUdp(message, verdict, servers(), timeout, signal);
    if (!came.truncatedBy) return came;
    return byTcp(message, verdict, came.truncatedBy, end - performance.now(), signal);
  };
}

/** The servers that the system uses by now; a laptop moves from one network to another. */
function systemServers(): Server[] {
  const servers = new SystemResolver().getServers().map(parseServer);
  return servers.filter((server) => server !== null).slice(0, MOST_SERVERS);
}

function sourceOf(server: Server): string {
  return `dns ${printServer(server)}`;
}

/** Sends datagrams until one is answered. Each has a socket of its own, which hears only the server it went to. */
async function byUdp(
  message: Uint8Array,
  verdict: (reply: Uint8Array) => Verdict,
  servers: readonly Server[],
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Carried & { readonly truncatedBy?: Server }> {
  const [first] = servers;
  if (!first) return { failure: "servfail", source: "dns" };
  const attempts = servers.length === 1 ? [first, first] : [...servers];
  const patience = Math.min(PATIENCE, timeout / attempts.length);
  const asked = new Set<Server>();
  const failed = new Map<Server, Carried>();
  // A server that refused says more than one that was silent.
  const late = () => [...failed.values()][0] ?? { failure: "timeout" as const, source: sourceOf(first) };

  return ended<Carried & { readonly truncatedBy?: Server }>(timeout, late, signal, (finish) => {
    const sockets: Socket[] = [];
    let timer: NodeJS.Timeout | undefined;

    const send = () => {
      clearTimeout(timer);
      const server = attempts.find((server) => !failed.has(server));
      if (!server) return;
      attempts.splice(attempts.indexOf(server), 1);
      asked.add(server);
      timer = setTimeout(send, patience);
      const source = sourceOf(server);
      const socket = createSocket(isIPv6(server.host) ? "udp6" : "udp4");
      sockets.push(socket);
      socket.on("connect", () => socket.send(message));
      socket.on("error", () => fail(server, { failure: "servfail", source }));
      socket.on("message", (octets) => {
        const what = verdict(octets);
        if (what === "answer") finish({ octets, source });
        else if (what === "truncated") finish({ octets, source, truncatedBy: server });
        else if (what === "refusal") fail(server, { octets, source });
      });
      socket.connect(server.port, server.host);
    };

    const fail = (server: Server, how: Carried) => {
      failed.set(server, how);
      send();
      // Where nobody is left to ask, those who are still silent may speak yet.
      if (failed.size === asked.size) finish(late());
    };

    send();
    return () => {
      clearTimeout(timer);
      for (const socket of sockets) socket.close();
    };
  });
}

/** Sends the message over a connection of its own, each way after two octets of length (RFC 1035, 4.2.2). */
function byTcp(
  message: Uint8Array,
  verdict: (reply: Uint8Array) => Verdict,
  server: Server,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Carried> {
  const source = sourceOf(server);
  const late = () => ({ failure: "timeout" as const, source });
  return ended<Carried>(timeout, late, signal, (finish) => {
    const failed = () => finish({ failure: "servfail", source });
    const received = Buffer.alloc(2 + 0xffff);
    let size = 0;
    const socket = connect(server);
    socket.on("connect", () =>
      socket.write(Uint8Array.of(message.length >> 8, message.length & 0xff, ...message)),
    );
    socket.on("error", failed);
    socket.on("close", failed);
    socket.on("data", (piece) => {
      // What comes after the message is of no interest, and there is no room for it.
      size += piece.copy(received, size);
      const length = received.readUInt16BE(0);
      if (size < 2 || size < 2 + length) return;
      const octets = received.subarray(2, 2 + length);
      if (verdict(octets) === "noise") failed();
      else finish({ octets, source });
    });
    return () => socket.destroy();
  });
}

/**
 * What `start` finishes with, or `late()` after so many milliseconds; a rejection with the signal's reason once it is
 * aborted. What `start` returns lets go of all that it opened, and is called once, whatever the end.
 */
function ended<T>(
  milliseconds: number,
  late: () => T,
  signal: AbortSignal | undefined,
  start: (finish: (value: T) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    let over = false;
    let release: (() => void) | undefined;
    const end = (settle: () => void) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      forget();
      release?.();
      settle();
    };
    const forget = onAbort(signal, () => end(() => reject(signal?.reason)));
    const timer = setTimeout(() => end(() => resolve(late())), milliseconds);
    release = start((value) => end(() => resolve(value)));
    if (over) release();
  });
}
