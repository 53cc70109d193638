/** The addresses of each result as plain data, and in sentences why an address has none for certain. */

import { type Addresses, type AddressReason, type Bounds, type Verdict, verdicts } from "../spf/addresses.ts";
import { errorIn } from "../spf/decision.ts";
import { standardLimits } from "../spf/evaluation.ts";
import { printNetwork } from "../spf/ip.ts";
import { type AddressSet, intersect, isEmpty, size, toNetworks } from "../spf/ip-set.ts";
import { type Message, type MessageArguments, messagesOf } from "../text/message.ts";
import { whyMessages } from "./why.ts";

export { type Verdict, verdicts };

export const addressMessages = messagesOf("addresses", {
  message: "{term} of {domain} depends on the sender or on the HELO name.",
  address: "{term} of {domain} depends on what DNS says of each single address.",
  hole: "What {term} of {domain} says is not wholly known.",
  domain: "{term} needs the name of the domain, which is not given.",
  "not-asked": "Nobody was asked for the {type} records of {name}, to which {term} of {domain} leads.",
  stopped: "{term} of {domain} was not evaluated for all addresses: it would have taken too long.",
  "root-not-asked": "Nobody was asked for the {type} records of {name}.",
  "root-stopped": "There was no time to ask for the {type} records of {name}.",
});

/** Networks in their shortest form, IPv4 first, and how many addresses of each family they hold. */
export interface AddressList {
  readonly networks: readonly string[];
  /** Decimal digits, since the numbers are too large for many who read them. */
  readonly ip4: string;
  readonly ip6: string;
}

export interface ResultReport {
  /** With every message and every answer that is still open. */
  readonly certain: AddressList;
  /** The same, unless a term that can't be evaluated beforehand gives an error. */
  readonly unlessError: AddressList;
  readonly possible: AddressList;
}

export interface ReasonReport {
  readonly why: AddressReason["why"];
  /** Whether addresses have an error for this reason, rather than no certain result. */
  readonly certain: boolean;
  /** Domains from the first to the one whose record holds the term. */
  readonly path: readonly string[];
  readonly term: string | null;
  readonly target: string | null;
  readonly type: string | null;
  readonly sentence: Message;
  /** The networks whose addresses an evaluation brings there. */
  readonly addresses: AddressList;
}

export interface AddressReport {
  /** Whether every address has one result. */
  readonly exact: boolean;
  readonly results: Readonly<Record<Verdict, ResultReport>>;
  /** Why addresses have an error, or nothing that is certain, in the order of evaluation. */
  readonly reasons: readonly ReasonReport[];
}

export function addressReport({ exact, results, reasons }: Addresses): AddressReport {
  const reported = {} as Record<Verdict, ResultReport>;
  for (const verdict of verdicts) reported[verdict] = resultOf(results[verdict]);
  return { exact, results: reported, reasons: reasons.map((reason) => reasonOf(reason, results)) };
}

function resultOf({ certain, unlessError, possible }: Bounds): ResultReport {
  return { certain: listOf(certain), unlessError: listOf(unlessError), possible: listOf(possible) };
}

function listOf(set: AddressSet): AddressList {
  return {
    networks: toNetworks(set).map(printNetwork),
    ip4: String(size(set, 4)),
    ip6: String(size(set, 6)),
  };
}

function reasonOf(reason: AddressReason, results: Addresses["results"]): ReasonReport {
  const { why, path, record, term, target, type, addresses } = reason;
  const text = record && term ? record.text.slice(term.span.start, term.span.end) : null;
  const error = why === "syntax" ? errorIn(record) : null;
  const args: MessageArguments = {
    domain: nameOf(path.at(-1) ?? ""),
    term: text ?? "",
    target: target ?? "",
    name: target ?? "",
    type: type ?? "",
    limit: limits.get(why) ?? 0,
    text: record && error ? record.text.slice(error.start, error.end) : "",
  };
  const certain = errors.some((each) => !isEmpty(intersect(addresses, results[each].certain)));
  const sentence = sentenceOf(why, text !== null, args);
  return { why, certain, path, term: text, target, type, sentence, addresses: listOf(addresses) };
}

/** What a record is called that stands at no name. */
export function nameOf(domain: string): string {
  return domain === "" ? "<record>" : domain;
}

const limits = new Map<AddressReason["why"], number>([
  ["too-many-lookups", standardLimits.lookups],
  ["too-many-voids", standardLimits.voids],
  ["too-many-mx", standardLimits.mx],
]);

const errors = ["permerror", "temperror", "none"] as const;

/** @param below whether a term of a record led there */
function sentenceOf(why: AddressReason["why"], below: boolean, args: MessageArguments): Message {
  switch (why) {
    case "message":
    case "address":
    case "hole":
    case "domain":
      return addressMessages[why](args);
    case "not-asked":
    case "stopped":
      return addressMessages[below ? why : (`root-${why}` as const)](args);
    case "malformed-domain":
      return below ? whyMessages.malformedTarget(args) : whyMessages[why](args);
    case "no-such-name":
    case "no-record":
      // RFC 7208, 5.2 and 6.1
      return below ? whyMessages["include-without-record"](args) : whyMessages[why](args);
    case "several-records":
      return whyMessages[why]({ ...args, domain: args.name ?? "" });
    default:
      return whyMessages[why](args);
  }
}
