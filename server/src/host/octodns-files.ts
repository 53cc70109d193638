/** Which zone a file of octoDNS is about, and what files it takes in. */

import type { Document } from "../text/document.ts";
import { fileName, fileUri, withFiles } from "./anchors.ts";
import { type DeclaredNames, declaredIn, type Placed } from "./evaluate.ts";
import { domainOf, fileNameOf, folderNameOf } from "./file-names.ts";
import type { Section, Source } from "./sections.ts";
import { entryOf } from "./syntax/value.ts";

/**
 * `config/example.com.yaml` and `zones/example.com./www.yaml`: in the split layout files are named after owners, and
 * `$example.com.yaml` has what no file can be named after. A folder without a dot at its end is a zone as well where the
 * file has the owner that it is named after.
 */
export function zoneOf(uri: string, sections: readonly Section[]): string | null {
  const name = fileNameOf(uri).replace(/\.ya?ml$/i, "");
  const folder = folderNameOf(uri);
  const own = domainOf(name.replace(/^\$/, ""));
  const around = domainOf(folder);
  if (own === null || around === null) return own ?? around;
  const isOwner = sections.some(({ tree: { root } }) => entryOf(root, name) !== undefined);
  return isOwner || (folder.endsWith(".") && own !== around) ? around : own;
}

const INCLUDE = /!include[ \t]+(["']?)([^\s#"']+)\1/g;
const included = new WeakMap<Document, readonly string[]>();

/** Files that stand for values: `'': !include common/apex.yaml` (octoDNS, "YAML !include Directive"). */
export function includes(document: Document): readonly string[] {
  const known = included.get(document);
  if (known) return known;
  const paths = [...document.text().matchAll(INCLUDE)].map(([, , path = ""]) => path);
  const uris = paths.flatMap((path) => fileUri(path, document.uri) ?? []);
  included.set(document, uris);
  return uris;
}

/** The name of what a file itself has under a key. */
export function keyName(key: string): string {
  return `key ${key}`;
}

/** Aliases and keys of the file itself, and what the files say that it takes in. */
export function namesOf(uri: string, sources: readonly Source[]): DeclaredNames {
  const files = new Map<string, Placed>();
  const keys = new Map<string, Placed>();
  let aliases: DeclaredNames | null = null;
  for (const source of sources) {
    const [section] = source.sections;
    if (source.uri === uri) {
      aliases = declaredIn(source.sections);
      for (const own of source.sections) {
        const { root } = own.tree;
        for (const { key, value } of root.kind === "map" ? root.entries : [])
          if (key !== null) keys.set(keyName(key), { section: own, value });
      }
    } else if (section) files.set(source.uri, { section, value: withFiles(section, source.uri) });
  }
  const start = fileName("");
  return {
    get(name) {
      if (!name.startsWith(start)) return keys.get(name) ?? aliases?.get(name);
      const path = name.slice(start.length);
      return files.get(path) ?? files.get(fileUri(path, uri) ?? "");
    },
  };
}
