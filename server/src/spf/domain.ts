/**
 * Reads domain-specs (RFC 7208, 7.1) and says what is wrong with one, or what is odd about one that is valid.
 *
 * Reports, beside what `macro-string.ts` and `domain-looks.ts` report: relative-name, bad-domain, trailing-dot,
 * arg-not-allowed (prefix-length), a-with-ip, stray-punctuation (after).
 */

import { MAX_LABEL, MAX_NAME } from "../dns/names.ts";
import type { MacroString } from "./ast.ts";
import { findLook } from "./domain-looks.ts";
import { isDomainSpec, isTopLabel } from "./grammar.ts";
import { parseIp4, parseIp6 } from "./ip.ts";
import { readMacroString } from "./macro-string.ts";
import { errorSince, report } from "./reading.ts";
import type { DomainWord } from "./value-word.ts";

/** Reads the domain-spec, which is not empty, writes its tokens and reports at most one thing about it. */
export function readDomain(at: DomainWord): MacroString {
  const { reading, word, from, to } = at;
  const before = reading.faults.length;
  const domain = readMacroString(reading, word, from, to, "domain");
  if (word.good && isOrdinary(domain.text)) return domain;
  if (errorSince(reading, before) || domain.parts.some((part) => part.kind === "hole")) return domain;
  if (findLook(at)) return domain;
  if (isDomainSpec(domain.text)) remark(at, domain);
  else if (!reportAddress(at) && !reportPrefix(at)) reportEnd(at, domain);
  return domain;
}

/** Whether it is a host name about which there is nothing to say, as most are. */
function isOrdinary(text: string): boolean {
  if (!/^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/i.test(text) || text.length > MAX_NAME) return false;
  return !/-all$|your|^example\./i.test(text);
}

/** What is valid and still not what a host's name looks like. */
function remark(at: DomainWord, domain: MacroString): void {
  const { reading, word, from, to } = at;
  if (!word.good) return;
  const text = domain.text;
  if (reportLabels(at, domain)) return;
  // RFC 7208, 7.3: trailing dots SHOULD NOT be published.
  if (text.endsWith(".")) {
    report(
      reading,
      word,
      "trailing-dot",
      "dot",
      to - 1,
      to,
      { domain: text },
      { from: to - 1, to, text: "" },
    );
    return;
  }
  if (/^example\.(?:com|net|org)$/i.test(text)) {
    report(reading, word, "placeholder", "example-domain", from, to, { found: text });
  }
}

/** Empty and over-long labels and names, which the grammar allows and DNS does not (RFC 7208, 4.8). */
function reportLabels(at: DomainWord, domain: MacroString): boolean {
  const { reading, word, from, to } = at;
  const text = domain.text;
  if (text.startsWith(".")) {
    const dots = /^\.+/.exec(text)?.[0].length ?? 1;
    const mend = { from, to: from + dots, text: "" };
    report(reading, word, "bad-domain", "leading-dot", from, from + dots, { domain: text }, mend);
    return true;
  }
  const dots = /\.{2,}/.exec(text);
  if (dots) {
    const start = from + dots.index;
    const end = start + dots[0].length;
    const mend = { from: start, to: end, text: end === to ? "" : "." };
    report(reading, word, "bad-domain", "empty-label", start, end, { domain: text }, mend);
    return true;
  }
  if (!domain.literal) return false;
  let start = 0;
  for (const label of text.split(".")) {
    if (label.length > MAX_LABEL) {
      const data = { label, octets: String(label.length) };
      report(reading, word, "bad-domain", "label-too-long", from + start, from + start + label.length, data);
      return true;
    }
    start += label.length + 1;
  }
  const octets = text.replace(/\.$/, "").length;
  if (octets <= MAX_NAME) return false;
  report(reading, word, "bad-domain", "name-too-long", from, to, { domain: text, octets: String(octets) });
  return true;
}

