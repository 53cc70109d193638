/**
 * Reads directives: a word that begins with a mechanism's name (RFC 7208, 5).
 *
 * Reports, beside what `domain.ts`, `network.ts` and `prefix.ts` report: missing-value (bare, empty), empty-domain,
 * arg-not-allowed (all-domain, all-prefix-length, prefix-length), letter-case (mechanism), glued-terms
 * (repeated-name).
 */

import type { Directive, MacroString, PrefixLength, Qualifier } from "./ast.ts";
import { readDomain } from "./domain.ts";
import { type DirectiveHead, directiveHead, splitDualPrefix } from "./grammar.ts";
import { readMacroString } from "./macro-string.ts";
import { type NetworkValue, readNetwork } from "./network.ts";
import { readDualPrefix, readPrefix } from "./prefix.ts";
import { firstHole, isFaulted, type Reading, report, writeToken } from "./reading.ts";
import { spanIn, type Word, wholeSpan } from "./word.ts";

/** Whether the text begins with a mechanism's name, ended by `:`, `/` or the end. */
export function startsDirective(text: string): boolean {
  return directiveHead(text) !== null;
}

/** Reads a word that has a head and adds the term. */
export function readDirective(reading: Reading, word: Word): void {
  const { head } = word;
  if (!head) return;
  readHead(reading, word, head);
  const hole = firstHole(reading, word);
  const body = hole < 0 ? readBody(reading, word, head) : readOpenBody(reading, word, head);
  const directive: Directive = {
    kind: "directive",
    span: wholeSpan(word),
    index: reading.terms.length,
    valid: hole < 0 ? word.good : word.intact,
    holes: hole >= 0,
    qualifier: head.from > 0 ? (word.text.charAt(0) as Qualifier) : "+",
    qualifierSpan: head.from > 0 ? spanIn(word, 0, 1) : null,
    name: head.name,
    nameSpan: spanIn(word, head.from, head.to),
    domain: body.domain ?? null,
    network: body.network ?? null,
    prefix4: body.prefix4 ?? null,
    prefix6: body.prefix6 ?? null,
  };
  reading.terms.push(directive);
}

/** Writes the tokens of qualifier and name. */
function readHead(reading: Reading, word: Word, head: DirectiveHead): void {
  const { name, from, to } = head;
  if (from > 0) writeToken(reading, word, "qualifier", 0, from);
  writeToken(reading, word, "mechanism", from, to);
  if (!word.good || word.text.startsWith(name, from)) return;
  const found = word.text.slice(from, to);
  report(reading, word, "letter-case", "mechanism", from, to, { found }, { from, to, text: name });
}

interface Body {
  readonly domain?: MacroString | null;
  readonly network?: NetworkValue["network"];
  readonly prefix4?: PrefixLength | null;
  readonly prefix6?: PrefixLength | null;
}

/** What follows the name. */
function readBody(reading: Reading, word: Word, head: DirectiveHead): Body {
  switch (head.name) {
    case "all":
      return readNothing(reading, word, head);
    case "ip4":
    case "ip6":
      return readNetworkBody(reading, word, head);
    case "include":
    case "exists":
    case "ptr":
      return readDomainBody(reading, word, head);
    case "a":
    case "mx":
      return readHostBody(reading, word, head);
  }
}

// RFC 7208, 5.1
function readNothing(reading: Reading, word: Word, head: DirectiveHead): Body {
  const { to } = head;
  const end = word.text.length;
  if (to === end) return {};
  const found = word.text.slice(to);
  const data = { mechanism: "all", found };
  const mend = { from: to, to: end, text: "" };
  writeToken(reading, word, "separator", to, to + 1);
  if (found.startsWith("/")) {
    writeToken(reading, word, "prefix-length", to + 1, end);
    report(reading, word, "arg-not-allowed", "all-prefix-length", to, end, data, mend);
    return {};
  }
  writeToken(reading, word, "domain", to + 1, end);
  report(reading, word, "arg-not-allowed", "all-domain", to, end, data, mend);
  return {};
}

// RFC 7208, 5.6
function readNetworkBody(reading: Reading, word: Word, head: DirectiveHead): Body {
  const { name, to } = head;
  const end = word.text.length;
  if (to < end) writeToken(reading, word, "separator", to, to + 1);
  if (isMissing(reading, word, head)) return {};
  const repeated = word.good ? null : /^([a-z0-9]+):/i.exec(word.text.slice(to + 1));
  let from = to + 1;
  if (repeated?.[1]?.toLowerCase() === name && to + 1 + repeated[0].length < end) {
    from += repeated[0].length;
    const mend = { from: to + 1, to: from, text: "" };
    report(reading, word, "glued-terms", "repeated-name", to + 1, from, { name }, mend);
  }
  const family = name === "ip4" ? 4 : 6;
  const value = readNetwork({ reading, word, nameFrom: head.from, family, from });
  return family === 4
    ? { network: value.network, prefix4: value.prefix }
    : { network: value.network, prefix6: value.prefix };
}

