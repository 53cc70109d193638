/** Fixes that publish records of their own, where the host keeps its text and writes a record in a line: zone files. */

import type { Part } from "../host/host.ts";
import type { FixEdit } from "./rule.ts";

/** The time to live that a line states, behind its owner and perhaps its class (RFC 1035, 5.1). */
const TTL = /^\S*[ \t]+(?:IN[ \t]+)?(\d\w*)[ \t]/i;
/** As much of a line as is looked at for it. */
const HEAD = 300;

/**
 * Lines before the one in which a record of `name` starts at `at`. A record without an owner inherits that of the line
 * before it (RFC 1035, 5.1), so it gets its own where the last of the lines is of another name. What it states as its time
 * to live holds for the lines, too: nothing before it may state one.
 */
export function linesBefore(
  part: Part,
  at: number,
  name: string,
  lines: readonly { readonly owner: string; readonly record: string }[],
): FixEdit[] {
  const before = part.source?.({ start: 0, end: at });
  if (before === undefined) return [];
  const start = before.length - (/[ \t]*$/.exec(before)?.[0].length ?? 0);
  if (start > 0 && before[start - 1] !== "\n") return [];
  if ([name, ...lines.map(({ owner }) => owner)].some((each) => /[^\w.*-]/.test(each))) return [];
  const own = start < at && lines.at(-1)?.owner !== name ? `${name}.` : "";
  const eol = before.endsWith("\r\n", start) ? "\r\n" : "\n";
  const line = part.source?.({ start, end: Math.min(part.length, start + HEAD) }) ?? "";
  const ttl = TTL.exec(line)?.[1];
  const made = lines.map(({ owner, record }) => `${owner}. ${ttl ? `${ttl} ` : ""}IN ${record}${eol}`);
  return [{ part, span: { start, end: start }, text: made.join("") + own }];
}
