/**
 * The quick way through a zone file: lines of a plain form are read from octets, without an object for anything but a
 * TXT or SPF record. It stops where a line is not plain, and `entry.ts` reads that one exactly; what both can read
 * they read alike, by a test.
 */

import type { Ahead } from "./entry.ts";
import { continuesText, mayGoOn } from "./lines.ts";
import { fullName } from "./names.ts";
import {
  CR,
  dataEnd,
  ENDS_WORD,
  endOfStrings,
  isIn,
  LF,
  restOf,
  SEMICOLON,
  SPACE,
  TAB,
  treatmentAt,
} from "./octets.ts";
import { plainOther } from "./others.ts";
import { ZoneFound } from "./part.ts";
import type { Reader } from "./reader.ts";
import { looksLikeSpf } from "./spf-like.ts";
import { OTHER, SKIP, SOA, SPF, type Treatment, TXT, ttlOf } from "./types.ts";

/**
 * Reads plain lines from `from` on. Returns where the first line starts that is not plain, or the length of the text.
 * @param octets those of the first `length` characters of `text`
 * @param next the first character behind the text at hand, or NaN
 */
export function scan(
  reader: Reader,
  text: string,
  octets: Uint8Array,
  length: number,
  from: number,
  ahead: Ahead,
  next: number,
): number {
  const { comments, origin, others } = reader;
  // The owner's place; it becomes a name where one is asked for.
  let ownerStart = -1;
  let ownerEnd = -1;
  let line = from;
  reader.openText = null;
  for (; line < length; ) {
    let at = line;
    let start = line;
    let unit = octets[at] as number;
    if (unit === SPACE || unit === TAB) {
      do unit = octets[++at] as number;
      while (unit === SPACE || unit === TAB);
      if (unit === LF || unit === CR || unit === SEMICOLON) {
        at = restOf(octets, at, length, comments);
        if (at < 0) break;
        line = at;
        continue;
      }
      start = at;
      if (ownerEnd < 0 && reader.owner === null) break;
    } else {
      if (unit === LF || unit === CR || unit === SEMICOLON) {
        at = restOf(octets, at, length, comments);
        if (at < 0) break;
        line = at;
        continue;
      }
      // Directives, and owners in quotes, parentheses or escapes.
      if (unit === 36) break;
      while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
      if (unit !== SPACE && unit !== TAB) break;
    }
    const wordEnd = at;
    // TTL and class, each once, in either order.
    let ttl = -1;
    let hasClass = false;
    let treatment: Treatment | undefined;
    let typeStart = 0;
    for (;;) {
      while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
      typeStart = at;
      if (unit >= 48 && unit <= 57 && ttl < 0) {
        let value = 0;
        do {
          value = value * 10 + unit - 48;
          unit = octets[++at] as number;
        } while (unit >= 48 && unit <= 57);
        if (ENDS_WORD[unit] === 0 || value > 0xffffffff) {
          while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
          value = ttlOf(text.slice(typeStart, at)) ?? -1;
          if (value < 0) break;
        }
        ttl = value;
        continue;
      }
      while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
      if (at - typeStart === 2 && !hasClass && isIn(octets, typeStart)) {
        hasClass = true;
        continue;
      }
      treatment = treatmentAt(octets, typeStart, at, text);
      break;
    }
    if (treatment === undefined || treatment === SOA) break;
    if (unit !== SPACE && unit !== TAB) break;
    let end: number;
    if ((treatment === TXT || treatment === SPF) && !others) {
      const typeEnd = at;
      while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
      const dataStart = at;
      const stringsEnd = endOfStrings(octets, at);
      if (stringsEnd < 0 || (!hasClass && !reader.internet)) break;
      const before = comments.length;
      end = restOf(octets, stringsEnd, length, comments);
      if (end < 0) break;
      const stated = ttl < 0 ? (reader.defaultTtl ?? reader.lastTtl) : ttl;
      const found = new ZoneFound(text, treatment === TXT ? "TXT" : "SPF", stated);
      found.start = start;
      found.typeStart = typeStart;
      found.typeEnd = typeEnd;
      found.dataStart = dataStart;
      found.dataEnd = stringsEnd;
      if (goesOn(text, octets, end, length, next, found)) {
        comments.length = before;
        break;
      }
      if (start === line) {
        ownerStart = line;
        ownerEnd = wordEnd;
      }
      if (ownerEnd >= 0) found.ownBy(ownerStart, ownerEnd, origin);
      else found.names = [reader.owner as string];
      // A TTL that is new here holds for what follows, where there is no `$TTL`.
      const keepsTtl = ttl < 0 || ttl === reader.lastTtl || reader.defaultTtl !== null;
      if (keepsTtl) found.mayGo(line, end, ahead.atEnd);
      if (reader.defaultTtl !== null) found.mayChangeTtl();
      reader.found.push(found);
      // Whether it goes on in the next chunk is looked at from there.
      reader.openText = end >= length ? found : null;
    } else {
      const typeEnd = at;
      end = dataEnd(octets, at, length, comments);
      if (end < 0) break;
      reader.openText = null;
      if (start === line) {
        ownerStart = line;
        ownerEnd = wordEnd;
      }
      if (others && (treatment === OTHER || treatment === SKIP) && (hasClass || reader.internet)) {
        const name =
          ownerEnd < 0 ? (reader.owner as string) : fullName(text.slice(ownerStart, ownerEnd), origin);
        const stated = ttl < 0 ? (reader.defaultTtl ?? reader.lastTtl) : ttl;
        const other = plainOther(name, text, start, typeStart, typeEnd, end, stated, origin);
        if (other === null) break;
        if (other) others.push(other);
      }
    }
    if (ttl >= 0) reader.lastTtl = ttl;
    line = end;
  }
  if (ownerEnd >= 0) reader.owner = fullName(text.slice(ownerStart, ownerEnd), origin);
  return line;
}

/** Whether the line at `end` goes on with the text before it, although nothing says so. */
function goesOn(
  text: string,
  octets: Uint8Array,
  end: number,
  length: number,
  next: number,
  found: ZoneFound,
): boolean {
  if (end >= length) return mayGoOn(next);
  let unit = octets[end] as number;
  if (!mayGoOn(unit)) return false;
  let at = end;
  while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
  if (unit === LF || unit === CR || unit === SEMICOLON || (unit >= 48 && unit <= 57)) return false;
  const start = at;
  while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
  if (at - start === 2 && isIn(octets, start)) return false;
  return continuesText(text, end, looksLikeSpf(found.decoded.text));
}
