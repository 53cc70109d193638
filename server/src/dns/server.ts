/** Where DNS is asked, as settings and arguments write it: a server by its address, a service by its URL. */

import { parseIp4, parseIp6 } from "./address.ts";
import { isValidName } from "./names.ts";

export interface Server {
  /** An address, IPv6 with its zone if it has one, or a name. */
  readonly host: string;
  readonly port: number;
}

const PORT = 53;

/** Reads `192.0.2.53`, `2001:db8::53`, `dns.example`, each with a port or without, IPv6 then in brackets; or null. */
export function parseServer(text: string): Server | null {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const port = Number(match?.[3] ?? PORT);
  const inner = match ? match[1] : text;
  if (port < 1 || port > 65_535) return null;
  if (inner !== undefined) return isIp6WithZone(inner) ? { host: inner, port } : null;
  const host = match?.[2] as string;
  // What looks like an address must be one.
  const valid = /^[\d.]+$/.test(host) ? parseIp4(host) !== null : isHostName(host);
  return valid ? { host, port } : null;
}

/** `192.0.2.53`, `[2001:db8::53]:5353`: what `parseServer` reads, without a port that goes without saying. */
export function printServer({ host, port }: Server): string {
  if (port === PORT) return host;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * The URL of a service for DNS over HTTPS (RFC 8484), without the template's variable; or null. Plain HTTP would show
 * the questions to everybody on the way, so it must go no way at all: it is for this machine only.
 */
export function parseService(text: string): URL | null {
  try {
    const url = new URL(text.replace(/\{\?dns\}$/, ""));
    if (url.username !== "" || url.password !== "") return null;
    url.hash = "";
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)) ? url : null;
  } catch {
    return null;
  }
}

/** The zone names the interface that a link-local address belongs to (RFC 4007, 11). */
function isIp6WithZone(text: string): boolean {
  const [address = "", zone, ...more] = text.split("%");
  return parseIp6(address) !== null && zone !== "" && more.length === 0;
}

function isHostName(text: string): boolean {
  return isValidName(text) && /^[a-z0-9_.-]+$/i.test(text);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
