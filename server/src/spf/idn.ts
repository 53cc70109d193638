/** Internationalised labels and their form in DNS (RFC 5890, 2.3.2.1). */

/** The A-label of a label with characters from outside ASCII, or null where there is none. */
export function toAsciiLabel(label: string): string | null {
  if (label === "" || !/^[\p{L}\p{M}\p{N}\p{Pd}]+$/u.test(label) || !/[^\x00-\x7f]/.test(label)) return null;
  let host: string;
  try {
    // The platform's URL parser applies UTS 46 and Punycode; a name that it refuses has no A-label.
    host = new URL(`http://${label}.invalid/`).hostname;
  } catch {
    return null;
  }
  const ascii = host.replace(/\.invalid$/, "");
  return ascii !== host && /^[a-z0-9-]+$/.test(ascii) ? ascii : null;
}
