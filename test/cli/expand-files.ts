// The zone that tests of `expand` ask about.

import assert from "node:assert/strict";
import { command, folderOf, type Place, type Said } from "../support/command.ts";

const zone = `$ORIGIN example.com.
$TTL 300
@     IN SOA ns1 hostmaster 1 7200 3600 1209600 300
@     IN MX  10 mail
mail  IN A   192.0.2.25
@     IN TXT "v=spf1 ip4:198.51.100.0/24 mx include:_more.example.com include:_spf.example.net ~all"
_more IN TXT "v=spf1 ip6:2001:db8::/32 a:gone.example.com include:example.com ?all"
few   IN TXT "v=spf1 ip4:192.0.2.0/31 ip4:192.0.2.2/31 -ip4:192.0.2.7 ip4:192.0.2.4/30 ip6:2001:db8::/32 -all"
open  IN TXT "v=spf1 ip4:192.0.2.1 exists:%{i}.list.example.com ip4:192.0.2.2 ~all"
bad   IN TXT "v=spf1 ipv4:192.0.2.1 -all"
`;
export const files = { "zones/db.example.com": zone };

/** What comes out of `expand` in a folder of this zone. */
export const said = (args: readonly string[], place: Partial<Place> = {}): Promise<Said> =>
  command(["expand", ...args], { folder: folderOf(files), ...place });

/** What comes out for a name of the zone. */
export async function out(name: string, ...args: string[]): Promise<string> {
  const { status, out: text, err } = await said([name, "--in", "zones", ...args]);
  assert.equal(status, 0, err);
  return text;
}
