/** Which files are zone files, by name and content, and which domain a file's name tells. */

import { fileKinds } from "../file-kinds.ts";
import { fileNameOf, isDomain } from "../file-names.ts";
import { isOpen } from "../template/text.ts";
import { BARE, QUOTED, readEntry, WHOLE } from "./entry.ts";
import { UNKNOWN } from "./names.ts";
import { Reader } from "./reader.ts";
import { initialState } from "./state.ts";
import { classOf, OTHER, SKIP, SOA, SPF, TXT } from "./types.ts";

const LANGUAGES: readonly string[] = fileKinds.zone.languages;

/** How much of a file is looked at. */
export const HEAD = 8192;
/** Records and directives that nothing but a part of a zone has so many of. */
const ENOUGH = 3;
const MOST_ENTRIES = 200;

/** What the start of a file looks like: entries that are records or directives, and those that are nothing. */
interface Evidence {
  readonly good: number;
  readonly bad: number;
  /** What only zone files have: a directive, an SOA record, a class before a type. */
  readonly strong: number;
  readonly soa: boolean;
  readonly firstIsGood: boolean;
}

export function accepts(file: {
  readonly uri: string;
  readonly languageId: string;
  readonly head: string;
}): boolean {
  return acceptsNamed(fileNameOf(file.uri).toLowerCase(), file.languageId.toLowerCase(), file.head);
}

/** What entries are read with to see what they look like; one for many files spares each of them the making. */
export function entryReader(): Reader {
  return new Reader(initialState(UNKNOWN), { include: () => {} }, null);
}

/** @param name and `language` are in lower case */
export function acceptsNamed(name: string, language: string, whole: string, reader = entryReader()): boolean {
  // A configuration of BIND is no zone; databases have `db` as their extension, too.
  if (isConfiguration(name) || whole.includes("\0")) return false;
  if (language !== "bind" && LANGUAGES.includes(language)) return true;
  const head = whole.slice(0, HEAD);
  const evidence = (begins = false): Evidence => weigh(reader, head, whole.length >= HEAD, begins);
  if (language === "bind") return evidence().bad === 0 || evidence().good > evidence().bad;
  if (/\.(zone|zonefile|zf|signed)$/.test(name)) {
    const { good, bad } = evidence();
    return good >= bad;
  }
  if (/^(db|named)\.|\.(db|hosts)$/.test(name)) {
    const { good, bad } = evidence();
    return good > 0 && good >= 2 * bad;
  }
  if (isDomain(name.replace(/[!@].*$/, "").replace(/\.(txt|dns|bind)$/, ""))) {
    const { good, bad, strong, firstIsGood } = evidence(true);
    return firstIsGood && strong > 0 && good >= 4 * bad;
  }
  // A name that says nothing: only what is a zone from top to bottom.
  if (!/\bSOA\b|^\$(?:ORIGIN|TTL)\b/im.test(head) || (language !== "" && language !== "plaintext"))
    return false;
  const { bad, soa, strong } = evidence();
  return bad === 0 && (soa || strong >= ENOUGH);
}

/** What stands where whoever reads an example writes something of their own. */
const PLACEHOLDER = /[<>{}[\]…]|\.\.\.|\bxx/i;

/** A word behind a string: its author takes it for something else than more of the text. */
const BEHIND = /""[ \t]+[^\s"();]/;

const STRING = /"(?:[^"\\\n]|\\.)*"/g;
const COMMENT = /"(?:[^"\\\n]|\\.)*"|;[^\n]*/g;

