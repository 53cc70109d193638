/** The way to DNS that settings choose, for what runs in Node. */

import type { Resolver } from "../dns/answers.ts";
import type { DnsSettings } from "../ide/dns-settings.ts";
import { dohResolver } from "./doh.ts";

/**
 * A service over HTTPS where one is set, else a server, else those of the system. Nothing is sent before a question,
 * and nothing is loaded for it: most runs ask none.
 */
export function nodeResolver({
  doh,
  server,
  timeout,
}: Pick<DnsSettings, "doh" | "server" | "timeout">): Resolver {
  if (doh !== null) return dohResolver({ url: doh, timeout });
  let loading: Promise<Resolver> | undefined;
  return async (query, signal) => {
    loading ??= import("./node-dns.ts").then(({ systemResolver }) =>
      systemResolver(server === null ? { timeout } : { server, timeout }),
    );
    return (await loading)(query, signal);
  };
}
