/** Whose mail is checked, and how: what people and programs ask for, as the arguments of check_host(). */

import type { CheckRequest } from "../spf/check.ts";
import type { Verified } from "../spf/header-fields.ts";
import { clientAddress, senderOf } from "../spf/identity.ts";
import { type HeaderField, readHeaders } from "../spf/message-headers.ts";
import { type NoPra, pra } from "../spf/pra.ts";
import type { Selector } from "../spf/record-choice.ts";
import { type Message, messagesOf } from "../text/message.ts";

export { readHeaders };

export const protocols = ["spf", "sender-id"] as const;
export const scopes = ["mfrom", "helo", "pra"] as const;

export interface MailToCheck {
  /** The client's address. */
  readonly ip: string;
  /** The checked domain by default. */
  readonly helo?: string;
  /** MAIL FROM, "" for the null reverse-path; for `pra` the purported responsible address. */
  readonly sender?: string;
  /** `spf` by default, but for `pra`, which only Sender ID knows. */
  readonly protocol?: (typeof protocols)[number];
  /** `mfrom` by default, but `pra` for Sender ID where there are headers. */
  readonly scope?: (typeof scopes)[number];
  /** Where the first record is looked for; that of the identity by default. */
  readonly domain?: string;
  /** Header fields in the order of the message: what `pra` is taken from (RFC 4407), in place of `sender`. */
  readonly headers?: readonly HeaderField[];
  /** Whether `v=spf1` is read for `pra` where there is nothing else (RFC 4406, 3.4); it is by default. */
  readonly spf1ForPra?: boolean;
}

/** A check that can be made: what check_host() is given, and what a receiver notes of it beside the outcome. */
export interface PlannedCheck {
  readonly request: CheckRequest & { readonly domain: string };
  readonly verified: Omit<Verified, "outcome" | "receiver">;
  readonly scope: (typeof scopes)[number];
  /** Where the headers name no purported responsible address: why not. The check then fails (RFC 4406, 5.3). */
  readonly noPra: NoPra | null;
}

export const checkRequestMessages = messagesOf("check-request", {
  ip: "{ip} is not an IP address.",
  nobody: "Nothing says whose mail is checked: give a sender, a HELO name or a domain.",
  helo: "The HELO identity is checked by its name, which is not given.",
  pra: "The purported responsible address is taken from the header fields of a message, or given as sender; neither is there.",
  praIsSenderId: "Only Sender ID checks the purported responsible address; the protocol can't be spf.",
  heloIsSpf: "Only SPF checks the HELO identity; the protocol can't be sender-id.",
});

/** By the reason of `NoPra`. */
export const praMessages = messagesOf("pra", {
  "no-field": "None of the fields Resent-Sender, Resent-From, Sender and From says anything.",
  "several-fields": "There is more than one field {field}.",
  "several-mailboxes": "{field} holds more than one mailbox.",
  group: "{field} holds a group in place of a mailbox.",
  "no-domain": "The mailbox in {field} has no domain.",
  "non-ascii": "The mailbox in {field} has characters beyond ASCII, for which there are no rules.",
  malformed: "{field} holds no mailbox that can be read.",
});

/** The check that is asked for, or why it can't be made. RFC 7208, 2.3, 2.4 and 4.1; RFC 4406, 4 */
export function planCheck(mail: MailToCheck): PlannedCheck | Message {
  const { ip, protocol, headers } = mail;
  const scope = mail.scope ?? (protocol === "sender-id" && headers ? "pra" : "mfrom");
  if (!clientAddress(ip)) return checkRequestMessages.ip({ ip });
  if (scope === "pra") return protocol === "spf" ? checkRequestMessages.praIsSenderId() : planPra(mail);
  if (scope === "helo" && protocol === "sender-id") return checkRequestMessages.heloIsSpf();
  const named = mail.helo ?? mail.domain;
  if (scope === "helo" && named === undefined) return checkRequestMessages.helo();
  // RFC 7208, 2.3: the identity is `postmaster` at the HELO name, and so it is for the null reverse-path (2.4).
  const sender = scope === "helo" ? "" : (mail.sender ?? "");
  if (named === undefined && sender === "") return checkRequestMessages.nobody();
  return plan(mail, {
    sender,
    selector: protocol === "sender-id" ? { protocol, scope: "mfrom", spf1: true } : { protocol: "spf" },
    identity: scope === "mfrom" ? "mailfrom" : scope,
  });
}

/** The check of the purported responsible address: the one that is given, or the one that the headers name. */
function planPra(mail: MailToCheck): PlannedCheck | Message {
  const { headers, sender, spf1ForPra } = mail;
  const found = headers ? pra(headers) : null;
  const address = found?.kind === "pra" ? found.address : sender;
  if (!found && !address) return checkRequestMessages.pra();
  const planned = plan(mail, {
    sender: address ?? "",
    selector: { protocol: "sender-id", scope: "pra", spf1: spf1ForPra !== false },
    identity: "pra",
  });
  if (!found) return planned;
  if (found.kind === "pra") return { ...planned, verified: { ...planned.verified, praField: found.field } };
  const request = { ...planned.request, sender: "", domain: "" };
  return { ...planned, request, verified: { ...planned.verified, sender: "" }, noPra: found };
}

function plan(
  { ip, ...mail }: MailToCheck,
  {
    sender,
    selector,
    identity,
  }: Pick<CheckRequest, "sender"> & {
    readonly selector: Selector;
    readonly identity: Verified["identity"];
  },
): PlannedCheck {
  const helo = mail.helo ?? mail.domain ?? senderOf(sender, "").domain;
  const domain = mail.domain ?? senderOf(sender, helo).domain;
  const { protocol } = selector;
  return {
    request: { ip, helo, sender, selector, domain },
    verified: { ip, helo, sender, protocol, identity },
    scope: identity === "mailfrom" ? "mfrom" : identity,
    noPra: null,
  };
}

/** Why the headers of a message name no purported responsible address. */
export function whyNoPra({ reason, field }: NoPra): Message {
  return praMessages[reason]({ field: field ?? "" });
}
