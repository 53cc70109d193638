/** A text of DNSControl as `SPF_BUILDER`, with a line for each term where comments can stand (DNSControl, "SPF Optimizer"). */

import type { FixEdit } from "../../rules/rule.ts";
import { lineEnd } from "../ignore.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** A call with nothing but plain texts in it, and a time to live perhaps. */
const CALL =
  /^TXT\(\s*("[^"\\\n]*"|'[^'\\\n]*')\s*,\s*("[^"\\\n]*"|'[^'\\\n]*')\s*(?:,\s*TTL\(\s*([\w"']+)\s*\)\s*)?,?\s*\)$/;

export function* asBuilder({ analysis, subject, record }: RefactorPlace): Iterable<Refactoring> {
  const { found, part, format } = subject;
  if ((found.format ?? format) !== "dnscontrol" || record.version.protocol !== "spf1") return;
  const span = analysis.toDocument(part, found.span);
  const { document } = analysis;
  const [, label = "", text = "", ttl] = CALL.exec(document.slice(span)) ?? [];
  const parts = record.text.split(" ");
  if (text === "" || text.slice(1, -1) !== record.text || parts.length < 2 || parts.includes("")) return;
  const quote = text[0] as string;
  const start = span.start - document.lineColumn(span.start).column;
  const indent = /^[ \t]*/.exec(document.slice({ start, end: span.start }))?.[0] ?? "";
  const lines = [
    "SPF_BUILDER({",
    `  label: ${label},`,
    ...(ttl === undefined ? [] : [`  ttl: ${ttl},`]),
    "  parts: [",
    ...parts.map((each) => `    ${quote}${each}${quote},`),
    "  ],",
    "})",
  ];
  const edits: FixEdit[] = [{ part, span: found.span, text: lines.join(`${lineEnd(analysis)}${indent}`) }];
  yield { kind: "rewrite", fix: { kind: "safe", title: refactorMessages.builder(), edits } };
}
