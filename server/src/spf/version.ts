/**
 * Reads the version section at the start of a record: `v=spf1` (RFC 7208, 4.5), `spf2.0/mfrom,pra` (RFC 4406, 3.1).
 *
 * Reports: sender-id-scope, letter-case (version), version-malformed (missing).
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Scope, Version } from "./ast.ts";
import { fault } from "./faults.ts";
import { scopeNames } from "./names.ts";
import type { Reading } from "./reading.ts";

/** How a text begins with a version section that a checker would take, or at least tell from others. */
export interface VersionMatch {
  readonly protocol: "spf1" | "spf2.0";
  readonly start: number;
  readonly end: number;
}

/** The version section at the start of the text, which nothing but unknown values may precede; null where there is none. */
export function matchVersion(text: string, holes: ReadonlySet<number>): VersionMatch | null {
  let start = 0;
  while (holes.has(start)) start++;
  const head = text.slice(start, start + 6).toLowerCase();
  // RFC 7208, 4.5: the version section is terminated by either an SP character or the end of the record.
  if (head === "v=spf1" && endsAt(text, start + 6, holes)) return { protocol: "spf1", start, end: start + 6 };
  if (!head.startsWith("spf2.")) return null;
  const match = /^spf2\.\d+(?=\/|$| )/i.exec(text.slice(start, start + 40));
  if (!match) return null;
  let end = start + match[0].length;
  while (end < text.length && text[end] !== " " && !holes.has(end)) end++;
  return { protocol: "spf2.0", start, end };
}

function endsAt(text: string, at: number, holes: ReadonlySet<number>): boolean {
  return at >= text.length || text[at] === " " || holes.has(at);
}

/** Reads the version that was matched, or reports that there is none. */
export function readVersion(reading: Reading, match: VersionMatch | null): Version {
  if (!match) {
    const span = { start: 0, end: 0 };
    const open = [0, 1, 2, 3, 4, 5, 6].some((at) => reading.holes.has(at));
    if (!open) reading.faults.push(fault("version-malformed", "missing", span, {}, { error: true }));
    return { span, protocol: "spf1", scopes: [] };
  }
  const span = { start: match.start, end: match.end };
  if (match.protocol === "spf2.0") return { span, protocol: "spf2.0", scopes: readScopes(reading, span) };
  reading.tokens.add("version", span);
  reportCase(reading, span);
  return { span, protocol: "spf1", scopes: [] };
}

function reportCase(reading: Reading, span: Span<RecordSpace>): void {
  const found = reading.text.slice(span.start, span.end);
  const text = found.toLowerCase();
  if (text === found) return;
  const of = { error: false, suggestion: { replaces: span, text } };
  reading.faults.push(fault("letter-case", "version", span, { found }, of));
}

// RFC 4406, 3.1: version = "spf2." minor "/" scope *( "," scope )
function readScopes(reading: Reading, span: Span<RecordSpace>): readonly Scope[] {
  const { text, tokens, faults } = reading;
  const written = text.slice(span.start, span.end);
  const slash = written.indexOf("/");
  const open = reading.holes.has(span.end);
  if (slash < 0) {
    tokens.add("version", span);
    if (!open) faults.push(fault("sender-id-scope", "missing", span, { found: written }, { error: true }));
    return [];
  }
  const at = span.start + slash;
  const version = { start: span.start, end: at };
  tokens.add("version", version);
  reportCase(reading, version);
  tokens.add("separator", { start: at, end: at + 1 });
  const scopes: Scope[] = [];
  let start = at + 1;
  for (const piece of text.slice(start, span.end).split(",")) {
    const end = start + piece.length;
    if (piece !== "") {
      tokens.add("scope", { start, end });
      scopes.push({ span: { start, end }, name: piece.toLowerCase() });
    } else if (!(open && end === span.end)) {
      const spot = { start: start - 1, end: Math.max(start, end) };
      faults.push(fault("sender-id-scope", "empty", spot, { found: written }, { error: true }));
    }
    if (end < span.end) tokens.add("separator", { start: end, end: end + 1 });
    start = end + 1;
  }
  checkScopes(reading, scopes, open);
  return scopes;
}

function checkScopes(reading: Reading, scopes: readonly Scope[], open: boolean): void {
  const seen = new Set<string>();
  for (const [i, { name, span }] of scopes.entries()) {
    if (open && i === scopes.length - 1) return;
    const written = reading.text.slice(span.start, span.end);
    const wrong = /^[^A-Za-z]|[^A-Za-z0-9_.-]/u.exec(written);
    if (wrong) {
      const at = span.start + wrong.index;
      const data = { scope: written, character: wrong[0] };
      const spot = { start: at, end: at + wrong[0].length };
      reading.faults.push(fault("sender-id-scope", "malformed", spot, data, { error: true }));
    } else if (seen.has(name)) {
      const whole = { start: span.start - 1, end: span.end };
      const of = { error: false, suggestion: { replaces: whole, text: "" } };
      reading.faults.push(fault("sender-id-scope", "repeated", span, { scope: written }, of));
    } else if (!scopeNames.some((each) => each === name)) {
      reading.faults.push(fault("sender-id-scope", "unknown", span, { scope: written }, { error: false }));
    }
    seen.add(name);
  }
}
