/** Where answers are looked for when somebody names the places: a record at hand, documents, recorded answers, DNS. */

import type { Answer, Answerer, Resolver, Source } from "../dns/answers.ts";
import { cached } from "../dns/cached.ts";
import { limited } from "../dns/limited.ts";
import { normalise } from "../dns/names.ts";
import { answererOf, type Place, resolverOver } from "../dns/overlay.ts";
import type { Txt } from "../dns/rr.ts";
import type { Workspace } from "./workspace.ts";

export interface NamedSources {
  /** A record that stands in for whatever texts a domain publishes. */
  readonly record: { readonly domain: string; readonly text: string } | null;
  readonly workspace: Workspace | null;
  readonly recorded: Place | null;
}

/** Answers at once. What no source knows is `unknown`; but a name that recorded answers lack does not exist. */
export function answererIn(sources: NamedSources): Answerer {
  return answererOf([...placesOf(sources), ...(sources.recorded ? [nowhere] : [])]);
}

/** Questions that are on their way at once. */
const MOST_AT_ONCE = 16;

/**
 * Asks `next` for what no source knows, each question once and not too many at a time. What it answers is kept for the
 * caller's life. `now` gives milliseconds that only grow.
 */
export function resolverIn(sources: NamedSources, next: Resolver, now: () => number): Resolver {
  return resolverOver(placesOf(sources), limited(cached(next, { now }), MOST_AT_ONCE));
}

function placesOf({ record, workspace, recorded }: NamedSources): Place[] {
  return [
    ...(record
      ? [recordPlace(normalise(record.domain), { strings: [record.text], holes: [] }, "record")]
      : []),
    ...(workspace?.places(null) ?? []),
    ...(recorded ? [recorded] : []),
  ];
}

/** One text that stands at a domain, and knows of nothing else. */
export function recordPlace(domain: string, txt: Txt, source: Source): Place {
  const answer: Answer = { kind: "ok", type: "TXT", ttl: null, source, records: [txt] };
  return (name, type) => (name === domain && type === "TXT" ? answer : { kind: "unknown", source: "nobody" });
}

const nowhere: Place = () => ({ kind: "nxdomain", source: "recorded" });
