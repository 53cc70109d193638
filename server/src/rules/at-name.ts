/** What a name has beside its record, as rules about whole names ask: mail exchangers, a policy, everything there is. */

import type { Txt } from "../dns/rr.ts";
import { isNullMx } from "../spf/voids.ts";
import { isAtHand, type Names } from "./names.ts";
import type { Context } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { onlyOwner } from "./terms.ts";

/** The name of the zone, where it is the one that the record stands at. */
export function apexOf(subject: Subject, { zone }: Context): string | null {
  const owner = subject.found.type === "TXT" && subject.found.certain ? onlyOwner(subject) : null;
  return owner !== null && owner === zone?.toLowerCase() ? owner : null;
}

/** Whether all records of a name are at hand, so that it is known what it lacks: nobody has PTR where mail goes. */
export function isWhole(name: string, names: Names): boolean {
  const answer = names.answer({ name, type: "PTR" });
  return isAtHand(answer) && (answer.kind === "nodata" || answer.kind === "nxdomain");
}

/** Whether the data of an MX record says that there is no host (RFC 7505, 3). */
export function isNullMxData(data: string): boolean {
  return /^\d+\s+\.?$/.test(data);
}

/** Whether the name certainly has no SPF record, as what is at hand or DNS says. */
export function lacksSpf(name: string, names: Names): boolean {
  const answer = names.answer({ name, type: "TXT" });
  if (answer.kind === "nodata" || answer.kind === "nxdomain") return true;
  if (answer.kind !== "ok" || answer.type !== "TXT") return false;
  // A text with unknown parts may turn out to be one.
  if (answer.records.some(({ strings, holes }) => SPF_TEXT.test(strings.join("")) || holes?.length))
    return false;
  return !answer.isPart;
}

/** Whether the name takes mail: null where nobody knows, "none" where it says that it takes none (RFC 7505). */
export function mailAt(name: string, names: Names): "some" | "none" | "unsaid" | null {
  const answer = names.answer({ name, type: "MX" });
  if (answer.kind === "nodata" || answer.kind === "nxdomain") return "unsaid";
  if (answer.kind !== "ok" || answer.type !== "MX") return null;
  return isNullMx(answer.records) ? "none" : "some";
}

/** The TXT records of a name that match; null where nobody knows. */
export function textsAt(name: string, pattern: RegExp, names: Names): readonly Txt[] | null {
  const answer = names.answer({ name, type: "TXT" });
  if (answer.kind === "nodata" || answer.kind === "nxdomain") return [];
  if (answer.kind !== "ok" || answer.type !== "TXT") return null;
  return answer.records.filter(({ strings }) => pattern.test(strings.join("")));
}

/** What starts an SPF record (RFC 7208, 4.5). */
const SPF_TEXT = /^v=spf1(?: |$)/i;
