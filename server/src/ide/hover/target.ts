/** What is shown about the name in a term: the record behind it or its addresses, and who says so. */

import type { Answer, Answerer, Source } from "../../dns/answers.ts";
import { AT_HAND } from "../../rules/names.ts";
import type { ExpandedTerm, Expansion, Missing } from "../../spf/expand.ts";
import { printIp } from "../../spf/ip.ts";
import { MOST_HOSTS, mxHosts, nameAsked } from "../../spf/voids.ts";
import type { Message } from "../../text/message.ts";
import { hoverMessages as say } from "./messages.ts";

/** Of more hosts or addresses than these the rest is counted. */
const MOST_LISTED = 8;
/** A record in DNS can have 64 kB; no more of it is shown than this, in UTF-16 units. */
const LONGEST = 1000;

/** What is known of the name that a term of the record at `domain` asks for; nothing for terms without one. */
export function aboutTarget({ term, target }: ExpandedTerm, domain: string, answer: Answerer): Message[] {
  if (target) return recordBehind(target, answer);
  const name = nameAsked(term, domain);
  if (name === null || term.kind !== "directive") return [];
  if (term.name === "a") return addressesOf(name, answer);
  return term.name === "mx" ? exchangersOf(name, answer) : [];
}

const missing: Readonly<Record<Missing, (args: { domain: string }) => Message>> = {
  unknown: say.targetUnknown,
  macro: say.targetMacro,
  none: say.targetNone,
  nxdomain: say.targetNone,
  multiple: say.targetMultiple,
  temperror: say.targetFailed,
  loop: say.targetLoop,
  stopped: say.targetStopped,
};

function recordBehind({ domain, record, missing: why }: Expansion, answer: Answerer): Message[] {
  const told = why === null || why === "none" || why === "nxdomain" || why === "multiple";
  const from = told ? saidBy(answer({ name: domain, type: "TXT" })) : [];
  if (why) return [missing[why]({ domain }), ...from];
  if (!record) return [];
  const { text } = record;
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return [say.target({ domain, record: shown }), ...from];
}

function addressesOf(name: string, answer: Answerer): Message[] {
  const found = lookUp(name, answer);
  const { addresses, answers } = found;
  const from = saidBy(answers.find(({ kind }) => kind === "ok") ?? answers[0]);
  if (addresses.length > 0) return [say.addresses({ name, addresses: listed(addresses) }), ...from];
  return [(found.isUnknown ? say.addressesUnknown : say.addressesNone)({ name }), ...from];
}

function exchangersOf(name: string, answer: Answerer): Message[] {
  const mx = answer({ name, type: "MX" });
  const from = saidBy(mx);
  if (mx.kind === "unknown") return [say.exchangersUnknown({ name })];
  if (mx.kind !== "ok" || mx.type !== "MX") return [say.exchangersNone({ name }), ...from];
  if (mx.records.length > MOST_HOSTS)
    return [say.exchangersMany({ name, count: mx.records.length }), ...from];
  const sorted = [...mx.records].sort((a, b) => a.preference - b.preference);
  const hosts = mxHosts(sorted).map((host) => {
    const { addresses, isUnknown } = lookUp(host, answer);
    return addresses.length > 0 ? `${host} (${addresses.join(", ")})` : isUnknown ? host : `${host} (–)`;
  });
  return hosts.length > 0
    ? [say.exchangers({ name, hosts: listed(hosts) }), ...from]
    : [say.exchangersNone({ name }), ...from];
}

/** The addresses of both families, and whether there may be others. */
function lookUp(
  name: string,
  answer: Answerer,
): { addresses: readonly string[]; answers: readonly Answer[]; isUnknown: boolean } {
  const answers = [answer({ name, type: "A" }), answer({ name, type: "AAAA" })];
  const addresses = answers.flatMap((each) =>
    each.kind === "ok" && (each.type === "A" || each.type === "AAAA") ? each.records.map(printIp) : [],
  );
  return {
    addresses,
    answers,
    isUnknown: answers.some(({ kind }) => kind !== "nodata" && kind !== "nxdomain"),
  };
}

function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_LISTED;
  const shown = texts.slice(0, MOST_LISTED).join(", ");
  return more > 0 ? `${shown} … (+${more})` : shown;
}

/** Where an answer came from, in a sentence; nothing where nobody answered. */
function saidBy(answer: Answer | undefined): Message[] {
  if (!answer || answer.kind === "unknown") return [];
  const known = documents[answer.source];
  return [known ? known() : say.fromDns({ source: answer.source })];
}

const documents: Readonly<Record<Source, () => Message>> = {
  [AT_HAND.buffer]: say.fromBuffer,
  [AT_HAND.file]: say.fromFile,
};
