/** DNS over HTTPS (RFC 8484), in Node and in browsers: the same messages, each the body of a request. */

import { onAbort } from "../dns/abort.ts";
import type { Resolver } from "../dns/answers.ts";
import { type Carry, remote } from "../dns/remote.ts";
import { parseService } from "../dns/server.ts";

export interface DohOptions {
  /** As `parseService` reads it. */
  readonly url: string;
  /** Milliseconds for one question. */
  readonly timeout: number;
  /**
   * POST by default. GET needs no leave from the service when a page of another origin asks (a POST of this type does,
   * and some services answer no such request), so it is for browsers.
   */
  readonly method?: "POST" | "GET";
}

const TYPE = "application/dns-message";
const MAX_OCTETS = 0xffff;

/**
 * A resolver that asks a service. It is asked itself or nobody: a redirection is a failure, so that what is asked goes
 * where the user said and nowhere else. A `url` that can't be read is a mistake of the caller's: `parseService` tells
 * it apart beforehand, here it throws.
 */
export function dohResolver({ url, timeout, method = "POST" }: DohOptions): Resolver {
  const service = parseService(url);
  if (!service) throw new RangeError(`not a service for DNS over HTTPS: ${url}`);
  const source = `doh ${service.host}`;
  const carry: Carry = async (message, verdict, signal) => {
    const control = new AbortController();
    const abort = () => control.abort();
    const timer = setTimeout(abort, timeout);
    const forget = onAbort(signal, abort);
    try {
      const octets = await exchange(service, method, message, control.signal);
      // Nothing else can come in answer to this request.
      if (!octets || verdict(octets) === "noise") return { failure: "servfail", source };
      return { octets, source };
    } catch {
      // The network's exceptions tell no more than that it did not work.
      signal?.throwIfAborted();
      return { failure: control.signal.aborted ? "timeout" : "servfail", source };
    } finally {
      clearTimeout(timer);
      forget();
    }
  };
  // RFC 8484, 4.1: the id is 0, so that the same question is the same request.
  return remote(carry, () => 0);
}

/** The message that the service answers with; null where it answers with anything else. */
async function exchange(
  service: URL,
  method: "POST" | "GET",
  message: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const target = new URL(service);
  if (method === "GET") target.searchParams.set("dns", base64url(message));
  const response = await fetch(target, {
    method,
    headers: { accept: TYPE, ...(method === "POST" ? { "content-type": TYPE } : {}) },
    body: method === "POST" ? new Uint8Array(message) : null,
    redirect: "error",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal,
  });
  const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const octets = response.status === 200 && type === TYPE ? await bodyOf(response) : null;
  if (!octets) await response.body?.cancel();
  return octets;
}

/** The body, or null where it is larger than any message. */
async function bodyOf(response: Response): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (!reader) return null;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_OCTETS) {
      reader.releaseLock();
      return null;
    }
    pieces.push(value);
  }
  const octets = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    octets.set(piece, at);
    at += piece.length;
  }
  return octets;
}

/** RFC 8484, 6: without padding. */
function base64url(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
