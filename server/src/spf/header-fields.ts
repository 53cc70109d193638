/** The header fields that record a result: `Received-SPF` (RFC 7208, 9.1) and `Authentication-Results` (RFC 8601). */

import { decisionOf } from "./decision.ts";
import { dotAtom, folded, inComment, LONGEST, quoted, token } from "./header-text.ts";
import { senderOf } from "./identity.ts";
import type { Outcome, QueryStep, Reason, Result } from "./trace.ts";

/** What was verified, in the words of a receiver. */
export interface Verified {
  /** The host name of the receiver, which is also its authserv-id (RFC 8601, 2.5). */
  readonly receiver: string;
  /** The client's address. */
  readonly ip: string;
  readonly helo: string;
  /** MAIL FROM, "" for the null reverse-path; or the purported responsible address. */
  readonly sender: string;
  readonly protocol: "spf" | "sender-id";
  readonly identity: "mailfrom" | "helo" | "pra";
  /** The name of the header field that the purported responsible address was taken from, if it was. */
  readonly praField?: string;
  readonly outcome: Pick<Outcome, "result" | "trace">;
}

/**
 * The lines of a `Received-SPF` field, without line ends; every line but the first begins with a blank. Whatever a
 * sender or DNS put into the values, they are ASCII without controls, and nothing in them ends a value, the comment
 * or the field. None for `undetermined`, which no receiver ever has. RFC 7208, 9.1
 */
export function receivedSpf(verified: Verified): string[] {
  const { receiver, ip, helo, identity, outcome } = verified;
  const { result } = outcome;
  if (result === "undetermined") return [];
  const mailbox = isMissing(outcome) ? null : mailboxOf(verified);
  const about =
    mailbox === null
      ? problems["missing-pra"]("", null)
      : comments[result](inComment(ip), inComment(identity === "helo" ? helo : mailbox));
  const pairs: [string, string][] = [
    ["receiver", receiver],
    ["identity", identity],
    ["client-ip", ip],
    ...mailboxPair(identity, mailbox),
    ...(helo === "" ? [] : [["helo", helo] as [string, string]]),
    ...mechanismOf(outcome),
    ...problemOf(outcome).map((problem): [string, string] => ["problem", problem]),
  ];
  const list = pairs.map(([key, value], index) => {
    const end = index < pairs.length - 1 ? ";" : "";
    return `${key}=${dotAtom(value) ?? quoted(value)}${end}`;
  });
  const comment = `(${inComment(receiver)}: ${about})`;
  return folded(["Received-SPF:", result, ...comment.split(/ (?=[^ ])/), ...list]);
}

/**
 * The lines of an `Authentication-Results` field, under the same promises: `spf` with smtp.mailfrom or smtp.helo
 * (RFC 8601, 2.7.2), or `sender-id` with the header field of the purported responsible address. RFC 8601, 2.2
 */
export function authenticationResults(verified: Verified): string[] {
  const { receiver, helo, protocol, identity, praField, outcome } = verified;
  const { result } = outcome;
  if (result === "undetermined") return [];
  const value = identity === "helo" ? helo : mailboxOf(verified);
  const field = praField && `header.${praField.toLowerCase()}`;
  const property = identity === "pra" ? field : `smtp.${identity}`;
  return folded([
    "Authentication-Results:",
    `${token(receiver) ?? quoted(receiver)};`,
    `${protocol}=${result}`,
    ...problemOf(outcome).map((problem) => `reason=${quoted(problem)}`),
    ...(property ? [`${property}=${token(value) ?? mailboxToken(value) ?? quoted(value)}`] : []),
  ]);
}

/** Whether there was no address to ask about (RFC 4406, 5.3). */
function isMissing({ trace }: Verified["outcome"]): boolean {
  return trace.reason === "missing-pra";
}

function mailboxPair(identity: Verified["identity"], mailbox: string | null): [string, string][] {
  if (identity === "helo" || mailbox === null) return [];
  return [[identity === "mailfrom" ? "envelope-from" : "pra", mailbox]];
}

