/** The names that a term may lead to: those of the workspace, and those that providers have their customers include. */

import { normalise } from "../../dns/names.ts";
import type { Other, Reading } from "../../host/host.ts";
import { type ProviderTarget, providers } from "../../spf/providers.ts";
import type { Analysis } from "../analysis.ts";
import { text } from "../hover/block.ts";
import { aboutProvider, rememberedCost } from "../provider-facts.ts";
import type { Workspace } from "../workspace.ts";
import { type Offer, completionMessages as say } from "./items.ts";
import type { Named } from "./place.ts";

/** A list that is longer nobody reads; who types on gets others. */
export const MOST_NAMES = 200;

/** Types of records that each term asks for. */
const ASKED: Readonly<Record<"a" | "mx" | "exists", ReadonlySet<Other["type"]>>> = {
  a: new Set(["A", "AAAA"]),
  mx: new Set(["MX"]),
  exists: new Set(["A"]),
};

/** Names for a term, of which `written` is there already; own ones first. */
export function nameOffers(
  workspace: Workspace,
  analysis: Analysis,
  term: Named,
  written: string,
  own: string,
): Offer[] {
  if (term === "ptr") return [];
  const names = new Set<string>();
  for (const name of ownNames(workspace, analysis, term)) {
    if (names.size >= MOST_NAMES) break;
    if (name !== own && name.startsWith(written.toLowerCase()) && isWritable(name)) names.add(name);
  }
  const leads = term === "include" || term === "redirect";
  const detail = leads || term === "exp" ? say.hereRecord() : say.hereName();
  const ours = [...names]
    .sort()
    .map((name): Offer => ({ kind: "name", text: name, detail, documentation: [] }));
  if (!leads) return ours;
  return [...ours, ...providerOffers().filter((offer) => !names.has(offer.text))];
}

/** What a name of ours may be that is written out: a wildcard is none, nor what a template leaves open or others ask for. */
function isWritable(name: string): boolean {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(name) && !/(?:^|\.)_(?:dmarc|domainkey)\./.test(name);
}

function* ownNames(workspace: Workspace, analysis: Analysis, term: Named): Iterable<string> {
  yield* namesIn(analysis.reading, term);
  for (const reading of workspace.readings()) if (reading !== analysis.reading) yield* namesIn(reading, term);
}

function* namesIn({ placed }: Reading, term: Named): Iterable<string> {
  for (const { part } of placed) {
    if (term === "include" || term === "redirect" || term === "exp") {
      for (const { owners, type, decoded } of part.found) {
        if (type !== "TXT" || !owners || isRecord(decoded.text) === (term === "exp")) continue;
        for (const owner of owners) yield normalise(owner);
      }
    } else if (term !== "ptr") {
      for (const { name, type } of part.others()) if (ASKED[term].has(type)) yield normalise(name);
    }
  }
}

function isRecord(value: string): boolean {
  return /^v=spf1(?: |$)/i.test(value);
}

/** Those that a provider tells its customers today. */
function providerOffers(): Offer[] {
  return providers.flatMap(({ name, targets }) =>
    targets.filter(isOffered).map(
      (target): Offer => ({
        kind: "provider",
        text: target.name,
        detail: name,
        documentation: [text(...aboutProvider(target.name), ...rememberedCost(target.name))],
      }),
    ),
  );
}

function isOffered({
  retired,
  instead,
  partOf,
  account,
  everybodys,
  ownReturnPath,
}: ProviderTarget): boolean {
  return !(retired || instead || partOf || account || everybodys || ownReturnPath);
}
