// A service for DNS over HTTPS on loopback, without the S: it does what a script says, or what a handler of HTTP says.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Asked, questionOf, type Script } from "./dns-server.ts";

export interface DohServer {
  /** Its URL. */
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** Handles a request whose message has been read. */
export type Handler = (response: ServerResponse, asked: Asked, request: IncomingMessage) => void;

/** Starts a service that answers with what the handler writes. */
export async function httpServer(handler: Handler): Promise<DohServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const sent = new URL(request.url ?? "", "http://x").searchParams.get("dns");
    const octets = request.method === "GET" ? Buffer.from(sent ?? "", "base64url") : Buffer.concat(pieces);
    const question = questionOf(octets, "https");
    asked.push(question);
    handler(response, question, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/dns-query`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Starts a service that does what a script says. */
export function dohServer(script: Script): Promise<DohServer> {
  return httpServer((response, asked) => {
    const send = (octets: Uint8Array) => answer(response, octets);
    script(asked, { send, elsewhere: () => {}, drip: send, reset: () => void response.destroy() });
  });
}

/** Writes a message as RFC 8484, 4.2 has it. */
export function answer(response: ServerResponse, octets: Uint8Array): void {
  response.writeHead(200, { "content-type": "application/dns-message" }).end(octets);
}
