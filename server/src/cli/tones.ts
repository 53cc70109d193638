/** The colours of results. */

import type { Outcome } from "../ide/evaluate.ts";
import type { Paint } from "./paint.ts";

export const tones: Readonly<Record<Outcome["result"], keyof Paint>> = {
  pass: "good",
  fail: "error",
  softfail: "warning",
  neutral: "strong",
  none: "strong",
  temperror: "error",
  permerror: "error",
  undetermined: "hint",
};
