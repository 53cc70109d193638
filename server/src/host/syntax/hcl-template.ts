/** Texts of HCL: quoted templates and heredocs, whose `${…}` and `%{…}` are code (HCL Native Syntax, Templates). */

import type { Node } from "web-tree-sitter";
import type { Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { knownText, type Value } from "./value.ts";

/** A text value; what is put into it and not known is a hole. `value` reads the expression of an interpolation. */
export function readTemplate(source: string, node: Node, value: (node: Node) => Value): Value {
  const heredoc = node.type === "heredoc_template";
  const builder = new DecodedBuilder(source, heredoc ? encodeHeredoc : encodeQuoted);
  const references: (string | null)[] = [];
  const { from, to, indent } = heredoc ? heredocBody(source, node) : quotedBody(node);
  const literal = (start: number, end: number) => {
    if (heredoc) readLines(builder, source, start, end, indent);
    else readEscapes(builder, source, start, end);
  };
  let at = from;
  if (from === to) builder.verbatim(from, to);
  for (const part of node.namedChildren) {
    if (!part || !/^template_(?:interpolation|directive)$/.test(part.type)) continue;
    if (part.startIndex < at || part.endIndex > to) continue;
    literal(at, part.startIndex);
    const expression = part.namedChildren.find((each) => each?.type === "expression");
    const put = part.type === "template_interpolation" && expression ? value(expression) : null;
    const known = knownText(put ?? undefined);
    if (known !== null) builder.replaced(part.startIndex, part.endIndex, known);
    else {
      builder.hole(part.startIndex, part.endIndex);
      references.push(put?.kind === "unknown" ? (put.reference ?? null) : null);
    }
    at = part.endIndex;
  }
  literal(at, to);
  const span = { start: node.startIndex, end: node.endIndex };
  return { kind: "text", text: builder.build(), span, ...(references.length > 0 ? { references } : {}) };
}

function quotedBody(node: Node): { from: number; to: number; indent: number } {
  const end = node.children.find((each) => each?.type === "quoted_template_end");
  const closed = end && !end.isMissing && end.startIndex < end.endIndex;
  return { from: node.startIndex + 1, to: closed ? end.startIndex : node.endIndex, indent: 0 };
}

/** The lines between the two words, the last line end included; `<<-` takes the common indentation away. */
function heredocBody(source: string, node: Node): { from: number; to: number; indent: number } {
  const from = source.indexOf("\n", node.startIndex) + 1;
  const closing = node.children.findLast((each) => each?.type === "heredoc_identifier");
  const to =
    closing && closing.startIndex >= from ? source.lastIndexOf("\n", closing.startIndex) + 1 : node.endIndex;
  if (!source.startsWith("<<-", node.startIndex)) return { from, to, indent: 0 };
  const lines = source.slice(from, to).split("\n").slice(0, -1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  return { from, to, indent: indents.length > 0 ? Math.min(...indents) : 0 };
}

const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{/gsu;
const SHORT: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function readEscapes(builder: DecodedBuilder, source: string, from: number, to: number): void {
  let plain = from;
  for (const { index, 0: written } of source.slice(from, to).matchAll(ESCAPE)) {
    const at = from + index;
    builder.verbatim(plain, at);
    builder.replaced(at, at + written.length, meaningOf(written));
    plain = at + written.length;
  }
  if (plain < to) builder.verbatim(plain, to);
}

function meaningOf(written: string): string {
  if (!written.startsWith("\\")) return written.slice(1);
  if (/^\\[uU]./.test(written)) {
    const code = Number.parseInt(written.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
  return SHORT[written.slice(1)] ?? written.slice(1);
}

/** Lines of a heredoc: backslashes stand for themselves there. */
function readLines(builder: DecodedBuilder, source: string, from: number, to: number, indent: number): void {
  for (let at = from; at < to; ) {
    const newline = source.indexOf("\n", at);
    const next = newline < 0 || newline >= to ? to : newline + 1;
    const begins = at === 0 || source[at - 1] === "\n";
    const blank = begins ? Math.min(indent, /^ */.exec(source.slice(at, next))?.[0].length ?? 0) : 0;
    let plain = at + blank;
    for (const { index } of source.slice(plain, next).matchAll(/\$\$\{|%%\{/g)) {
      const sign = at + blank + index;
      builder.verbatim(plain, sign);
      builder.replaced(sign, sign + 3, source.slice(sign + 1, sign + 3));
      plain = sign + 3;
    }
    if (plain < next) builder.verbatim(plain, next);
    at = next;
  }
}

const encodeQuoted: Encode = (text, around) =>
  withSigns(
    text.replace(/["\\]|[\0-\x1f\x7f]/g, (each) => {
      const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" }[each];
      return short ?? `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
    }),
    around.after,
  );

const encodeHeredoc: Encode = (text, around) =>
  /[\r\n]/.test(text) ? undefined : withSigns(text, around.after);

/** `${` and `%{` would be code; doubled they stand for themselves. */
function withSigns(text: string, after: string): string {
  return (text + after.slice(0, 1)).replace(/[$%](?=\{)/g, "$&$&").slice(0, after === "" ? undefined : -1);
}
