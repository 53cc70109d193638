/** What is said of a name that a provider has its customers include: on hover, and beside a completion. */

import { type KnownTarget, type ProviderKind, providerOf } from "../spf/providers.ts";
import { type Message, messagesOf } from "../text/message.ts";

export const providerMessages = messagesOf("provider", {
  mailbox: "{target} belongs to {provider} (mailboxes).",
  hosting: "{target} belongs to {provider} (hosting).",
  marketing: "{target} belongs to {provider} (newsletters and marketing).",
  transactional: "{target} belongs to {provider} (mail that programs send).",
  support: "{target} belongs to {provider} (customer support).",
  crm: "{target} belongs to {provider} (customer relations).",
  security: "{target} belongs to {provider} (mail security).",
  forwarding: "{target} belongs to {provider} (forwarding).",
  cloud: "{target} belongs to {provider} (cloud machines).",
  business: "{target} belongs to {provider} (business services).",
  costOne: "As of {asOf} it took 1 of the 10 DNS lookups.",
  cost: "As of {asOf} it took {count} of the 10 DNS lookups.",
  tail: "Its record ended in {tail}, which makes no difference to who includes it.",
  retired: "As of {asOf} {by} has taken its place.",
  instead: "The name for customers is {instead}.",
  partOf: "It is a piece of {umbrella}.",
  region: "It is for accounts in one region: {region}.",
  ownReturnPath: "Mail from there is checked against a domain of the provider's, so it need not be included.",
});

const kinds: Readonly<Record<ProviderKind, (args: { target: string; provider: string }) => Message>> =
  providerMessages;

/** Whose a name is, and what is remembered of it; nothing for a name that no provider is known to have. */
export function aboutProvider(name: string): Message[] {
  const known = providerOf(name);
  if (!known) return [];
  const { provider } = known;
  return [kinds[provider.kind]({ target: name, provider: provider.name }), ...fate(known)];
}

/** Where it says so. */
export function providerSources(name: string): string[] {
  const known = providerOf(name);
  return known ? [known.target.source] : [];
}

/** What the name cost when somebody looked; what DNS says today is better than that. */
export function rememberedCost(name: string): Message[] {
  const cost = providerOf(name)?.target.cost;
  if (!cost) return [];
  const { lookups: count, asOf, tail } = cost;
  const costs = count === 1 ? providerMessages.costOne({ asOf }) : providerMessages.cost({ asOf, count });
  return [costs, ...(tail ? [providerMessages.tail({ tail })] : [])];
}

function fate({ target }: KnownTarget): Message[] {
  const { retired, instead, partOf, region, ownReturnPath } = target;
  const say = providerMessages;
  return [
    ...(retired ? [say.retired(retired)] : []),
    ...(instead ? [say.instead({ instead })] : []),
    ...(partOf && !retired ? [say.partOf({ umbrella: partOf })] : []),
    ...(region ? [say.region({ region })] : []),
    ...(ownReturnPath ? [say.ownReturnPath()] : []),
  ];
}
