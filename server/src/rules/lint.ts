/**
 * Runs the rules over a reading and keeps what it learnt, so that a keystroke costs what it changed.
 *
 * Nothing here knows documents, editors or languages.
 */

import type { Reading } from "../host/host.ts";
import { keepingLast } from "../text/last.ts";
import { FileLint, type Linted } from "./lint/file.ts";
import { type RuleTable, ruleTable } from "./lint/table.ts";
import { type Answering, nobody } from "./names.ts";
import type { Context, Rule } from "./rule.ts";

export type { Finding } from "./finding.ts";
export type { Linted } from "./lint/file.ts";

/** One table serves all files under the same settings. */
const tableOf = keepingLast(ruleTable);

/** What was learnt under one context; it lives as long as the settings, the day and the zone stay the same. */
export class LintCache {
  readonly rules: RuleTable;
  readonly context: Context;
  #file: FileLint | null = null;

  constructor(rules: readonly Rule[], context: Context) {
    this.rules = tableOf(rules, context.settings);
    this.context = context;
  }

  /** Whether what it holds is still true under `context`. */
  serves(context: Context): boolean {
    const mine = this.context;
    return (
      mine.settings === context.settings &&
      mine.today === context.today &&
      mine.zone === context.zone &&
      mine.isShown === context.isShown
    );
  }

  lint(reading: Reading, answering: Answering): Linted {
    const file = this.#file ?? new FileLint(this.rules, this.context);
    // A rule that throws leaves half of the work done: nothing is kept of it.
    this.#file = null;
    const linted = file.lint(reading, answering);
    this.#file = file;
    return linted;
  }
}

/**
 * All findings of the active rules over a reading. `cache` is for this file alone and may hold earlier work on it.
 * `answering` tells what is known of other names. The same object comes back as long as nothing is different.
 */
export function lint(reading: Reading, cache: LintCache, answering: Answering = nobody): Linted {
  return cache.lint(reading, answering);
}
