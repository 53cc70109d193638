/** Which zone a file of octoDNS is about, and what files it takes in. */

import type { Chunk, Document } from "../text/document.ts";
import { fileName, withFiles } from "./anchors.ts";
import { declaredIn, namesOf } from "./declared.ts";
import type { DeclaredNames, Placed } from "./evaluate.ts";
import { domainOf, fileNameOf, fileUri, folderNameOf } from "./file-names.ts";
import type { Section, Source } from "./format.ts";
import type { Rows } from "./rows.ts";
import { entryOf, type Value } from "./syntax/value.ts";

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
/** Of whole lines, which are the same objects as long as nobody edits them. */
const included = new WeakMap<Chunk, readonly string[]>();

/** Files that stand for values: `'': !include common/apex.yaml` (octoDNS, "YAML !include Directive"). */
export function includes({ uri, chunks }: Document): readonly string[] {
  return chunks.flatMap((chunk) => {
    const known = included.get(chunk);
    const paths = known ?? [...chunk.text.matchAll(INCLUDE)].map(([, , path = ""]) => path);
    if (!known) included.set(chunk, paths);
    return paths.flatMap((path) => fileUri(path, uri) ?? []);
  });
}

/** The name of what a file itself has under a key. */
export function keyName(key: string): string {
  return `key ${key}`;
}

/** Aliases and keys of the file itself, and what the files say that it takes in. */
export function octodnsNames(rows: Rows, uri: string, sources: readonly Source[]): DeclaredNames {
  const sections = sources.find((source) => source.uri === uri)?.sections ?? [];
  const aliases = declaredIn(rows, sections);
  const keys = namesOf(rows, octodnsNames, sections, ({ tree }) => keysIn(tree.root));
  const files = new Map<string, Placed>();
  for (const source of sources) {
    const [section] = source.sections;
    if (source.uri !== uri && section)
      files.set(source.uri, { section, value: withFiles(section, source.uri) });
  }
  const start = fileName("");
  return {
    get(name) {
      if (!name.startsWith(start)) return keys.get(name) ?? aliases.get(name);
      const path = name.slice(start.length);
      return files.get(path) ?? files.get(fileUri(path, uri) ?? "");
    },
  };
}

function* keysIn(root: Value): Iterable<readonly [string, Value]> {
  for (const { key, value } of root.kind === "map" ? root.entries : [])
    if (key !== null) yield [keyName(key), value];
}
