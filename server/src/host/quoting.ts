/**
 * How tools take the text of a TXT record: as it is, in the quotes of a zone file (RFC 1035, 5.1), or with quotes that they
 * put round it themselves.
 */

import type { Decoded } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { Edit } from "../text/edit.ts";
import type { PartSpace } from "../text/span.ts";
import type { Section } from "./format.ts";
import type { Found, HostFault } from "./host.ts";
import type { TextValue } from "./syntax/value.ts";
import { decodeOctalInside, decodeOctalStrings, decodeStrings } from "./zone/strings.ts";

export type Quoting =
  /** As it is: quotes are characters like others. */
  | "plain"
  /** Quotes may be there, and are put there if not. Quotes within it end a string. */
  | "wrapped"
  /** As zone files write it: quotes must be there. */
  | "quoted"
  /** The same with escapes in octal digits, as Route 53 has them. */
  | "octal"
  /** Route 53 by way of a tool that puts quotes there if there are none. */
  | "octal-wrapped";

/** The faults of a text that lacks its quotes, by the rules that tell of them. */
export type UnquotedFault = "cfn-quote" | "ansible-quote";

/** The text as it is published. */
export function asPublished(text: Decoded, quoting: Quoting, strings: "author" | "tool"): Decoded {
  if (quoting === "plain") return text;
  if (quoting === "wrapped") return wrapped(text, strings);
  if (!isQuoted(text)) return quoting === "octal-wrapped" ? decodeOctalInside(text.text).through(text) : text;
  const { text: written } = text;
  const strung =
    quoting === "quoted" ? decodeStrings(written, 0, written.length) : decodeOctalStrings(written);
  return strung.through(text);
}

/** Whether a text is written as zone files write it: character-strings in quotes. */
export function isQuoted(text: Decoded): boolean {
  return /^\s*"/.test(text.text);
}

/**
 * The character-strings of a text that its tool puts into quotes: `""` or `" "` within it ends one and begins the next.
 * A text that brings its own quotes is read as it is.
 */
export function wrapped(text: Decoded, strings: "author" | "tool" = "tool"): Decoded {
  if (isQuoted(text)) return asPublished(text, "quoted", strings);
  // Only where the author cuts texts is there anything to say of one without quotes.
  if (strings === "tool" && !text.text.includes('"')) return text;
  const builder = new DecodedBuilder(
    text.text,
    (written) => (/["\\]/.test(written) ? undefined : written),
    '""',
  );
  let plain = 0;
  for (const { index, 0: border } of text.text.matchAll(/"[ \t]*"/g)) {
    builder.verbatim(plain, index);
    plain = index + border.length;
    builder.boundary(index, plain);
  }
  builder.verbatim(plain, text.text.length);
  return builder.build().through(text);
}

/** The fault of a record that lacks its quotes where a tool refuses it then; others than SPF are not our business. */
export function unquotedFault(
  kind: UnquotedFault,
  { text }: Section,
  value: TextValue,
  found: Found,
): HostFault | null {
  if (isQuoted(value.text) || !/^\s*v=spf1(?:\s|$)/i.test(value.text.text)) return null;
  const mend = enquote(text, value);
  return { kind, span: value.span, detail: "bare", data: {}, found, ...(mend ? { mend } : {}) };
}

/** The edits that put quotes round a text, or undefined where they can't be had: round what is put together, or what has quotes within. */
export function enquote(source: string, { text, span }: TextValue): Edit<PartSpace>[] | undefined {
  if (/["\\]/.test(text.text)) return undefined;
  const { start, end } = text.sourceRange({ start: 0, end: text.text.length });
  if (start < span.start || end > span.end) return undefined;
  // A plain scalar of YAML would become a quoted one.
  if (start === span.start && end === span.end) {
    if (source.slice(start, end).includes("'")) return undefined;
    return [insert(start, `'"`), insert(end, `"'`)];
  }
  const ending = text.text.trimEnd().length;
  const first = text.replace({ start: 0, end: 0 }, '"');
  const last = text.replace({ start: ending, end: ending }, '"');
  return first && last ? [...first, ...last] : undefined;
}

function insert(at: number, text: string): Edit<PartSpace> {
  return { span: { start: at, end: at }, text };
}
