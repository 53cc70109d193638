// Makes random sources of the toy host together with what they mean, item by item, and answers every question about
// them the slow and obvious way: the reference that `Decoded` is compared with.

import fc from "fast-check";
import { HOLE } from "../../../server/src/text/decoded.ts";
import { rawOctet } from "../../../server/src/text/octets.ts";
import type { PartSpace, Span } from "../../../server/src/text/span.ts";

/** A stretch of source with the text it gives; a `slot` gives none, and text can be put there. */
export interface Item {
  readonly kind: "verbatim" | "replaced" | "hole" | "nowhere" | "slot";
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** Whether it is a bare word or part of one. */
  readonly bare: boolean;
}

/** What a source means. `outer` is what its own source means, where it lies in another. */
export class Model {
  source = "";
  text = "";
  readonly items: Item[] = [];
  readonly strings: { start: number; end: number }[] = [];
  readonly borders: { at: number; from: number; to: number }[] = [];
  readonly outer: Model | undefined;

  constructor(outer?: Model) {
    this.outer = outer;
  }

  gap(source: string): void {
    this.source += source;
  }

  /** Adds source and its text; characters that stand for themselves become an item each. */
  item(kind: Item["kind"], source: string, text: string, bare = false): void {
    if (kind === "verbatim" && source.length > 1) {
      for (const unit of source.split("")) this.item(kind, unit, unit, bare);
      return;
    }
    const [from, start] = [this.source.length, this.text.length];
    this.source += source;
    this.text += text;
    const to = this.source.length;
    const unknown = this.outer?.items.some((o) => o.kind === "hole" && o.start < to && from < o.end);
    this.items.push({ kind: unknown ? "hole" : kind, from, start, to, end: this.text.length, bare });
  }

  toSource(start: number, end: number): Span<PartSpace>[] {
    const touched = this.items.filter((item) => item.start < end && start < item.end && item.kind !== "slot");
    const pieces =
      start === end ? [this.place(start)] : touched.map((item) => ({ start: item.from, end: item.to }));
    const { outer } = this;
    return joined(outer ? joined(pieces).flatMap((piece) => outer.toSource(piece.start, piece.end)) : pieces);
  }

  place(at: number): Span<PartSpace> {
    const near = this.items.filter((item) => item.start <= at && at <= item.end);
    const known = near.find((item) => item.kind !== "hole" && item.kind !== "nowhere");
    const item = known ?? near.find((each) => each.kind === "hole") ?? near[0];
    if (!item) return { start: 0, end: 0 };
    const source = at === item.end ? item.to : item.from;
    return { start: source, end: source };
  }

  toDecoded(source: number): number | undefined {
    const at = this.outer ? this.outer.toDecoded(source) : source;
    if (at === undefined) return undefined;
    for (const item of this.items) {
      if (at === item.from && item.from === item.to) return item.start;
      if (item.from <= at && at < item.to) return item.start;
    }
    return this.items.findLast((item) => item.to === at)?.end;
  }
}

export function joined(spans: readonly Span<PartSpace>[]): Span<PartSpace>[] {
  const out: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last?.end === span.start) last.end = span.end;
    else out.push({ start: span.start, end: span.end });
  }
  return out;
}

type Ingredient = readonly [kind: "gap" | "verbatim" | "replaced" | "hole", source: string, text: string];

