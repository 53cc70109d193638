// The zone and the recorded answers that tests of `check` ask about.

import { command, folderOf, type Place, type Said } from "../support/command.ts";

const zone = `$ORIGIN example.com.
$TTL 300
@       IN SOA ns1 hostmaster 1 7200 3600 1209600 300
@       IN MX  10 mail
mail    IN A   192.0.2.25
@       IN TXT "v=spf1 mx a:gone.example.com " "include:_spf.example.net ~all"
www     IN TXT "v=spf1 redirect=_hosts.example.com"
_hosts  IN TXT "v=spf1 ip4:192.0.2.80 exp=why.example.com -all"
why     IN TXT "%{i} is none of our web servers"
bad     IN TXT "v=spf1 ipv4:192.0.2.1 -all"
old     IN TXT "v=spf1 ip4:192.0.2.1 -all"
`;

const recorded = `_spf.example.net:
  - TXT: v=spf1 ip4:198.51.100.0/24 a:mail.example.net -all
mail.example.net:
  - A: 203.0.113.5
  - A: 203.0.113.6
slow.example.net:
  - TXT: v=spf1 a:down.example.net -all
down.example.net:
  - TIMEOUT
`;

export const files = { "zones/db.example.com": zone, "dns.yaml": recorded };

/** What comes out of `check` in a folder of these files. */
export const said = (args: readonly string[], place: Partial<Place> = {}): Promise<Said> =>
  command(["check", ...args], { folder: folderOf(files), ...place });

/** The same, of all that is asked for. */
export const out = async (...args: string[]) => (await said(args)).out;

/** A request of a batch. */
export const request = {
  ...{ id: 1, ip: "192.0.2.1", helo: "mail.example.com", sender: "user@example.com" },
  zonedata: { "example.com": [{ TXT: "v=spf1 ip4:192.0.2.0/24 -all" }] },
};
