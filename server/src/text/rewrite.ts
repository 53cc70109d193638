/** How the source of a value is rewritten so that its text becomes another and all else stays as it is written. */

import type { Edit } from "./edit.ts";
import { divided, furtherItem } from "./joints.ts";
import {
  AROUND,
  beside,
  type Encode,
  type Piece,
  piecesOf,
  placeIn,
  type Run,
  standsNowhere,
  touched,
} from "./run.ts";
import type { PartSpace, RecordSpace, Span } from "./span.ts";

/** A text, the source that gives it, and what each stretch of that means. */
export interface Written {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly source: string;
}

type Edits = Edit<PartSpace>[] | undefined;

/** The edits that put `text` where a span is that is not empty; undefined where the host can't write that exactly. */
export function replacement(written: Written, span: Span<RecordSpace>, text: string): Edits {
  const division = divided(written.runs, span, text);
  if (!division) return undefined;
  const gone = division.gone.map((each) => ({ span: each, text: "" }));
  const rest: Edit<PartSpace>[] = [];
  for (const each of division.rest) {
    const edits = rewriting(written, each.span, each.text);
    if (!edits) return undefined;
    rest.push(...edits);
  }
  return [...rest, ...gone];
}

/** The same without taking items of a list away or putting some in. */
function rewriting({ runs, source }: Written, span: Span<RecordSpace>, text: string): Edits {
  for (const run of touched(runs, span.start, span.end)) {
    if (run.kind === "verbatim") continue;
    const whole = span.start <= run.start && run.end <= span.end;
    // What stands nowhere in the source can't be taken out of it.
    if (!whole || run.kind === "hole" || run.from === run.to) return undefined;
  }
  let taken = text === "";
  let refusing: Encode | undefined;
  const edits: Edit<PartSpace>[] = [];
  for (const piece of piecesOf(runs, span.start, span.end)) {
    let here: string | undefined;
    if (!taken && piece.encode !== refusing) {
      here = write(source, piece, text);
      taken = here !== undefined;
      refusing = piece.encode;
    }
    here ??= write(source, piece, "");
    if (here === undefined) return undefined;
    edits.push({ span: { start: piece.start, end: piece.end }, text: here });
  }
  return taken ? edits : undefined;
}

/** The edits that put `text` in at an offset; undefined where the host can't write it there. */
export function insertion({ text: whole, runs, source }: Written, at: number, text: string): Edits {
  if (text === "") return [];
  if ((whole.codePointAt(at - 1) ?? 0) > 0xffff) return undefined;
  const item = furtherItem(runs, source, at, text);
  if (item) return [item];
  // What lengthens the word behind it stands where that word does: `ip4:` before an address that begins a string.
  const lengthens = whole[at - 1] === " " && whole[at] !== " " && !text.endsWith(" ");
  for (const run of beside(runs, at, lengthens ? "right" : "left")) {
    const isWithin = run.kind !== "verbatim" && run.start < at && at < run.end;
    if (isWithin || standsNowhere(run)) continue;
    const place = placeIn(run, at);
    const here = write(source, { ...place, encode: run.encode }, text);
    if (here !== undefined) return [{ span: place, text: here }];
  }
  return undefined;
}

/** The text as the host writes it in the place of a piece, or undefined where it can't. */
function write(source: string, piece: Piece, text: string): string | undefined {
  const { start, end } = piece;
  const before = source.slice(Math.max(0, start - AROUND), start);
  return piece.encode(text, { before, after: source.slice(end, end + AROUND) });
}

/** The runs, which write `text` with a border of character-strings at each of `cuts` where they have one. */
export function bordered(runs: readonly Run[], text: string, cuts: readonly number[]): readonly Run[] {
  if (cuts.length === 0) return runs;
  // What is written in one way is one piece.
  const known = new Map<Encode, Encode>();
  return runs.map((run) => {
    const { encode, border } = run;
    if (border === undefined) return run;
    const own = known.get(encode) ?? cutting(encode, border, text, cuts);
    known.set(encode, own);
    return { ...run, encode: own };
  });
}

function cutting(encode: Encode, border: string, text: string, cuts: readonly number[]): Encode {
  return (given, { before, after }) => {
    if (given !== text) return encode(given, { before, after });
    const written = [0, ...cuts].map((from, i) =>
      encode(text.slice(from, cuts[i]), {
        before: i === 0 ? before : border,
        after: i === cuts.length ? after : border,
      }),
    );
    return written.includes(undefined) ? undefined : written.join(border);
  };
}
