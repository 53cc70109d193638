/**
 * Bicep, the language of Azure's resources, read declaration by declaration: what is damaged is passed over, and a
 * declaration that begins a line ends what stands open before it.
 *
 * A resource is a call by the name of its type, so that loops and conditions around it are those of any program.
 */

import { BicepExpressions } from "./bicep-expression.ts";
import { programTree } from "./program-values.ts";
import type { Syntax } from "./syntax.ts";
import type { Value } from "./value.ts";

/** What begins a declaration at the start of a line. */
const DECLARATION =
  /^(?:@[A-Za-z]|(?:targetScope|metadata|param|var|resource|module|output|type|func|import|provider|extension|assert|using)\s+(?=[A-Za-z_'={*]))/;

export const bicep: Syntax = {
  sections(text) {
    const starts = [0];
    let inside = "";
    let headed = false;
    let decorated = false;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      const next = newline < 0 ? text.length : newline + 1;
      const line = text.slice(at, next);
      const head = inside === "" ? DECLARATION.exec(line)?.[0] : undefined;
      if (head !== undefined) {
        if (headed && !decorated) starts.push(at);
        headed = true;
        decorated = head.startsWith("@");
      }
      inside = openAfter(line, inside);
      at = next;
    }
    return starts;
  },
  read(source) {
    const reader = new BicepExpressions(source);
    const names = new Map<string, Value>();
    const values: Value[] = [];
    while (!reader.isOver) {
      const declared = reader.declaration();
      if (!declared) continue;
      const { name, value, runs } = declared;
      if (name !== null) names.set(name, names.has(name) ? { kind: "unknown", span: value.span } : value);
      values.push(runs);
    }
    return programTree(source, values, { names, locals: reader.locals }, reader.comments);
  },
};

/** What goes on from a line into the next: a text of several lines, a comment; "" for nothing. */
function openAfter(line: string, inside: string): string {
  let open = inside;
  for (let at = 0; at < line.length; ) {
    if (open === "'''" || open === "/*") {
      const closing = open === "/*" ? "*/" : open;
      const end = line.indexOf(closing, at);
      if (end < 0) return open;
      open = "";
      at = end + closing.length;
      continue;
    }
    const [sign = ""] = /'''|'(?:\\.|[^'\\\n])*'?|\/\*|\/\//.exec(line.slice(at)) ?? [];
    if (sign === "" || sign === "//") return "";
    at = line.indexOf(sign, at) + sign.length;
    if (sign === "'''" || sign === "/*") open = sign;
  }
  return open;
}
