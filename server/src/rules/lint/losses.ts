/** What keeps a zone at hand from being all of the zone. */

import type { HostFaultKind } from "../../host/host.ts";

/** Faults after which records may be missing from a reading. */
export const LOSSES: ReadonlySet<HostFaultKind> = new Set([
  "unresolved-include-file",
  "analysis-stopped",
  "paren",
  "quote-unbalanced",
]);
