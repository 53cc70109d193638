/**
 * What a parity test does with each text that it makes: the records are those that were expected, each character stands
 * where it is said to stand, and edits give the text that was wanted and leave all others as they are.
 */

import assert from "node:assert/strict";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { checkEdits } from "./edits.ts";
import { LoadedWorld, read } from "./reading.ts";
import { checkPlaces, type Told, told } from "./told.ts";

export class Tally {
  #records = 0;
  #edits = 0;
  #texts = 0;

  /** `hidden`: what expressions make of texts has no places of its own. */
  async check(uri: string, text: string, expected: readonly Told[], hidden = false): Promise<void> {
    await this.compare(uri, text, expected, told, hidden);
  }

  /** The same where `say` tells what is compared. */
  async compare<T>(
    uri: string,
    text: string,
    expected: readonly T[],
    say: (reading: Reading) => readonly T[],
    hidden = false,
  ): Promise<void> {
    const world = new LoadedWorld();
    const document = Document.of(uri, text, "");
    const reading = (await read(document, world)) as Reading;
    assert.deepEqual(say(reading), expected, text);
    if (!hidden) checkPlaces(reading);
    this.#records += expected.length;
    this.#edits += await checkEdits(document, world, 2, this.#texts++);
  }

  /** That it was not for nothing. */
  enough(): void {
    assert.ok(this.#records >= 1000, `${this.#records} records`);
    assert.ok(this.#edits >= 100, `${this.#edits} edits`);
  }
}
