/** The networks of one result in the form of other programs: one a line, a table of Postfix, sets of nftables. */

import { type AddressReport, nameOf, type Verdict } from "../ide/address-report.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import type { Say } from "./language.ts";

export const listMessages = messagesOf("address-lists", {
  of: "{result} for {domain}",
  uncertain:
    "Not certain: more addresses may have this result, and where one of these terms fails, those listed have an error.",
});

export type ListFormat = "cidr" | "postfix" | "nft";

export interface Listed {
  /** "" where only a record is given. */
  readonly domain: string;
  readonly result: Verdict;
  readonly addresses: AddressReport;
}

/** What a list leaves open, in the order of evaluation; nothing where it is exact. */
export function gaps({ result, addresses }: Listed): Message[] {
  const { certain, possible } = addresses.results[result];
  if (certain.networks.join() === possible.networks.join()) return [];
  const open = addresses.reasons.filter((reason) => !reason.certain).map(({ sentence }) => sentence);
  return [listMessages.uncertain(), ...open];
}

/** The list as a text; what it leaves open stands in comments. */
export function listText(format: ListFormat, listed: Listed, say: Say): string {
  const { domain, result, addresses } = listed;
  const { networks } = addresses.results[result].unlessError;
  const title = listMessages.of({ result, domain: nameOf(domain) });
  const remarks = gaps(listed);
  const comments = (format === "cidr" ? remarks : [title, ...remarks]).map(
    (each) => `# ${visible(say(each))}`,
  );
  return [...comments, ...bodies[format](networks, result)].map((line) => `${line}\n`).join("");
}

const bodies: Readonly<Record<ListFormat, (networks: readonly string[], result: Verdict) => string[]>> = {
  cidr: (networks) => [...networks],
  // cidr_table(5), with the actions of access(5).
  postfix: (networks, result) => networks.map((network) => `${network}\t${actions[result]}`),
  nft: (networks, result) => [
    "table inet spf {",
    ...set(
      `${result}4`,
      "ipv4_addr",
      networks.filter((each) => !each.includes(":")),
    ),
    ...set(
      `${result}6`,
      "ipv6_addr",
      networks.filter((each) => each.includes(":")),
    ),
    "}",
  ],
};

const actions: Readonly<Record<Verdict, string>> = {
  pass: "OK",
  fail: "REJECT",
  softfail: "DUNNO",
  neutral: "DUNNO",
  none: "DUNNO",
  permerror: "DUNNO",
  temperror: "DUNNO",
};

/** nft(8): an empty set has no elements at all. */
function set(name: string, type: string, networks: readonly string[]): string[] {
  const elements = networks.map((each, i) => `\t\t\t${each}${i < networks.length - 1 ? "," : ""}`);
  return [
    `\tset ${name} {`,
    `\t\ttype ${type}`,
    "\t\tflags interval",
    ...(networks.length > 0 ? ["\t\telements = {", ...elements, "\t\t}"] : []),
    "\t}",
  ];
}
