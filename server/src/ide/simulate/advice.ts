/** What receivers do with a result, what follows for the sender, and what a simulation can't tell. */

import { sameName } from "../../dns/names.ts";
import type { Subject } from "../../rules/subject.ts";
import { decisionOf } from "../../spf/decision.ts";
import { senderOf } from "../../spf/identity.ts";
import type { Outcome, Result } from "../../spf/trace.ts";
import { type Message, messagesOf } from "../../text/message.ts";

export const adviceMessages = messagesOf("simulation-advice", {
  pass: "{ip} may send as {domain}. Receivers go on to look at what the message says; a pass alone gets no mail accepted (RFC 7208, 8.3).",
  passAll:
    "It passes because of all, as mail from any other address does: whoever forges {domain} passes too.",
  passDmarc:
    "For DMARC the pass counts only where the address in From: is of {domain}, or of the same organizational domain under relaxed alignment.",
  fail: "{domain} says that {ip} may not send as it. Many receivers refuse such mail during SMTP with 550 5.7.1; others accept it and mark it or put it with the spam (RFC 7208, 8.4).",
  failUnreal:
    "Nobody can be answered at such an address, so Sender ID lets the mail fail (RFC 4406, 4.3). Receivers that check it refuse such mail during SMTP with 550 5.7.1, or mark it.",
  failBounce:
    "A receiver that accepts the mail first must not bounce it later: the sender is probably forged, and the bounce would hit somebody who sent nothing (backscatter).",
  failForward:
    "Genuine mail fails too where somebody forwards it and keeps the sender, since it then comes from the forwarder's address. A DKIM signature survives that (RFC 7208, 10.3).",
  softfail:
    "{ip} probably may not send as {domain}. Receivers should not refuse the mail for that alone: they accept it, often mark it, or ask for a second attempt (RFC 7208, 8.5).",
  softfailDmarc:
    "For DMARC a softfail is no pass: under p=reject or p=quarantine the mail is lost unless DKIM passes.",
  neutral:
    "{domain} says nothing of {ip}. Receivers must treat that as if there were no record (RFC 7208, 8.2): forged mail gets through as genuine mail does.",
  none: "There is no record to judge by at {domain}, so receivers know nothing of {ip} (RFC 7208, 8.1). Forged mail gets through as genuine mail does.",
  unpassedDmarc: "For DMARC this is no pass: only DKIM can make up for it.",
  permerror:
    "The published record can't be evaluated, and no receiver can do anything about it until it is mended (RFC 7208, 8.7).",
  permerrorHandled:
    "Many receivers treat permerror as if there were no record, and DMARC counts it as no pass; some refuse the mail with 550 as they would after fail.",
  temperror:
    "DNS did not answer. Receivers put the mail off with 451 4.4.3, so that it is tried again, or accept it without a result (RFC 7208, 8.6).",
  undetermined:
    "No receiver ever says undetermined: it asks DNS for what is not known here, and gets one of the seven results.",
});

export const noteMessages = messagesOf("simulation-note", {
  notAsked:
    "Nobody was asked for the {type} records of {name}, and the result depends on them. No file at hand says what they are.",
  unknownText: "The result depends on a value that is not known here: {text}.",
  costs: "Some names of the tree of costs are not known, so its numbers are lower bounds.",
  spf1ForPra:
    "The record is v=spf1 and was read for the purported responsible address, as RFC 4406, 3.4 has it. Its author did not write it for that, and genuine mail fails by it: that is what the IESG's note on RFC 4406 warns of. A record spf2.0/pra ?all opts out.",
  otherDomain:
    "A receiver looks for the record of {sender}, which is not {domain}: this is what the record of {domain} says of the mail.",
  typeSpf:
    "Records of type SPF are read by nobody (RFC 7208, 3.1). What was evaluated is the TXT record of {domain}.",
  notARecord:
    "The text at this place is no record that receivers read; they look for another one at {domain}.",
  conditional: "Whether the record is published depends on conditions that are not known here.",
});

/** Whose mail it is, as it was checked. */
interface Checked {
  readonly domain: string;
  readonly helo: string;
  readonly sender: string;
  readonly scope: "mfrom" | "helo" | "pra";
}

/** Sentences in the order in which they matter. */
export function advice(outcome: Outcome, mail: Checked & { readonly ip: string }): Message[] {
  const { ip, domain } = mail;
  return lines[outcome.result](outcome).map((line) => adviceMessages[line]({ ip, domain }));
}

type Line = Exclude<keyof typeof adviceMessages, "speaker" | "english">;

const lines: Readonly<Record<Result, (outcome: Outcome) => readonly Line[]>> = {
  pass: ({ trace }) => {
    const byAll = /^\+?all$/i.test(decisionOf(trace).term?.text ?? "");
    return byAll ? ["pass", "passAll", "passDmarc"] : ["pass", "passDmarc"];
  },
  fail: ({ trace }) =>
    trace.reason === "no-such-name" || trace.reason === "missing-pra"
      ? ["failUnreal", "failBounce"]
      : ["fail", "failBounce", "failForward"],
  softfail: () => ["softfail", "softfailDmarc", "failForward"],
  neutral: () => ["neutral", "unpassedDmarc"],
  none: () => ["none", "unpassedDmarc"],
  permerror: () => ["permerror", "permerrorHandled"],
  temperror: () => ["temperror"],
  undetermined: () => ["undetermined"],
};

/** What notes are about beside the outcome. */
export interface Noted {
  readonly mail: Checked;
  /** The record that was asked about. */
  readonly subject: Subject | null;
  readonly costsAreExact: boolean;
  /** What decides and is not known, as it is written; null where there is no such thing. */
  readonly unknownText: string | null;
}

/** Why the answer may be incomplete, or about something else than was meant. */
export function notes(outcome: Outcome, { mail, subject, costsAreExact, unknownText }: Noted): Message[] {
  const out: Message[] = [];
  const { blockedOn, spf1ForSenderId, trace } = outcome;
  const { domain } = mail;
  if (blockedOn) out.push(noteMessages.notAsked({ name: blockedOn.name, type: blockedOn.type }));
  if (unknownText !== null) out.push(noteMessages.unknownText({ text: unknownText }));
  if (!costsAreExact && !blockedOn) out.push(noteMessages.costs());
  if (spf1ForSenderId && mail.scope === "pra") out.push(noteMessages.spf1ForPra());
  const looksAt = mail.scope === "helo" ? mail.helo : senderOf(mail.sender, mail.helo).domain;
  if (!sameName(looksAt, domain)) out.push(noteMessages.otherDomain({ sender: looksAt, domain }));
  if (subject) out.push(...aboutSubject(subject, trace.domain));
  return out;
}

function aboutSubject({ found, record }: Subject, domain: string): Message[] {
  if (found.type === "SPF") return [noteMessages.typeSpf({ domain })];
  if (!record) return [noteMessages.notARecord({ domain })];
  return found.certain ? [] : [noteMessages.conditional()];
}
