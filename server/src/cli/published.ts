/** Reads what a domain publishes, for `lint --domain`. */

import { canPublish, publishedZone } from "../ide/published.ts";
import type { Answers } from "./answer-sources.ts";
import { cliMessages as say } from "./messages.ts";
import type { Sources } from "./sources.ts";

/** The records of a domain as a source like any other, with its lines as a zone file would have them. */
export async function publishedSources(domain: string, { resolve }: Answers): Promise<Sources> {
  const empty = { list: [], roots: [], unread: false, input: null };
  if (!canPublish(domain)) return { ...empty, notes: [say.badDomain({ value: domain })], failed: true };
  const shown = `dns:${domain}`;
  const answer = await resolve({ name: domain, type: "TXT" });
  const document = publishedZone(domain, answer);
  if (!document) {
    const none = answer.kind === "ok" || answer.kind === "nodata" || answer.kind === "nxdomain";
    const note = none ? say.noRecord({ path: shown }) : say.dnsFailed({ path: shown });
    return { ...empty, notes: [note], failed: !none };
  }
  const skimmed = { mayHold: true, includes: false };
  const source = { uri: document.uri, shown, path: null, format: "zone", named: true, skimmed, document };
  return { ...empty, list: [source], notes: [], failed: false };
}
