// Measures what linting takes of two thousand records in a file.

import { linting } from "./linting.ts";
import { type Row, row } from "./row.ts";

const RECORDS = 2000;

export async function bench(): Promise<Row[]> {
  const records = Array.from({ length: RECORDS }, (_, i) => {
    const terms = `ip4:185.12.${i % 250}.0/24 ip4:62.4.17.${i % 250} include:_spf.google.com a mx ~all`;
    return `n${i} IN TXT "v=spf1 ${terms}"\n`;
  });
  const { warm } = linting((round) => `$ORIGIN r${round}.example.com.\n$TTL 1h\n${records.join("")}`);
  return [row("lint 2,000 records in a file, warm, CPU", warm, 100, "ms", { atMost: 1 })];
}
