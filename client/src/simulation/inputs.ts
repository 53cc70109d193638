/** Whose mail is simulated: what a person fills in, and the request that the server understands. */

import { isIp4, isIp6 } from "../../../server/src/dns/address.ts";
import type { SimulateRequest } from "../../../server/src/lsp/protocol.ts";

/** Which identity is checked, and by which records: SPF by MAIL FROM or HELO, Sender ID by MAIL FROM or the PRA. */
export type Identity = "mfrom" | "helo" | "sender-id" | "pra";

export const identities: readonly Identity[] = ["mfrom", "helo", "sender-id", "pra"];

export interface Inputs {
  readonly ip: string;
  readonly identity: Identity;
  /** MAIL FROM; empty for the null reverse-path. */
  readonly sender: string;
  /** Empty: the server's default. */
  readonly helo: string;
  /** A message, or its headers, for the PRA (RFC 4407). */
  readonly message: string;
}

/** The record that judges: the one at a position of a document, or that of a domain. */
export type Target = Pick<SimulateRequest, "uri" | "position" | "domain">;

/** Whether the text is an IPv4 or IPv6 address. */
export function isIp(text: string): boolean {
  return isIp4(text) || isIp6(text);
}

/** The request for these inputs, with nothing in it that the identity does not need. */
export function requestOf({ ip, identity, sender, helo, message }: Inputs, target: Target): SimulateRequest {
  return {
    ...target,
    ip: ip.trim(),
    ...(helo.trim() === "" ? {} : { helo: helo.trim() }),
    ...whose(identity, sender.trim(), message),
  };
}

function whose(identity: Identity, sender: string, message: string): Partial<SimulateRequest> {
  switch (identity) {
    case "mfrom":
      return { protocol: "spf", scope: "mfrom", sender };
    case "helo":
      return { protocol: "spf", scope: "helo" };
    case "sender-id":
      return { protocol: "sender-id", scope: "mfrom", sender };
    case "pra":
      return { protocol: "sender-id", scope: "pra", message };
  }
}

/** The inputs in something that was stored or sent; null where it holds none. */
export function readInputs(given: unknown): Inputs | null {
  if (typeof given !== "object" || given === null) return null;
  const { ip, identity, sender, helo, message } = given as Record<string, unknown>;
  const texts = [ip, sender, helo, message];
  if (!texts.every((text): text is string => typeof text === "string")) return null;
  if (!identities.includes(identity as Identity)) return null;
  const [address, from, hello, mail] = texts as [string, string, string, string];
  return { ip: address, identity: identity as Identity, sender: from, helo: hello, message: mail };
}
