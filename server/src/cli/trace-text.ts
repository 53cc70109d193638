/** An evaluation as a tree to read: each record, what was asked, what each term did, and what it cost. */

import type { Outcome } from "../ide/evaluate.ts";
import { messagesOf } from "../text/message.ts";
import type { Say } from "./language.ts";
import { cliMessages } from "./messages.ts";
import type { Paint } from "./paint.ts";
import { type QueryStep, queryTree, shownText } from "./query-text.ts";
import { type Tree, treeLines } from "./tree-text.ts";
import { type Piece, plain } from "./wrap.ts";

export const traceMessages = messagesOf("trace", {
  matches: "matches, so {result}",
  misses: "does not match",
  leads: "leads to {result}",
  ends: "ends in {result}",
  lookups: "{count} of {limit} lookups",
  voids: "{count} of {limit} void",
  malformed: "(not a domain name)",
  moreTerms: "{count} more terms that do not match",
  explanation: "explanation",
});

/** RFC 7208, 4.6.4 */
export const limits = { lookups: 10, voids: 2 };

/** What of a trace is shown at the most: strangers write records of thousands of terms. */
const MOST_TERMS = 100;

type RecordStep = Outcome["trace"];
type TermStep = RecordStep["terms"][number];

export interface TraceStyle {
  readonly say: Say;
  readonly paint: Paint;
  readonly columns: number;
  /** What a result is called on a terminal that has colours. */
  readonly result: (result: Outcome["result"]) => Piece;
}

/** The lines of the tree. */
export function traceLines({ trace, explained }: Outcome, style: TraceStyle): string[] {
  const draw = new Drawing(style);
  const root = draw.record(trace);
  const tree = explained ? { ...root, below: [...root.below, draw.explanation(explained)] } : root;
  return treeLines(tree, style.columns, style.paint.dim);
}

class Drawing {
  readonly #style: TraceStyle;
  /** Lookups and voids before the term at hand. */
  #lookups = 0;
  #voids = 0;

  constructor(style: TraceStyle) {
    this.#style = style;
  }

  record(step: RecordStep): Tree {
    const { domain, queries, record, terms, result, reason } = step;
    const head = [this.#strong(domain), plain(": "), this.#style.result(result)];
    if (reason === "malformed-domain") head.push(this.#dim(` ${this.#style.say(traceMessages.malformed())}`));
    const shown =
      terms.length <= MOST_TERMS ? terms : [...terms.slice(0, MOST_TERMS - 1), ...terms.slice(-1)];
    const below = [
      ...queries.map((query) => this.#query(query, record?.text ?? null)),
      ...shown.map((term) => this.#term(term, result)),
    ];
    if (shown.length < terms.length) {
      const left = this.#style.say(traceMessages.moreTerms({ count: terms.length - shown.length }));
      below.splice(-1, 0, { head: [this.#dim(`… ${left}`)], below: [] });
    }
    return { head, below };
  }

  explanation(step: NonNullable<Outcome["explained"]>): Tree {
    const { target, queries, text } = step;
    const head = [this.#strong(this.#style.say(traceMessages.explanation())), plain(": ")];
    head.push(...(text === null ? [shownText(target ?? "")] : [shownText(text)]));
    return { head, below: queries.map((query) => this.#query(query, null)) };
  }

  #term(step: TermStep, result: Outcome["result"]): Tree {
    const { say, result: painted, paint } = this.#style;
    const head = [this.#strong(step.text), plain(": ")];
    const [, colour] = painted(result);
    if (step.verdict === "no-match") head.push([say(traceMessages.misses()), paint.dim]);
    else if (step.nested?.reached === "redirect") head.push([say(traceMessages.leads({ result })), colour]);
    else if (step.verdict === "match") head.push([say(traceMessages.matches({ result })), colour]);
    else head.push([say(traceMessages.ends({ result })), colour]);
    // What an include or redirect leads to is counted after the term itself.
    const { lookups, voids } = step.nested ? { lookups: this.#lookups + 1, voids: this.#voids } : step;
    head.push(...this.#cost(lookups, voids));
    const below = [
      ...step.queries.map((query) => this.#query(query, null)),
      ...(step.nested ? [this.record(step.nested)] : []),
    ];
    return { head, below };
  }

  /** What the counters say after a term that raised them (RFC 7208, 4.6.4). */
  #cost(lookups: number, voids: number): Piece[] {
    const { say } = this.#style;
    const said: string[] = [];
    if (lookups > this.#lookups)
      said.push(say(traceMessages.lookups({ count: lookups, limit: limits.lookups })));
    if (voids > this.#voids) said.push(say(traceMessages.voids({ count: voids, limit: limits.voids })));
    this.#lookups = Math.max(this.#lookups, lookups);
    this.#voids = Math.max(this.#voids, voids);
    return said.length === 0 ? [] : [this.#dim(` · ${said.join(say(cliMessages.separator()))}`)];
  }

  /** `chosen` is the one of several texts that is a record. */
  #query(step: QueryStep, chosen: string | null): Tree {
    return queryTree(step, chosen, this.#style);
  }

  #strong(text: string): Piece {
    return [shownText(text)[0], this.#style.paint.strong];
  }

  #dim(text: string): Piece {
    return [text, this.#style.paint.dim];
  }
}
