/** Reads a `$GENERATE` directive into the records it stands for. */

import type { Found, HostFault, Other } from "../host.ts";
import { BARE, type Entry, QUOTED } from "./entry.ts";
import { insert, make } from "./faults.ts";
import {
  dataOf,
  MOST_OF_ALL,
  MOST_OF_ONE,
  type Range,
  rangeOf,
  Template,
  textFor,
  wordsOf,
} from "./generate.ts";
import type { Header } from "./header.ts";
import { fullName } from "./names.ts";
import { otherOf } from "./others.ts";
import type { Decoding } from "./part.ts";
import { looksLikeSpf } from "./spf-like.ts";
import { OTHER, SPF, TXT } from "./types.ts";

/** What the directive asks of the reader that met it, and hands over to it. */
export interface Generating {
  readonly entry: Entry;
  readonly origin: string;
  /** How many records were generated so far. */
  generated: number;
  readonly found: readonly Found[];
  readonly faults: HostFault[];
  /** Null where nobody asks for them. */
  readonly others: Other[] | null;
  header(index: number): Header;
  add(
    type: "TXT" | "SPF",
    header: Header,
    names: readonly string[],
    decoded: Decoding,
    alone?: boolean,
  ): void;
}

export function readGenerate(reader: Generating): void {
  const { entry } = reader;
  const range = rangeOf(entry.bare(1));
  const names = Template.of(entry.bare(2));
  if (!range || !names || names.text === "") return;
  const header = reader.header(3);
  const { treatment, first } = header;
  const isText = treatment === TXT || treatment === SPF;
  if ((!isText && treatment !== OTHER) || !header.internet || first >= entry.count) return;
  if (range.count > MOST_OF_ONE || reader.generated + range.count > MOST_OF_ALL) {
    const alone = range.count > MOST_OF_ONE;
    const data = { count: String(range.count), limit: String(alone ? MOST_OF_ONE : MOST_OF_ALL) };
    const [start, end] = [entry.starts[1] as number, entry.ends[1] as number];
    const detail = alone ? "generate" : "generate-total";
    reader.faults.push(make("analysis-stopped", detail, start, end, null, data));
    return;
  }
  reader.generated += range.count;
  if (isText) {
    if (!reader.others) texts(reader, range, names, header, treatment === TXT ? "TXT" : "SPF");
  } else if (reader.others) others(reader, reader.others, range, names, header);
}

function texts(reader: Generating, range: Range, names: Template, header: Header, type: "TXT" | "SPF"): void {
  const { entry } = reader;
  const { first } = header;
  const data = dataOf(entry, first);
  const template = data && Template.of(data.text);
  const sample = template && textFor(data, template, range.start);
  if (!sample) return;
  const before = reader.found.length;
  if (template.isConstant) {
    const all = new Set<string>();
    for (const value of valuesOf(range)) {
      all.add(fullName(names.fill(value), reader.origin));
      if (names.isConstant) break;
    }
    reader.add(type, header, [...all], sample);
  } else {
    for (const value of valuesOf(range)) {
      const decode = () => textFor(data, template, value) ?? sample;
      reader.add(type, header, [fullName(names.fill(value), reader.origin)], decode, false);
    }
  }
  const found = reader.found[before];
  // Once its quotes are gone, the text falls apart at its blanks.
  const words = wordsOf(template.fill(range.start));
  if (!found || words.count < 2 || !looksLikeSpf(words.text) || words.kinds.includes(QUOTED)) return;
  const start = entry.starts[first] as number;
  const end = entry.wordsEnd;
  const clear = first === entry.count - 1 && entry.kinds[first] === QUOTED && !data.text.includes('"');
  const mend = clear ? [insert(start + 1, '\\"'), insert(end - 1, '\\"')] : undefined;
  if (words.kinds.slice(0, words.count).every((kind) => kind === BARE)) {
    reader.faults.push(make("unquoted", "generate", start, end, found, {}, mend));
  }
}

function others(
  reader: Generating,
  out: Other[],
  range: Range,
  names: Template,
  { first, ttl }: Header,
): void {
  const { entry } = reader;
  const data = dataOf(entry, first);
  const template = data && Template.of(data.text);
  if (!template) return;
  const span = { start: entry.starts[0] as number, end: entry.wordsEnd };
  for (const value of valuesOf(range)) {
    const words = wordsOf(template.fill(value));
    const name = fullName(names.fill(value), reader.origin);
    const other = otherOf(name, entry.bare(first - 1), ttl, words, 0, reader.origin, span);
    if (other) out.push(other);
    if (names.isConstant && template.isConstant) break;
  }
}

function* valuesOf({ start, step, count }: Range): Generator<number> {
  for (let index = 0; index < count; index++) yield start + index * step;
}
