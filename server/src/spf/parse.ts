/** Reads the text of a record into its tree (RFC 7208, 12; RFC 4406, 3.1). Total: any text gives a tree. */

import type { RecordSpace, Span } from "../text/span.ts";
import { contains, overlaps } from "../text/span.ts";
import type { Fault, SpfRecord, Term, Token, Version } from "./ast.ts";
import { countErrors, honest } from "./better.ts";
import { characterAt } from "./characters.ts";
import { fault } from "./faults.ts";
import { errorSince, firstHole, type Reading } from "./reading.ts";
import { judgeWhole } from "./record-faults.ts";
import { readWord } from "./term.ts";
import { noTokens, type TokenSink, TokenWriter } from "./tokens.ts";
import { matchVersion, readVersion } from "./version.ts";
import { type Word, wholeSpan } from "./word.ts";
import { cutWords, isSettled, nextWord, type ReadyWord } from "./words.ts";

/**
 * The tree of a record. `holes` are stretches whose value is not known, in ascending order; a term that touches one
 * gets only faults that no value could take away.
 */
export function parse(text: string, holes: readonly Span<RecordSpace>[] = []): SpfRecord {
  const offsets = offsetsOf(holes);
  const { whole, faults } = read(text, offsets, noTokens);
  // What a value that is not known makes of a suggestion can't be tried out.
  const kept = whole.holes
    ? faults
    : honest(text, faults, (mended) => countErrors(read(mended, noOffsets, noTokens).faults));
  return new ParsedRecord(whole, kept, offsets);
}

interface Read {
  readonly whole: Omit<SpfRecord, "tokens" | "faults" | "valid">;
  readonly faults: readonly Fault[];
}

function read(text: string, offsets: ReadonlySet<number>, tokens: TokenSink): Read {
  const reading: Reading = {
    text,
    holes: offsets,
    tokens,
    terms: [],
    faults: [],
  };
  const match = matchVersion(text, offsets);
  const version = readVersion(reading, match);
  /** Blanks that should not be there at all, whatever else is wrong with them. */
  const joints: Span<RecordSpace>[] = [];
  const words = cutWords(reading, version.span.end);
  for (let index = 0; index < words.length; ) {
    const raw = words.at(index) as Word;
    if (isSettled(raw, words, index)) {
      readWord(reading, raw);
      index++;
      continue;
    }
    const ready = nextWord(reading, words, index);
    readReady(reading, ready, joints);
    index += ready.taken;
  }
  // A list that grew keeps room for more.
  const whole = { text, version, terms: reading.terms.slice(), holes: offsets.size > 0 };
  const faults = inOrder(judgeWhole(whole, withoutBlanks(reading.faults, joints)));
  return { whole, faults };
}

/** Reads the record once more, for its tokens. */
function tokensOf(text: string, offsets: ReadonlySet<number>): readonly Token[] {
  const tokens = new TokenWriter(text, offsets);
  read(text, offsets, tokens);
  return tokens.tokens();
}

/** A record whose tokens are made when somebody asks. A class, since accessors made one by one cost more than reading. */
class ParsedRecord implements SpfRecord {
  readonly text: string;
  readonly version: Version;
  readonly terms: readonly Term[];
  readonly holes: boolean;
  readonly faults: readonly Fault[];
  readonly valid: boolean;
  readonly #offsets: ReadonlySet<number>;
  #tokens: readonly Token[] | undefined;

  constructor(
    whole: Omit<SpfRecord, "tokens" | "faults" | "valid">,
    faults: readonly Fault[],
    offsets: ReadonlySet<number>,
  ) {
    this.text = whole.text;
    this.version = whole.version;
    this.terms = whole.terms;
    this.holes = whole.holes;
    this.faults = faults;
    this.valid = !faults.some((fault) => fault.error);
    this.#offsets = offsets;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokensOf(this.text, this.#offsets);
    return this.#tokens;
  }
}

const noOffsets: ReadonlySet<number> = new Set();

/** Every offset of the holes. */
export function offsetsOf(holes: readonly Span<RecordSpace>[]): ReadonlySet<number> {
  if (holes.length === 0) return noOffsets;
  const offsets = new Set<number>();
  for (const hole of holes) for (let at = hole.start; at < hole.end; at++) offsets.add(at);
  return offsets;
}

/**
 * Reads one word. A fault of a character that could be mended gives way to one that says more about the same place;
 * where it could not be mended, whatever else is said about that place follows from it.
 */
function readReady(reading: Reading, ready: ReadyWord, joints: Span<RecordSpace>[]): void {
  const before = reading.faults.length;
  readWord(reading, ready.word);
  const spoken = errorSince(reading, before);
  if (ready.faults.length > 0) {
    const firm = ready.faults.filter((fault) => fault.suggestion === undefined);
    const said = reading.faults.splice(before).filter((fault) => !overlapsAny(fault, firm));
    const kept = ready.faults.filter(
      (fault) => firm.includes(fault) || !said.some((one) => settles(one, fault)),
    );
    reading.faults.push(...said, ...kept);
  }
  if (ready.joint) joints.push(ready.joint.span);
  if (ready.joint && !spoken) reading.faults.push(ready.joint);
  if (ready.word.good || firstHole(reading, ready.word) >= 0 || errorSince(reading, before)) return;
  const { character } = characterAt(ready.word.text, 0);
  const data = { character };
  reading.faults.push(
    fault("syntax", "character", wholeSpan(ready.word), data, {
      error: true,
      term: reading.terms.length - 1,
    }),
  );
}

/** Whether a fault says all about a place that a fault of its characters says something about. */
function settles(fault: Fault, character: Fault): boolean {
  if (!overlaps(fault.span, character.span)) return false;
  if (contains(fault.span, character.span) && contains(character.span, fault.span)) return true;
  return fault.replaces === undefined || contains(fault.replaces, character.span);
}

function overlapsAny(fault: Fault, others: readonly Fault[]): boolean {
  return others.some((other) => overlaps(other.span, fault.span));
}

/** The faults without those of the blanks named. */
function withoutBlanks(faults: readonly Fault[], joints: readonly Span<RecordSpace>[]): readonly Fault[] {
  if (joints.length === 0) return faults;
  const ends = new Set(joints.map((joint) => joint.end));
  return faults.filter(
    (fault) => fault.kind !== "whitespace" || !ends.has((fault.replaces ?? fault.span).end),
  );
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  if (faults.length < 2) return faults;
  return [...faults].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