/** An address where a name belongs: `a:192.0.2.1`. */
function reportAddress(at: DomainWord): boolean {
  const { reading, word, name, nameFrom, from, to } = at;
  const slash = word.text.indexOf("/", from);
  const end = slash >= 0 && slash < to ? slash : to;
  const written = word.text.slice(from, end);
  const address = written.replace(/^\[(.*)\]$/, "$1");
  const family = parseIp4(address) ? 4 : parseIp6(address) ? 6 : null;
  if (family === null) return false;
  const mend = { from: nameFrom, to: end, text: `ip${family}:${address}` };
  const meant = name === "redirect" || name === "exp" ? null : mend;
  if (family === 4) report(reading, word, "a-with-ip", "ip4", from, end, { name, address }, meant);
  else report(reading, word, "a-with-ip", "ip6", from, end, { name, address }, meant);
  return true;
}

/** A prefix length where none is allowed: include, exists, ptr, redirect, exp. */
function reportPrefix(at: DomainWord): boolean {
  const { reading, word, name, from, to } = at;
  if (name === "a" || name === "mx") return false;
  const match = /(?:\/{1,2}\d{1,3}){1,2}$/.exec(word.text.slice(from, to));
  if (!match || match.index === 0) return false;
  const data = { mechanism: name, found: match[0] };
  report(reading, word, "arg-not-allowed", "prefix-length", from + match.index, to, data);
  return true;
}

/** Why it does not end as a domain-spec must: in a top label or a macro (RFC 7208, 7.1). */
function reportEnd(at: DomainWord, domain: MacroString): void {
  const { reading, word, from, to } = at;
  const text = domain.text;
  const last = domain.parts.at(-1);
  if (!domain.literal && last?.kind === "literal") {
    const start = to - last.text.length;
    if (last.text === ".") {
      const mend = { from: start, to, text: "" };
      report(reading, word, "bad-domain", "dot-after-macro", start, to, { domain: text }, mend);
      return;
    }
    if (!last.text.includes(".")) {
      const data = { domain: text, label: last.text };
      report(reading, word, "bad-domain", "text-after-macro", start, to, data, {
        from: start,
        to: start,
        text: ".",
      });
      return;
    }
  }
  if (domain.literal && /^[a-z0-9_-]+\.?$/i.test(text)) {
    report(reading, word, "relative-name", text.endsWith(".") ? "final-dot" : "one-label", from, to, {
      name: text,
    });
    return;
  }
  const dotted = text.endsWith(".") ? to - 1 : to;
  const start = from + text.lastIndexOf(".", dotted - from - 1) + 1;
  reportLastLabel(at, word.text.slice(start, dotted), start);
}

function reportLastLabel(at: DomainWord, label: string, start: number): void {
  const { reading, word, from, to } = at;
  const domain = word.text.slice(from, to);
  if (label === "") {
    const dots = /\.*$/.exec(domain)?.[0].length ?? 0;
    const mend = { from: to - dots, to, text: "" };
    report(reading, word, "bad-domain", "empty-label", to - Math.max(1, dots), to, { domain }, mend);
    return;
  }
  // A good last label: what is wrong lies before it and has been reported as a character.
  if (isTopLabel(label)) return;
  const end = start + label.length;
  const port = /^([^:]+)(:\d*)$/.exec(label);
  if (port && isTopLabel(port[1] as string)) {
    const colon = end - (port[2] as string).length;
    const found = port[2] as string;
    const mend = { from: colon, to: end, text: "" };
    if (found === ":") report(reading, word, "stray-punctuation", "after", colon, end, { found }, mend);
    else report(reading, word, "bad-domain", "port", colon, end, { found }, mend);
    return;
  }
  const wrong = /[^a-z0-9-]/i.exec(label);
  if (wrong) {
    const spot = start + wrong.index;
    const data = { label, character: wrong[0] };
    report(reading, word, "bad-domain", "last-label-character", spot, spot + 1, data);
  } else if (/^\d+$/.test(label)) {
    report(reading, word, "bad-domain", "last-label-numeric", start, end, { label });
  } else report(reading, word, "bad-domain", "last-label-hyphen", start, end, { label });
}
