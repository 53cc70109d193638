/** Who sends: the address of the client and the identity that is checked, as check_host() takes them (RFC 7208, 4.1). */

import { isValidName } from "../dns/names.ts";
import { mappedIp4, type Octets, parseIp4, parseIp6 } from "./ip.ts";

/** A client address: 4 or 16 octets. An IPv4-mapped IPv6 address is the IPv4 one (RFC 7208, 5). */
export function clientAddress(text: string): Octets | null {
  const four = parseIp4(text);
  if (four) return four;
  const six = parseIp6(text);
  return six ? (mappedIp4(six) ?? six) : null;
}

export interface Sender {
  readonly local: string;
  readonly domain: string;
}

/**
 * The sender as local part and domain. Without an address the identity is `postmaster` at the HELO name
 * (RFC 7208, 2.4), and an address without a local part gets `postmaster` (4.3).
 */
export function senderOf(address: string, helo: string): Sender {
  if (address === "") return { local: "postmaster", domain: helo };
  const at = address.lastIndexOf("@");
  if (at < 0) return { local: "postmaster", domain: address };
  return { local: address.slice(0, at) || "postmaster", domain: address.slice(at + 1) };
}

/** Whether check_host() may ask for a record at the name at all (RFC 7208, 4.3). */
export function isCheckable(domain: string): boolean {
  // An address literal is no name, though its characters could be one's.
  if (domain.startsWith("[")) return false;
  const dot = domain.indexOf(".");
  return dot >= 0 && dot < domain.length - 1 && isValidName(domain);
}
