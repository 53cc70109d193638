/** The list of rules. A rule that is not here does not exist; the order is that of the reference. */

import { bareSuppression } from "./bare-suppression.ts";
import { expiredSuppression } from "./expired-suppression.ts";
import { ptr } from "./ptr.ts";
import type { Rule } from "./rule.ts";
import { unknownRule } from "./unknown-rule.ts";
import { unusedSuppression } from "./unused-suppression.ts";

export const rules: readonly Rule[] = [
  ptr,
  unusedSuppression,
  expiredSuppression,
  bareSuppression,
  unknownRule,
];
