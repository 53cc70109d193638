/** What a stretch of a zone file holds, kept as numbers and made into objects when asked. */

import type { Decoded } from "../../text/decoded.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment, Found, HostFault, Other, Part, Soa } from "../host.ts";
import { isKnown } from "./names.ts";
import { decodeStrings } from "./strings.ts";

/** A record as the lexer leaves it. Offsets count in `text`, the text of the part. */
export interface Marks {
  readonly text: string;
  /** Full names; see `names.ts`. */
  readonly names: readonly string[];
  readonly type: "TXT" | "SPF";
  readonly ttl: number | null;
  readonly start: number;
  readonly typeStart: number;
  readonly typeEnd: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  /** What tells this reading's sets from those of other files. */
  readonly view: string;
}

/** A decoded text, or how to get it when asked. */
export type Decoding = Decoded | (() => Decoded);

/** A record whose data is nothing but quoted strings in one line is decoded when asked; others are already. */
export class ZoneFound implements Found {
  readonly type: "TXT" | "SPF";
  readonly ttl: number | null;
  readonly certain = true;
  readonly strings = "author";
  readonly #marks: Marks;
  #decoded: Decoding | undefined;
  #owners: readonly string[] | null | undefined;

  constructor(marks: Marks, decoded?: Decoding) {
    this.#marks = marks;
    this.type = marks.type;
    this.ttl = marks.ttl;
    this.#decoded = decoded;
  }

  get owners(): readonly string[] | null {
    if (this.#owners === undefined) {
      const { names } = this.#marks;
      this.#owners = names.every(isKnown) ? names : null;
    }
    return this.#owners;
  }

  get decoded(): Decoded {
    if (typeof this.#decoded === "function") this.#decoded = this.#decoded();
    this.#decoded ??= decodeStrings(this.#marks.text, this.#marks.dataStart, this.#marks.dataEnd);
    return this.#decoded;
  }

  get set(): string {
    const { names, type, view } = this.#marks;
    return `${view} ${(names[0] ?? "").toLowerCase()} ${type}`;
  }

  get span(): Span<PartSpace> {
    return { start: this.#marks.start, end: this.#marks.dataEnd };
  }

  get typeSpan(): Span<PartSpace> {
    return { start: this.#marks.typeStart, end: this.#marks.typeEnd };
  }

  get dataSpan(): Span<PartSpace> {
    return { start: this.#marks.dataStart, end: this.#marks.dataEnd };
  }
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
    made.push({ span: { start, end }, text: text.slice(start, end), alone: isAlone(text, sign) });
  }
  return made;
}

function isAlone(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9)) before--;
  return before < 0 || text.charCodeAt(before) === 10 || text.charCodeAt(before) === 13;
}
