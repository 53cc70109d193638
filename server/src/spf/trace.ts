/** What an evaluation did, as plain data: every record, term, query and verdict, in order. */

import type { QueryType } from "../dns/rr.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { SpfRecord } from "./ast.ts";

/** Results of check_host() (RFC 7208, 2.6), and `undetermined` where a name that decides was not asked. */
export type Result =
  | "none"
  | "neutral"
  | "pass"
  | "fail"
  | "softfail"
  | "temperror"
  | "permerror"
  | "undetermined";

/** A question to DNS and what came back. */
export interface QueryStep {
  readonly name: string;
  readonly type: QueryType;
  readonly answer: "ok" | "nodata" | "nxdomain" | "servfail" | "timeout" | "unknown";
  /** Addresses, names or texts as people write them; empty unless the answer is `ok`. */
  readonly records: readonly string[];
  /** Where the answer came from. */
  readonly source: string;
}

/** How a record came to be evaluated. */
export type Reached = "start" | "include" | "redirect";

/** Why a result is what it is, beyond the term that matched. */
export type Reason =
  /** The headers of the message name no purported responsible address (RFC 4407, 2). */
  | "missing-pra"
  /** The name can't be one (RFC 7208, 4.3). */
  | "malformed-domain"
  /** It does not exist; for `pra` a fail (RFC 4406, 4.3). */
  | "no-such-name"
  | "no-record"
  | "several-records"
  | "syntax"
  | "dns-error"
  /** Nobody answered a question that decides. */
  | "not-asked"
  /** Part of a record that decides is not known: a variable, a template. */
  | "unknown-text"
  | "time"
  | "too-many-lookups"
  | "too-many-voids"
  | "too-many-mx"
  | "include-without-record"
  | "redirect-without-record"
  | "matched"
  | "redirected"
  /** Nothing matched, and there is no redirect (RFC 7208, 4.7). */
  | "default";

export interface TermStep {
  readonly kind: "term";
  /** Where the term stands in its record's text. */
  readonly span: Span<RecordSpace>;
  readonly text: string;
  /** The name that was asked for, after macros; null where none was. */
  readonly target: string | null;
  readonly queries: readonly QueryStep[];
  /** For include and redirect: the evaluation of the target. */
  readonly nested: RecordStep | null;
  /** `unknown` where the evaluation ends as `undetermined`. */
  readonly verdict: "match" | "no-match" | "error" | "unknown";
  /** Counted over the whole evaluation, after this term. */
  readonly lookups: number;
  readonly voids: number;
}

export interface RecordStep {
  readonly domain: string;
  readonly reached: Reached;
  /** The queries for the record itself. */
  readonly queries: readonly QueryStep[];
  readonly record: SpfRecord | null;
  readonly terms: readonly TermStep[];
  readonly result: Result;
  readonly reason: Reason;
}

/** Where an explanation came from (RFC 7208, 6.2), or why there is none but the receiver's own. */
export interface ExplanationStep {
  readonly target: string | null;
  readonly queries: readonly QueryStep[];
  readonly text: string | null;
}

/** What an evaluation gives. */
export interface Outcome {
  readonly result: Result;
  /** For `fail`: the sender's explanation, or the receiver's default. */
  readonly explanation: string | null;
  readonly explained: ExplanationStep | null;
  /** Terms that cost a lookup, and terms whose lookup was void (RFC 7208, 4.6.4). */
  readonly lookups: number;
  readonly voids: number;
  readonly trace: RecordStep;
  /** For `undetermined`: the question nobody answered; null where unknown text is to blame. */
  readonly blockedOn: { readonly name: string; readonly type: QueryType } | null;
  /** Whether `v=spf1` was read in place of a missing `spf2.0` record (RFC 4406, 3.4). */
  readonly spf1ForSenderId: boolean;
}
