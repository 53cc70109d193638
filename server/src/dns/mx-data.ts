/** The data of an MX record in presentation form: `10 mail.example.com`. */

import type { Mx } from "./rr.ts";

/** Preference and host (RFC 1035, 3.3.9); null for what is none, as in a file that is half typed. */
export function readMx(data: string): Mx | null {
  const [, preference, exchange] = /^(\d{1,5})\s+(\S+)$/.exec(data) ?? [];
  return exchange === undefined ? null : { preference: Number(preference), exchange };
}
