/** What a record reaches, as a tree to read; then what it costs, whom it lets send, and what is not certain of that. */

import { type AddressReport, nameOf, type Verdict, verdicts } from "../ide/address-report.ts";
import type { Cost, ExpansionReport, ReportedBranch, ReportedTree } from "../ide/expansion-report.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import { amountOf } from "./amounts.ts";
import { type FilePlace, shownPlace } from "./file-place.ts";
import type { Say } from "./language.ts";
import type { Paint } from "./paint.ts";
import { queryTree, sourceName } from "./query-text.ts";
import { tones } from "./tones.ts";
import { type Tree, treeLines } from "./tree-text.ts";
import { broken, type Piece, plain } from "./wrap.ts";

export const expandMessages = messagesOf("expand", {
  lookup: "lookup {number}",
  lookups: "{count} lookups: {first} to {last}",
  lookupOpen: "lookup {number} or more",
  lookupsOpen: "lookups {first} to {last} or more",
  beyond: "beyond the limit",
  voidBoth: "void",
  void4: "void for IPv4 clients",
  void6: "void for IPv6 clients",
  above: "as above",
  syntax: "syntax error, so permerror",
  moreTerms: "{count} more",
  unknown: "nobody was asked",
  none: "no record",
  nxdomain: "no such name",
  multiple: "several records, so permerror",
  temperror: "no usable answer, so temperror",
  macro: "depends on the message",
  loop: "a circle",
  stopped: "left out: the tree is too large",
  cost: "In the worst case {lookups}. {voids}",
  lookupsOf: "{count} of {limit} lookups",
  lookupsOfOpen: "at least {count} of {limit} lookups",
  voidsOf: "Void lookups: {four} for IPv4 clients, {six} for IPv6 clients; {limit} are allowed.",
  times: "{count}",
  timesOrMore: "{count} or more",
  tooMany:
    "More than {limit} lookups are a permerror for each client that no term matches before (RFC 7208, 4.6.4).",
  tooManyVoids:
    "More than {limit} void lookups are a permerror for each client that no term matches before (RFC 7208, 4.6.4).",
  circle: "Circle: {path}",
  exact: "Addresses by result:",
  inexact:
    "Addresses by result, from those that have it unless a term gives an error, to those that may have it:",
  row: "IPv4 {four}, IPv6 {six}",
  range: "{from} to {to}",
  open: "Not certain:",
  errors: "Errors:",
  more: "{count} more",
  note: "note: {text}",
  online: "Nothing is sent without --online, which asks DNS for what is not known here.",
});
const say = expandMessages;

/** Literal networks and reasons beyond these are counted: strangers write thousands of them. */
const MOST_NETWORKS = 12;
const MOST_REASONS = 20;
const MOST_BRANCHES = 200;

export interface ExpandStyle {
  readonly say: Say;
  readonly paint: Paint;
  readonly columns: number;
}

export interface ExpandTold {
  readonly report: ExpansionReport<FilePlace>;
  /** The result whose networks are listed, or null. */
  readonly result: Verdict | null;
  readonly notes: readonly Message[];
}

/** All of it, with the line end of the last line. */
export function expandText({ report, result, notes }: ExpandTold, style: ExpandStyle): string {
  const { say: words, paint, columns } = style;
  const draw = new Drawing(report, style);
  const lines = treeLines(draw.root(), columns, paint.dim);
  // Of a record that is not there only this can be said.
  if (report.tree.text !== null) {
    lines.push("", ...costLines(report, style), ...addressLines(report.addresses, result, style));
  }
  for (const [title, certain] of [
    [say.open(), false],
    [say.errors(), true],
  ] as const) {
    lines.push(...reasonLines(words(title), report.addresses, certain, style));
  }
  for (const note of notes) {
    const text = visible(words(say.note({ text: words(note) })));
    lines.push("", ...broken([[text, paint.info]], columns, "  "));
  }
  return `${lines.join("\n")}\n`;
}

class Drawing {
  readonly #report: ExpansionReport<FilePlace>;
  readonly #style: ExpandStyle;

  constructor(report: ExpansionReport<FilePlace>, style: ExpandStyle) {
    this.#report = report;
    this.#style = style;
  }

