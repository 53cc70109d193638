/** Zones within texts of a document: in a ConfigMap of CoreDNS, in the values of its chart. */

import type { Host } from "./host.ts";
import { nowhere, readWithin, seenIn, withRecords } from "./nested.ts";
import type { Section, Seen } from "./sections.ts";
import { knownText, type Value, valueUnder, within } from "./syntax/value.ts";
import { zone } from "./zone.ts";
import { zoneTemplate } from "./zone-template.ts";

/** What reads them: a template first, for a zone has nothing to say of its values. */
const readers: readonly Host[] = [zoneTemplate, zone];

/** As much as a host looks at to tell its format. */
const HEAD = 8192;

/** The records of each text of several lines that is a zone: by the key that it stands under, or from top to bottom. */
export function* seeZones(section: Section, root: Value): Iterable<Seen> {
  // In the chart of CoreDNS the name of the file stands beside its contents.
  const names = new Map<Value, string>();
  for (const { value, path } of within(root)) {
    const contents = valueUnder(value, "contents");
    const name = contents && knownText(valueUnder(value, "filename"));
    if (contents && name) names.set(contents, name);
    // What an alias or a variable stands for is written elsewhere.
    if (value.kind !== "text" || value.used || value.written || value.text.holes.length > 0) continue;
    const { text } = value.text;
    if (!text.includes("\n") || !/\b(?:TXT|SPF|SOA)\b/i.test(text)) continue;
    const uri = `zone:/${encodeURIComponent(names.get(value) ?? path.at(-1) ?? "")}`;
    const reader = readers.find((each) => each.accepts({ uri, languageId: "", head: text.slice(0, HEAD) }));
    if (!reader) continue;
    const { part } = readWithin(value.text, section.text, uri, (document) => reader.find(document, nowhere));
    const own = withRecords(part, (found) => ({ ...found, format: reader.format }));
    yield* seenIn(own, section);
  }
}
