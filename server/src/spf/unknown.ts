/**
 * Reads words that begin with no known name, and guesses what was meant.
 *
 * Reports: unknown-mechanism, wrong-separator (colon, other, missing), bare-ip, macro-syntax, placeholder, url-or-mail
 * and ip-range of bare values, syntax (character, control-character, modifier-name).
 */

import { characterAt } from "./characters.ts";
import { readDirective, startsDirective } from "./directive.ts";
import { isDomainSpec, isTerm } from "./grammar.ts";
import { parseIp4, parseIp6 } from "./ip.ts";
import { readModifier } from "./modifier.ts";
import { meantBy, mechanismNames } from "./names.ts";
import { firstHole, type Mend, type Reading, report } from "./reading.ts";
import { mendedWord, placesOf, spanIn, type Word } from "./word.ts";

interface Unknown {
  readonly reading: Reading;
  readonly word: Word;
  /** Offset after the qualifier. */
  readonly from: number;
  /** The word is certain up to here. */
  readonly to: number;
}

/** Reports what is wrong with the word. Returns true if it also added the term that was meant. */
export function readUnknown(reading: Reading, word: Word): boolean {
  const hole = firstHole(reading, word);
  const from = /^[+\-?~]/.test(word.text) ? 1 : 0;
  const at: Unknown = { reading, word, from, to: hole < 0 ? word.text.length : hole };
  if (readSeparator(at)) return true;
  if (hole >= 0) return readOpenName(at);
  if (reportTemplate(at) || reportAddress(at) || reportModifierName(at)) return false;
  return readName(at);
}

/** `redirect:x`, `include.x`, `include;x`, `include_x`: a known name and a separator that is not its own. */
function readSeparator(at: Unknown): boolean {
  const { reading, word, from, to } = at;
  const text = word.text.slice(from, to);
  const match = /^(include|exists|redirect|exp|ip4|ip6)([^a-z0-9=]?)/i.exec(text);
  if (!match) return false;
  const written = match[1] as string;
  const name = written.toLowerCase();
  const found = match[2] as string;
  const modifier = name === "redirect" || name === "exp";
  const separator = modifier ? "=" : ":";
  const nameTo = from + written.length;
  const open = to < word.text.length;
  // `redirect:`, `-redirect:`
  if (modifier && found === ":") {
    const start = from;
    const mend = open ? null : { from: 0, to: nameTo + 1, text: `${written}=` };
    report(
      reading,
      word,
      "wrong-separator",
      "colon",
      nameTo,
      nameTo + 1,
      { name: written, found, separator },
      mend,
    );
    return readAs(at, start, nameTo, nameTo + 1, separator);
  }
  if (open || (modifier && text.length === written.length)) {
    if (open || from > 0) return false;
    report(reading, word, "missing-value", "bare", from, nameTo, { name });
    return false;
  }
  const valueFrom = nameTo + (found === "_" ? 0 : found.length);
  const candidate = `${modifier ? "" : word.text.slice(0, from)}${written}${separator}${word.text.slice(valueFrom)}`;
  if (!isTerm(candidate) || (valueFrom === nameTo && /[:=]/.test(word.text))) return false;
  const mend: Mend = { from: nameTo, to: valueFrom, text: separator };
  if (valueFrom === nameTo) {
    report(reading, word, "wrong-separator", "missing", from, nameTo, { name: written, separator }, mend);
  } else {
    report(
      reading,
      word,
      "wrong-separator",
      "other",
      nameTo,
      valueFrom,
      { name: written, found, separator },
      mend,
    );
  }
  return readAs(at, from, nameTo, valueFrom, separator);
}

/** Reads the word as if the separator were right. */
function readAs(at: Unknown, start: number, nameTo: number, valueFrom: number, separator: string): boolean {
  const { reading, word } = at;
  const modifier = separator === "=";
  const places = placesOf(word);
  const keep = modifier ? start : 0;
  const middle = spanIn(word, Math.min(nameTo, word.text.length), valueFrom);
  const text = word.text.slice(keep, nameTo) + separator + word.text.slice(valueFrom);
  const meant = mendedWord(word, text, [...places.slice(keep, nameTo), middle, ...places.slice(valueFrom)]);
  if (modifier) readModifier(reading, meant);
  else readDirective(reading, meant);
  return true;
}

/** `inlcude:…`, `ipv4:…`, `~allCOPY`, `mail`, `_spf.example.net`. */
function readName(at: Unknown): boolean {
  const { reading, word, from } = at;
  const text = word.text.slice(from);
  const name = /^(?:[a-z0-9][a-z0-9_.-]*|_[a-z0-9_-]*\.[a-z0-9_.-]*$)/i.exec(text)?.[0] ?? "";
  const nameTo = from + name.length;
  const rest = word.text.slice(nameTo);
  if (name === "" || !/^(?:[:/]|$)/.test(rest)) {
    reportCharacter(at, nameTo);
    return false;
  }
  const value = /^[:/]/.test(rest) ? rest.slice(1) : "";
  const meant = meantBy(name, value);
  const best = meant.find((each) => mends(at, nameTo, each));
  const fitting = meant.filter((each) => mends(at, nameTo, each));
  if (best !== undefined && fitting.length === 1) {
    const modifier = best === "redirect" || best === "exp";
    const to = modifier ? nameTo + 1 : nameTo;
    const mend = { from: modifier ? 0 : from, to, text: modifier ? `${best}=` : best };
    report(reading, word, "unknown-mechanism", "misspelt", from, nameTo, { name, meant: best }, mend);
    return readRenamed(at, nameTo, best);
  }
  if (meant.length > 0 && rest.startsWith(":")) {
    const detail = meant.length === 1 ? "misspelt" : "ambiguous";
    report(reading, word, "unknown-mechanism", detail, from, nameTo, { name, meant: meant.join(", ") });
    return meant.length === 1 ? readRenamed(at, nameTo, meant[0] as string) : false;
  }
  reportStray(at, name, nameTo);
  return /^all[a-z0-9]/i.test(name) && rest === "" ? readRenamed(at, nameTo, "all") : false;
}

