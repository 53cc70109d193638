/** What can be written in a record beside names: versions, terms, qualifiers, macros, prefix lengths. From the facts. */

import type { SpfRecord } from "../../spf/ast.ts";
import {
  type MechanismFacts,
  type ModifierFacts,
  macros,
  mechanisms,
  modifiers,
  qualifiers,
  scopes,
  versions,
} from "../../spf/facts.ts";
import { type Message, messagesOf } from "../../text/message.ts";
import { type Block, item, text } from "../hover/block.ts";
import type { CompletionPlace } from "./place.ts";

export const completionMessages = messagesOf("completion", {
  addresses: "{count} addresses.",
  hereRecord: "A record of this workspace.",
  hereName: "A name of this workspace.",
  suppress: "Ignores findings of the record in this or the next line.",
  suppressFile: "Ignores findings in the whole file.",
});

export type CompletionKind =
  | "version"
  | "mechanism"
  | "modifier"
  | "qualifier"
  | "scope"
  | "macro"
  | "number"
  | "name"
  | "provider"
  | "rule";

/** Something to write in the place of what stands there. */
export interface Offer {
  readonly kind: CompletionKind;
  /** The record's text, before the host writes it in its own way. */
  readonly text: string;
  /** In a few words. */
  readonly detail: string | Message | null;
  readonly documentation: readonly Block[];
  readonly discouraged?: boolean;
  /** Where it is not for the whole of the place. */
  readonly span?: CompletionPlace["span"];
}

export function versionOffers(): Offer[] {
  return Object.values(versions).map(({ syntax, does, sources }) => ({
    kind: "version",
    text: syntax,
    detail: null,
    documentation: [text(does), { kind: "sources", sources }],
  }));
}

export function scopeOffers(): Offer[] {
  return Object.values(scopes).map(({ name, does, sources }) => ({
    kind: "scope",
    text: name,
    detail: null,
    documentation: [text(does), { kind: "sources", sources }],
  }));
}

/** Mechanisms in the order in which they are wanted; `ptr` should not be published (RFC 7208, 5.5). */
const MECHANISMS = ["include", "ip4", "ip6", "a", "mx", "exists", "ptr"] as const;
/** `+all` is left out: nobody means it. */
const ENDS = ["-", "~", "?"] as const;

type TermPlace = Extract<CompletionPlace, { kind: "term" }>;

/** Terms that make sense where the record already has those that it has. */
export function termOffers(place: TermPlace, record: SpfRecord): Offer[] {
  const { qualifier, whole } = place;
  const others = record.terms.filter(({ span }) => span.end < whole.start || span.start > whole.end);
  const all = others.find((term) => term.kind === "directive" && term.name === "all");
  const has = (name: string) => others.some((term) => term.kind === "modifier" && term.name === name);
  const offers: Offer[] = [];
  // RFC 7208, 5.1: what stands behind "all" is never evaluated.
  if (!all || whole.start < all.span.start) {
    for (const name of MECHANISMS) offers.push(mechanismOffer(mechanisms[name], place));
    if (!all) offers.push(...endOffers(place));
  }
  if (qualifier === "") {
    if (!all && !has("redirect")) offers.push(modifierOffer(modifiers.redirect, place));
    if (!has("exp")) offers.push(modifierOffer(modifiers.exp, place));
    if (has("ra")) {
      for (const name of ["rp", "rr"] as const) {
        if (!has(name)) offers.push(modifierOffer(modifiers[name], place));
      }
    } else offers.push(modifierOffer(modifiers.ra, place));
  }
  return offers;
}

function mechanismOffer(facts: MechanismFacts, place: TermPlace): Offer {
  const colon = facts.required && place.next !== ":" ? ":" : "";
  return {
    kind: "mechanism",
    text: facts.name + colon,
    detail: facts.syntax,
    documentation: documented(facts),
    discouraged: facts.discouraged !== null,
  };
}

function modifierOffer(facts: ModifierFacts, place: TermPlace): Offer {
  const sign = place.next === "=" ? "" : "=";
  return {
    kind: "modifier",
    text: facts.name + sign,
    detail: facts.syntax,
    documentation: documented(facts),
  };
}

/** `all` with each qualifier, or with the one that is written already. */
function endOffers({ qualifier, whole }: TermPlace): Offer[] {
  return ENDS.filter((each) => qualifier === "" || each === qualifier).map((each) => ({
    kind: "mechanism",
    text: `${each}all`,
    detail: qualifiers[each].result,
    documentation: [text(mechanisms.all.does, qualifiers[each].does), sourcesOf(mechanisms.all)],
    span: whole,
  }));
}

export function qualifierOffers(place: TermPlace): Offer[] {
  if (place.whole.start < place.whole.end) return [];
  return Object.values(qualifiers)
    .filter((each) => each.qualifier !== "+")
    .map(({ qualifier, result, does, sources }) => ({
      kind: "qualifier",
      text: qualifier,
      detail: result,
      documentation: [text(does), { kind: "sources", sources }],
    }));
}

/** Those that may stand in a record: c, r and t are for explanations (RFC 7208, 7.2). */
export function macroOffers(): Offer[] {
  return Object.values(macros)
    .filter(({ explanationOnly }) => !explanationOnly)
    .map(({ letter, does, example, discouraged, sources }) => ({
      kind: "macro",
      text: `%{${letter}}`,
      detail: example,
      documentation: [text(does), ...(discouraged ? [text(discouraged)] : []), { kind: "sources", sources }],
      discouraged: discouraged !== null,
    }));
}

const PREFIXES = {
  4: [24, 25, 26, 27, 28, 29, 30, 31, 23, 22, 21, 20, 16],
  6: [64, 60, 56, 52, 48, 44, 40, 36, 32],
} as const;

export function prefixOffers(family: 4 | 6): Offer[] {
  const width = family === 4 ? 32 : 128;
  return PREFIXES[family].map((bits) => ({
    kind: "number",
    text: String(bits),
    detail: completionMessages.addresses({
      count: family === 4 ? 2 ** (width - bits) : `2^${width - bits}`,
    }),
    documentation: [],
  }));
}

function documented(facts: MechanismFacts | ModifierFacts): Block[] {
  return [
    text(facts.does),
    ...(facts.discouraged ? [text(facts.discouraged)] : []),
    ...facts.notes.map((note) => item(note)),
    sourcesOf(facts),
  ];
}

function sourcesOf({ sources }: { readonly sources: readonly string[] }): Block {
  return { kind: "sources", sources };
}
