/** A template of a zone as the zone that it makes, as far as that is known: each value is one character. */

import { type Decoded, type Encode, HOLE } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { fileNameOf } from "../file-names.ts";
import { classOf, treatmentOf, ttlOf } from "../zone/types.ts";
import { type Sign, signsOf } from "./signs.ts";

/** How templates are named, behind the name of what they make. */
const ENDING =
  /\.(?:j2|jinja2?|tmpl|gotmpl|tpl|tftpl|erb|epp|m4|template|tt2?|mako|hbs|mustache|liquid|twig|njk)$/i;
/** Salt makes YAML of them, and calls them so. */
const STATES = /\.sls$/i;

export function isNamedTemplate(uri: string): boolean {
  const name = fileNameOf(uri);
  return ENDING.test(name) || STATES.test(name);
}

/** The uri of what a template makes. */
export function madeUri(uri: string): string {
  return uri.replace(ENDING, "").replace(STATES, ".yaml");
}

/** What stands for values: the same for the same one, so that names can be compared. No name holds such a character. */
const FIRST = 0xe000;
const COUNT = 0x1900;

/** In longer lines nobody looks for what stands around a sign. */
const LONGEST_LINE = 4000;

/** A TTL that nobody knows. */
export const OPEN_TTL = 98_765;

/** Whether a name, or a text, depends on a value: as it is, or with its octets escaped. */
export function isOpen(text: string): boolean {
  return /[\ue000-\uf8ff]|\\238|%ee%[89ab]/i.test(text);
}

/** The text of a record, in which each value is one that nobody knows. */
export function withHoles(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, HOLE);
}

export interface TemplateText {
  /** What the zone's reader reads, as long as the text of the source map. */
  readonly text: string;
  /** Where each stretch begins in the text, with its source: to make the source map of any part. */
  readonly stretches: readonly Stretch[];
  /** Stretches of the source that may be left out. */
  readonly conditional: readonly { readonly start: number; readonly end: number }[];
  readonly signs: readonly Sign[];
  /** Whether one of them stands outside of strings: within one it may be what somebody forgot to fill in. */
  readonly isTemplate: boolean;
  readonly encode: Encode;
}

export interface Stretch {
  readonly kind: "plain" | "hole" | "ttl" | "gap";
  /** In the source. */
  readonly from: number;
  readonly to: number;
  /** In the text. */
  readonly at: number;
}

export function templateText(source: string, named: boolean, m4: boolean): TemplateText {
  const signs = signsOf(source, named, m4);
  const numbers = new Map<string, number>();
  const stretches: Stretch[] = [];
  let text = "";
  let length = 0;
  let line = "";
  let plain = 0;
  let isTemplate = false;
  const add = (kind: Stretch["kind"], from: number, to: number, shown: string) => {
    if (from < to) stretches.push({ kind, from, to, at: length });
    text += shown;
    length += shown.length;
    const lf = shown.lastIndexOf("\n");
    line = lf < 0 ? line + shown : shown.slice(lf + 1);
  };
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as Sign;
    if (sign.start < plain) continue;
    add("plain", plain, sign.start, source.slice(plain, sign.start));
    const inside = line.length < LONGEST_LINE && isInText(line);
    if (!inside || sign.kind === "control") isTemplate = true;
    // Within a string nobody knows what control leaves of it.
    const end = sign.kind === "control" && inside ? endOfChoice(source, signs, i) : sign.end;
    if (sign.kind === "nothing" || (sign.kind === "control" && !inside)) add("gap", sign.start, end, "");
    else if (
      !inside &&
      line.length < LONGEST_LINE &&
      isTtl(line, source.slice(end, lineEnd(source, end)).slice(0, 200))
    )
      add("ttl", sign.start, end, String(OPEN_TTL));
    else {
      const written = source.slice(sign.start, end);
      const number = numbers.get(written) ?? numbers.size;
      numbers.set(written, number);
      add("hole", sign.start, end, String.fromCharCode(FIRST + (number % COUNT)));
    }
    plain = end;
  }
  add("plain", plain, source.length, source.slice(plain));
  const encode: Encode = (put, { before, after }) =>
    keepsSigns(put, before, after, (all) => signsOf(all, named, m4)) ? put : undefined;
  return { text, stretches, conditional: conditionalIn(signs, source.length), signs, isTemplate, encode };
}