  root(): Tree {
    const { domain, queries, tree } = this.#report;
    return {
      head: [
        [visible(nameOf(domain)), this.#style.paint.strong],
        ...this.#state(tree, queries[0]?.source ?? null),
      ],
      below: this.#terms(tree),
    };
  }

  #terms({ terms }: ReportedTree<FilePlace>): Tree[] {
    const out: Tree[] = [];
    let start = 0;
    while (start < terms.length && out.length < MOST_BRANCHES) {
      let end = start;
      while (end < terms.length && isNetwork(terms[end] as ReportedBranch<FilePlace>)) end++;
      if (end > start) out.push(this.#networks(terms.slice(start, end)));
      else out.push(this.#term(terms[end++] as ReportedBranch<FilePlace>));
      start = end;
    }
    if (start < terms.length) out.push(this.#rest(terms.length - start));
    return out;
  }

  /** Literal networks that follow each other, in one paragraph. */
  #networks(terms: readonly ReportedBranch<FilePlace>[]): Tree {
    const shown = terms.slice(0, MOST_NETWORKS).map(({ text }) => visible(text));
    const head: Piece[] = [plain(shown.join(" "))];
    if (terms.length > shown.length) head.push(plain(" "), ...this.#rest(terms.length - shown.length).head);
    return { head, below: [] };
  }

  #rest(count: number): Tree {
    return { head: [[`… ${this.#style.say(say.moreTerms({ count }))}`, this.#style.paint.dim]], below: [] };
  }

  #term(term: ReportedBranch<FilePlace>): Tree {
    const { target, queries } = term;
    const head: Piece[] = [[visible(term.text), this.#style.paint.strong], ...this.#cost(term)];
    if (!target) return { head, below: queries.map((each) => queryTree(each, null, this.#style)) };
    head.push(...this.#state(target, queries[0]?.source ?? null));
    return { head, below: this.#terms(target) };
  }

  #cost({ lookups, exact, before, target, void: empty }: ReportedBranch<FilePlace>): Piece[] {
    const { say: words, paint } = this.#style;
    const out: Piece[] = [];
    if (lookups > 0) {
      const [first, last] = [before + 1, before + lookups];
      const args = { count: lookups, number: first, first, last };
      // Behind a circle or a syntax error no lookup follows, whatever was meant.
      const ends = target !== null && (target.missing === "loop" || !target.valid);
      const one = exact || ends ? say.lookup : say.lookupOpen;
      const message = lookups === 1 ? one : exact ? say.lookups : say.lookupsOpen;
      const tone = last > this.#report.lookups.limit ? paint.error : paint.dim;
      out.push([` · ${words(message(args))}`, tone]);
      if (first > this.#report.lookups.limit) out.push([` · ${words(say.beyond())}`, paint.error]);
    }
    if (empty.ip4 || empty.ip6) {
      const message = empty.ip4 ? (empty.ip6 ? say.voidBoth : say.void4) : say.void6;
      out.push([` · ${words(message())}`, paint.warning]);
    }
    return out;
  }

  /** Where a record is from, and what is the matter with it. */
  #state({ missing, valid, above, place }: ReportedTree<FilePlace>, source: string | null): Piece[] {
    const { say: words, paint } = this.#style;
    const out: Piece[] = [];
    const from = place ? shownPlace(place) : source === null ? null : sourceName(source, words);
    if (!missing?.match(/^(?:macro|loop|unknown)$/) && from !== null)
      out.push([` (${visible(from)})`, paint.dim]);
    if (missing) out.push([` · ${words(say[missing]())}`, mild.has(missing) ? paint.hint : paint.error]);
    else if (!valid) out.push([` · ${words(say.syntax())}`, paint.error]);
    if (above) out.push([` · ${words(say.above())}`, paint.dim]);
    return out;
  }
}

/** What is missing without being wrong. */
const mild: ReadonlySet<string> = new Set(["unknown", "macro", "stopped"]);

function isNetwork({ text }: ReportedBranch<FilePlace>): boolean {
  return /^[+?~-]?ip[46]:/i.test(text);
}

function costLines({ lookups, voids, loops }: ExpansionReport<FilePlace>, style: ExpandStyle): string[] {
  const { say: words, paint, columns } = style;
  const { count, limit } = lookups;
  const costs = {
    lookups: words((lookups.exact ? say.lookupsOf : say.lookupsOfOpen)({ count, limit })),
    voids: words(
      say.voidsOf({
        four: atLeast(voids.ip4, words),
        six: atLeast(voids.ip6, words),
        limit: voids.ip4.limit,
      }),
    ),
  };
  const pieces: Piece[] = [plain(words(say.cost(costs)))];
  if (count > limit) pieces.push(plain(" "), [words(say.tooMany({ limit })), paint.error]);
  const most = Math.max(voids.ip4.count, voids.ip6.count);
  if (most > voids.ip4.limit) {
    pieces.push(plain(" "), [words(say.tooManyVoids({ limit: voids.ip4.limit })), paint.error]);
  }
  return [
    ...broken(pieces, columns),
    ...loops.slice(0, MOST_REASONS).flatMap((path) => {
      return broken([[visible(words(say.circle({ path: path.join(" → ") }))), paint.error]], columns, "  ");
    }),
  ];
}

function atLeast({ count, exact }: Cost, words: Say): string {
  return words((exact ? say.times : say.timesOrMore)({ count }));
}

function addressLines(
  { exact, results }: AddressReport,
  wanted: Verdict | null,
  style: ExpandStyle,
): string[] {
  const { say: words, paint, columns } = style;
  const lines = ["", ...broken([plain(words(exact ? say.exact() : say.inexact()))], columns)];
  for (const verdict of verdicts) {
    const { unlessError, possible } = results[verdict];
    if (possible.networks.length === 0) continue;
    const four = amounts(unlessError.ip4, possible.ip4, 4, words);
    const six = amounts(unlessError.ip6, possible.ip6, 6, words);
    const name = verdict.padEnd(9);
    lines.push(
      ...broken(
        [plain("  "), [name, paint[tones[verdict]]], plain(` ${words(say.row({ four, six }))}`)],
        columns,
        "    ",
      ),
    );
    if (verdict !== wanted) continue;
    for (const network of unlessError.networks) lines.push(`    ${network}`);
  }
  return lines;
}

function amounts(from: string, to: string, family: 4 | 6, words: Say): string {
  const [least, most] = [amountOf(from, family, words), amountOf(to, family, words)];
  return from === to ? least : words(say.range({ from: least, to: most }));
}

function reasonLines(
  title: string,
  { reasons }: AddressReport,
  certain: boolean,
  style: ExpandStyle,
): string[] {
  const { say: words, paint, columns } = style;
  const all = reasons.filter((each) => each.certain === certain);
  if (all.length === 0) return [];
  const lines = ["", title];
  for (const { sentence } of all.slice(0, MOST_REASONS)) {
    lines.push(...broken([plain(`  ${visible(words(sentence))}`)], columns, "    "));
  }
  if (all.length > MOST_REASONS)
    lines.push(paint.dim(`  … ${words(say.more({ count: all.length - MOST_REASONS }))}`));
  return lines;
}