const letters = fc.constantFrom(
  "a",
  "v=spf1",
  "x y",
  "include:é",
  "😀z",
  "$x",
  "{",
  "~all",
  "ip4:192.0.2.0/24",
  HOLE,
);
const quotedItem: fc.Arbitrary<Ingredient> = fc.oneof(
  { weight: 5, arbitrary: letters.map((text): Ingredient => ["verbatim", text, text]) },
  fc.constantFrom<Ingredient>(
    ["replaced", '\\"', '"'],
    ["replaced", "\\\\", "\\"],
    ["replaced", "\\u0020", " "],
    ["replaced", "\\u007b", "{"],
    ["replaced", "\\t", "<>"],
    ["replaced", "\\\n  ", " "],
    ["replaced", "$$", "$"],
    ["replaced", "\\195", rawOctet(195)],
    ["replaced", "\\133", rawOctet(133)],
    ["replaced", `\\${HOLE}`, HOLE],
    ["hole", "${x}", HOLE],
    ["gap", "\\z \n", ""],
  ),
);
const separator = fc.constantFrom("", " ", "\n ", " ; note\n", ", ", " ,");
const quoted = fc.array(quotedItem, { maxLength: 6 }).map((items) => ({ bare: "", items, quote: true }));
const bare = fc.constantFrom("a", "v-1", "b.c:d").map((word) => ({ bare: word, items: [], quote: false }));
const strings = fc.array(fc.tuple(separator, fc.oneof({ weight: 3, arbitrary: quoted }, bare)), {
  minLength: 1,
  maxLength: 5,
});

/** Random sources with their meaning. */
export const models: fc.Arbitrary<Model> = strings.map((list) => build(list, undefined));

/** Random sources that lie in the text of another one: with holes of the outer source in odd places. */
export const nestedModels: fc.Arbitrary<Model> = fc
  .tuple(strings, fc.array(fc.nat(99), { maxLength: 40 }))
  .map(([list, choices]) => build(list, wrap(build(list, undefined).source, choices)));

function build(
  list: readonly [string, { bare: string; items: readonly Ingredient[]; quote: boolean }][],
  outer: Model | undefined,
): Model {
  const model = new Model(outer);
  let previous: number | undefined;
  let wasBare = false;
  for (const [separates, { bare: word, items, quote }] of list) {
    const between = separates === "" && wasBare && !quote ? " " : separates;
    const comma = between.indexOf(",");
    if (previous !== undefined && comma >= 0) {
      model.gap(between.slice(0, comma));
      model.item("nowhere", "", " ");
      model.gap(between.slice(comma));
    } else model.gap(between);
    if (quote) model.gap('"');
    const from = model.source.length;
    if (previous !== undefined && comma < 0) {
      model.borders.push({ at: model.text.length, from: previous, to: from });
      model.strings.push({ start: model.strings.at(-1)?.end ?? 0, end: model.text.length });
    }
    if (quote) model.item("slot", "", "");
    for (const [kind, source, text] of items) {
      if (kind === "gap") model.gap(source);
      else model.item(kind, source, text);
    }
    if (!quote) model.item("verbatim", word, word, true);
    previous = model.source.length;
    if (quote) model.gap('"');
    wasBare = !quote;
  }
  model.strings.push({ start: model.strings.at(-1)?.end ?? 0, end: model.text.length });
  return model;
}

/** A source whose text is `text`, written as the choices say: verbatim, escaped, in several strings, with gaps. */
function wrap(text: string, choices: readonly number[]): Model {
  const model = new Model();
  const open = () => {
    model.gap('"');
    model.item("slot", "", "");
  };
  open();
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    const choice = choices[i % Math.max(1, choices.length)] ?? 0;
    if (choice > 95) {
      const from = model.source.length;
      model.gap('" ; note\n');
      open();
      model.borders.push({ at: model.text.length, from, to: model.source.length });
    }
    if (choice > 90 && choice < 95) model.gap("\\z  ");
    const eaten = choice > 90 && choice < 95 && /\s/.test(unit);
    if (unit === HOLE && choice % 2 === 0) model.item("hole", "${y}", HOLE);
    else if (unit === '"' || unit === "\\") model.item("replaced", `\\${unit}`, unit);
    else if (unit === "$" || eaten || (choice > 70 && choice <= 90)) {
      model.item("replaced", `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`, unit);
    } else model.item("verbatim", unit, unit);
  }
  model.gap('"');
  return model;
}
