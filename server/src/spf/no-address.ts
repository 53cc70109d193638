/**
 * Says why a text after `ip4:` or `ip6:` is no address, and what was meant where that is clear.
 *
 * Reports: ip4-invalid, ip6-invalid, leading-zero, ip4-incomplete.
 */

import { isIp4, isIp6, parseIp4 } from "./ip.ts";
import { type Reading, report } from "./reading.ts";
import type { NetworkWord } from "./value-word.ts";
import type { Word } from "./word.ts";

/** Reports what is wrong with the text at the start of the value. */
export function reportNoAddress(at: NetworkWord, text: string): void {
  if (at.family === 4) reportIp4(at, text);
  else reportIp6(at, text);
}

function reportIp4(at: NetworkWord, text: string): void {
  const { reading, word, from } = at;
  const end = from + text.length;
  const port = /^([\d.]+)(:\d+)$/.exec(text);
  if (port && parseIp4(port[1] as string)) {
    const start = end - (port[2] as string).length;
    report(
      reading,
      word,
      "ip4-invalid",
      "port",
      start,
      end,
      { found: port[2] as string },
      {
        from: start,
        to: end,
        text: "",
      },
    );
    return;
  }
  if (/^\d+(?:\.\d+)*\.?$|^\d+(?:\.\d+)*(?:\.[*x])+$/i.test(text)) {
    reportOctets(reading, word, from, text);
    return;
  }
  if (isHostName(text)) {
    const mend = { from: at.nameFrom, to: from, text: "a:" };
    report(reading, word, "ip4-invalid", "host-name", from, end, { found: text }, mend);
    return;
  }
  report(reading, word, "ip4-invalid", "not-an-address", from, end, { found: text });
}

/** Numbers and dots that are no dotted quad. */
function reportOctets(reading: Reading, word: Word, from: number, text: string): void {
  const end = from + text.length;
  const octets = text.replace(/\.$/, "").split(".");
  if (reportZeros(reading, word, from, octets)) return;
  let at = from;
  for (const octet of octets) {
    const upTo = at + octet.length;
    if (/^\d+$/.test(octet) && Number(octet) > 255) {
      report(reading, word, "ip4-invalid", "octet", at, upTo, { found: octet });
      return;
    }
    at = upTo + 1;
  }
  if (octets.length > 4) {
    report(reading, word, "ip4-invalid", "too-many-octets", from, end, { found: text });
    return;
  }
  const known = octets.filter((octet) => /^\d+$/.test(octet));
  if (known.length === 4) {
    const mend = { from: end - 1, to: end, text: "" };
    report(reading, word, "ip4-invalid", "not-an-address", end - 1, end, { found: text }, mend);
    return;
  }
  const zeros = [...known, "0", "0", "0", "0"].slice(0, 4).join(".");
  const rest = word.text.slice(end);
  const bits = rest === "" ? known.length * 8 : Number(rest.slice(1));
  const data = { found: text, network: bits <= 32 ? `${zeros}/${bits}` : "" };
  // A prefix length no longer than what is written says that the rest was left out.
  const clear = rest !== "" && bits <= known.length * 8;
  const mend = clear ? { from, to: end, text: zeros } : null;
  if (known.length < octets.length) {
    report(reading, word, "ip4-incomplete", "wildcard", from, end, data, mend);
  } else if (rest) report(reading, word, "ip4-incomplete", "short", from, end, data, mend);
  else report(reading, word, "ip4-incomplete", "octets", from, end, data);
}

/**
 * Reports octets with a zero in front, from the first to the last of them. Some programs read them as octal; where
 * both readings give an address, nobody knows which was meant.
 */
