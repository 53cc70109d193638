// Makes the zone that the benchmarks read: the same text for the same size. 40% A, 15% AAAA, 10% MX, 20% CNAME, 10%
// other TXT, 5% SPF, of which 20 have findings. `node --import tsx test/bench/zone-generate.ts 100000 > FILE` writes one.

import { pathToFileURL } from "node:url";

/** How many SPF records are wrong, whatever the size. */
const WRONG = 20;

export const ZONE_NAME = "example.com";

/** A zone of `count` records and a head. 100,000 are 4.15 MB. */
export function generateZone(count: number): string {
  const lines = [
    `$ORIGIN ${ZONE_NAME}.`,
    "$TTL 3600",
    `@\tIN\tSOA\tns1 hostmaster ( 2026010101 7200 3600 1209600 3600 )`,
    "\tIN\tNS\tns1",
    "\tIN\tMX\t10 mail",
    "ns1\tIN\tA\t192.0.2.53",
    "mail\tIN\tA\t192.0.2.25",
    '_spf\tIN\tTXT\t"v=spf1 ip4:192.0.2.0/26 -all"',
  ];
  let state = 42;
  let spf = 0;
  const every = Math.max(1, Math.floor((count * 0.05) / WRONG));
  for (let i = 0; i < count; i++) {
    // A linear congruential generator: quick, and the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const kind = i % 20;
    const octet = state >>> 24;
    const other = (state >>> 16) & 255;
    if (kind < 8) lines.push(`host${i}\t3600\tIN\tA\t10.${octet}.${other}.${i & 255}`);
    else if (kind < 11)
      lines.push(
        `host-v6-${i}\tIN\tAAAA\t2001:db8:${octet.toString(16)}:${other.toString(16)}::${(i & 255) + 1}`,
      );
    else if (kind < 13) lines.push(`dept${i}\tIN\tMX\t${(octet & 7) * 10} mail.${ZONE_NAME}.`);
    else if (kind < 17) lines.push(`alias${i}\tIN\tCNAME\thost${i - kind}.${ZONE_NAME}.`);
    else if (kind < 19)
      lines.push(`token${i}\tIN\tTXT\t"site-verification=${state.toString(36)}${(state ^ i).toString(36)}"`);
    else {
      const wrong = spf % every === 0 && spf / every < WRONG;
      spf++;
      const network = wrong ? `ipv4:62.${octet}.${other}.0/24` : `ip4:62.${octet}.${other}.0/24`;
      lines.push(`send${i}\tIN\tTXT\t"v=spf1 ${network} include:_spf.${ZONE_NAME} -all"`);
    }
  }
  return `${lines.join("\n")}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(generateZone(Number(process.argv[2] ?? 100_000)));
}
