/** SQL as statements: where one ends, what is a comment, and which words and signs it is made of. */

import type { Syntax } from "./index.ts";
import type { Tree, TreeComment } from "./value.ts";

export interface SqlToken {
  /** `string`: in single quotes, or in double quotes where those are strings. `name`: in the other quotes, or bare. */
  readonly kind: "string" | "name" | "number" | "sign" | "comment";
  readonly start: number;
  readonly end: number;
}

/** Whether a statement is MySQL's, where a backslash escapes and double quotes make strings. */
export function isMySql(text: string): boolean {
  return /\bINTO\s+(?:\w+\.)?`|\bENGINE\s*=|--\s+MySQL dump/i.test(text);
}

const PLAIN =
  /--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[eE]'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'?|'[^']*(?:''[^']*)*'?|"[^"]*(?:""[^"]*)*"?|`[^`]*`?|\d+(?:\.\d+)?(?!\w)|[\w$]+|\S/g;
const MYSQL =
  /--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'?|"[^"\\]*(?:(?:""|\\[\s\S])[^"\\]*)*"?|`[^`]*`?|\d+(?:\.\d+)?(?!\w)|[\w$]+|\S/g;

export function* sqlTokens(text: string, mysql = isMySql(text)): Generator<SqlToken> {
  for (const { 0: token, index: start } of text.matchAll(mysql ? MYSQL : PLAIN)) {
    yield { kind: kindOf(token, mysql), start, end: start + token.length };
  }
}

function kindOf(token: string, mysql: boolean): SqlToken["kind"] {
  if (/^(?:--|#|\/\*)/.test(token)) return "comment";
  if (/^[eE]?'/.test(token)) return "string";
  if (token.startsWith('"')) return mysql ? "string" : "name";
  if (/^\d+(?:\.\d+)?$/.test(token)) return "number";
  return /^[\w$`]/.test(token) ? "name" : "sign";
}

export const sql: Syntax = {
  sections(text) {
    const starts = [0];
    // A line that ends in a semicolon ends a statement, within a string too where that was never closed.
    for (const { index, 0: end } of text.matchAll(/;[ \t]*\r?\n/g)) {
      if (index + end.length < text.length) starts.push(index + end.length);
    }
    return starts;
  },
  read: (section): Tree => ({
    root: { kind: "unknown", span: { start: 0, end: section.length } },
    comments: [...commentsOf(section)],
    names: new Map(),
  }),
};

function* commentsOf(section: string): Generator<TreeComment> {
  for (const { kind, start, end } of sqlTokens(section)) {
    if (kind !== "comment" || !section.startsWith("--", start)) continue;
    const line = section.lastIndexOf("\n", start - 1) + 1;
    const last = section.slice(start, end).trimEnd().length + start;
    yield {
      span: { start: start + 2, end: last },
      text: section.slice(start + 2, last),
      alone: section.slice(line, start).trim() === "",
    };
  }
}
