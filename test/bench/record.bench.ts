// Measures what linting takes of records of ten thousand terms, of several sorts.

import { linting } from "./linting.ts";
import { type Row, row } from "./row.ts";

const TERMS = 10_000;

export async function bench(): Promise<Row[]> {
  let cold: Row | undefined;
  const rows = Object.entries(sorts).map(([name, term]) => {
    const terms = Array.from({ length: TERMS }, (_, i) => term(i));
    const { first, warm } = linting((round) => zoneOf([...terms, `exists:r${round}.example.net`, "-all"]));
    cold ??= row(`lint the first record of 10,000 terms in a process, CPU: ${name}`, first, 200, "ms", {
      atMost: 1,
    });
    return row(`lint a record of 10,000 terms, warm, CPU: ${name}`, warm, 50, "ms", { atMost: 1 });
  });
  return [...(cold ? [cold] : []), ...rows];
}

/** Networks apart, side by side and within each other, since those are compared; hosts, since those are looked up. */
const sorts: Readonly<Record<string, (i: number) => string>> = {
  "networks apart": (i) => `ip4:${1 + (i >> 8)}.${i & 255}.7.1`,
  "networks side by side": (i) => `ip4:60.${i >> 8}.${i & 255}.0/24`,
  "networks within one": (i) => (i === 0 ? "ip4:60.0.0.0/10" : `ip4:60.${i >> 8}.${i & 255}.0/24`),
  "networks within networks": (i) => `ip4:60.${i >> 8}.${i & 255}.0/${32 - (i % 20)}`,
  "includes of one provider": () => "include:_spf.google.com",
  "networks of IPv6": (i) => `ip6:2a01:${i.toString(16)}::/64`,
  hosts: (i) => `a:h${i}.example.net`,
};

/** In strings that fit. */
function zoneOf(terms: readonly string[]): string {
  const strings: string[] = [];
  let text = "v=spf1";
  for (const term of terms) {
    if (text.length + term.length > 240) {
      strings.push(`"${text} "`);
      text = term;
    } else text += ` ${term}`;
  }
  return `$ORIGIN example.com.\n$TTL 1h\n@ IN TXT ( ${[...strings, `"${text}"`].join("\n ")} )\n`;
}
