/** Values of the macro letters during an evaluation (RFC 7208, 7.2 and 7.3). */

import type { Answer, Query } from "../dns/answers.ts";
import { isWithin, sameName, truncateName } from "../dns/names.ts";
import type { MacroPart, MacroString } from "./ast.ts";
import { type Evaluation, lookUp } from "./evaluation.ts";
import { printIp } from "./ip.ts";
import { familyName, transform } from "./macro.ts";
import type { QueryStep } from "./trace.ts";

/** The target-name of a domain-spec, cut to 253 octets (RFC 7208, 7.3). */
export function* targetName(
  evaluation: Evaluation,
  queries: QueryStep[],
  domainSpec: MacroString,
  domain: string,
): Generator<Query, string, Answer> {
  if (domainSpec.literal) return truncateName(domainSpec.text);
  return truncateName(yield* expandMacros(evaluation, queries, domainSpec.parts, domain));
}

/** The text that a macro-string gives at `domain`. */
export function* expandMacros(
  evaluation: Evaluation,
  queries: QueryStep[],
  parts: readonly MacroPart[],
  domain: string,
): Generator<Query, string, Answer> {
  let out = "";
  for (const part of parts) {
    if (part.kind === "hole") continue;
    if (part.kind !== "expand") out += part.text;
    else if (part.letter === "p") out += transform(yield* validatedName(evaluation, queries, domain), part);
    else out += transform(letterValue(evaluation, part.letter, domain), part);
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
function nibbles(ip: Uint8Array): string {
  return Array.from(ip, (octet) => `${digit(octet >> 4)}.${digit(octet & 15)}`).join(".");
}

function digit(value: number): string {
  return "0123456789ABCDEF".charAt(value);
}

/**
 * The value of `%{p}`: the domain itself if it is validated, else a name below it, else any validated name, else
 * "unknown" (RFC 7208, 7.3). A failure to answer gives "unknown".
 */
function* validatedName(
  evaluation: Evaluation,
  queries: QueryStep[],
  domain: string,
): Generator<Query, string, Answer> {
  const names = yield* validatedNames(evaluation, queries);
  const best =
    names.find((name) => sameName(name, domain)) ?? names.find((name) => isWithin(name, domain)) ?? names[0];
  return best === undefined ? "unknown" : best.replace(/\.$/, "");
}

/** The names of the client that lead back to it (RFC 7208, 5.5), looked up once in an evaluation. */
export function* validatedNames(
  evaluation: Evaluation,
  queries: QueryStep[],
): Generator<Query, readonly string[], Answer> {
  if (evaluation.validated) return evaluation.validated;
  const { ip, limits } = evaluation;
  const answer = yield* lookUp(evaluation, queries, reverseName(ip), "PTR");
  const names: string[] = [];
  if (answer.kind === "ok") {
    const type = ip.length === 4 ? "A" : "AAAA";
    // RFC 7208, 4.6.4: all names other than the first ten are ignored.
    for (const name of answer.records.slice(0, limits.ptr)) {
      const addresses = yield* lookUp(evaluation, queries, name, type);
      // RFC 7208, 5.5: if a DNS error occurs, that domain name is skipped.
      if (addresses.kind === "ok" && addresses.records.some((address) => sameOctets(address, ip)))
        names.push(name);
    }
  }
  evaluation.validated = names;
  return names;
}

/** The name under which the names of an address are asked for (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reverseName(ip: Uint8Array): string {
  if (ip.length === 4) return `${Array.from(ip).reverse().join(".")}.in-addr.arpa`;
  return `${nibbles(ip).toLowerCase().split(".").reverse().join(".")}.ip6.arpa`;
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
