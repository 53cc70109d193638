/** Tokens of other protocols that get pasted into an SPF record, where they are modifiers that nobody reads. */

/** Versions by which other records begin. */
const RECORDS: readonly (readonly [RegExp, string])[] = [
  [/^DMARC1/i, "DMARC"],
  [/^DKIM1/i, "DKIM"],
  [/^STSv1/i, "MTA-STS"],
  [/^TLSRPTv1/i, "TLS-RPT"],
  [/^BIMI1/i, "BIMI"],
];

const VERIFICATION =
  /(?:^|[-_.])(?:verification|verify|verified|validation|challenge|site-verification|domain-verification)(?:$|[-_.])|^(?:ms|docusign|have-i-been-pwned-verification|detectify|globalsign|amazonses|zoho-verification|stripe-verification|pardot\w*|sophos\S*|brave-ledger-verification|workplace-domain-verification|mailru-verification|adobe-sign-verification|keybase-site-verification|onetrust-domain-verification|spf-?verification)$/i;

export type Foreign =
  | { readonly kind: "record"; readonly protocol: string }
  | { readonly kind: "verification" };

/** What a modifier of this name and value is elsewhere, or null. */
export function foreignToken(name: string, value: string): Foreign | null {
  if (name === "v") {
    const found = RECORDS.find(([version]) => version.test(value));
    if (found) return { kind: "record", protocol: found[1] };
  }
  return VERIFICATION.test(name) ? { kind: "verification" } : null;
}

/** Whether a modifier can be a tag of a DMARC, DKIM or like record that began before it. */
export function isForeignTag(name: string): boolean {
  return /^(?:p|sp|np|pct|rua|ruf|fo|ri|rf|adkim|aspf|psd|k|t|h|n|s|g|id|l)$/.test(name);
}
