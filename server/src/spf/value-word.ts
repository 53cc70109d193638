/** Words with a value, as those see them who read the value. */

import type { Reading } from "./reading.ts";
import type { Word } from "./word.ts";

/** A domain-spec within a word. */
export interface DomainWord {
  readonly reading: Reading;
  readonly word: Word;
  /** Name of the mechanism or modifier, lower case, and where it starts. */
  readonly name: string;
  readonly nameFrom: number;
  readonly from: number;
  readonly to: number;
}

/** The parts of a word that is a directive about networks. */
export interface NetworkWord {
  readonly reading: Reading;
  readonly word: Word;
  /** Of the mechanism's name. */
  readonly nameFrom: number;
  readonly family: 4 | 6;
  /** Where the value starts; it ends with the word. */
  readonly from: number;
}
