/** Makes a found record from what a format knows of it. */

import type { Decoded } from "../text/decoded.ts";
import type { PartSpace, Span } from "../text/span.ts";
import type { Found } from "./host.ts";
import type { TextValue, Value } from "./syntax/value.ts";

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
  readonly removesSet?: boolean;
  /** What is written of the TTL, where it counts for this record alone. */
  readonly ttlSpan?: Span<PartSpace> | null;
}

export function describe(about: Description): Found {
  const { value, owners, set, strings, ttlSpan: span } = about;
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
    ...(about.removesSet ? { removesSet: true } : {}),
    ...(span ? { ttlEdit: (seconds: number) => ({ span, text: `${seconds}` }) } : {}),
  };
}

/** Where the characters of a text stand, without its quotes. */
export function contentSpan({ text }: Pick<TextValue, "text">): Span<PartSpace> {
  return text.sourceRange({ start: 0, end: text.text.length });
}

/** The same of the name of a type, so that another can be put there; null where it is written elsewhere. */
export function typeSpanOf(type: Value | undefined): Span<PartSpace> | null {
  return type?.kind === "text" && !type.used && !type.written ? contentSpan(type) : null;
}

/** A name below a zone; "" and "@" are the zone itself. Null where the zone is not known. */
export function nameIn(zone: string | null, label: string): string | null {
  if (/\.$/.test(label)) return label.slice(0, -1);
  if (zone === null) return null;
  return label === "" || label === "@" ? zone : `${label}.${zone}`;
}

/** What stands before the zone in a full name: "" for the zone's own, null for one outside of it. */
export function labelIn(zone: string, name: string): string | null {
  const [own, top] = [name.toLowerCase(), zone.toLowerCase()];
  if (own === top) return "";
  return own.endsWith(`.${top}`) ? name.slice(0, -top.length - 1) : null;
}

/**
 * The data of an MX record. Its preference may stand before the host, in the same text or beside it; where nobody knows
 * it, it is zero, since SPF never asks.
 */
export function mxData(host: string, preference: string | null | undefined): string {
  if (/^\d{1,5}\s+\S+$/.test(host)) return host;
  return `${/^\d{1,5}$/.test(preference ?? "") ? preference : 0} ${host}`;
}

/** What tells records of a name from those of other views. */
export function setOf(owner: string, ...views: readonly (string | null)[]): string {
  return [owner, ...views.filter(Boolean)].join("#");
}
