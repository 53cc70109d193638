/** Which format a document is, without reading it. */

import { fileKinds } from "../host/file-kinds.ts";
import { fileNameOf } from "../host/file-names.ts";
import type { Host } from "../host/host.ts";
import { hostFor, hostsOf } from "../host/index.ts";
import { acceptsNamed, entryReader, isConfiguration } from "../host/zone/recognise.ts";
import type { Document } from "../text/document.ts";
import { globTest } from "./glob.ts";

export { isOfModule } from "../host/index.ts";

/** As much of a document as a host looks at to tell its format, in UTF-16 units. */
const HEAD_LENGTH = 8192;

/**
 * The host that takes a document; null where none does. Where `format` is given it is that of the configuration, and
 * neither name nor content matters; a format of several syntaxes is read in the one that the file is named after.
 */
export function hostOf(document: Document, format: string | null = null): Host | null {
  const { uri, languageId } = document;
  const given = format === null ? [] : hostsOf(format);
  const kind = kindByName(uri);
  const [only] = given.filter((host) => host.format === kind || host.languages.includes(languageId));
  if (given.length > 0) return only ?? given[0] ?? null;
  return hostFor({ uri, languageId, head: document.slice({ start: 0, end: HEAD_LENGTH }) }) ?? null;
}

/** The name of the host that takes a document; null where none does. Its beginning is enough: 8,192 characters. */
export function formatOf(document: Document, format: string | null = null): string | null {
  return hostOf(document, format)?.format ?? null;
}

/**
 * Tells of one file after the other whether it is a zone, which is listed though it holds nothing: by the last part of
 * its path, and its beginning of 8,192 characters. It takes less than to ask for the format.
 */
export function zoneTest(): (name: string, head: string) => boolean {
  const reader = entryReader();
  return (name, head) => acceptsNamed(name.toLowerCase(), "", head, reader);
}

/** What names tell. The zones come first, and a zone answers whatever it holds. */
const kinds = (Object.keys(fileKinds) as FileKindName[]).map((kind) => ({
  kind,
  tests: fileKinds[kind].names.map(globTest),
}));

export type FileKindName = keyof typeof fileKinds;

/** Globs over names of files that may be read though nobody opened them. */
export const fileNames: readonly string[] = Object.values(fileKinds).flatMap(({ names }) => names);

/** The kind that a file is named as; null where only its content could tell. */
export function kindByName(uri: string): FileKindName | null {
  const name = fileNameOf(uri).toLowerCase();
  if (isConfiguration(name)) return null;
  return kinds.find(({ tests }) => tests.some((test) => test(name)))?.kind ?? null;
}
