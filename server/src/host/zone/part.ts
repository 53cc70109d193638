/** What a stretch of a zone file holds, kept as numbers and made into objects when asked. */

import type { Decoded } from "../../text/decoded.ts";
import type { Edit } from "../../text/edit.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import { commentIn } from "../comment.ts";
import type { Comment, Found, HostFault, Other, Part, Soa } from "../host.ts";
import { fullName, isKnown } from "./names.ts";
import { decodeStrings, isOneString } from "./strings.ts";
import { ttlOf } from "./types.ts";

/** A decoded text, or how to get it when asked. */
export type Decoding = Decoded | (() => Decoded);

/** A record as numbers. One whose data is nothing but quoted strings in one line is decoded when asked. */
export class ZoneFound implements Found {
  /** Offsets in the part, set by who makes it. */
  start = 0;
  typeStart = 0;
  typeEnd = 0;
  dataStart = 0;
  dataEnd = 0;
  /** Full names, see `names.ts`; or where the owner is written, to be read when asked. */
  #names: readonly string[] | undefined;
  #ownerStart = 0;
  #ownerEnd = 0;
  #origin = "";
  #goFrom = -1;
  #goTo = -1;
  #atEnd = false;
  #hasOwnTtl = false;
  readonly #text: string;
  #decoded: Decoding | undefined;

  constructor(
    text: string,
    readonly type: "TXT" | "SPF",
    readonly ttl: number | null,
    decoded?: Decoding,
  ) {
    this.#text = text;
    this.#decoded = decoded;
  }

  get certain(): boolean {
    return true;
  }

  get strings(): "author" {
    return "author";
  }

  /** Says where the owner is written, and what a relative one ends in. */
  ownBy(start: number, end: number, origin: string): void {
    this.#ownerStart = start;
    this.#ownerEnd = end;
    this.#origin = origin;
  }

  get names(): readonly string[] {
    this.#names ??= [this.#owner];
    return this.#names;
  }

  get #owner(): string {
    return fullName(this.#text.slice(this.#ownerStart, this.#ownerEnd), this.#origin);
  }

  set names(names: readonly string[]) {
    this.#names = names;
  }

  /** Says that the lines from `from` to `to` hold nothing but this record. */
  mayGo(from: number, to: number, atEnd: boolean): void {
    this.#goFrom = from;
    this.#goTo = to;
    this.#atEnd = atEnd;
  }

  /** Says that no record behind it takes over its TTL, since the file has a `$TTL`. */
  mayChangeTtl(): void {
    this.#hasOwnTtl = true;
  }

  get owners(): readonly string[] | null {
    return this.names.every(isKnown) ? this.names : null;
  }

  get plain(): string | null {
    if (this.#decoded !== undefined || !isOneString(this.#text, this.dataStart, this.dataEnd)) return null;
    return this.#text.slice(this.dataStart + 1, this.dataEnd - 1);
  }

  get decoded(): Decoded {
    if (typeof this.#decoded === "function") this.#decoded = this.#decoded();
    this.#decoded ??= decodeStrings(this.#text, this.dataStart, this.dataEnd);
    return this.#decoded;
  }

  /** A name whose origin nobody knows is still itself within its file. */
  get set(): string {
    // Most records are asked for nothing else, and their names are not kept for that.
    return (this.#names ? (this.#names[0] ?? "") : this.#owner).toLowerCase();
  }

  get span(): Span<PartSpace> {
    return { start: this.start, end: this.dataEnd };
  }

  get typeSpan(): Span<PartSpace> {
    return { start: this.typeStart, end: this.typeEnd };
  }

  get dataSpan(): Span<PartSpace> {
    return { start: this.dataStart, end: this.dataEnd };
  }

  /** In place of the TTL that is written, or before the type, where one may stand (RFC 1035, 5.1). */
  ttlEdit(seconds: number): Edit<PartSpace> | null {
    const { start, typeStart } = this;
    const header = this.#text.slice(start, typeStart);
    // What is more than words in a line is left to its author.
    if (!this.#hasOwnTtl || /[^\w.\-@* \t]/.test(header)) return null;
    const hasOwner = start === 0 || !isBlank(this.#text.charCodeAt(start - 1));
    for (const { 0: word, index } of [...header.matchAll(/[^ \t]+/g)].slice(hasOwner ? 1 : 0)) {
      if (ttlOf(word) === undefined) continue;
      const at = start + index;
      return { span: { start: at, end: at + word.length }, text: `${seconds}` };
    }
    return { span: { start: typeStart, end: typeStart }, text: `${seconds} ` };
  }

  get removal(): Span<PartSpace> | null {
    const [start, end] = [this.#goFrom, this.#goTo];
    if (start < 0) return null;
    // A record that names no owner takes none away from those that follow.
    if (!isBlank(this.#text.charCodeAt(start)) && !this.#isOwnersLast(end)) return null;
    return { start, end };
  }

  /** Whether no record behind it inherits its owner. */
  #isOwnersLast(end: number): boolean {
    const next = nextEntry(this.#text, end);
    // What a file that is included begins with is not known here.
    return next < 0
      ? this.#atEnd
      : !isBlank(this.#text.charCodeAt(next)) && !this.#text.startsWith("$", next);
  }
}

/** Start of the next line from `at` on that is neither empty nor a comment nor changes an origin or a TTL, or -1. */
function nextEntry(text: string, at: number): number {
  for (let line = at; line < text.length; ) {
    const lf = text.indexOf("\n", line);
    const end = lf < 0 ? text.length : lf;
    if (/^(?!\$(?:ORIGIN|TTL)\b)[ \t]*[^ \t\r;]/i.test(text.slice(line, end))) return line;
    line = end + 1;
  }
  return -1;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

export interface PartContents {
  readonly text: string;
  readonly length: number;
  readonly found: readonly Found[];
  readonly soa: Soa | null;
  /** Starts and ends of comments, by turns, their signs included. */
  readonly comments: readonly number[];
  readonly faults: readonly HostFault[];
  /** Reads the part once more for its other records. */
  readonly others: () => readonly Other[];
}

const NO_COMMENTS: readonly Comment[] = [];

export class ZonePart implements Part {
  readonly length: number;
  readonly found: readonly Found[];
  readonly soa: Soa | null;
  readonly faults: readonly HostFault[];
  readonly #contents: PartContents;
  #comments: readonly Comment[] | undefined;

  constructor(contents: PartContents) {
    this.#contents = contents;
    this.length = contents.length;
    this.found = contents.found;
    this.soa = contents.soa;
    this.faults = contents.faults;
  }

  source({ start, end }: Span<PartSpace>): string {
    return this.#contents.text.slice(start, end);
  }

  others(): readonly Other[] {
    return this.#contents.others();
  }

  get comments(): readonly Comment[] {
    this.#comments ??= makeComments(this.#contents);
    return this.#comments;
  }
}

function makeComments({ text, comments }: PartContents): readonly Comment[] {
  if (comments.length === 0) return NO_COMMENTS;
  const made: Comment[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const sign = comments[i] as number;
    const end = comments[i + 1] as number;
    let start = sign;
    while (start < end && text.charCodeAt(start) === 59) start++;
    made.push(commentIn(text, { start: sign, end }, start - sign));
  }
  return made;
}
