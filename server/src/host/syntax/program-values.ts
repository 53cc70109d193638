/** Values that the readers of programs make alike. */

import { Decoded } from "../../text/decoded.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";
import { bracketRemoval } from "./removal.ts";
import type { CallValue, TextValue, Tree, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** Calls of what calls give back, one behind the other. */
export const LONGEST_CHAIN = 200;

/** A call of something that is no function by name: an operator, or what is not understood. */
export function opaque(name: string, span: PartSpan, given: readonly Value[]): CallValue {
  return { kind: "call", name, nameSpan: span, arguments: given, named: [], span };
}

/** Values between brackets; with a spread among them they are a call of `[]`. */
export function listOf(source: string, values: readonly Value[], span: PartSpan): Value {
  if (values.some((value) => value.kind === "call" && value.name === "..."))
    return opaque("[]", span, values);
  const spans = values.map((value) => value.span);
  const items = values.map((value, i) => ({ value, removal: bracketRemoval(source, spans, i) }));
  return { kind: "list", items, span, whole: true };
}

/** What a program says, statement by statement. */
export function programTree(
  source: string,
  values: readonly Value[],
  { names, locals }: Pick<Tree, "names" | "locals">,
  comments: readonly Comment[],
): Tree {
  const items = values.map((value) => ({ value, removal: null }));
  const root: Value = { kind: "list", items, span: { start: 0, end: source.length }, whole: true };
  return { root, comments, names, ...(locals ? { locals } : {}) };
}

/** A name as the text that it is. */
export function nameOf(
  source: string,
  { from, to }: { readonly from: number; readonly to: number },
): TextValue {
  const text = Decoded.verbatim(source, from, to, () => undefined);
  return { kind: "text", text, span: { start: from, end: to } };
}
