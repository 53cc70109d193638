// Reads a zone for tests, and tells in a line what each record of it is.

import type { Found, Reading, World } from "../../server/src/host/host.ts";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { bareWorld } from "../support/world.ts";

export const NAME = "db.example.com";

export function read(text: string, name = NAME, world: World = bareWorld(() => null)): Reading {
  return zone.find(Document.of(`file:///zones/${name}`, text), world);
}

export function worldOf(files: Readonly<Record<string, string>>): World {
  const documents = new Map(Object.entries(files).map(([uri, text]) => [uri, Document.of(uri, text)]));
  return bareWorld((uri) => documents.get(uri) ?? null);
}

export function all(reading: Reading): Found[] {
  return reading.placed.flatMap(({ part }) => part.found);
}

export function faults(reading: Reading): string[] {
  return reading.placed.flatMap(({ part }) => part.faults.map(({ kind, detail }) => `${kind} ${detail}`));
}

export function line({ owners, type, ttl, decoded }: Found): string {
  const strings = decoded.strings().map(({ start, end }) => decoded.text.slice(start, end));
  return `${type === "SPF" ? "SPF " : ""}${owners?.join(",") ?? "?"} ${ttl ?? "-"} ${strings.join("|")}`;
}
