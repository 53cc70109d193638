/** Asks for whose mail is simulated, step by step, with what the zone and earlier simulations offer. */

import * as vscode from "vscode";
import type { Suggestions } from "../../../server/src/lsp/protocol.ts";
import { headersOf } from "./headers.ts";
import { type Inputs, isIp } from "./inputs.ts";
import { messageSources } from "./message-source.ts";
import { back, type Choice, pickOrType } from "./pick-or-type.ts";
import type { Remembered } from "./remembered.ts";
import { shown } from "./text.ts";

export interface Prompted {
  readonly inputs: Inputs;
  /** Whether the sender is the one that is offered for any record. */
  readonly usualSender: boolean;
  /** The domain that was typed, where none was known. */
  readonly domain: string;
}

/** What is asked for along the way. */
interface Draft {
  domain: string;
  ip: string;
  whose: Whose;
  helo: string;
}

type Whose =
  | { readonly kind: "mfrom"; readonly sender: string; readonly usual: boolean }
  | { readonly kind: "pra"; readonly message: string };

/** The one address that is at hand for every domain. */
export function usualSender(domain: string): string {
  return `someone@${domain}`;
}

/** The answers; undefined where the user left the prompt. */
export async function prompt(suggestions: Suggestions, before: Remembered): Promise<Prompted | undefined> {
  const draft: Draft = {
    domain: suggestions.domain ?? "",
    ip: "",
    whose: { kind: "mfrom", sender: "", usual: true },
    helo: "",
  };
  const ask = [...(suggestions.domain === null ? [askDomain] : []), askIp, askWhose, askHelo];
  for (let at = 0; at < ask.length; ) {
    const outcome = await ask[at]?.(draft, { suggestions, before, step: at + 1, steps: ask.length });
    if (outcome === undefined) return undefined;
    at += outcome === back ? -1 : 1;
  }
  const { whose, ip, helo, domain } = draft;
  const inputs: Inputs =
    whose.kind === "pra"
      ? { ip, helo, identity: "pra", sender: usualSender(domain), message: whose.message }
      : { ip, helo, identity: "mfrom", sender: whose.sender, message: "" };
  return { inputs, domain, usualSender: whose.kind === "pra" || whose.usual };
}

interface Around {
  readonly suggestions: Suggestions;
  readonly before: Remembered;
  readonly step: number;
  readonly steps: number;
}

type Answered = typeof back | true | undefined;

async function askDomain(draft: Draft, around: Around): Promise<Answered> {
  const chosen = await pickOrType<string>({
    ...frame(around, vscode.l10n.t("The domain whose record judges, such as example.com")),
    choices: [],
    typed: (text) =>
      /^[^\s@]+\.[^\s@]+$/.test(text)
        ? { label: text, icon: "globe", value: text }
        : vscode.l10n.t("A domain has two labels at least, such as example.com"),
  });
  if (chosen === undefined || chosen === back) return chosen;
  draft.domain = chosen;
  return true;
}

async function askIp(draft: Draft, around: Around): Promise<Answered> {
  const { suggestions, before } = around;
  const label = new Map(suggestions.addresses.map((each) => [each.ip, shown(each.label)]));
  const earlier = before.ips.map((ip): Choice<string> => {
    return {
      label: ip,
      description: label.get(ip) ?? vscode.l10n.t("used before"),
      icon: "history",
      value: ip,
    };
  });
  const offered = suggestions.addresses
    .filter(({ ip }) => !before.ips.includes(ip))
    .map(
      ({ ip }): Choice<string> => ({
        label: ip,
        description: label.get(ip) ?? "",
        icon: "server",
        value: ip,
      }),
    );
  const chosen = await pickOrType({
    ...frame(around, vscode.l10n.t("The address that the mail comes from: choose one or type it")),
    choices: [...earlier, ...offered],
    typed: (text) =>
      isIp(text) ? { label: text, icon: "arrow-right", value: text } : vscode.l10n.t("Not an IP address yet"),
  });
  if (chosen === undefined || chosen === back) return chosen;
  draft.ip = chosen;
  return true;
}

async function askWhose(draft: Draft, around: Around): Promise<Answered> {
  const { before } = around;
  const usual = usualSender(draft.domain);
  const mfrom = (sender: string, isUsual = false): Whose => ({ kind: "mfrom", sender, usual: isUsual });
  const earlier = before.senders.filter((sender) => sender !== usual);
  for (;;) {
    const chosen = await pickOrType<Whose | "message">({
      ...frame(around, vscode.l10n.t("MAIL FROM: choose one or type it")),
      choices: [
        {
          label: shown(usual),
          description: vscode.l10n.t("anyone of the domain"),
          icon: "account",
          value: mfrom(usual, true),
        },
        ...earlier.map((sender): Choice<Whose> => {
          return {
            label: sender,
            description: vscode.l10n.t("used before"),
            icon: "history",
            value: mfrom(sender),
          };
        }),
        {
          label: "<>",
          description: vscode.l10n.t("a bounce: HELO is checked"),
          icon: "reply",
          value: mfrom(""),
        },
        {
          label: vscode.l10n.t("From a message…"),
          description: vscode.l10n.t("Sender ID checks the responsible address in its headers"),
          icon: "mail",
          value: "message",
        },
      ],
      typed: (text) =>
        /\s/.test(text)
          ? vscode.l10n.t("An address has no blanks")
          : { label: text, icon: "arrow-right", value: mfrom(text.replace(/^<(.*)>$/, "$1")) },
    });
    if (chosen === undefined || chosen === back) return chosen;
    if (chosen !== "message") {
      draft.whose = chosen;
      return true;
    }
    const message = await askMessage(around);
    if (message === back) continue;
    if (message === undefined) return undefined;
    draft.whose = { kind: "pra", message };
    return true;
  }
}

async function askMessage(around: Around): Promise<string | typeof back | undefined> {
  const source = await pickOrType({
    ...frame(around, vscode.l10n.t("Where the message is")),
    canGoBack: true,
    choices: messageSources().map(({ label, icon, read }) => ({ label, icon, value: read })),
    typed: () => null,
  });
  if (source === undefined || source === back) return source;
  const text = await source();
  return text === undefined ? back : headersOf(text);
}

async function askHelo(draft: Draft, around: Around): Promise<Answered> {
  const { suggestions, before } = around;
  const named = suggestions.addresses.find(({ ip }) => ip === draft.ip)?.label ?? "";
  const host = /^[\w-]+(\.[\w-]+)+(?= |$)/.exec(named)?.[0];
  const names = [...new Set([...(host ? [host] : []), ...before.helos, `mail.${draft.domain}`])];
  const chosen = await pickOrType({
    ...frame(around, vscode.l10n.t("HELO, the name that the client gives itself: choose one or type it")),
    choices: names.map((name): Choice<string> => {
      const isUsed = before.helos.includes(name);
      return {
        label: name,
        icon: isUsed ? "history" : "server",
        ...(isUsed ? { description: vscode.l10n.t("used before") } : {}),
        value: name,
      };
    }),
    typed: (text) =>
      /\s/.test(text)
        ? vscode.l10n.t("A name has no blanks")
        : { label: text, icon: "arrow-right", value: text },
  });
  if (chosen === undefined || chosen === back) return chosen;
  draft.helo = chosen;
  return true;
}

function frame({ step, steps, suggestions }: Around, placeholder: string) {
  const { domain } = suggestions;
  const title =
    domain === null
      ? vscode.l10n.t("Simulate an SPF check")
      : vscode.l10n.t("Simulate an SPF check by {0}", shown(domain));
  return { title, step, steps, placeholder, canGoBack: step > 1 };
}
