// One mail to a domain of its own zone, for tests of how RFC 7208 is read.

import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { type CheckOptions, checkNow } from "../../server/src/spf/check.ts";
import type { Outcome } from "../../server/src/spf/trace.ts";

export interface Mail {
  readonly ip?: string;
  readonly sender?: string;
  readonly helo?: string;
}

/** Checks a mail from a.example against DNS that holds these texts and records. */
export function check(zones: Zonedata, mail: Mail = {}, options: CheckOptions = {}): Outcome {
  const request = { ip: "192.0.2.1", sender: "x@a.example", helo: "h.example", ...mail };
  return checkNow(request, recorded(zones), { defaultExplanation: "DEFAULT", ...options });
}

/** The zone of a.example with one record, beside others. */
export function zone(text: string | readonly string[], others: Zonedata = {}): Zonedata {
  return { "a.example": [{ TXT: text }], ...others };
}

export function resultOf(text: string, others: Zonedata = {}, mail: Mail = {}): string {
  return check(zone(text, others), mail).result;
}

/** Result and reason of the record of a.example. */
export function endOf(text: string, others: Zonedata = {}, mail: Mail = {}): readonly [string, string] {
  const { result, trace } = check(zone(text, others), mail);
  return [result, trace.reason];
}

/** The name that a term of the record asks for. */
export function targetOf(text: string, mail: Mail = {}): string | null {
  return check(zone(text), mail).trace.terms.at(-1)?.target ?? null;
}

/** A record that lets everyone pass. */
export const pass: Zonedata = { "b.example": [{ TXT: "v=spf1 +all" }] };
