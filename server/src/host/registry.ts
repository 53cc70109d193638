/**
 * Registries of names below a shared domain, as is-a.dev and its forks keep them: a JSON file a name, `domains/NAME.json`,
 * with texts under `records.TXT`, or `target.TXT`. The tool publishes each as it is written and cuts long ones.
 */

import { domainOf, fileNameOf, folderNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { type RecordSet, seeRecordSet } from "./record-set.ts";
import { entryOf, firstUnder, knownText, type Value, valueUnder } from "./syntax/value.ts";

const FOLDER = /^(?:sub)?domains?$/i;

const memory = new PerSection();

export const registry: Format = {
  format: "registry",
  syntax: "json",
  mayHold: ({ uri }) => /\.json$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) => memory.see(rows, sections, (section) => seeFile(section, uri)),
};

function* seeFile(section: Section, uri: string): Iterable<Seen> {
  const { root } = section.tree;
  const records = firstUnder(root, ["records", "record", "target"]);
  if (records?.kind !== "map" || !(entryOf(root, "owner") || FOLDER.test(folderNameOf(uri)))) return;
  const owner = ownerOf(root, uri);
  for (const { key, value } of records.entries) {
    if (key === null) continue;
    yield* seeRecordSet({
      section,
      type: key,
      ...about(owner, uri),
      named: (item) => about(owner, uri, knownText(valueUnder(item, "name"))),
      ttl: null,
      values: value,
      quoting: "plain",
      strings: "tool",
    });
  }
}

/** Records at the name that the file is about, or at one below it, as some have them: `{ "name": "_dmarc", "value": … }`. */
function about(
  owner: string | null,
  uri: string,
  name: string | null = null,
): Pick<RecordSet, "owners" | "set"> {
  const isBelow = name !== null && name !== "" && name !== "@";
  if (owner === null) return { owners: null, set: isBelow ? `${uri}#${name}` : uri };
  return { owners: [isBelow && name !== owner ? `${name}.${owner}` : owner], set: uri };
}

/** The name that the file is about: as it says, or by its own name where the folder around it is named after the domain. */
function ownerOf(root: Value, uri: string): string | null {
  const label = knownText(valueUnder(root, "subdomain")) ?? fileNameOf(uri).replace(/\.json$/i, "");
  const domain = knownText(valueUnder(root, "domain"));
  const parent = domain === null ? domainAbove(uri) : domainOf(domain);
  if (parent === null || label === "") return null;
  if (label === "@") return parent;
  return label.toLowerCase().endsWith(`.${parent}`) ? label : `${label}.${parent}`;
}

function domainAbove(uri: string): string | null {
  return domainOf(folderNameOf(uri.slice(0, uri.lastIndexOf("/"))));
}
