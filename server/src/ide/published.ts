/** What a domain publishes, written down as a zone file has it, so that it is judged as if somebody had just written it. */

import type { Answer } from "../dns/answers.ts";
import { isValidName, withoutFinalDot } from "../dns/names.ts";
import { textOf } from "../dns/rr.ts";
import { encodeQuoted } from "../host/zone/strings.ts";
import { select } from "../spf/select.ts";
import { Document } from "../text/document.ts";

/**
 * A document of a line for each text that is a record or nearly one, with the character-strings as they are published;
 * null where the answer holds none. `domain` must be a name that DNS can have.
 */
export function publishedZone(domain: string, answer: Answer): Document | null {
  if (answer.kind !== "ok" || answer.type !== "TXT") return null;
  const ttl = answer.ttl === null ? "" : ` ${answer.ttl}`;
  const lines = answer.records
    .filter((txt) => select(textOf(txt)).kind !== "nothing")
    .map(({ strings }) => `${ownerOf(domain)}${ttl} IN TXT ${strings.map(quoted).join(" ")}\n`);
  return lines.length === 0 ? null : Document.of(`dns:${domain}`, lines.join(""), "dns-zone");
}

/** Whether a record can be published at the name at all. */
export function canPublish(domain: string): boolean {
  return isValidName(domain) && domain !== ".";
}

/** RFC 1035, 5.1: what means something in a zone file is escaped. */
function ownerOf(domain: string): string {
  return `${withoutFinalDot(domain).replace(/["();@$\\\s]/g, "\\$&")}.`;
}

function quoted(text: string): string {
  return `"${encodeQuoted(text, { before: "", after: "" })}"`;
}
