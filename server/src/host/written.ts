/** Records written anew, for files of other formats: each text by the encoders with which its format is edited. */

import type { Encode } from "../text/decoded.ts";
import { labelIn } from "./describe.ts";
import { encodeTemplate } from "./syntax/hcl-template.ts";
import { encodeSingle } from "./syntax/yaml-scalar.ts";
import { encodeOctal, encodeQuoted } from "./zone/strings.ts";

/** A TXT record to write. */
export interface Writing {
  /** Without the final dot. */
  readonly owner: string;
  /** The zone that it is in, where a format names owners in relation to it. */
  readonly zone: string;
  /** Seconds, or null where the format's own is to hold. */
  readonly ttl: number | null;
  /** Character-strings of 255 octets at the most. */
  readonly strings: readonly string[];
}

/** Gives the text, or null where the format can't hold the record as it is. */
export type Write = (record: Writing) => string | null;

/** What a resource gets that has to have a TTL. */
const USUAL_TTL = 3600;

/** Cloudflare's word for a TTL that it chooses itself. */
const AUTOMATIC_TTL = 1;

/** A line of a zone file. RFC 1035, 5.1 */
export function zoneLine({ owner, ttl, strings }: Pick<Writing, "owner" | "ttl" | "strings">): string {
  const name = `${owner.replace(/["();@$\\\s]/g, "\\$&")}.`;
  const quoted = strings.map((text) => `"${encoded(encodeQuoted, text) ?? ""}"`);
  return [name, ...(ttl === null ? [] : [String(ttl)]), "IN TXT", ...quoted].join(" ");
}

/** An entry of octoDNS, which cuts texts itself, and the file that it belongs to. */
export function octodnsEntry({ owner, zone, ttl, strings }: Writing): string | null {
  const text = strings.join("");
  const label = labelIn(zone, owner);
  // octoDNS takes quotes away, and a backslash may be one of its own.
  const value = /["\\]/.test(text) ? null : encoded(encodeSingle, text.replaceAll(";", "\\;"));
  if (label === null || value === null) return null;
  const lines = [`# ${zone}.yaml`, `'${label}':`, "- type: TXT"];
  if (ttl !== null) lines.push(`  ttl: ${ttl}`);
  return [...lines, `  value: '${value}'`].join("\n");
}

/** A call of DNSControl within `D` of the zone; DNSControl cuts texts itself. */
export function dnscontrolCall({ owner, zone, ttl, strings }: Writing): string | null {
  const label = labelIn(zone, owner);
  if (label === null) return null;
  const time = ttl === null ? "" : `, TTL(${ttl})`;
  return `TXT(${JSON.stringify(label === "" ? "@" : label)}, ${JSON.stringify(strings.join(""))}${time}),`;
}

/** A resource for Route 53, which puts the outer quotes there itself. */
export function route53Resource({ owner, ttl, strings }: Writing): string | null {
  const texts = strings.map((text) => encoded(encodeOctal, text));
  if (texts.includes(null)) return null;
  const value = encoded(encodeTemplate, texts.join('""'));
  return resource("aws_route53_record", owner, ttl ?? USUAL_TTL, `records = ["${value}"]`);
}

/** A resource for Cloudflare, with the quotes that it keeps. */
export function cloudflareResource({ owner, ttl, strings }: Writing): string | null {
  const texts = strings.map((text) => encoded(encodeQuoted, text));
  if (texts.includes(null)) return null;
  const value = encoded(encodeTemplate, texts.map((text) => `"${text}"`).join(" "));
  return resource("cloudflare_dns_record", owner, ttl ?? AUTOMATIC_TTL, `content = "${value}"`);
}

function resource(type: string, owner: string, ttl: number, data: string): string {
  const label = `${owner.replace(/\W+/g, "_").replace(/^(?=\d)/, "_")}_spf`;
  return [
    `resource "${type}" "${label}" {`,
    "  zone_id = var.zone_id",
    `  name    = "${owner}"`,
    '  type    = "TXT"',
    `  ttl     = ${ttl}`,
    `  ${data}`,
    "}",
  ].join("\n");
}

/** All of a text at once: nothing stands beside it. */
function encoded(encode: Encode, text: string): string | null {
  return encode(text, { before: "", after: "" }) ?? null;
}
