/** Makes a found record from what a format knows of it. */

import type { Decoded } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { PartSpace, Span } from "../text/span.ts";
import type { Found } from "./host.ts";
import type { TextValue } from "./syntax/value.ts";
import { decodeOctalStrings, decodeStrings } from "./zone/strings.ts";

/** What a format knows of a record; what it leaves out is not known, or as it is most of the time. */
export interface Description {
  readonly value: TextValue;
  /** The text as DNS would publish it, where it is not that of the value. */
  readonly decoded?: Decoded;
  readonly owners: readonly string[] | null;
  readonly type?: "TXT" | "SPF";
  readonly ttl?: number | null;
  /** Equal for records of one name and view; unlike any other where the name is not known. */
  readonly set: string;
  readonly certain?: boolean;
  readonly strings: "author" | "tool";
  /** All that describes the record, where that is more than the value. */
  readonly span?: Span<PartSpace>;
  readonly typeSpan?: Span<PartSpace> | null;
  readonly removal?: Span<PartSpace> | null;
}

export function describe(about: Description): Found {
  const { value, owners, set, strings } = about;
  return {
    owners,
    type: about.type ?? "TXT",
    ttl: about.ttl ?? null,
    decoded: about.decoded ?? value.text,
    set: set.toLowerCase(),
    certain: about.certain ?? true,
    strings,
    span: about.span ?? value.span,
    typeSpan: about.typeSpan ?? null,
    dataSpan: value.span,
    removal: about.removal ?? null,
  };
}

/** Where the characters of a text stand, without its quotes. */
export function contentSpan({ text }: TextValue): Span<PartSpace> {
  return text.sourceRange({ start: 0, end: text.text.length });
}

/** Whether a text is written as zone files write it: character-strings in quotes (RFC 1035, 5.1). */
export function isQuoted(text: Decoded): boolean {
  return /^\s*"/.test(text.text);
}

/** The character-strings of a text that is written as zone files write it. */
export function unquoted(text: Decoded): Decoded {
  return decodeStrings(text.text, 0, text.text.length).through(text);
}

/** The same where Route 53 reads them. */
export function unquotedOctal(text: Decoded): Decoded {
  return decodeOctalStrings(text.text).through(text);
}

/** A name below a zone; "" and "@" are the zone itself. Null where the zone is not known. */
export function nameIn(zone: string | null, label: string): string | null {
  if (/\.$/.test(label)) return label.slice(0, -1);
  if (zone === null) return null;
  return label === "" || label === "@" ? zone : `${label}.${zone}`;
}

/**
 * The character-strings of a text that its tool puts into quotes: `""` or `" "` within it ends one and begins the next.
 * A text that brings its own quotes is read as it is.
 */
export function wrapped(text: Decoded, strings: "author" | "tool" = "tool"): Decoded {
  if (isQuoted(text)) return unquoted(text);
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