// RFC 7208, 5.2, 5.5 and 5.7
function readDomainBody(reading: Reading, word: Word, head: DirectiveHead): Body {
  const { name, from: nameFrom, to } = head;
  const end = word.text.length;
  if (to < end) writeToken(reading, word, "separator", to, to + 1);
  if (word.text[to] === "/") {
    writeToken(reading, word, "prefix-length", to + 1, end);
    if (name === "ptr") {
      const data = { mechanism: name, found: word.text.slice(to) };
      report(reading, word, "arg-not-allowed", "prefix-length", to, end, data, {
        from: to,
        to: end,
        text: "",
      });
    } else report(reading, word, "missing-value", "bare", nameFrom, to, { name });
    return {};
  }
  if (name === "ptr" && to === end) return {};
  if (isMissing(reading, word, head)) return {};
  return { domain: readDomain({ reading, word, name, nameFrom, from: to + 1, to: end }) };
}

// RFC 7208, 5.3 and 5.4
function readHostBody(reading: Reading, word: Word, head: DirectiveHead): Body {
  const { name, from: nameFrom, to } = head;
  const end = word.text.length;
  if (to === end) return {};
  const colon = word.text[to] === ":";
  if (colon) writeToken(reading, word, "separator", to, to + 1);
  const from = colon ? to + 1 : to;
  const slash = colon ? prefixStart(word.text, from) : from;
  const prefixes = () => (slash < end ? readDualPrefix(reading, word, slash, end, name) : {});
  if (!colon) return prefixes();
  if (slash === from) {
    // RFC 7208, 5.3: a colon is followed by a domain-spec.
    report(reading, word, "empty-domain", "colon", to, from, { name }, { from: to, to: from, text: "" });
    return prefixes();
  }
  const domain = readDomain({ reading, word, name, nameFrom, from, to: slash });
  const last = reading.faults.at(-1);
  // `a:2001:db8::/32`: the prefix length is that of the address.
  const ofIp6 = last?.kind === "a-with-ip" && last.detail === "ip6" && last.term === reading.terms.length;
  if (ofIp6 && slash < end) return { domain, prefix6: readPrefix(reading, word, slash, end, 6) };
  return { domain, ...prefixes() };
}

/** Where the prefix lengths start: the slashes and digits at the end, well-formed or not. */
function prefixStart(text: string, from: number): number {
  if (!text.includes("/", from)) return text.length;
  const value = text.slice(from);
  const { domain } = splitDualPrefix(value);
  if (domain.length < value.length && !/\/\d*$/.test(domain)) return from + domain.length;
  const match = /(?:\/{1,2}\d[^./]*)+\/*$/.exec(value);
  if (match) return from + match.index;
  return text[from] === "/" ? from : text.length;
}

/** RFC 7208, 12: include, exists, ip4 and ip6 must have a value, ptr one after its colon. */
function isMissing(reading: Reading, word: Word, head: DirectiveHead): boolean {
  const { name, from: nameFrom, to } = head;
  const end = word.text.length;
  // `inlcude:`: the name comes first.
  if (isFaulted(reading)) return to === end || to + 1 === end;
  if (to === end) report(reading, word, "missing-value", "bare", nameFrom, to, { name });
  else if (word.text[to] === "/") report(reading, word, "missing-value", "bare", nameFrom, to, { name });
  else if (to + 1 < end && !(isNetworkName(name) && word.text[to + 1] === "/")) return false;
  else if (name === "ptr") {
    report(reading, word, "empty-domain", "colon", to, end, { name }, { from: to, to: end, text: "" });
  } else report(reading, word, "missing-value", "empty", nameFrom, to + 1, { name });
  return true;
}

function isNetworkName(name: string): boolean {
  return name === "ip4" || name === "ip6";
}

/** What follows the name where part of it is not known: only what no value could make right is reported. */
function readOpenBody(reading: Reading, word: Word, head: DirectiveHead): Body {
  const { name, to } = head;
  const end = word.text.length;
  if (to === end) return {};
  writeToken(reading, word, "separator", to, to + 1);
  const argument = word.text[to] === "/" ? "all-prefix-length" : "all-domain";
  const hole = firstHole(reading, word);
  if (name === "all" && hole > to) {
    report(reading, { ...word, good: false }, "arg-not-allowed", argument, to, hole, {
      mechanism: name,
      found: word.text.slice(to, hole),
    });
    return {};
  }
  if (word.text[to] === "/" || name === "ip4" || name === "ip6") {
    writeToken(reading, word, word.text[to] === "/" ? "prefix-length" : "address", to + 1, end);
    return {};
  }
  return { domain: readMacroString(reading, word, to + 1, end, "domain") };
}
