/** What tests of hosts compare: what a reading says of each TXT record, and whether each character is where it says. */

import assert from "node:assert/strict";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { encodeOctets } from "../../server/src/text/octets.ts";
import { LoadedWorld, read } from "./reading.ts";

export interface Told {
  readonly owner: string;
  readonly type: string;
  readonly ttl: number | null;
  readonly text: string;
}

/** All records of a text, in its order. */
export async function toldOf(uri: string, text: string, world = new LoadedWorld()): Promise<Told[]> {
  const reading = await read(Document.of(uri, text, ""), world);
  return reading ? told(reading) : [];
}

export function told({ placed }: Reading): Told[] {
  return placed.flatMap(({ part }) =>
    part.found.map(({ owners, type, ttl, decoded }) => ({
      owner: owners?.join() ?? "?",
      type,
      ttl,
      text: decoded.text,
    })),
  );
}

/**
 * Holds that every character of every record stands in the source as itself, in an escape or in hexadecimal, as a fold, or
 * nowhere in it: that no scalar had to be taken as one piece.
 */
export function checkPlaces({ placed, document }: Reading): void {
  const source = document.text();
  for (const { part, at } of placed) {
    for (const { decoded } of part.found) {
      let i = 0;
      for (const character of decoded.text) {
        const { start, end } = decoded.sourceRange({ start: i, end: i + character.length });
        const written = source.slice(at + start, at + end);
        i += character.length;
        if (written === character || /^(?:\\[\s\S]{1,60}|''|""|\s*)$/.test(written)) continue;
        // In hexadecimal.
        if (written.toLowerCase() === Buffer.from(encodeOctets(character)).toString("hex")) continue;
        assert.fail(`${JSON.stringify(character)} stands as ${JSON.stringify(written)} in ${source}`);
      }
    }
  }
}
