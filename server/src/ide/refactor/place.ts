/** What a refactoring is given and what it gives. */

import type { Fix } from "../../rules/rule.ts";
import type { Subject } from "../../rules/subject.ts";
import type { SpfRecord, Term } from "../../spf/ast.ts";
import type { Edit } from "../../text/edit.ts";
import { messagesOf } from "../../text/message.ts";
import type { DocumentSpace } from "../../text/span.ts";
import type { Analysis } from "../analysis.ts";

export interface RefactorPlace {
  readonly analysis: Analysis;
  readonly subject: Subject;
  readonly record: SpfRecord;
  /** The terms that the cursor or the selection touches. */
  readonly terms: readonly Term[];
}

export interface Refactoring {
  /** Under which of an editor's menus it belongs. */
  readonly kind: "rewrite" | "inline" | "extract";
  readonly fix: Fix;
  /** What comes along in the document: a comment, another record. */
  readonly beside?: readonly Edit<DocumentSpace>[];
}

export type Refactor = (place: RefactorPlace) => Iterable<Refactoring>;

export const refactorMessages = messagesOf("refactor", {
  sort: "Sort the networks (nothing changes for anybody)",
  join: "Write the {count} networks as {fewer} (nothing changes for anybody)",
  split: "Start a new string before {term}",
  splitAll: "Split the string at terms, as late as it can be",
  unite: "Write the record in one string",
  inline: "Replace {term} by the {count} terms of its record as of today (changes there no longer count)",
  inlineOne: "Replace {term} by what its record lists as of today (changes there no longer count)",
  flatten:
    "Replace {term} by the {count} networks that it matches today (they go stale; a comment says the date where the file can hold one)",
  flattenOne:
    "Replace {term} by the network that it matches today (it goes stale; a comment says the date where the file can hold one)",
  builder: "Write the record with SPF_BUILDER, a line for each term",
  extract: "Move {count} terms to {name} and include it (one lookup more)",
});
