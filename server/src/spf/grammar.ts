/**
 * The grammar of RFC 7208, 12, as yes or no: whether a term is one that a checker takes.
 *
 * Nothing here explains; what is wrong with a term that is refused is found elsewhere. All of it is linear in the
 * length of the text, and quick for what most terms are.
 */

import type { MechanismName } from "./ast.ts";
import { isIp4, isIp6 } from "./ip.ts";

/** A macro that a term may hold; c, r and t belong to explanations (7.2), a count of zero to nothing (7.3). */
const MACRO = "%(?:\\{[slodiphv](?!0+[^0-9])\\d*r?[.\\-+,/_=]*\\}|[%_-])";

const macroAt = new RegExp(`^${MACRO}`, "i");
const endsInMacro = new RegExp(`${MACRO}$`, "i");
const modifierName = /^[a-z][a-z0-9\-_.]*$/i;
const dualPrefix = /(?:\/(0|[1-9]\d?))?(?:\/\/(0|[1-9]\d{0,2}))?$/;

/** An ordinary host name: what nearly every domain-spec is. */
const hostName = /^(?:[a-z0-9_-]+\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/i;

const MECHANISMS: ReadonlyMap<string, MechanismName> = new Map(
  (["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const).map((name) => [name, name]),
);

/** Where the name of a directive stands. */
export interface DirectiveHead {
  readonly name: MechanismName;
  /** 1 behind a qualifier, else 0. */
  readonly from: number;
  /** After the name: a colon, a slash, or the end. */
  readonly to: number;
}

/** The head of a word that begins with a mechanism's name, ended by `:`, `/` or the end; else null. */
export function directiveHead(text: string): DirectiveHead | null {
  const first = text.charCodeAt(0);
  // RFC 7208, 4.6.1: qualifier = "+" / "-" / "?" / "~"
  const from = first === 0x2b || first === 0x2d || first === 0x3f || first === 0x7e ? 1 : 0;
  let to = from;
  // The longest name has seven letters.
  while (to < from + 8 && isAlphanumeric(text.charCodeAt(to))) to++;
  const after = text.charCodeAt(to);
  if (to < text.length && after !== 0x3a && after !== 0x2f) return null;
  const written = text.slice(from, to);
  const name = MECHANISMS.get(written) ?? MECHANISMS.get(written.toLowerCase());
  return name ? { name, from, to } : null;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
}

/** Whether the text is a directive or a modifier (RFC 7208, 4.6.1). */
export function isTerm(text: string): boolean {
  const head = directiveHead(text);
  return head ? isDirective(text, head) : isModifier(text);
}

// RFC 7208, 5
/** Whether a word with this head is a directive. */
export function isDirective(text: string, head: DirectiveHead): boolean {
  const { name, to } = head;
  const bare = to === text.length;
  const colon = !bare && text.charCodeAt(to) === 0x3a;
  switch (name) {
    case "all":
      return bare;
    case "include":
    case "exists":
      return colon && isDomainSpec(text.slice(to + 1));
    case "ptr":
      return bare || (colon && isDomainSpec(text.slice(to + 1)));
    case "ip4":
      return colon && isNetwork(text, to + 1, 4);
    case "ip6":
      return colon && isNetwork(text, to + 1, 6);
    case "a":
    case "mx":
      return bare || isHostAndPrefix(colon, text.slice(colon ? to + 1 : to));
  }
}

// RFC 7208, 6
/** Whether a word is a modifier, known or not. */
export function isModifier(text: string): boolean {
  const equals = text.indexOf("=");
  if (equals <= 0 || !modifierName.test(text.slice(0, equals))) return false;
  const name = text.slice(0, equals).toLowerCase();
  const value = text.slice(equals + 1);
  return name === "redirect" || name === "exp" ? isDomainSpec(value) : isMacroString(value);
}

// RFC 7208, 7.1: macro-string
/** Whether the text holds visible characters and well-formed macros, or nothing at all. */
export function isMacroString(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x21 || code > 0x7e) return false;
    if (code !== 0x25) continue;
    const length = macroLength(text, i);
    if (length === 0) return false;
    i += length - 1;
  }
  return true;
}

/** Length of the macro that starts at `at`, or 0. */
function macroLength(text: string, at: number): number {
  const match = macroAt.exec(text.slice(at));
  return match ? match[0].length : 0;
}

// RFC 7208, 7.1: domain-spec = macro-string domain-end
export function isDomainSpec(text: string): boolean {
  if (hostName.test(text)) return true;
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
  // A dot within a macro is a delimiter, whose label would hold the closing brace.
  return dot >= 0 && end > dot + 1 && isTopLabel(text.slice(dot + 1, end));
}

// RFC 7208, 7.1: toplabel
export function isTopLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label) && /[a-z-]/i.test(label);
}

// RFC 7208, 5.6
function isNetwork(text: string, from: number, family: 4 | 6): boolean {
  const slash = text.indexOf("/", from);
  const end = slash < 0 ? text.length : slash;
  if (slash >= 0 && !isPrefixLength(text.slice(slash + 1), family)) return false;
  return family === 4 ? isIp4(text, from, end) : isIp6(text.slice(from, end));
}

/** Digits without a leading zero, within 32 or 128 (RFC 7208, 5.6). */
export function isPrefixLength(digits: string, family: 4 | 6): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= (family === 4 ? 32 : 128);
}

// RFC 7208, 5.3 and 5.4: [ ":" domain-spec ] [ dual-cidr-length ]
function isHostAndPrefix(colon: boolean, value: string): boolean {
  const { domain, prefix4, prefix6 } = splitDualPrefix(value);
  if (prefix4 !== null && !isPrefixLength(prefix4, 4)) return false;
  if (prefix6 !== null && !isPrefixLength(prefix6, 6)) return false;
  return colon ? isDomainSpec(domain) : domain === "";
}

export interface Split {
  readonly domain: string;
  readonly prefix4: string | null;
  readonly prefix6: string | null;
}

/**
 * Takes a trailing dual-cidr-length off. A domain-spec may hold slashes, but none after its last dot and none at
 * its end, so there is only one way to do it.
 */
export function splitDualPrefix(value: string): Split {
  const match = value.includes("/") ? dualPrefix.exec(value) : null;
  if (!match) return { domain: value, prefix4: null, prefix6: null };
  return { domain: value.slice(0, match.index), prefix4: match[1] ?? null, prefix6: match[2] ?? null };
}
