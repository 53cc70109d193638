/** The way to DNS that settings choose, for what runs in Node. */

import type { Resolver } from "../dns/answers.ts";
import type { DnsSettings } from "../ide/dns-settings.ts";

/**
 * A service over HTTPS where one is set, else a server, else those of the system. Nothing is sent before a question,
 * and nothing is loaded for it: most runs ask none.
 */
export function nodeResolver({
  doh,
  server,
  timeout,
}: Pick<DnsSettings, "doh" | "server" | "timeout">): Resolver {
  const load = async (): Promise<Resolver> => {
    if (doh !== null) return (await import("./doh.ts")).dohResolver({ url: doh, timeout });
    const { systemResolver } = await import("./node-dns.ts");
    return systemResolver(server === null ? { timeout } : { server, timeout });
  };
  let loading: Promise<Resolver> | undefined;
  return async (query, signal) => {
    loading ??= load();
    return (await loading)(query, signal);
  };
}
