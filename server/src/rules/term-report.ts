/** What is said of terms where a record may have thousands of a kind. */

import type { SpfRecord } from "../spf/ast.ts";
import type { Message } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { Fix, Related, Report, TextPlace } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** How a rule tells what it found about a term, when somebody wants to see it. */
export interface Telling<About> {
  message(report: TermReport<About>): Message;
  fixes?(report: TermReport<About>): readonly Fix[];
  related?(report: TermReport<About>): readonly Related[];
  readonly tag?: Report["tag"];
}

/** A class, since functions for each of ten thousand reports would take most of the memory, and of the time. */
export class TermReport<About> implements Report, TextPlace {
  readonly subject: Subject;
  readonly record: SpfRecord;
  readonly span: Span<RecordSpace>;
  readonly about: About;
  readonly #telling: Telling<About>;

  constructor(
    telling: Telling<About>,
    subject: Subject,
    record: SpfRecord,
    span: Span<RecordSpace>,
    about: About,
  ) {
    this.subject = subject;
    this.record = record;
    this.span = span;
    this.about = about;
    this.#telling = telling;
  }

  /** It is its own place. */
  get at(): TextPlace {
    return this;
  }

  get message(): Message {
    return this.#telling.message(this);
  }

  get fixes(): readonly Fix[] {
    return this.#telling.fixes?.(this) ?? [];
  }

  get related(): readonly Related[] {
    return this.#telling.related?.(this) ?? [];
  }

  get tag(): Report["tag"] {
    return this.#telling.tag;
  }
}
