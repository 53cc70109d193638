/** What a rule looks at: a found record together with its reading. */

import type { Found, Part } from "../host/host.ts";
import type { Fault, SpfRecord } from "../spf/ast.ts";

/** A found record together with its reading as SPF. The same object as long as the found one is. */
export interface Subject {
  readonly found: Found;
  /** The part that `found` is in; its spans and edits count there. */
  readonly part: Part;
  readonly uri: string;
  /** The host format's name. */
  readonly format: string;
  /** Null where the text only resembles a record: it would be discarded (RFC 7208, 4.5). */
  readonly record: SpfRecord | null;
  /** Faults of the record, or of its version where it is discarded. */
  readonly faults: readonly Fault[];
}
