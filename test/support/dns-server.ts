// A DNS server on loopback, UDP and TCP on one port, that does what a script says, faults above all.

import { createSocket } from "node:dgram";
import { type AddressInfo, createServer, type Socket } from "node:net";
import packet, { type Packet, type Answer as PacketRecord } from "dns-packet";
import { printIp } from "../../server/src/dns/address.ts";
import type { Answer, Answerer, Query } from "../../server/src/dns/answers.ts";
import { encodeOctets } from "../../server/src/text/octets.ts";

/** A question that has arrived. */
export interface Asked {
  readonly name: string;
  readonly type: string;
  readonly over: "udp" | "tcp" | "https";
  /** The whole message. */
  readonly octets: Buffer;
}

/** How a script reacts; silence is to do nothing. */
export interface Back {
  send(octets: Uint8Array): void;
  /** UDP alone: from another port than the one that was asked, as a forger would. */
  elsewhere(octets: Uint8Array): void;
  /** TCP alone: the message in pieces of so many octets, one after every so many milliseconds. */
  drip(octets: Uint8Array, piece: number, milliseconds: number): void;
  /** TCP alone: breaks the connection. */
  reset(): void;
}

export type Script = (asked: Asked, back: Back) => void;

export interface DnsServer {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  readonly port: number;
  /** Every question so far. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** Starts a server; `close` ends it with all its connections. */
export async function dnsServer(script: Script): Promise<DnsServer> {
  const asked: Asked[] = [];
  const react = (octets: Buffer, over: Asked["over"], back: Back) => {
    const question = questionOf(octets, over);
    asked.push(question);
    script(question, back);
  };
  const tcp = createServer((socket) => serveStream(socket, (octets, back) => react(octets, "tcp", back)));
  const connections = new Set<Socket>();
  tcp.on("connection", (socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
  });
  const [udp, other] = [createSocket("udp4"), createSocket("udp4")];
  udp.on("message", (octets, { port, address }) => {
    const send = (reply: Uint8Array) => udp.send(reply, port, address);
    const elsewhere = (reply: Uint8Array) => other.send(reply, port, address);
    react(octets, "udp", { send, elsewhere, drip: send, reset: () => {} });
  });
  const port = await listen(udp, tcp);
  return {
    address: `127.0.0.1:${port}`,
    port,
    asked,
    close: async () => {
      for (const socket of connections) socket.destroy();
      await Promise.all([
        new Promise<void>((resolve) => udp.close(resolve)),
        new Promise<void>((resolve) => other.close(resolve)),
        new Promise<void>((resolve) => tcp.close(() => resolve())),
      ]);
    },
  };
}

/** A port that is free for both. */
async function listen(
  udp: ReturnType<typeof createSocket>,
  tcp: ReturnType<typeof createServer>,
): Promise<number> {
  for (;;) {
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    const { port } = tcp.address() as AddressInfo;
    const bound = await new Promise<boolean>((resolve) => {
      udp.once("error", () => resolve(false));
      udp.bind(port, "127.0.0.1", () => resolve(true));
    });
    if (bound) return port;
    await new Promise((resolve) => tcp.close(resolve));
  }
}

function serveStream(socket: Socket, react: (octets: Buffer, back: Back) => void): void {
  let received = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    received = Buffer.concat([received, piece]);
    if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
    react(received.subarray(2, 2 + received.readUInt16BE(0)), {
      send: (octets) => socket.write(framed(octets)),
      elsewhere: () => {},
      drip: (octets, size, milliseconds) => drip(socket, framed(octets), size, milliseconds),
      reset: () => socket.resetAndDestroy(),
    });
    received = Buffer.alloc(0);
  });
}

function drip(socket: Socket, octets: Buffer, size: number, milliseconds: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= octets.length || socket.destroyed) return clearInterval(timer);
    socket.write(octets.subarray(at, at + size));
    at += size;
  }, milliseconds);
}

function framed(octets: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(octets.length >> 8, octets.length & 0xff), octets]);
}

/** The question of a message. */
export function questionOf(octets: Buffer, over: Asked["over"]): Asked {
  const [question] = packet.decode(octets).questions ?? [];
  return { name: question?.name ?? "", type: question?.type ?? "", over, octets };
}

/** A reply to what was asked, with its id and its question to the octet. */
export function reply(
  asked: Asked,
  { rcode = 0, ...rest }: Packet & { readonly rcode?: number } = {},
): Buffer {
  const { id = 0 } = packet.decode(asked.octets);
  const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (rest.flags ?? 0) | rcode;
  const written = packet.encode({ ...rest, type: "response", id, flags });
  let end = 12;
  while (asked.octets[end] !== 0) end += (asked.octets[end] as number) + 1;
  const question = asked.octets.subarray(12, end + 5);
  written.writeUInt16BE(1, 4);
  return Buffer.concat([written.subarray(0, 12), question, written.subarray(12)]);
}

/** A reply that says no more than that there is more (RFC 1035, 4.2.1). */
export function truncated(asked: Asked): Buffer {
  return reply(asked, { flags: packet.TRUNCATED_RESPONSE });
}

/** A script that answers as an answerer does: `timeout` is silence, and what is too large for UDP is truncated. */
export function answeredBy(answerer: Answerer): Script {
  return (asked, back) => {
    const answer = answerer({ name: asked.name, type: asked.type as Query["type"] });
    if (answer.kind === "timeout") return;
    const octets = written(asked, answer);
    back.send(asked.over === "udp" && octets.length > 1232 ? truncated(asked) : octets);
  };
}

const soa: PacketRecord = {
  name: ".",
  type: "SOA",
  ttl: 60,
  data: { mname: "a", rname: "b", serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 },
};

function written(asked: Asked, answer: Answer): Buffer {
  switch (answer.kind) {
    case "ok":
      return reply(asked, { answers: recordsOf(asked.name, answer) });
    case "nodata":
      return reply(asked, { authorities: [soa] });
    case "nxdomain":
      return reply(asked, { rcode: 3, authorities: [soa] });
    default:
      return reply(asked, { rcode: 2 });
  }
}

function recordsOf(name: string, answer: Answer & { readonly kind: "ok" }): PacketRecord[] {
  const ttl = answer.ttl ?? 60;
  switch (answer.type) {
    case "A":
    case "AAAA":
      return answer.records.map((address) => ({ name, type: answer.type, ttl, data: printIp(address) }));
    case "MX":
      return answer.records.map((data) => ({ name, type: "MX", ttl, data }));
    case "PTR":
      return answer.records.map((data) => ({ name, type: "PTR", ttl, data }));
    case "TXT":
      return answer.records.map(({ strings }) => ({ name, type: "TXT", ttl, data: strings.flatMap(pieces) }));
  }
}

/** A character-string holds 255 octets (RFC 1035, 3.3); a longer text takes several. */
function pieces(text: string): Buffer[] {
  const octets = Buffer.from(encodeOctets(text));
  const out: Buffer[] = [];
  for (let at = 0; at === 0 || at < octets.length; at += 255) out.push(octets.subarray(at, at + 255));
  return out;
}
