/**
 * DNS messages as octets (RFC 1035, 4): the one question that we send, and what of an answer SPF needs.
 *
 * Reading is total: any octets give a reply or null, in time that grows with their number.
 */

import { decodeOctets, encodeOctets } from "../text/octets.ts";
import type { Query } from "./answers.ts";
import { MAX_LABEL, normalise } from "./names.ts";
import type { DataByType } from "./rr.ts";

/** Types that are read; the others of a message are passed over. */
const typeNumbers = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const;
const typeNames: ReadonlyMap<number, WireType> = new Map(
  Object.entries(typeNumbers).map(([name, number]) => [number, name as WireType]),
);
const OPT = 41;
const OPT_OCTETS = 11;
const IN = 1;

/** What fits into one datagram on any path (DNS flag day 2020), which we say that we take (RFC 6891, 6.2.3). */
const DATAGRAM = 1232;
const HEADER = 12;
/** Octets of a name with its length octets (RFC 1035, 2.3.4). */
const MAX_WIRE_NAME = 255;
/** More pointers in one name than it could have labels lead nowhere good. */
const MOST_POINTERS = 127;

type WireType = keyof typeof typeNumbers;

interface WireData extends DataByType {
  readonly NS: string;
  readonly CNAME: string;
  /** Seconds for which what the zone does not hold may be remembered (RFC 2308, 4). */
  readonly SOA: number;
}

export type WireRecord = {
  [T in WireType]: {
    readonly name: string;
    readonly type: T;
    /** In seconds. */
    readonly ttl: number;
    readonly data: WireData[T];
  };
}[WireType];

export interface Reply {
  readonly rcode: number;
  /** Whether the server holds the zone itself. */
  readonly authoritative: boolean;
  readonly answers: readonly WireRecord[];
  readonly authority: readonly WireRecord[];
}

export const NO_ERROR = 0;
const FORMAT_ERROR = 1;
export const NAME_ERROR = 3;

/** What a message that arrives is to a question that was sent. */
export type Verdict =
  /** Its answer, with records or without. */
  | "answer"
  /** Its answer, cut off (RFC 1035, 4.2.1). */
  | "truncated"
  /** The server won't or can't answer, another may. */
  | "refusal"
  /** Nothing to do with it: late, forged or garbled. */
  | "noise";

/** The message that asks, or null where no message can hold the name. `id` is 0 to 65535. */
export function encodeQuery(query: Query, id: number): Uint8Array | null {
  const name = encodeName(query.name);
  if (!name) return null;
  const type = typeNumbers[query.type];
  // One question, recursion desired; and OPT, the root's, with the size that we take (RFC 6891, 6.1.2).
  const header = [id >> 8, id & 0xff, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 1];
  const opt = [0, 0, OPT, DATAGRAM >> 8, DATAGRAM & 0xff, ...new Array(OPT_OCTETS - 5).fill(0)];
  return Uint8Array.from([...header, ...name, 0, type, 0, IN, ...opt]);
}

/** The same question without OPT, for a server that does not know it. */
export function withoutOpt(query: Uint8Array): Uint8Array {
  const out = query.slice(0, -OPT_OCTETS);
  out[11] = 0;
  return out;
}

function encodeName(name: string): number[] | null {
  const normal = normalise(name);
  const out: number[] = [];
  if (normal !== ".") {
    for (const label of normal.split(".")) {
      const octets = encodeOctets(label);
      if (octets.length === 0 || octets.length > MAX_LABEL) return null;
      out.push(octets.length, ...octets);
    }
  }
  out.push(0);
  return out.length <= MAX_WIRE_NAME ? out : null;
}

/** What `reply` is to `query`, a message that `encodeQuery` made. */
export function judge(query: Uint8Array, reply: Uint8Array): Verdict {
  if (reply.length < HEADER || reply[0] !== query[0] || reply[1] !== query[1]) return "noise";
  const [flags, codes] = [reply[2] as number, reply[3] as number];
  // It must be a response to a query of the ordinary kind.
  if ((flags & 0xf8) !== 0x80) return "noise";
  const rcode = codes & 0x0f;
  const answers = rcode === NO_ERROR || rcode === NAME_ERROR;
  const questions = ((reply[4] as number) << 8) | (reply[5] as number);
  // A server that could not read the question has none to repeat.
  if (questions === 0) return answers ? "noise" : "refusal";
  if (questions !== 1 || !sameQuestion(query, reply)) return "noise";
  if (!answers) return "refusal";
  return (flags & 0x02) !== 0 ? "truncated" : "answer";
}

/** Whether the server could not read the question. */
export function isFormatError(reply: Uint8Array): boolean {
  return ((reply[3] ?? 0) & 0x0f) === FORMAT_ERROR;
}

