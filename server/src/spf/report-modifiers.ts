/**
 * The modifiers of RFC 6652, 3: who gets failure reports (`ra`), how many (`rp`), and of what (`rr`).
 *
 * Reports: rfc6652-values.
 */

import { type Reading, report } from "./reading.ts";
import type { Word } from "./word.ts";

/** Checks the value of a good modifier; says whether it is one of the three. */
export function checkReportModifier(reading: Reading, word: Word, name: string, from: number): boolean {
  const value = word.text.slice(from);
  if (name === "ra") checkAddress(reading, word, from, value);
  else if (name === "rp") checkPercentage(reading, word, from, value);
  else if (name === "rr") checkKinds(reading, word, from, value);
  else return false;
  return true;
}

/** RFC 6652, 3: a local-part, to which the record's own domain is added. */
function checkAddress(reading: Reading, word: Word, from: number, value: string): void {
  const end = from + value.length;
  if (value === "") {
    report(reading, word, "rfc6652-values", "ra-empty", 0, end, {});
    return;
  }
  const at = value.lastIndexOf("@");
  if (at >= 0) {
    const data = { local: value.slice(0, at), domain: value.slice(at + 1) };
    report(reading, word, "rfc6652-values", "ra-domain", from + at, end, data);
    return;
  }
  // RFC 5322, 3.2.3: dot-atom; a quoted local-part can't hold blanks here and is not worth telling apart.
  if (
    !/^[a-z0-9!#$&'*+/=?^_`{|}~%-]+(?:\.[a-z0-9!#$&'*+/=?^_`{|}~%-]+)*$/i.test(value) &&
    !value.startsWith('"')
  ) {
    report(reading, word, "rfc6652-values", "ra-characters", from, end, { found: value });
  }
}

/** RFC 6652, 3: an integer from 0 to 100. */
function checkPercentage(reading: Reading, word: Word, from: number, value: string): void {
  const end = from + value.length;
  const start = value === "" ? 0 : from;
  if (!/^\d{1,3}$/.test(value))
    report(reading, word, "rfc6652-values", "rp-number", start, end, { found: value });
  else if (Number(value) > 100)
    report(reading, word, "rfc6652-values", "rp-range", from, end, { found: value });
}

/** RFC 6652, 3: `all`, `e`, `f`, `s`, `n`, separated by colons. */
function checkKinds(reading: Reading, word: Word, from: number, value: string): void {
  if (value === "") {
    report(reading, word, "rfc6652-values", "rr-empty", 0, from, {});
    return;
  }
  let at = from;
  for (const token of value.split(":")) {
    if (!/^(?:all|[efsn])$/i.test(token)) {
      const start = token === "" ? Math.max(from, at - 1) : at;
      const end = Math.max(start + 1, at + token.length);
      report(reading, word, "rfc6652-values", "rr-token", start, end, { found: token });
      return;
    }
    at += token.length + 1;
  }
}
