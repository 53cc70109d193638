/** The way to DNS that settings choose, for what runs in Node. */

import type { Resolver } from "../dns/answers.ts";
import type { DnsSettings } from "../ide/dns-settings.ts";
import { dohResolver } from "./doh.ts";
import { systemResolver } from "./node-dns.ts";

/** A service over HTTPS where one is set, else a server, else those of the system. Nothing is sent before a question. */
export function nodeResolver({
  doh,
  server,
  timeout,
}: Pick<DnsSettings, "doh" | "server" | "timeout">): Resolver {
  if (doh !== null) return dohResolver({ url: doh, timeout });
  return systemResolver(server === null ? { timeout } : { server, timeout });
}