/** Whether the word is a term once its name is another. */
function mends(at: Unknown, nameTo: number, name: string): boolean {
  const { word, from } = at;
  if (name === "redirect" || name === "exp") {
    return from === 0 && word.text[nameTo] === ":" && isTerm(`${name}=${word.text.slice(nameTo + 1)}`);
  }
  return isTerm(word.text.slice(0, from) + name + word.text.slice(nameTo));
}

/** Reads the word as if its name were another. */
function readRenamed(at: Unknown, nameTo: number, name: string): boolean {
  const { reading, word, from } = at;
  if (!mechanismNames.some((each) => each === name)) return false;
  const places = placesOf(word);
  const span = spanIn(word, from, nameTo);
  const text = word.text.slice(0, from) + name + word.text.slice(nameTo);
  const meant = mendedWord(word, text, [
    ...places.slice(0, from),
    ...Array.from(name, () => span),
    ...places.slice(nameTo),
  ]);
  if (!startsDirective(text)) return false;
  readDirective(reading, meant);
  return true;
}

/** A word whose name means nothing and resembles nothing. */
function reportStray(at: Unknown, name: string, nameTo: number): void {
  const { reading, word, from } = at;
  const rest = word.text.slice(nameTo);
  const all = /^all(?=[a-z0-9])/i.exec(name);
  if (all && rest === "") {
    const data = { name, meant: "all" };
    const mend = { from: from + 3, to: nameTo, text: "" };
    report(reading, word, "unknown-mechanism", "text-after-all", from + 3, nameTo, data, mend);
  } else if (isDomainSpec(name) && name.includes(".") && rest === "") {
    report(reading, word, "unknown-mechanism", "bare-domain", from, nameTo, { name });
  } else report(reading, word, "unknown-mechanism", "unknown", from, nameTo, { name });
}

/** `ipv4:` and a hole: the name is wrong whatever follows. */
function readOpenName(at: Unknown): boolean {
  const { reading, word, from, to } = at;
  const match = /^([a-z0-9][a-z0-9_.-]*)[:/]/i.exec(word.text.slice(from, to));
  if (!match) return false;
  const name = match[1] as string;
  const meant = meantBy(name, "");
  const nameTo = from + name.length;
  if (meant.length === 0) report(reading, word, "unknown-mechanism", "unknown", from, nameTo, { name });
  else {
    const detail = meant.length === 1 ? "misspelt" : "ambiguous";
    report(reading, word, "unknown-mechanism", detail, from, nameTo, { name, meant: meant.join(", ") });
  }
  return false;
}

/** `192.0.2.1` as a term. */
function reportAddress(at: Unknown): boolean {
  const { reading, word, from } = at;
  const text = word.text.slice(from);
  const end = word.text.length;
  const address = text.replace(/\/\d*$/, "");
  const family = parseIp4(address) ? 4 : parseIp6(address) ? 6 : null;
  if (family === null) return false;
  const mend = { from, to: from, text: `ip${family}:` };
  if (family === 4) report(reading, word, "bare-ip", "ip4", from, end, { address: text }, mend);
  else report(reading, word, "bare-ip", "ip6", from, end, { address: text }, mend);
  return true;
}

/** `{{ spf }}`, `<your domain>` as a term. */
function reportTemplate(at: Unknown): boolean {
  const { reading, word } = at;
  const match = /^(?:<[^<>]*>|(\{\{.*\}\}|\$\{.*\}))$/.exec(word.text);
  if (!match) return false;
  const detail = match[1] ? "template" : "brackets";
  report(reading, word, "placeholder", detail, 0, word.text.length, { found: word.text });
  return true;
}

/** `1up=x`: a modifier's name begins with a letter and holds letters, digits, `-`, `_` and `.` (RFC 7208, 12). */
function reportModifierName(at: Unknown): boolean {
  const { reading, word } = at;
  const equals = word.text.indexOf("=");
  if (equals <= 0 || !/^[a-z0-9_.-]+$/i.test(word.text.slice(0, equals))) return false;
  report(reading, word, "syntax", "modifier-name", 0, equals, { name: word.text.slice(0, equals) });
  return true;
}

/** Nothing better to say than which character no term can hold there. */
function reportCharacter(at: Unknown, spot: number): void {
  const { reading, word, from } = at;
  const { start, character } = characterAt(word.text, Math.min(Math.max(spot, from), word.text.length - 1));
  report(reading, word, "syntax", "character", start, start + character.length, { character });
}
