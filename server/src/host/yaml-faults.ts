/** What the scalars of YAML lose, join or keep without a word: `yaml-scalar`, and blocks with their line ends (`heredoc`). */

import type { Edit } from "../text/edit.ts";
import type { PartSpace, Span } from "../text/span.ts";
import type { Section } from "./format.ts";
import type { Found, HostFault } from "./host.ts";
import type { TextValue, Value } from "./syntax/value.ts";
import { looksLikeSpf, looksLikeTerm } from "./zone/spf-like.ts";

type Fault = Omit<HostFault, "found">;

/** How texts begin that are records of their own: of SPF, DKIM and DMARC, and what providers ask for as a proof. */
const RECORD = /^(?:"?v=\w|spf2\.0\/|MS=|[\w-]*(?:verification|domain-key)[\w-]*[=:])/i;

/** What is wrong with how the text of a record is written, or null. */
export function scalarFault(section: Section, value: TextValue, found: Found): HostFault | null {
  const { text } = section;
  const { start, end } = value.span;
  if (/[|>]/.test(text[start] ?? "") && !value.used && value.text.standsIn(text))
    return blockFault(text, { start, end }, found);
  if (value.used || /["'|>]/.test(text[start] ?? "") || !value.text.standsIn(text)) return null;
  const fault = glued(text, { start, end }) ?? cut(text, { start, end }, found.decoded.text);
  return fault && { ...fault, found };
}

/** A block keeps its last line end unless its head has a dash, and `|` those between its lines. */
function blockFault(source: string, { start, end }: Span<PartSpace>, found: Found): HostFault | null {
  const { text } = found.decoded;
  if (!/^v=spf1(?:\s|$)/i.test(text) || !text.includes("\n")) return null;
  const [head = "", sign = "", digit = ""] =
    /^([|>])(?:([1-9])[-+]?|[-+]([1-9])?)?/.exec(source.slice(start)) ?? [];
  const lines = source.slice(source.indexOf("\n", start) + 1, end).trimEnd();
  const [indent = ""] = /^ */.exec(lines) ?? [];
  const plain = lines
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : ""));
  // Empty lines and deeper ones stay lines in any block, and what begins a record is no term of this one.
  const isOne = plain.every((line, i) => /^\S/.test(line) && (i === 0 || !RECORD.test(line)));
  const mend: Edit<PartSpace>[] = [{ span: { start, end: start + head.length }, text: `>${digit}-` }];
  return {
    kind: "heredoc",
    detail: "block",
    span: { start, end: start + head.length },
    data: { sign },
    found,
    ...(isOne ? { mend } : {}),
  };
}

/** Lines of one scalar that were meant as items of a list: a dash is missing. */
function glued(source: string, { start, end }: Span<PartSpace>): Fault | null {
  const lines = linesOf(source, start, end);
  const later = lines.findIndex(({ text }, i) => i > 0 && RECORD.test(text));
  const line = lines[later];
  if (!line || !lines.some(({ text }) => looksLikeSpf(text))) return null;
  const mend = dashed(source, lines);
  return {
    kind: "yaml-scalar",
    detail: "glued",
    span: { start: line.at, end: line.at + line.text.length },
    data: {},
    ...(mend ? { mend } : {}),
  };
}

interface Line {
  readonly at: number;
  readonly text: string;
}

function linesOf(source: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end; ) {
    const newline = source.indexOf("\n", at);
    const stop = newline < 0 || newline > end ? end : newline;
    const text = source.slice(at, stop).trim();
    if (text !== "") lines.push({ at: source.indexOf(text, at), text });
    at = stop + 1;
  }
  return lines;
}

/** Gives each record a dash: in a list like the first has, or else all of them. Null where one stands beside its key. */
function dashed(source: string, lines: readonly Line[]): Edit<PartSpace>[] | null {
  const [first, ...more] = lines;
  if (!first) return null;
  const before = source.slice(source.lastIndexOf("\n", first.at - 1) + 1, first.at);
  const [, indent, dash] = /^( *)(- +)?$/.exec(before) ?? [];
  if (indent === undefined) return null;
  const list = dash === undefined ? `${indent}- ` : before;
  const edits: Edit<PartSpace>[] = [];
  if (dash === undefined) edits.push({ span: { start: first.at, end: first.at }, text: "- " });
  for (const { at, text } of more) {
    const from = source.lastIndexOf("\n", at - 1) + 1;
    const wanted = RECORD.test(text) ? list : " ".repeat(list.length);
    edits.push({ span: { start: from, end: at }, text: wanted });
  }
  return edits;
}

/** A comment right behind a text that has no end, with terms in it: ` #` began it unasked. */
function cut(source: string, { start, end }: Span<PartSpace>, text: string): Fault | null {
  if (!looksLikeSpf(text) || /(?:^|\s)(?:[-+~?]?all|redirect=\S*)(?:\s|$)/i.test(text)) return null;
  const stop = source.indexOf("\n", end);
  const rest = source.slice(end, stop < 0 ? source.length : stop).trimEnd();
  const words = /^[ \t]+#(.*)$/.exec(rest)?.[1]?.split(/\s+/) ?? [];
  // A whole record in a comment is one that was published before.
  if (!words.some((word) => looksLikeTerm(word) && !/^v=/i.test(word)) || looksLikeSpf(words.join(" ")))
    return null;
  if (source.slice(start, end).includes("\n")) return null;
  const from = end + rest.search(/#/);
  const sign = /^#[ \t]*/.exec(source.slice(from))?.[0].length ?? 1;
  const mend: Edit<PartSpace>[] = [{ span: { start: from, end: from + sign }, text: "" }];
  return {
    kind: "yaml-scalar",
    detail: "cut",
    span: { start: from, end: end + rest.length },
    data: {},
    mend,
  };
}

/** A text that is none: `: ` within it makes it a map, and its record is lost. */
export function mapFault(section: Section, value: Value): HostFault | null {
  if (value.kind !== "map" || value.entries.length !== 1) return null;
  const [entry] = value.entries;
  const { text } = section;
  if (!entry?.key || !/^v=spf1\s/i.test(entry.key) || entry.value.kind === "map") return null;
  const { start } = entry.keySpan;
  const end = start + text.slice(start, Math.max(entry.span.end, start)).trimEnd().length;
  const written = text.slice(start, end);
  if (!/^v=spf1\s/i.test(written)) return null;
  const mend = [...written.matchAll(/:[ \t]+/g)].map(({ index, 0: found }): Edit<PartSpace> => {
    return { span: { start: start + index + 1, end: start + index + found.length }, text: "" };
  });
  return {
    kind: "yaml-scalar",
    detail: "map",
    span: { start, end },
    data: {},
    found: null,
    ...(written.includes("\n") ? {} : { mend }),
  };
}
