/** Reads the text of a record into its tree (RFC 7208, 12; RFC 4406, 3.1). Total: any text gives a tree. */

import type { RecordSpace, Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";
import type { Fault, SpfRecord } from "./ast.ts";
import { fault } from "./faults.ts";
import { errorSince, firstHole, type Reading } from "./reading.ts";
import { judgeWhole } from "./record-faults.ts";
import { readWord } from "./term.ts";
import { TokenWriter } from "./tokens.ts";
import { matchVersion, readVersion } from "./version.ts";
import { type Word, wholeSpan } from "./word.ts";
import { cutWords, isSettled, nextWord, type ReadyWord } from "./words.ts";

/**
 * The tree of a record. `holes` are stretches whose value is not known, in ascending order; a term that touches one
 * gets only faults that no value could take away.
 */
export function parse(text: string, holes: readonly Span<RecordSpace>[] = []): SpfRecord {
  const offsets = new Set<number>();
  for (const hole of holes) for (let at = hole.start; at < hole.end; at++) offsets.add(at);
  const reading: Reading = {
    text,
    holes: offsets,
    tokens: new TokenWriter(text, offsets),
    terms: [],
    faults: [],
  };
  const match = matchVersion(text, offsets);
  const version = readVersion(reading, match);
  const words = cutWords(reading, version.span.end);
  for (let index = 0; index < words.length; ) {
    const raw = words[index] as Word;
    if (isSettled(raw)) {
      readWord(reading, raw);
      index++;
      continue;
    }
    const ready = nextWord(reading, words, index);
    readReady(reading, ready);
    index += ready.taken;
  }
  const whole = { text, version, terms: reading.terms, holes: offsets.size > 0 };
  const faults = inOrder(judgeWhole(whole, reading.faults));
  return {
    ...whole,
    get tokens() {
      return reading.tokens.tokens();
    },
    faults,
    valid: !faults.some((fault) => fault.error),
  };
}

/**
 * Reads one word. A fault of a character that could be mended gives way to one that says more about the same place;
 * where it could not be mended, whatever else is said about that place follows from it.
 */
function readReady(reading: Reading, ready: ReadyWord): void {
  const before = reading.faults.length;
  readWord(reading, ready.word);
  if (ready.faults.length > 0) {
    const firm = ready.faults.filter((fault) => fault.suggestion === undefined);
    const said = reading.faults.splice(before).filter((fault) => !overlapsAny(fault, firm));
    const kept = ready.faults.filter((fault) => firm.includes(fault) || !overlapsAny(fault, said));
    reading.faults.push(...said, ...kept);
  }
  if (ready.joint && !errorSince(reading, before)) reading.faults.push(ready.joint);
  if (ready.word.good || firstHole(reading, ready.word) >= 0 || errorSince(reading, before)) return;
  const data = { character: ready.word.text.charAt(0) };
  reading.faults.push(
    fault("syntax", "character", wholeSpan(ready.word), data, {
      error: true,
      term: reading.terms.length - 1,
    }),
  );
}

function overlapsAny(fault: Fault, others: readonly Fault[]): boolean {
  return others.some((other) => overlaps(other.span, fault.span));
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
