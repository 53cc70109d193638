/** What is being written at a place of a record: a term, the name in one, a macro, a prefix length. */

import type { RecordSpace, Span } from "../../text/span.ts";

type RecordSpan = Span<RecordSpace>;

/** Terms that take a name. */
export type Named = "include" | "a" | "mx" | "ptr" | "exists" | "redirect" | "exp";

/** `span` is what a completion stands in place of. */
export type CompletionPlace =
  | { readonly kind: "version"; readonly span: RecordSpan }
  | { readonly kind: "scope"; readonly span: RecordSpan }
  | {
      readonly kind: "term";
      /** The name, without the qualifier before it. */
      readonly span: RecordSpan;
      /** With the qualifier. */
      readonly whole: RecordSpan;
      readonly qualifier: string;
      /** What follows the name: `:`, `=`, `/`, or "" at the end of the term. */
      readonly next: string;
    }
  | { readonly kind: "target"; readonly term: Named; readonly span: RecordSpan }
  | { readonly kind: "macro"; readonly span: RecordSpan }
  | { readonly kind: "prefix"; readonly family: 4 | 6; readonly span: RecordSpan };

/** Null where nothing is known to follow. Faults do not matter: what is being written has some. */
export function placeAt(text: string, at: number): CompletionPlace | null {
  const start = text.lastIndexOf(" ", at - 1) + 1;
  const end = endOf(text, at, /[^ ]*/y);
  if (start === 0) return inVersion(text, at, end);
  const before = text.slice(start, at);
  const name = /^([-+~?]?)[a-z0-9]*$/i.exec(before);
  if (name) {
    const nameEnd = endOf(text, at, /[a-z0-9]*/iy);
    const qualifier = name[1] ?? "";
    return {
      kind: "term",
      span: { start: start + qualifier.length, end: nameEnd },
      whole: { start, end: nameEnd },
      qualifier,
      next: nameEnd < end ? (text[nameEnd] as string) : "",
    };
  }
  return inMacro(text, before, at) ?? inPrefix(text, before, at) ?? inTarget(text, before, at);
}

function inVersion(text: string, at: number, end: number): CompletionPlace {
  const slash = text.indexOf("/");
  if (!/^spf2\.0\//i.test(text) || at <= slash) return { kind: "version", span: { start: 0, end } };
  const start = Math.max(slash, text.lastIndexOf(",", at - 1)) + 1;
  return { kind: "scope", span: { start, end: endOf(text, at, /[^ ,]*/y) } };
}

/** Behind `%` or `%{` of a name; an escape `%%` is none. */
function inMacro(text: string, before: string, at: number): CompletionPlace | null {
  const open = /^(?:[-+~?]?[a-z]+:|[a-z][\w.-]*=)(?:[^%]|%[%_-]|%\{[^}]*\})*(%(?:\{[a-z]?)?)$/i.exec(
    before,
  )?.[1];
  if (open === undefined) return null;
  const end = open.length > 1 && text[at] === "}" ? at + 1 : at;
  return { kind: "macro", span: { start: at - open.length, end } };
}

function inPrefix(text: string, before: string, at: number): CompletionPlace | null {
  const found =
    /^[-+~?]?(?:(ip4|ip6):[\da-f.:]+|(?:a|mx)(?::[^/ ]+)?(?:\/\d{1,2}(?=\/\/))?)(\/\/?)(\d{0,3})$/i.exec(
      before,
    );
  if (!found) return null;
  const [, family, slashes, digits = ""] = found;
  const isNetwork = family !== undefined;
  if (isNetwork && slashes === "//") return null;
  const span = { start: at - digits.length, end: endOf(text, at, /\d*/y) };
  const isSix = isNetwork ? family.toLowerCase() === "ip6" : slashes === "//";
  return { kind: "prefix", family: isSix ? 6 : 4, span };
}

function inTarget(text: string, before: string, at: number): CompletionPlace | null {
  const found = /^(?:[-+~?]?(include|a|mx|ptr|exists):|(redirect|exp)=)([^ /%]*)$/i.exec(before);
  if (!found) return null;
  const [, mechanism, modifier, written = ""] = found;
  const term = (mechanism ?? modifier ?? "").toLowerCase() as Named;
  return { kind: "target", term, span: { start: at - written.length, end: endOf(text, at, /[^ /%]*/y) } };
}

/** Where characters of a kind end that begin at an offset. */
function endOf(text: string, at: number, kind: RegExp): number {
  kind.lastIndex = at;
  return at + (kind.exec(text)?.[0].length ?? 0);
}
