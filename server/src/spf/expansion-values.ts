/** Values of the macro letters during an evaluation (RFC 7208, 7.2 and 7.3). */

import { isWithin, sameName, truncateName, withoutFinalDot } from "../dns/names.ts";
import type { MacroPart, MacroString } from "./ast.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Octets, printIp } from "./ip.ts";
import { familyName, transform } from "./macro.ts";

/** Whether the names of the client have to be looked up before the parts can be expanded. */
export function needsNames(evaluation: Evaluation, parts: readonly MacroPart[]): boolean {
  return evaluation.validated === null && parts.some((part) => part.kind === "expand" && part.letter === "p");
}

/** The target-name of a domain-spec, cut to 253 octets (RFC 7208, 7.3), without its final dot. */
export function targetName(evaluation: Evaluation, domainSpec: MacroString, domain: string): string {
  const name = domainSpec.literal ? domainSpec.text : expandMacros(evaluation, domainSpec.parts, domain);
  return withoutFinalDot(truncateName(name));
}

/** The text that a macro-string without holes gives at `domain`. */
export function expandMacros(evaluation: Evaluation, parts: readonly MacroPart[], domain: string): string {
  let out = "";
  for (const part of parts) {
    if (part.kind === "expand") out += transform(letterValue(evaluation, part.letter, domain), part);
    else if (part.kind !== "hole") out += part.text;
  }
  return out;
}

function letterValue(evaluation: Evaluation, letter: string, domain: string): string {
  const { ip, sender } = evaluation;
  switch (letter) {
    case "s":
      return `${sender.local}@${sender.domain}`;
    case "l":
      return sender.local;
    case "o":
      return sender.domain;
    case "d":
      return domain;
    case "i":
      return ip.length === 4 ? printIp(ip) : nibbles(ip);
    case "p":
      return validatedName(evaluation.validated ?? [], domain);
    case "c":
      return printIp(ip);
    case "v":
      return familyName(ip.length === 4 ? 4 : 6);
    case "h":
      return evaluation.helo;
    case "r":
      return evaluation.receiver;
    case "t":
      return String(evaluation.now);
    default:
      return "";
  }
}

/**
 * An IPv6 address as its hexadecimal digits with dots between (RFC 7208, 7.3). In upper case, as the standard's own
 * suite has it in an explanation (`v-macro-ip6`); in names case means nothing.
 */
function nibbles(ip: Octets): string {
  let out = "";
  for (const octet of ip) out += `${out === "" ? "" : "."}${digit(octet >> 4)}.${digit(octet & 15)}`;
  return out;
}

function digit(value: number): string {
  return "0123456789ABCDEF".charAt(value);
}

/**
 * The value of `%{p}`: the domain itself if it is validated, else a name below it, else any validated name, else
 * "unknown" (RFC 7208, 7.3).
 */
function validatedName(names: readonly string[], domain: string): string {
  const best =
    names.find((name) => sameName(name, domain)) ?? names.find((name) => isWithin(name, domain)) ?? names[0];
  return best === undefined ? "unknown" : withoutFinalDot(best);
}

/** The name under which the names of an address are asked for (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reverseName(ip: Octets): string {
  if (ip.length === 4) return `${ip[3]}.${ip[2]}.${ip[1]}.${ip[0]}.in-addr.arpa`;
  let out = "";
  for (let i = ip.length - 1; i >= 0; i--) {
    const octet = ip[i] as number;
    out += `${(octet & 15).toString(16)}.${(octet >> 4).toString(16)}.`;
  }
  return `${out}ip6.arpa`;
}