/** Whether both ask the same, letters in any case (RFC 4343, 3). */
function sameQuestion(query: Uint8Array, reply: Uint8Array): boolean {
  let end = HEADER;
  while (query[end] !== 0) end += (query[end] as number) + 1;
  end += 5;
  // A label's length and the types that we ask for are below every letter.
  for (let i = HEADER; i < end; i++) if (lower(query[i]) !== lower(reply[i])) return false;
  return true;
}

function lower(octet: number | undefined): number | undefined {
  return octet !== undefined && octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet;
}

/** Reads a message that `judge` took for an answer; null where it is malformed. */
export function decodeReply(octets: Uint8Array): Reply | null {
  const reader = new Reader(octets);
  reader.at = 2;
  const flags = reader.number(2);
  const [questions, answers, authority] = [reader.number(2), reader.number(2), reader.number(2)];
  reader.at = HEADER;
  for (let i = 0; i < questions && !reader.failed; i++) {
    reader.name();
    reader.number(4);
  }
  const reply = {
    rcode: flags & 0x0f,
    authoritative: (flags & 0x0400) !== 0,
    answers: reader.section(answers),
    authority: reader.section(authority),
  };
  return reader.failed ? null : reply;
}

/** Reads a message from left to right. Once something is not there, all that follows is nothing. */
class Reader {
  readonly #octets: Uint8Array;
  at = 0;
  failed = false;

  constructor(octets: Uint8Array) {
    // Node's own kind of octets shares its memory where others copy.
    this.#octets = new Uint8Array(octets.buffer, octets.byteOffset, octets.length);
  }

  /** A number of so many octets, the first the highest. */
  number(octets: number): number {
    let value = 0;
    for (const octet of this.#take(octets)) value = value * 256 + octet;
    return value;
  }

  name(): string {
    const labels: string[] = [];
    let size = 1;
    let at = this.at;
    let before = at;
    for (let pointers = 0; ; ) {
      const length = this.#octets[at];
      if (length === undefined) return this.#fail("");
      if (length === 0) {
        if (pointers === 0) this.at = at + 1;
        return labels.length > 0 ? labels.join(".") : ".";
      }
      if (length > MAX_LABEL) {
        // RFC 1035, 4.1.4: two bits set mark a pointer to a prior occurrence; it must lead back, ever further.
        const to = ((length & 0x3f) << 8) | (this.#octets[at + 1] ?? 0);
        if (length < 0xc0 || at + 1 >= this.#octets.length || to >= before) return this.#fail("");
        if (pointers === 0) this.at = at + 2;
        if (++pointers > MOST_POINTERS) return this.#fail("");
        at = before = to;
        continue;
      }
      size += length + 1;
      if (size > MAX_WIRE_NAME || at + 1 + length > this.#octets.length) return this.#fail("");
      labels.push(labelOf(this.#octets.subarray(at + 1, at + 1 + length)));
      at += length + 1;
    }
  }

  section(count: number): WireRecord[] {
    const out: WireRecord[] = [];
    for (let i = 0; i < count && !this.failed; i++) {
      const name = this.name();
      const type = typeNames.get(this.number(2));
      const inInternet = this.number(2) === IN;
      const ttl = this.number(4);
      const length = this.number(2);
      const end = this.at + length;
      if (!type || !inInternet) {
        this.#take(length);
        continue;
      }
      const data = this.#data(type, end);
      // Data that ends before or after its length says is some other data.
      if (this.at !== end) this.failed = true;
      // RFC 2181, 8: with the highest bit set it counts as zero.
      if (!this.failed) out.push({ name, type, ttl: ttl > 0x7fffffff ? 0 : ttl, data } as WireRecord);
    }
    return out;
  }

  #data(type: WireType, end: number): WireData[WireType] {
    switch (type) {
      case "A":
        return [...this.#take(4)];
      case "AAAA":
        return [...this.#take(16)];
      case "TXT": {
        const strings: string[] = [];
        while (this.at < end && !this.failed) strings.push(decodeOctets(this.#take(this.number(1))));
        return { strings, holes: [] };
      }
      case "MX":
        return { preference: this.number(2), exchange: this.name() };
      case "SOA":
        this.name();
        this.name();
        this.number(16);
        return this.number(4);
      default:
        return this.name();
    }
  }

  #take(octets: number): Uint8Array {
    const end = this.at + octets;
    if (this.failed || end > this.#octets.length) return this.#fail(new Uint8Array(0));
    const out = this.#octets.subarray(this.at, end);
    this.at = end;
    return out;
  }

  #fail<T>(nothing: T): T {
    this.failed = true;
    return nothing;
  }
}

/** A dot within a label is no border; it reads as master files write it (RFC 1035, 5.1), which is another name. */
function labelOf(octets: Uint8Array): string {
  return decodeOctets(octets).replaceAll(".", "\\046");
}