/** Whether a text that nothing tells of is lines of a zone from top to bottom, with SPF among them, and no form to fill in. */
export function readsAsZone(text: string): boolean {
  if (text.length > HEAD || !/\s(?:TXT|SPF)\s+(?:\(\s*)?"v=spf1/i.test(text)) return false;
  const plain = text.replace(COMMENT, (whole) => (whole.startsWith(";") ? "" : whole));
  if (PLACEHOLDER.test(plain) || BEHIND.test(plain.replace(STRING, '""'))) return false;
  return weigh(entryReader(), text, false, false).bad === 0;
}

/** Whether a text is lines of a zone from top to bottom, by the classes that they name: what is pasted into zones. */
export function isPartOfZone(text: string): boolean {
  const { bad, strong } = weigh(entryReader(), text.slice(0, HEAD), text.length >= HEAD, false);
  return bad === 0 && strong > 0;
}

/** Whether a file of this name, in lower case, configures a server and is no zone. */
export function isConfiguration(name: string): boolean {
  return /^named\.(conf|rfc1912)/.test(name);
}

/** The domain that a file is named after, without the final dot: `db.example.com`, `example.com.zone`. */
export function zoneOfUri(uri: string): string | null {
  const name = fileNameOf(uri)
    .replace(/\.(txt|conf|bind|dns|inc|signed)$/i, "")
    .replace(/\.(zone|zonefile|zf|db|hosts)$/i, "")
    .replace(/^(db|named|zone|pri|master)\./i, "")
    // A view or a tag behind the domain.
    .replace(/[!@].*$/, "")
    .replace(/\.$/, "")
    .toLowerCase();
  return isDomain(name) ? name : null;
}

/**
 * Reads the start of a file as if it were a zone file.
 *
 * @param begins whether nothing more is asked where the first entry is nothing
 */
function weigh(reader: Reader, head: string, isCut: boolean, begins: boolean): Evidence {
  const text = isCut ? head.slice(0, head.lastIndexOf("\n") + 1) : head;
  const { entry } = reader;
  let [good, bad, strong, soa, first] = [0, 0, 0, false, true];
  let firstIsGood = false;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let entries = 0; at < text.length && entries < MOST_ENTRIES; at = entry.end) {
    readEntry(entry, text, at, WHOLE);
    const word = entry.bare(0);
    // Some fragments comment with `#`, which BIND refuses.
    if (entry.count === 0 || word.startsWith("#")) continue;
    entries++;
    const { isGood, isStrong, isSoa, isHidden } = look(reader, word);
    if (isHidden) continue;
    if (isGood) good++;
    else bad++;
    if (isStrong) strong++;
    if (isSoa) soa = true;
    if (first) firstIsGood = isGood;
    if (begins && !firstIsGood) break;
    first = false;
  }
  return { good, bad, strong, soa, firstIsGood };
}

interface Look {
  readonly isGood: boolean;
  readonly isStrong: boolean;
  readonly isSoa: boolean;
  /** Whether a value of a template hides what it is. */
  readonly isHidden: boolean;
}

function look(reader: Reader, word: string): Look {
  const { entry } = reader;
  if (/^\$(ttl|origin|include|generate)$/i.test(word)) {
    const isGood = entry.count > 1;
    return { isGood, isStrong: isGood, isSoa: false, isHidden: false };
  }
  const index = entry.inherits ? 0 : 1;
  const { first, treatment } = reader.header(index);
  if (treatment === undefined) {
    const isHidden = isOpen(entry.count === 1 ? word : entry.bare(first - 1));
    return { isGood: false, isStrong: false, isSoa: false, isHidden };
  }
  const hasClass =
    classOf(entry.bare(first - 2)) !== undefined || classOf(entry.bare(first - 3)) !== undefined;
  const data = entry.bare(first);
  const count = entry.count - first;
  const isGood = ((): boolean => {
    switch (treatment) {
      case TXT:
      case SPF:
        return hasClass ? count > 0 : entry.kinds[first] === QUOTED || count === 1;
      case SOA:
        return count >= 2 && (count === 7 || entry.unclosed >= 0);
      case OTHER:
        return count === 1 || (count === 2 && /^\d+$/.test(data));
      case SKIP:
        // Words of a sentence are followed by none of these. RFC 3597, 5; gdnsd's `plugin!resource`
        return hasClass ? count > 0 : count > 0 && entry.kinds[0] === BARE && /\d|^\\#$|^\w+!/.test(data);
    }
  })();
  const isSoa = isGood && treatment === SOA;
  return { isGood, isStrong: isSoa || (isGood && hasClass), isSoa, isHidden: false };
}
