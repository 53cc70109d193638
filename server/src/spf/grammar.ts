/**
 * The grammar of RFC 7208, 12, as yes or no: whether a term is one that a checker takes.
 *
 * Nothing here explains; what is wrong with a term that is refused is found elsewhere. All of it is linear in the
 * length of the text.
 */

import { parseIp4, parseIp6 } from "./ip.ts";

/** A macro that a term may hold; c, r and t belong to explanations (7.2), a count of zero to nothing (7.3). */
const MACRO = "%(?:\\{[slodiphv](?!0+[^0-9])\\d*r?[.\\-+,/_=]*\\}|[%_-])";

// RFC 7208, 7.1: macro-string
const macroString = new RegExp(`^(?:${MACRO}|[\\x21-\\x24\\x26-\\x7e])*$`, "i");
const endsInMacro = new RegExp(`${MACRO}$`, "i");

const directive = /^[+\-?~]?(all|include|exists|a|mx|ptr|ip4|ip6)(?:([:/])(.*))?$/is;
const modifier = /^([a-z][a-z0-9\-_.]*)=(.*)$/is;
const dualPrefix = /(?:\/(0|[1-9]\d?))?(?:\/\/(0|[1-9]\d{0,2}))?$/;

/** Whether the text is a directive or a modifier (RFC 7208, 4.6.1). */
export function isTerm(text: string): boolean {
  return isDirective(text) || isModifier(text);
}

// RFC 7208, 5
export function isDirective(text: string): boolean {
  const match = directive.exec(text);
  if (!match) return false;
  const name = (match[1] as string).toLowerCase();
  const separator = match[2];
  const value = match[3] ?? "";
  switch (name) {
    case "all":
      return separator === undefined;
    case "include":
    case "exists":
      return separator === ":" && isDomainSpec(value);
    case "ptr":
      return separator === undefined || (separator === ":" && isDomainSpec(value));
    case "ip4":
      return separator === ":" && isNetwork(value, 4);
    case "ip6":
      return separator === ":" && isNetwork(value, 6);
    default:
      return isHostAndPrefix(separator, value);
  }
}

// RFC 7208, 6
export function isModifier(text: string): boolean {
  const match = modifier.exec(text);
  if (!match) return false;
  const name = (match[1] as string).toLowerCase();
  const value = match[2] as string;
  return name === "redirect" || name === "exp" ? isDomainSpec(value) : isMacroString(value);
}

/** Visible characters and well-formed macros, or nothing at all (RFC 7208, 7.1). */
export function isMacroString(text: string): boolean {
  return macroString.test(text);
}

// RFC 7208, 7.1: domain-spec = macro-string domain-end
export function isDomainSpec(text: string): boolean {
  return isMacroString(text) && (hasMacroEnd(text) || hasTopLabel(text));
}

/** Whether the macro-string ends in a macro; `%%{d}` ends in a literal brace. */
function hasMacroEnd(text: string): boolean {
  const match = endsInMacro.exec(text);
  if (!match) return false;
  let percents = 0;
  for (let i = match.index - 1; i >= 0 && text[i] === "%"; i--) percents++;
  return percents % 2 === 0;
}

/** Whether it ends in a dot, a top label and perhaps a dot, none of it part of a macro. */
function hasTopLabel(text: string): boolean {
  const end = text.endsWith(".") ? text.length - 1 : text.length;
  const dot = text.lastIndexOf(".", end - 1);
  // In `%{d.com` the brace was never closed, and in `%{d.}` the dot is a delimiter whose label would hold a brace.
  return dot >= 0 && end > dot + 1 && isTopLabel(text.slice(dot + 1, end));
}

// RFC 7208, 7.1: toplabel
export function isTopLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label) && /[a-z-]/i.test(label);
}

// RFC 7208, 5.6
function isNetwork(value: string, family: 4 | 6): boolean {
  const slash = value.indexOf("/");
  const address = slash < 0 ? value : value.slice(0, slash);
  if (slash >= 0 && !isPrefixLength(value.slice(slash + 1), family)) return false;
  return family === 4 ? parseIp4(address) !== null : parseIp6(address) !== null;
}

/** Digits without a leading zero, within 32 or 128 (RFC 7208, 5.6). */
export function isPrefixLength(digits: string, family: 4 | 6): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= (family === 4 ? 32 : 128);
}

// RFC 7208, 5.3 and 5.4: [ ":" domain-spec ] [ dual-cidr-length ]
function isHostAndPrefix(separator: string | undefined, value: string): boolean {
  if (separator === undefined) return true;
  const { domain, prefix4, prefix6 } = splitDualPrefix(separator === "/" ? `/${value}` : value);
  if (prefix4 !== null && !isPrefixLength(prefix4, 4)) return false;
  if (prefix6 !== null && !isPrefixLength(prefix6, 6)) return false;
  return separator === "/" ? domain === "" : isDomainSpec(domain);
}

/**
 * Takes a trailing dual-cidr-length off. A domain-spec may hold slashes, but none after its last dot and none at
 * its end, so there is only one way to do it.
 */
export function splitDualPrefix(value: string): {
  domain: string;
  prefix4: string | null;
  prefix6: string | null;
} {
  const match = dualPrefix.exec(value);
  if (!match) return { domain: value, prefix4: null, prefix6: null };
  return { domain: value.slice(0, match.index), prefix4: match[1] ?? null, prefix6: match[2] ?? null };
}
