/** Whose mail is checked, and how: what people and programs ask for, as the arguments of check_host(). */

import type { CheckRequest } from "../spf/check.ts";
import type { Verified } from "../spf/header-fields.ts";
import { clientAddress, senderOf } from "../spf/identity.ts";
import { type Message, messagesOf } from "../text/message.ts";

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
  /** `mfrom` by default. */
  readonly scope?: (typeof scopes)[number];
  /** Where the first record is looked for; that of the identity by default. */
  readonly domain?: string;
  /** Whether `v=spf1` is read for `pra` where there is nothing else (RFC 4406, 3.4); it is by default. */
  readonly spf1ForPra?: boolean;
}

/** A check that can be made: what check_host() is given, and what a receiver notes of it beside the outcome. */
export interface PlannedCheck {
  readonly request: CheckRequest & { readonly domain: string };
  readonly verified: Omit<Verified, "outcome" | "receiver">;
  readonly scope: (typeof scopes)[number];
}

export const checkRequestMessages = messagesOf("check-request", {
  ip: "{ip} is not an IP address.",
  nobody: "Nothing says whose mail is checked: give a sender, a HELO name or a domain.",
  helo: "The HELO identity is checked by its name, which is not given.",
  praIsSenderId: "Only Sender ID checks the purported responsible address; the protocol can't be spf.",
  heloIsSpf: "Only SPF checks the HELO identity; the protocol can't be sender-id.",
});

/** The check that is asked for, or why it can't be made. RFC 7208, 2.3, 2.4 and 4.1; RFC 4406, 4 */
export function planCheck(mail: MailToCheck): PlannedCheck | Message {
  const { ip, scope = "mfrom" } = mail;
  if (!clientAddress(ip)) return checkRequestMessages.ip({ ip });
  if (scope === "pra" && mail.protocol === "spf") return checkRequestMessages.praIsSenderId();
  if (scope === "helo" && mail.protocol === "sender-id") return checkRequestMessages.heloIsSpf();
  const protocol = scope === "pra" ? "sender-id" : (mail.protocol ?? "spf");
  const named = mail.helo ?? mail.domain;
  if (scope === "helo" && named === undefined) return checkRequestMessages.helo();
  // RFC 7208, 2.3: the identity is `postmaster` at the HELO name, and so it is for the null reverse-path (2.4).
  const sender = scope === "helo" ? "" : (mail.sender ?? "");
  if (named === undefined && sender === "") return checkRequestMessages.nobody();
  const helo = named ?? senderOf(sender, "").domain;
  const selector =
    protocol === "spf"
      ? ({ protocol } as const)
      : ({
          protocol,
          scope: scope === "pra" ? "pra" : "mfrom",
          spf1: scope !== "pra" || mail.spf1ForPra !== false,
        } as const);
  const domain = mail.domain ?? senderOf(sender, helo).domain;
  const identity = scope === "mfrom" ? "mailfrom" : scope;
  return {
    request: { ip, helo, sender, selector, domain },
    verified: { ip, helo, sender, protocol, identity },
    scope,
  };
}
