/**
 * Where a JSON text can be cut so that each piece can be read by itself: where a list or an object holds things that have
 * a type, as records and resources do, at each of them that begins a line.
 */

import { ZONE_OR_NAME } from "../zone-words.ts";
import type { Cuts } from "./syntax.ts";

/** A list or an object that is not closed yet; the text as a whole is the outermost one. */
interface Open {
  readonly start: number;
  /** What opens it, with its key, and what tells its zone. */
  opener: string;
  zones: number;
  readonly isList: boolean;
  /** Whether it is an item, and no value under a key. */
  readonly isItem: boolean;
  /** Where what it holds begins, if that begins a line. */
  readonly children: number[];
  isThing: boolean;
  holdsThings: boolean;
}

const TYPE = /^"(?:type|kind|record_?type|rr_?type)"$/i;
/** The key that tells the zone of what is beside it, and a text in the same line. */
const ZONE_KEY = new RegExp(`^"${ZONE_OR_NAME}"$`, "i");
const ZONE = new RegExp(`"${ZONE_OR_NAME}"[ \\t]*:[ \\t]*"[^"\\\\\\n]*"`, "gi");
/** Lists and objects in each other that are cut. */
const DEEPEST = 100;
/** Keys of one object that tell its zone, and characters of each: more nobody writes down. */
const [MOST, LONGEST] = [3, 300];

export function cutJson(text: string): Cuts {
  const scan = new Scan(text);
  scan.run();
  const cuts = scan.cuts.filter(({ start }) => start > 0);
  return {
    starts: [0, ...cuts.map(({ start }) => start)],
    leads: ["", ...cuts.map(({ lead }) => lead)],
  };
}

/** A text without its line end; what follows tells whether it is a value. */
const TEXT = /"(?:[^"\\\n]|\\[^\n])*"(?=\s*([^\s])?)/g;

/** Whether two lines differ in nothing but texts that are values. Within a comment they do nothing, which may be around. */
export function isCutAlike(before: string, after: string, behind: string): boolean {
  const plain = (line: string) =>
    (line + behind.slice(0, 1000)).replace(TEXT, (text: string, next: string | undefined, at: number) =>
      at < line.length && next !== undefined && ",}]".includes(next) ? '""' : text,
    );
  const zones = (line: string) => (line.match(ZONE) ?? []).join();
  if (before.includes("*/") || after.includes("*/")) return false;
  return plain(before) === plain(after) && zones(before) === zones(after);
}

class Scan {
  readonly cuts: { readonly start: number; readonly lead: string }[] = [];
  readonly #text: string;
  readonly #open: Open[] = [openAt(-1, "", true, false)];
  /** How many lists and how many objects are open within the text: most brackets too many have nothing to close. */
  readonly #count = { list: 0, object: 0 };
  #key = "";
  #zoneStart = -1;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      switch (text.charCodeAt(at)) {
        case 34:
          at = this.#string(at);
          break;
        case 123:
        case 91:
          this.#begin(at);
          at++;
          break;
        case 125:
        case 93:
          this.#end(text.charCodeAt(at) === 93);
          at++;
          break;
        case 47:
          at = this.#comment(at);
          break;
        default:
          at++;
      }
    }
    while (this.#open.length > 0) this.#close();
  }

  /** Passes a string, which ends with its line at the latest, and notes it where it is a key. */
  #string(start: number): number {
    const text = this.#text;
    let at = start + 1;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      // A backslash at the end of a line escapes nothing.
      if (unit === 92 && text.charCodeAt(at + 1) !== 10) at++;
      else if (unit === 34 || unit === 10) break;
    }
    const end = Math.min(at + 1, text.length);
    const inner = this.#open.at(-1);
    if (!inner || inner.isList) return end;
    let next = end;
    while (isBlank(text.charCodeAt(next))) next++;
    if (text.charCodeAt(next) !== 58) {
      this.#zone(inner, end);
      return end;
    }
    this.#key = text.slice(start, end);
    this.#zoneStart = ZONE_KEY.test(this.#key) ? start : -1;
    if (TYPE.test(withoutEscapes(this.#key))) inner.isThing = true;
    this.#child(inner, start);
    return next + 1;
  }

  /** Notes what tells the zone of an object, up to the end of its text. */
  #zone(inner: Open, end: number): void {
    const entry = this.#zoneStart < 0 ? "" : this.#text.slice(this.#zoneStart, end);
    this.#zoneStart = -1;
    if (entry === "" || entry.length > LONGEST || entry.match(ZONE)?.[0] !== entry) return;
    if (inner.zones++ < MOST) inner.opener += `${entry},`;
  }

  #begin(at: number): void {
    const outer = this.#open.at(-1);
    const isItem = outer?.isList ?? false;
    if (outer?.isList) this.#child(outer, at);
    const isList = this.#text.charCodeAt(at) === 91;
    const key = isItem || this.#key === "" ? "" : `${this.#key}:`;
    this.#key = "";
    this.#open.push(openAt(at, `${key}${isList ? "[" : "{"}`, isList, isItem));
    this.#count[isList ? "list" : "object"]++;
  }

  #end(isList: boolean): void {
    // A bracket of the other kind is one that is missing before it, or one too many.
    if (this.#count[isList ? "list" : "object"] === 0) return;
    const own = this.#open.findLastIndex((each) => each.isList === isList);
    while (this.#open.length > own) this.#close();
  }

  #close(): void {
    const own = this.#open.pop() as Open;
    this.#count[own.isList ? "list" : "object"]--;
    const outer = this.#open.at(-1);
    const isThing = own.isThing || (own.isItem && !own.isList && own.holdsThings);
    if (outer && isThing) {
      outer.holdsThings = true;
      // What makes one thing stays together.
      while ((this.cuts.at(-1)?.start ?? -1) > own.start) this.cuts.pop();
    } else if (own.holdsThings && this.#open.length < DEEPEST) {
      const lead = [...this.#open, own].map(({ opener }) => opener).join("");
      const before = this.cuts.findLastIndex(({ start }) => start <= own.start);
      const inner = this.cuts.splice(before + 1);
      for (const start of own.children.slice(1)) inner.push({ start, lead });
      inner.sort((a, b) => a.start - b.start);
      for (const cut of inner) this.cuts.push(cut);
    }
  }

  /** Notes where the line begins that a child begins. */
  #child(outer: Open, at: number): void {
    let from = at;
    while (from > 0 && isSpace(this.#text.charCodeAt(from - 1))) from--;
    if (from === 0 || this.#text.charCodeAt(from - 1) === 10) outer.children.push(from);
  }

  #comment(at: number): number {
    const block = this.#text.startsWith("/*", at);
    if (!block && !this.#text.startsWith("//", at)) return at + 1;
    const end = this.#text.indexOf(block ? "*/" : "\n", at + 2);
    return end < 0 ? this.#text.length : end + (block ? 2 : 1);
  }
}

/** A key may be written with escapes, which hides no type. */
function withoutEscapes(key: string): string {
  return key.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function openAt(start: number, opener: string, isList: boolean, isItem: boolean): Open {
  return { start, opener, zones: 0, isList, isItem, children: [], isThing: false, holdsThings: false };
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function isBlank(unit: number): boolean {
  return isSpace(unit) || unit === 10 || unit === 13;
}
