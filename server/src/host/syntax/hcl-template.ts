/** Texts of HCL: quoted templates and heredocs, whose `${…}` and `%{…}` are code (HCL Native Syntax, Templates). */

import type { Node } from "web-tree-sitter";
import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Entry, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** A macro of SPF where its signs make code of it: no name that an expression could mean. */
const MACRO = /^[slodiphcrtv]\d*r?[-.+,/_=]*$/i;

/**
 * A text, or a call of `TEMPLATE` for the texts and the values that one is put together from. `value` reads the
 * expression of an interpolation, and `isBound` says whether a name is one that a `for` gives.
 */
export function readTemplate(
  source: string,
  node: Node,
  value: (node: Node) => Value,
  isBound: (name: string) => boolean,
): Value {
  const heredoc = node.type === "heredoc_template";
  const { from, to, indent } = heredoc ? heredocBody(source, node) : quotedBody(node);
  const span = { start: node.startIndex, end: node.endIndex };
  const builder = () => new DecodedBuilder(source, heredoc ? encodeHeredoc : encodeTemplate);
  const pieces: { readonly value: Value; readonly span: PartSpan }[] = [];
  let text = builder();
  let plain = from;
  let isCode = false;
  const literal = (start: number, end: number) => {
    if (start > end) return;
    if (heredoc) readLines(text, source, start, end, indent);
    else readEscapes(text, source, start, end);
    if (start === end && from === to) text.verbatim(start, end);
  };
  // `~` takes blanks and line ends away on its side.
  let stripsStart = false;
  const endPiece = (end: number, stripsEnd: boolean) => {
    const built = stripped(text.build(), stripsStart, stripsEnd);
    const own = { start: plain, end };
    if (built.text !== "" || pieces.length === 0)
      pieces.push({ value: { kind: "text", text: built, span: own }, span: own });
    text = builder();
  };
  let at = from;
  for (const part of node.namedChildren) {
    if (!part || !/^template_(?:interpolation|directive)$/.test(part.type)) continue;
    const [start, end] = [part.startIndex, part.endIndex];
    if (start < at || end > to) continue;
    literal(at, start);
    at = end;
    const expression = part.namedChildren.find((each) => each?.type === "expression");
    const isDirective = part.type === "template_directive" || !expression;
    const name = isDirective ? "" : source.slice(start + 2, end - 1);
    if (!isDirective && MACRO.test(name) && !isBound(name)) {
      text.replaced(start, end, `%{${name}}`);
      continue;
    }
    const put: Value = isDirective ? { kind: "unknown", span: { start, end } } : value(expression);
    if (!heredoc && start === from && end === to) return put;
    endPiece(start, source[start + 2] === "~");
    plain = end;
    stripsStart = source[end - 2] === "~";
    isCode = true;
    pieces.push({ value: put, span: { start, end } });
  }
  literal(at, to);
  if (!isCode) return { kind: "text", text: text.build(), span };
  endPiece(to, false);
  const named = pieces.map((piece): Entry => ({ ...piece, key: null, keySpan: piece.span, removal: null }));
  return { kind: "call", name: TEMPLATE, nameSpan: span, arguments: [], named, span };
}

/** What a template is a call of. Its pieces are given as entries, which stand where their signs do. */
export const TEMPLATE = "${}";

function stripped(text: Decoded, atStart: boolean, atEnd: boolean): Decoded {
  const start = atStart ? text.text.length - text.text.trimStart().length : 0;
  const end = atEnd ? text.text.trimEnd().length : text.text.length;
  return start === 0 && end === text.text.length ? text : text.slice(Math.min(start, end), end);
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
  const indents = lines.filter((line) => line.trim() !== "").map(blanksAtStart);
  return { from, to, indent: indents.length > 0 ? Math.min(...indents) : 0 };
}

function blanksAtStart(line: string): number {
  return line.length - line.trimStart().length;
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
    const line = source.slice(at, next);
    // A line of blanks alone keeps them.
    const isBlank = line.trim() === "" && line.endsWith("\n");
    const blank = begins && !isBlank ? Math.min(indent, blanksAtStart(line)) : 0;
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

/** Writes text between quotes. */
export const encodeTemplate: Encode = (text, around) =>
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
