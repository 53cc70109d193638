/** The trace as the rows of a tree: records, their terms, the questions to DNS and what was answered. */

import type { Place, TracedQuery, TracedRecord, TracedTerm } from "../../../server/src/lsp/protocol.ts";
import type { Mark, Row } from "./display.ts";
import { bounded, keysBelow, listed } from "./rows.ts";
import { fill, quoted, shown, spoken, type Text } from "./text.ts";
import type { Words } from "./words.ts";

/** RFC 7208, 4.6.4: how many terms of a record may ask DNS, and how many of their lookups may find nothing. */
export const limits = { lookups: 10, voids: 2 } as const;

/** More answers to one question than this are counted and not shown. */
const MOST_ANSWERS = 20;

/** What a trace comes to: its rows, the place behind each, and the way to what decided. */
export interface Trace {
  readonly root: Row;
  readonly places: ReadonlyMap<string, Place>;
  readonly path: readonly { readonly key: string; readonly term: string }[];
}

export function traceOf(record: TracedRecord, words: Words): Trace {
  const places = new Map<string, Place>();
  const path: { key: string; term: string }[] = [];
  const walk: Walk = { words, places, path, lookups: 0, voids: 0 };
  const key = `record ${shown(record.domain)}`;
  const rows = rowsOf(record, key, walk, true);
  if (record.place) places.set(key, record.place);
  const label = [quoted(record.domain)];
  const detail = [record.result];
  const root: Row = {
    key,
    mark: "record",
    label,
    detail,
    tags: [],
    bar: null,
    spoken: sentence([label, detail]),
    reveals: record.place !== null,
    decides: path.length === 0,
    open: true,
    rows,
  };
  return { root, places, path };
}

/** What is known while the terms are gone through in their order. */
interface Walk {
  readonly words: Words;
  readonly places: Map<string, Place>;
  readonly path: { key: string; term: string }[];
  lookups: number;
  voids: number;
}

/** Rows for how a record was found, and for each of its terms. `decides`: it lies on the way to the result. */
function rowsOf(record: TracedRecord, parent: string, walk: Walk, decides: boolean): readonly Row[] {
  const keyOf = keysBelow(parent);
  const asked = record.queries.map((query) => queryRow(query, keyOf, walk.words));
  const terms = record.terms.map((term) => {
    const way = decides && term.verdict !== "no-match" && term === record.terms.at(-1);
    return termRow(term, keyOf(term.text), walk, way);
  });
  return bounded(parent, [...asked, ...terms], walk.words);
}

function termRow(term: TracedTerm, key: string, walk: Walk, decides: boolean): Row {
  const { words } = walk;
  if (term.place) walk.places.set(key, term.place);
  if (decides) walk.path.push({ key, term: shown(term.text) });
  const cost = term.lookups - walk.lookups;
  const keyOf = keysBelow(key);
  const asked = term.queries.map((query) => queryRow(query, keyOf, words));
  const below = term.nested ? rowsOf(term.nested, key, walk, decides) : [];
  const isVoid = term.voids > walk.voids && !term.nested;
  walk.lookups = term.lookups;
  walk.voids = term.voids;
  const label = [quoted(term.text)];
  const detail = outcomeOf(term, words);
  const count = cost > 0 ? spoken(fill(words.soFar, term.lookups, limits.lookups)) : "";
  return {
    key,
    // What a redirect matches is all that is left; what counts is where it leads.
    mark: isFollowed(term) ? "answer" : term.verdict,
    label,
    detail,
    tags: [
      ...(isVoid ? [{ text: words.void, title: null }] : []),
      ...(cost > 0 ? [{ text: `${term.lookups}/${limits.lookups}`, title: count }] : []),
    ],
    bar: null,
    spoken: sentence([label, detail, isVoid ? [words.void] : [], [count], decides ? [words.decides] : []]),
    reveals: term.place !== null,
    decides,
    open: decides && below.length > 0,
    rows: [...asked, ...below],
  };
}

/** `no match`; for a record within `fail: no match`; before either the name that macros made. */
function outcomeOf(term: TracedTerm, words: Words): Text {
  const { target, text, nested, verdict } = term;
  const made: Text = target === null || text.includes(target) ? [] : [quoted(target), ": "];
  const outcome = words[`verdict.${verdict}`];
  if (!nested) return [...made, outcome];
  const isMatch = (verdict === "match" || verdict === "no-match") && !isFollowed(term);
  return [...made, ...(isMatch ? fill(words.becomes, nested.result, outcome) : [nested.result])];
}

function isFollowed({ nested, verdict }: TracedTerm): boolean {
  return nested?.reached === "redirect" && verdict === "match";
}

const queryMarks: Readonly<Record<TracedQuery["answer"], Mark>> = {
  ok: "answer",
  nodata: "answer",
  nxdomain: "answer",
  servfail: "error",
  timeout: "error",
  unknown: "unknown",
};

function queryRow(query: TracedQuery, keyOf: (name: string) => string, words: Words): Row {
  const { name, type, answer, records, source } = query;
  const label: Text = [`${type} `, quoted(name)];
  const few = records.slice(0, MOST_ANSWERS);
  const rest = records.length - few.length;
  const detail: Text =
    answer === "ok"
      ? [...listed(few), ...(rest > 0 ? [", ", ...fill(words.leftOut, rest)] : [])]
      : [words[`answer.${answer}`]];
  const from = sourceOf(source, words);
  return {
    key: keyOf(`${type} ${name}`),
    mark: queryMarks[answer],
    label,
    detail,
    tags: from === null ? [] : [{ text: from, title: spoken(fill(words.from, from)) }],
    bar: null,
    spoken: sentence([label, detail, from === null ? [] : fill(words.from, from)]),
    reveals: false,
    decides: false,
    open: false,
    rows: [],
  };
}

/** Where an answer came from; null where nobody answered. Servers are named by their address. */
function sourceOf(source: string, words: Words): string | null {
  switch (source) {
    case "buffer":
    case "file":
    case "recorded":
    case "dns":
      return words[`source.${source}`];
    case "nobody":
    case "time":
      return null;
    default:
      return `${words["source.dns"]} ${shown(source)}`;
  }
}

function sentence(parts: readonly Text[]): string {
  return parts.map(spoken).filter(Boolean).join(", ");
}
