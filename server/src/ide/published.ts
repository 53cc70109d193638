/** What a domain publishes, written down as a zone file has it, so that it is judged as if somebody had just written it. */

import type { Answer } from "../dns/answers.ts";
import { isValidName, withoutFinalDot } from "../dns/names.ts";
import { textOf } from "../dns/rr.ts";
import { zoneLine } from "../host/written.ts";
import { select } from "../spf/select.ts";
import { Document } from "../text/document.ts";

/**
 * A document of a line for each text that is a record or nearly one, with the character-strings as they are published;
 * null where the answer holds none. `domain` must be a name that DNS can have.
 */
export function publishedZone(domain: string, answer: Answer): Document | null {
  if (answer.kind !== "ok" || answer.type !== "TXT") return null;
  const lines = answer.records
    .filter((txt) => select(textOf(txt)).kind !== "nothing")
    .map(({ strings }) => `${zoneLine({ owner: withoutFinalDot(domain), ttl: answer.ttl, strings })}\n`);
  return lines.length === 0 ? null : Document.of(`dns:${domain}`, lines.join(""), "dns-zone");
}

/** Whether a record can be published at the name at all. */
export function canPublish(domain: string): boolean {
  return isValidName(domain) && domain !== ".";
}
