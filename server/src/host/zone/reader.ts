/**
 * What entries of a zone file mean: it follows the state from one entry to the next and collects records, comments
 * and faults.
 */

import type { Decoded } from "../../text/decoded.ts";
import type { Found, HostFault, Other, Soa } from "../host.ts";
import { BARE, Entry, FOLDED, QUOTED, UNBALANCED } from "./entry.ts";
import { lacksOpening, structureFaults, textFaults } from "./faults.ts";
import { readGenerate } from "./generated.ts";
import { type Header, readHeader } from "./header.ts";
import { decodeHex, isHex } from "./hex.ts";
import { fullName, shown, UNKNOWN } from "./names.ts";
import { otherOf } from "./others.ts";
import { type Decoding, ZoneFound } from "./part.ts";
import type { State } from "./state.ts";
import { decodeHalf, decodeWords } from "./strings.ts";
import { OTHER, SKIP, SOA, SPF, TXT, treatmentOf, ttlOf } from "./types.ts";

/** What surrounds the lines that are read. */
export interface Surroundings {
  /** Reads an included file, and changes the reader's state as the file does. `start` and `end` are the path's. */
  include(reader: Reader, path: string, origin: string, start: number, end: number): void;
}

export class Reader {
  owner: string | null;
  origin: string;
  defaultTtl: number | null;
  lastTtl: number | null;
  internet: boolean;
  generated: number;
  included: number;

  readonly entry = new Entry();
  readonly found: Found[] = [];
  readonly faults: HostFault[] = [];
  /** Starts and ends of comments, by turns. */
  readonly comments: number[] = [];
  /** Full names that `$ORIGIN` sets, in order. */
  readonly origins: string[] = [];
  soa: Soa | null = null;
  /** Owner of the first SOA record, its serial readable or not. */
  apex: string | null = null;
  /** Whether the last record is one whose text a line without parentheses could go on with. */
  openText: ZoneFound | null = null;
  /** Whether the text at hand ends where the file does. */
  atEnd = false;
  readonly surroundings: Surroundings;
  /** Null where nobody asks for them. */
  readonly others: Other[] | null;
  /** Whether a parenthesis was left open, which may explain one that closes nothing. */
  #unclosed = false;

  constructor(state: State, surroundings: Surroundings, others: Other[] | null) {
    this.owner = state.owner;
    this.origin = state.origin;
    this.defaultTtl = state.defaultTtl;
    this.lastTtl = state.lastTtl;
    this.internet = state.internet;
    this.generated = state.generated;
    this.included = state.included;
    this.surroundings = surroundings;
    this.others = others;
  }

  get state(): State {
    const { owner, origin, defaultTtl, lastTtl, internet, generated, included } = this;
    return { owner, origin, defaultTtl, lastTtl, internet, generated, included };
  }

  /** Takes in the entry that was read last. */
  take(): void {
    const { entry } = this;
    for (const value of entry.comments) this.comments.push(value);
    if (entry.count === 0) {
      this.#structure(0, null);
      return;
    }
    const word = entry.bare(0);
    if (word.startsWith("$") && this.#directive(word)) return;
    let index = 0;
    if (!entry.inherits) {
      if (entry.kinds[0] === UNBALANCED || entry.kinds[0] === FOLDED) return;
      this.owner = this.#ownerOf(word);
      index = 1;
    }
    this.#record(this.header(index, this.owner !== null));
  }

  /** What stands before the data from word number `index` on. Unless it `keeps` it, the TTL is for this record alone. */
  header(index: number, keeps = true): Header {
    const header = readHeader(this.entry, index, this);
    if (keeps && header.stated !== null) this.lastTtl = header.stated;
    return header;
  }

  #ownerOf(word: string): string {
    const { entry } = this;
    if (entry.kinds[0] === QUOTED) {
      return fullName(
        entry.text.slice((entry.starts[0] as number) + 1, (entry.ends[0] as number) - 1),
        this.origin,
      );
    }
    // A placeholder of some template: a name that nobody knows here.
    if (word.startsWith("$")) return `${word}.${UNKNOWN}`;
    return fullName(word, this.origin);
  }

