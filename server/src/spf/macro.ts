/** Expands macros (RFC 7208, 7): the transformers, and macro-strings whose values are known without a message. */

import { truncateName } from "../dns/names.ts";
import type { MacroExpand, MacroString } from "./ast.ts";

/** The value after splitting, reversing, keeping and joining (RFC 7208, 7.3). */
export function transform(value: string, macro: MacroExpand): string {
  let out = value;
  if (macro.keep !== null || macro.reverse || macro.delimiters !== "") {
    let parts = split(value, macro.delimiters || ".");
    if (macro.reverse) parts.reverse();
    if (macro.keep !== null) parts = parts.slice(-macro.keep);
    out = parts.join(".");
  }
  return macro.urlEscape ? urlEscape(out) : out;
}

/** The value of `%{v}` (RFC 7208, 7.3). */
export function familyName(family: 4 | 6): string {
  return family === 4 ? "in-addr" : "ip6";
}

/** Consecutive delimiters give empty parts, as RFC 7208, 7.3 says. */
function split(value: string, delimiters: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    if (!delimiters.includes(value[i] as string)) continue;
    parts.push(value.slice(start, i));
    start = i + 1;
  }
  parts.push(value.slice(start));
  return parts;
}

/** Escapes all but the unreserved characters of RFC 3986, 2.3. */
function urlEscape(value: string): string {
  const escaped = encodeURIComponent(value.toWellFormed());
  return escaped.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The target-name that a domain-spec gives for every message, if there is one: `%{d}` is the domain that the record
 * stands at ("" where it is not known), `%{v}` the family of the client where one is given; other macros depend on the
 * message. Null where it can't be told.
 */
export function expandKnown(domainSpec: MacroString, domain: string, family?: 4 | 6): string | null {
  let out = "";
  for (const part of domainSpec.parts) {
    if (part.kind === "hole") return null;
    if (part.kind !== "expand") out += part.text;
    else if (part.letter === "d" && domain !== "") out += transform(domain, part);
    else if (part.letter === "v" && family) out += transform(familyName(family), part);
    else return null;
  }
  return truncateName(out);
}