function reportZeros(reading: Reading, word: Word, from: number, octets: readonly string[]): boolean {
  const first = octets.findIndex(hasZero);
  if (first < 0) return false;
  const last = octets.findLastIndex(hasZero);
  const offset = (count: number) => octets.slice(0, count).join("").length + count;
  const read = (base: 8 | 10): string => {
    const values = octets.map((octet) => (hasZero(octet) ? valueIn(octet, base) : octet));
    return isIp4(values.join(".")) ? values.slice(first, last + 1).join(".") : "";
  };
  const decimal = read(10);
  const octal = read(8) === decimal ? "" : read(8);
  const to = from + offset(last) + (octets[last] as string).length;
  const found = octets.slice(first, last + 1).join(".");
  const one = decimal === "" ? octal : octal === "" ? decimal : "";
  const mend = one === "" ? null : { from: from + offset(first), to, text: one };
  report(reading, word, "leading-zero", "octet", from + offset(first), to, { found, decimal, octal }, mend);
  return true;
}

function hasZero(octet: string): boolean {
  return /^0\d+$/.test(octet);
}

/** The digits read in a base; what can't be read is no number of an address either. */
function valueIn(octet: string, base: 8 | 10): string {
  return base === 8 && /[89]/.test(octet) ? "-" : String(Number.parseInt(octet, base));
}

function reportIp6(at: NetworkWord, text: string): void {
  const { reading, word, from } = at;
  const end = from + text.length;
  const zone = text.indexOf("%");
  if (zone > 0) {
    const mend = { from: from + zone, to: end, text: "" };
    report(reading, word, "ip6-invalid", "zone-id", from + zone, end, { found: text.slice(zone) }, mend);
    return;
  }
  if (!/^[0-9a-f:.]*$/i.test(text) || !text.includes(":")) {
    if (isHostName(text)) {
      const mend = { from: at.nameFrom, to: from, text: "a:" };
      report(reading, word, "ip6-invalid", "host-name", from, end, { found: text }, mend);
    } else report(reading, word, "ip6-invalid", "not-an-address", from, end, { found: text });
    return;
  }
  const second = text.indexOf("::", text.indexOf("::") + 1);
  const long = /[0-9a-f]{5,}/i.exec(text);
  if (reportColon(reading, word, from, text)) return;
  if (text.includes("::") && second > 0) {
    report(reading, word, "ip6-invalid", "several-double-colons", from + second, from + second + 2, {
      found: text,
    });
  } else if (long) {
    const start = from + long.index;
    report(reading, word, "ip6-invalid", "group-length", start, start + long[0].length, { found: long[0] });
  } else reportGroups(reading, word, from, text);
}

/** Whether it is more likely a host's name than a mistyped address. */
function isHostName(text: string): boolean {
  return /^[a-z0-9_.-]*[g-z][a-z0-9_.-]*$/i.test(text) && /\.[a-z-]+\.?$/i.test(text);
}

/** A single colon at the start or at the end, where either two or none make an address. */
function reportColon(reading: Reading, word: Word, from: number, text: string): boolean {
  const leads = /^:(?!:)/.test(text);
  if (!leads && !/[^:]:$/.test(text)) return false;
  const more = isIp6(leads ? `:${text}` : `${text}:`);
  if (more === isIp6(leads ? text.slice(1) : text.slice(0, -1))) return false;
  const at = leads ? from : from + text.length - 1;
  const mend = { from: at, to: at + 1, text: more ? "::" : "" };
  report(reading, word, "ip6-invalid", "colons", at, at + 1, { found: text }, mend);
  return true;
}

function reportGroups(reading: Reading, word: Word, from: number, text: string): void {
  const end = from + text.length;
  const count = text.split(":").filter((group) => group !== "").length;
  if (count > 7 && (count > 8 || text.includes("::"))) {
    report(reading, word, "ip6-invalid", "too-many-groups", from, end, { found: text });
    return;
  }
  if (text.includes("::") || !/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*:?$/i.test(text)) {
    report(reading, word, "ip6-invalid", "not-an-address", from, end, { found: text });
    return;
  }
  // `2001:db8/32`: the prefix length says that the groups are the first ones.
  const prefix = /^\/(\d+)$/.exec(word.text.slice(end));
  const clear = prefix && Number(prefix[1]) <= count * 16;
  const mend = clear ? { from, to: end, text: `${text.replace(/:$/, "")}::` } : null;
  report(reading, word, "ip6-invalid", "too-few-groups", from, end, { found: text }, mend);
}
