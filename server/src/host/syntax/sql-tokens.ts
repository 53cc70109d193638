/** The words and signs that statements of SQL are made of. */

export interface SqlToken {
  /** `string`: in single quotes, or in double quotes where those are strings. `name`: in the other quotes, or bare. */
  readonly kind: "string" | "name" | "number" | "sign" | "comment";
  readonly start: number;
  readonly end: number;
}

/** Whether a statement is MySQL's, where a backslash escapes and double quotes make strings. */
export function isMySql(text: string): boolean {
  return /\bINTO\s+(?:(?:\w+\.)?`|\S+\s+SET\b)|\bUPDATE\s+(?:\w+\.)?`|\bENGINE\s*=|--\s+MySQL dump/i.test(
    text,
  );
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