/** Whether text between others makes no sign, opens none, and leaves those around it what they are. */
function keepsSigns(
  put: string,
  before: string,
  after: string,
  signs: (text: string) => readonly Sign[],
): boolean {
  if (/[{<]%|%[}>]|\{[{#]|[}#]\}/.test(before.slice(-1) + put + after.slice(0, 1))) return false;
  const places = (text: string, at: number, moved: number) =>
    signs(text).map(({ start, end }) => (start >= at ? [start - moved, end - moved] : [start, end]));
  const kept = places(before + after, before.length, 0);
  return JSON.stringify(kept) === JSON.stringify(places(before + put + after, before.length, put.length));
}

/** The source map of the text from `start` to `end`, over the source from `from` on. */
export function sourceMap(
  template: TemplateText,
  source: string,
  start: number,
  end: number,
  from: number,
): Decoded {
  const builder = new DecodedBuilder(source, template.encode);
  for (const { kind, from: first, to: last, at } of template.stretches) {
    const length =
      kind === "plain" ? last - first : kind === "ttl" ? String(OPEN_TTL).length : kind === "hole" ? 1 : 0;
    if (at + length <= start || at >= end) continue;
    if (kind === "hole") builder.hole(first - from, last - from);
    else if (kind === "ttl") builder.replaced(first - from, last - from, String(OPEN_TTL));
    else if (kind === "plain") {
      const cut = Math.max(0, start - at);
      builder.verbatim(first + cut - from, first + Math.min(length, end - at) - from);
    }
  }
  return builder.build();
}

/** Where an offset of the text is in the source: behind what gives no text there. */
export function inSource({ stretches }: TemplateText, offset: number, end: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).at <= offset) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low - 1];
  return stretch
    ? Math.min(stretch.to, stretch.kind === "plain" ? stretch.from + offset - stretch.at : stretch.to)
    : end;
}

/** Whether what follows a line so far belongs to the text of a record: some formats write them without quotes. */
function isInText(line: string): boolean {
  return isInString(line) || /\bv=spf1\s/i.test(line);
}

/** Whether a line so far leaves a string open. */
function isInString(line: string): boolean {
  let open = false;
  for (let at = 0; at < line.length; at++) {
    const unit = line[at];
    if (unit === "\\") at++;
    else if (unit === '"') open = !open;
    else if (unit === ";" && !open) return false;
  }
  return open;
}

/** The end of what control number `index` begins, in the same line; of itself where that is elsewhere. */
function endOfChoice(source: string, signs: readonly Sign[], index: number): number {
  const own = signs[index] as Sign;
  const last = lineEnd(source, own.end);
  let depth = 0;
  for (let i = index; i < signs.length; i++) {
    const { start, end, opens } = signs[i] as Sign;
    if (start > last) break;
    depth += opens;
    if (depth <= 0) return end;
  }
  return own.end;
}

/** Whether a value stands where a TTL would: a word of its own behind the owner, with a class or a type behind it. */
function isTtl(before: string, after: string): boolean {
  if (/^\$TTL[ \t]+$/i.test(before)) return /^\s*(?:;.*)?$/.test(after);
  if (!/[ \t]$/.test(before) || !/^[ \t]/.test(after)) return false;
  const words = after.trim().split(/\s+/, 3);
  const type = words.find((word) => classOf(word) === undefined && ttlOf(word) === undefined);
  const isLater = before.trim().split(/\s+/).length <= 2 && !before.includes('"');
  return isLater && type !== undefined && treatmentOf(type) !== undefined;
}

/** A zone whose text has holes, as the zone's reader reads it: as long as it is. */
export function filledZone(
  zone: Decoded,
  source: string,
): { readonly filled: string; readonly hasTtl: boolean } {
  const { text } = zone;
  const numbers = new Map<string, number>();
  let hasTtl = false;
  let filled = "";
  for (const hole of zone.holes) {
    filled += text.slice(filled.length, hole.start);
    const line = filled.slice(filled.lastIndexOf("\n") + 1);
    const after = text.slice(hole.end, lineEnd(text, hole.end));
    const { start, end } = zone.sourceRange(hole);
    const written = source.slice(start, end);
    const number = numbers.get(written) ?? numbers.size;
    numbers.set(written, number);
    const isOne = line.length < LONGEST_LINE && !isInString(line) && isTtl(line, after.slice(0, 200));
    hasTtl ||= isOne;
    filled += (isOne ? "1" : String.fromCharCode(FIRST + (number % COUNT))).repeat(hole.end - hole.start);
  }
  return { filled: filled + text.slice(filled.length), hasTtl };
}

function lineEnd(source: string, at: number): number {
  const lf = source.indexOf("\n", at);
  return lf < 0 ? source.length : lf;
}

function conditionalIn(signs: readonly Sign[], length: number): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (const sign of signs) {
    if (sign.kind !== "control") continue;
    if (depth === 0 && sign.opens > 0) start = sign.start;
    const before = depth;
    depth = Math.max(0, depth + sign.opens);
    if (before > 0 && depth === 0) out.push({ start, end: sign.end });
  }
  // What is never ended may reach to the end.
  if (depth > 0) out.push({ start, end: length });
  return out;
}
