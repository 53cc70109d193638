/** Fixes that publish records of their own, where the host keeps its text and writes a record in a line: zone files. */

import type { Part } from "../host/host.ts";
import type { FixEdit } from "./rule.ts";

/**
 * Lines before the one in which a record of `name` starts at `at`. A record without an owner inherits that of the line
 * before it (RFC 1035, 5.1), so it gets its own where the last of the lines is of another name.
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
  const text = lines.map(({ owner, record }) => `${owner}. IN ${record}${eol}`).join("") + own;
  return [{ part, span: { start, end: start }, text }];
}
