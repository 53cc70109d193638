/**
 * DNS as plain data, in the shape of the openspf suites: names, each with a list of entries such as
 * `{"A": "192.0.2.1"}`, `{"MX": [10, "mx.example.com"]}`, `{"AAAA": "TIMEOUT"}` or `"SERVFAIL"`.
 */

import { type Message, messagesOf } from "../text/message.ts";
import { parseIp4, parseIp6 } from "./address.ts";

/** What a question fails with. */
export type Failed = "TIMEOUT" | "SERVFAIL";

/** Records at a name, one for each key; a failure in place of a value holds for that type. */
export interface Records {
  readonly A?: string;
  readonly AAAA?: string;
  readonly CNAME?: string;
  /** Preference and exchange. */
  readonly MX?: readonly [number, string] | Failed;
  readonly PTR?: string;
  /** A record of type 99, which nobody asks for (RFC 7208, 3.1). */
  readonly SPF?: string | readonly string[];
  /** The text, or its character-strings. */
  readonly TXT?: string | readonly string[];
  /** Every type that the name has no entry of. */
  readonly TIMEOUT?: true;
  readonly SERVFAIL?: true;
}

/** Entries by name, in any case, with or without the final dot. A name that is not there does not exist. */
export type Zonedata = Readonly<Record<string, readonly (Records | Failed)[]>>;

export const zonedataMessages = messagesOf("zonedata", {
  shape:
    'DNS data is an object of names, each with its list of entries: `{"example.com": [{"A": "192.0.2.1"}]}`.',
  entries: '`{name}` must have a list of entries, such as `[{"TXT": "v=spf1 -all"}]`.',
  entry:
    'Entry {number} of `{name}` must be an object such as `{"A": "192.0.2.1"}`, or `"TIMEOUT"` or `"SERVFAIL"`.',
  type: "Entry {number} of `{name}`: there is no type `{type}` here, only {types}.",
  ip4: "Entry {number} of `{name}`: the value of `A` must be an IPv4 address as text.",
  ip6: "Entry {number} of `{name}`: the value of `AAAA` must be an IPv6 address as text.",
  host: "Entry {number} of `{name}`: the value of `{type}` must be a name as text.",
  mx: 'Entry {number} of `{name}`: the value of `MX` must be a preference from 0 to 65535 and a name: `[10, "mx.example.com"]`.',
  text: "Entry {number} of `{name}`: the value of `{type}` must be a text or a list of texts.",
  flag: "Entry {number} of `{name}`: the value of `{type}` must be `true`.",
  more: "There are more mistakes in the DNS data; the first {count} are shown.",
});

const MOST_MISTAKES = 20;

/** Whether a value stands for a failure of its type. */
export function isFailed(value: unknown): value is Failed {
  return value === "TIMEOUT" || value === "SERVFAIL";
}

/** What a value that came from JSON or YAML says, or every mistake in it, the first twenty at the most. */
export function readZonedata(
  value: unknown,
): { readonly zonedata: Zonedata } | { readonly wrong: readonly Message[] } {
  if (!isObject(value)) return { wrong: [zonedataMessages.shape()] };
  const wrong: Message[] = [];
  for (const mistake of mistakesIn(value)) {
    if (wrong.push(mistake) < MOST_MISTAKES) continue;
    wrong.push(zonedataMessages.more({ count: MOST_MISTAKES }));
    break;
  }
  return wrong.length > 0 ? { wrong } : { zonedata: value as Zonedata };
}

function* mistakesIn(zonedata: Readonly<Record<string, unknown>>): Generator<Message> {
  for (const [name, entries] of Object.entries(zonedata)) {
    if (!Array.isArray(entries)) {
      yield zonedataMessages.entries({ name });
      continue;
    }
    for (const [index, entry] of entries.entries()) {
      const place = { name, number: index + 1 };
      if (isFailed(entry)) continue;
      if (!isObject(entry)) {
        yield zonedataMessages.entry(place);
        continue;
      }
      for (const [type, value] of Object.entries(entry)) {
        const check = checks.get(type);
        const message = check ? check(value) : "type";
        if (message) yield zonedataMessages[message]({ ...place, type, types });
      }
    }
  }
}

type Mistake = Exclude<keyof typeof zonedataMessages, "speaker" | "english">;

/** By type, the message for a value that it can't have. */
const checks: ReadonlyMap<string, (value: unknown) => Mistake | null> = new Map<
  keyof Records,
  (value: unknown) => Mistake | null
>([
  ["A", (value) => (isFailed(value) || (isText(value) && parseIp4(value)) ? null : "ip4")],
  ["AAAA", (value) => (isFailed(value) || (isText(value) && parseIp6(value)) ? null : "ip6")],
  ["CNAME", (value) => (isText(value) ? null : "host")],
  ["MX", (value) => (isFailed(value) || isMx(value) ? null : "mx")],
  ["PTR", (value) => (isText(value) ? null : "host")],
  ["SPF", (value) => (isText(value) || isTexts(value) ? null : "text")],
  ["TXT", (value) => (isText(value) || isTexts(value) ? null : "text")],
  ["TIMEOUT", (value) => (value === true ? null : "flag")],
  ["SERVFAIL", (value) => (value === true ? null : "flag")],
]);

const types = [...checks.keys()].map((type) => `\`${type}\``).join(", ");

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isMx(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !isText(value[1])) return false;
  return Number.isInteger(value[0]) && value[0] >= 0 && value[0] <= 0xffff;
}
