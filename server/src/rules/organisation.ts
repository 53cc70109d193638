/** Whose a domain is: the names under which the public can register. */

/**
 * Not an import, since a bundle carries it out when it is first called: the tables take some 30 ms to build,
 * and hardly any record needs them.
 */
declare const require: (id: "tldts") => typeof import("tldts");

/**
 * The name that somebody registered to own `name`: `example.co.uk` of `_spf.mail.example.co.uk`. Null for a name
 * that everybody can register under, and for what is no domain name.
 */
export function registeredDomain(name: string): string | null {
  // SPF names hold underscores, which host names may not.
  return require("tldts").getDomain(name, { validateHostname: false, allowPrivateDomains: true });
}
