/** Whose a domain is: the names under which the public can register, and what lies within what. */

import { getDomain } from "tldts";

/**
 * The name that somebody registered to own `name`: `example.co.uk` of `_spf.mail.example.co.uk`. Null for a public
 * suffix itself, and for what is no domain name.
 */
export function registeredDomain(name: string): string | null {
  // SPF names hold underscores, which host names may not.
  return getDomain(name, { validateHostname: false });
}