  /** Whether the entry is a directive, which is then done. */
  #directive(word: string): boolean {
    const { entry } = this;
    switch (word.toUpperCase()) {
      case "$ORIGIN":
        if (entry.bare(1) !== "") {
          this.origin = fullName(entry.bare(1), this.origin);
          this.origins.push(this.origin);
        }
        return true;
      case "$TTL": {
        const ttl = ttlOf(entry.bare(1));
        if (ttl !== undefined) this.defaultTtl = this.lastTtl = ttl;
        return true;
      }
      case "$INCLUDE":
        this.#include();
        return true;
      case "$GENERATE":
        readGenerate(this);
        return true;
    }
    this.#anything();
    for (let index = 1; index < entry.count && index < 5; index++) {
      if (treatmentOf(entry.bare(index)) !== undefined) return false;
    }
    return true;
  }

  /** A placeholder of some template, `${RECORDS}`, may stand for any record of the zone. */
  #anything(): void {
    const { entry, origin } = this;
    const span = { start: entry.starts[0] as number, end: entry.wordsEnd };
    this.others?.push({ name: fullName("*", origin), type: "OTHER", ttl: null, data: "", span });
  }

  #include(): void {
    const { entry } = this;
    if (entry.count < 2) return;
    const quoted = entry.kinds[1] !== BARE ? 1 : 0;
    const start = (entry.starts[1] as number) + quoted;
    const end = (entry.ends[1] as number) - (entry.kinds[1] === QUOTED ? 1 : 0);
    const path = entry.text.slice(start, end).replace(/\\"/g, '"');
    const origin = entry.bare(2) === "" ? this.origin : fullName(entry.bare(2), this.origin);
    if (path !== "") this.surroundings.include(this, path, origin, start, end);
  }

  #record(header: Header): void {
    const { first, treatment } = header;
    this.openText = null;
    switch (treatment) {
      case undefined:
        return;
      case TXT:
      case SPF:
        this.#text(header, treatment === TXT ? "TXT" : "SPF");
        return;
      case SOA:
        this.#soa(header);
        break;
      case OTHER:
      case SKIP:
        if (header.internet) this.#other(header);
        break;
    }
    this.#structure(first, null);
  }

  #structure(first: number, found: Found | null): void {
    const { entry } = this;
    if (
      entry.strays.length === 0 &&
      entry.unclosed < 0 &&
      entry.continued.length === 0 &&
      !this.#hasBroken(first)
    )
      return;
    if (this.#unclosed && entry.count === 0) entry.strays.length = 0;
    this.#unclosed = entry.unclosed >= 0;
    for (const fault of structureFaults(entry, first, found)) this.faults.push(fault);
  }

  #hasBroken(first: number): boolean {
    const { entry } = this;
    for (let i = first; i < entry.count; i++)
      if (entry.kinds[i] === UNBALANCED || entry.kinds[i] === FOLDED) return true;
    return false;
  }

  #text(header: Header, type: "TXT" | "SPF"): void {
    const { entry, owner } = this;
    const { first } = header;
    if (this.others) return;
    if (!header.internet || owner === null || first >= entry.count) {
      this.#structure(first, null);
      return;
    }
    let decoded: Decoded | undefined;
    const hex = isHex(entry, first, type);
    if (hex) {
      decoded = decodeHex(entry, first);
      if (!decoded) return;
    } else if (entry.kinds[entry.count - 1] === UNBALANCED && lacksOpening(entry, first, entry.count - 1)) {
      decoded = decodeHalf(
        entry.text,
        entry.starts[first] as number,
        entry.starts[entry.count - 1] as number,
      );
    } else decoded = decodeWords(entry, first);
    const found = this.add(type, header, [owner], decoded);
    this.#structure(first, found);
    // Digits have neither quotes nor escapes.
    if (!hex) for (const fault of textFaults(entry, first, found)) this.faults.push(fault);
    if (entry.unclosed < 0 && !this.#hasBroken(first)) this.openText = found;
  }

  /** Adds the record whose type is the word before `first`. `alone`: the entry holds no other record. */
  add(
    type: "TXT" | "SPF",
    { first, ttl, setsTtl }: Header,
    names: readonly string[],
    decoded: Decoding,
    alone = true,
  ): ZoneFound {
    const { entry } = this;
    const found = new ZoneFound(entry.text, type, ttl, decoded);
    found.names = names;
    found.start = entry.starts[0] as number;
    found.typeStart = entry.starts[first - 1] as number;
    found.typeEnd = entry.ends[first - 1] as number;
    found.dataStart = entry.starts[first] as number;
    found.dataEnd = entry.wordsEnd;
    if (alone && !setsTtl) found.mayGo(entry.start, entry.end, this.atEnd);
    // Behind a parenthesis the first word of a line need not be its owner.
    const isPlain = () => /^[ \t\ufeff]*$/.test(entry.text.slice(entry.start, found.start));
    if (alone && this.defaultTtl !== null && isPlain()) found.mayChangeTtl();
    this.found.push(found);
    return found;
  }

  /** Takes the last record back: it goes on in the next line. */
  takeBack(): void {
    this.found.pop();
    const { start } = this.entry;
    while (this.faults.length > 0 && (this.faults.at(-1) as HostFault).span.start >= start) this.faults.pop();
    while (this.comments.length > 0 && (this.comments.at(-2) as number) >= start) this.comments.length -= 2;
  }

  // RFC 1035, 3.3.13
  #soa(header: Header): void {
    const { entry, owner } = this;
    const { first, internet, ttl } = header;
    if (owner === null) return;
    this.internet = internet;
    this.apex ??= owner;
    // RFC 2308, 4: the last number is no default TTL any more, but BIND takes it where there is none.
    const minimum = ttlOf(entry.bare(first + 6));
    if (ttl === null && minimum !== undefined) this.defaultTtl = this.lastTtl = minimum;
    const serial = entry.bare(first + 2);
    if (this.soa === null && /^\d{1,10}$/.test(serial)) {
      const span = { start: entry.starts[first + 2] as number, end: entry.ends[first + 2] as number };
      this.soa = { name: shown(owner), serial: Number(serial), serialSpan: span };
    }
    if (internet) this.#other({ ...header, ttl: ttl ?? this.defaultTtl });
  }

  #other({ first, ttl }: Header): void {
    const { entry, owner } = this;
    if (!this.others || owner === null || first > entry.count) return;
    const span = { start: entry.starts[0] as number, end: entry.wordsEnd };
    const other = otherOf(owner, entry.bare(first - 1), ttl, entry, first, this.origin, span);
    if (other) this.others.push(other);
  }
}