/** The mailbox that check_host() took for the sender (RFC 7208, 2.4 and 4.3). */
export function mailboxOf({ sender, helo }: Pick<Verified, "sender" | "helo">): string {
  const { local, domain } = senderOf(sender, helo);
  return `${local}@${domain}`;
}

/** A mailbox that needs no quotes: RFC 8601, 2.2 has a local part and a domain name beside the token. */
function mailboxToken(value: string): string | null {
  const at = value.lastIndexOf("@");
  const plain = dotAtom(value.slice(0, at)) && domainName.test(value.slice(at + 1));
  return plain && value.length <= LONGEST ? value : null;
}

/** RFC 6376, 3.5 */
const domainName = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i;

/** What each result says, as RFC 7208, 9.1 words its examples. */
const comments: Readonly<Record<Exclude<Result, "undetermined">, (ip: string, sender: string) => string>> = {
  pass: (ip, sender) => `domain of ${sender} designates ${ip} as permitted sender`,
  fail: (ip, sender) => `domain of ${sender} does not designate ${ip} as permitted sender`,
  softfail: (ip, sender) => `transitioning domain of ${sender} does not designate ${ip} as permitted sender`,
  neutral: (ip, sender) => `${ip} is neither permitted nor denied by domain of ${sender}`,
  none: (_, sender) => `domain of ${sender} does not designate permitted sender hosts`,
  temperror: (_, sender) => `error in processing during lookup of ${sender}`,
  permerror: (_, sender) => `permanent error in processing domain of ${sender}`,
};

/** RFC 7208, 9.1: the mechanism that matched, "default" if none did; nothing where the evaluation never got so far. */
function mechanismOf({ result, trace }: Verified["outcome"]): [string, string][] {
  if (result === "none" || isError({ result, trace })) return [];
  return [["mechanism", decisionOf(trace).term?.text ?? "default"]];
}

/** RFC 7208, 9.1: details of an error. */
function problemOf({ result, trace }: Verified["outcome"]): string[] {
  if (!isError({ result, trace })) return [];
  const { record, span, query } = decisionOf(trace);
  const text = span && record.record ? record.record.text.slice(span.start, span.end) : "";
  const problem = problems[record.reason](text, query);
  return [isMissing({ result, trace }) ? problem : `${record.domain}: ${problem}`];
}

/** An error, or a fail that no record gave: Sender ID has that for addresses that nobody can have (RFC 4406, 5.3). */
function isError({ result, trace }: Verified["outcome"]): boolean {
  if (result === "fail") return decisionOf(trace).record.reason !== "matched";
  return result === "temperror" || result === "permerror";
}

const unanswered = (_: string, query: QueryStep | null) =>
  query ? `no answer for ${query.type} ${query.name} (${query.answer})` : "no answer from DNS";

const problems: Readonly<Record<Reason, (term: string, query: QueryStep | null) => string>> = {
  "malformed-domain": (term) => (term ? `${term}: not a domain name` : "not a domain name"),
  "missing-pra": () => "no purported responsible address",
  "no-such-name": () => "no such name",
  "no-record": () => "no record",
  "several-records": () => "more than one record",
  syntax: (text) => `syntax error: ${text}`,
  "dns-error": unanswered,
  "not-asked": unanswered,
  "unknown-text": (term) => (term ? `${term}: not known in full` : "a record that is not known in full"),
  time: () => "the time for the evaluation is used up",
  "too-many-lookups": (term) => `${term}: too many terms that ask DNS`,
  "too-many-voids": (term) => `${term}: too many void lookups`,
  "too-many-mx": (term) => `${term}: too many MX hosts`,
  "include-without-record": (term) => `${term}: no record there`,
  "redirect-without-record": (term) => `${term}: no record there`,
  matched: (term) => term,
  redirected: (term) => term,
  default: (term) => term,
};
