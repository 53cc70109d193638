/** What lies in another folder never makes an error in a file that may have nothing to do with it. */

import assert from "node:assert/strict";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

type Files = Readonly<Record<string, string>>;

/** Rules that speak of what is not there, or of too much. */
const LACKING = /^(?:target-|void-lookup|too-many|missing-record|multiple-records)/;

const soa = "@ 3600 SOA ns1.acme.org. host.acme.org. 1 2 3 4 5";
const zone = (domain: string, ...lines: readonly string[]) =>
  `${[`$ORIGIN ${domain}.`, soa, ...lines].join("\n")}\n`;
const terraform = (name: string, text: string) =>
  `resource "cloudflare_dns_record" "r" {\n  zone_id = "x"\n  name = "${name}"\n  type = "TXT"\n  content = "${text}"\n}\n`;
const octodns = (...records: readonly string[]) => `---\n${records.join("")}`;
const yaml = (key: string, type: string, value: string) =>
  `${key}:\n  type: ${type}\n  ttl: 300\n  value: ${value}\n`;

const asks = '@ 300 TXT "v=spf1 include:_spf.acme.org -all"';
const asksForHost = '@ 300 TXT "v=spf1 a:mail.acme.org -all"';
const answers = '_spf 300 TXT "v=spf1 ip4:192.0.2.0/24 -all"';
const host = "mail 300 A 192.0.2.1";

async function lacking(files: Files, open: readonly string[]): Promise<string[]> {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  const syntaxes = await allSyntaxes();
  const uris = Object.keys(files).map((name) => `file:///w/${name}`);
  for (const [name, text] of Object.entries(files)) {
    const document = Document.of(`file:///w/${name}`, text);
    if (open.includes(name)) workspace.open(document);
    else workspace.load(document.uri, document);
  }
  for (const uri of uris) {
    for (const want of workspace.wants(uri)) workspace.load(want, null);
    provideAll(workspace, uri, syntaxes);
  }
  return uris.flatMap((uri) =>
    (workspace.analyse(uri)?.findings ?? [])
      .filter(({ rule }) => LACKING.test(rule))
      .map(({ rule }) => `${uri.slice("file:///w/".length)}: ${rule}`),
  );
}

/** As files, with all of them open, and with each of them open. */
async function assertLacking(files: Files, expected: readonly string[]): Promise<void> {
  const names = Object.keys(files);
  for (const open of [[], names, ...names.map((name) => [name])]) {
    for (const order of [names, names.toReversed()]) {
      const ordered = Object.fromEntries(order.map((name) => [name, files[name] as string]));
      const found = await lacking(ordered, open);
      assert.deepEqual(found.sort(), [...expected].sort(), `open: ${open.join(", ")}; first: ${order[0]}`);
    }
  }
}

describe("files of other folders", () => {
  const layouts: Readonly<Record<string, { files: Files; found?: readonly string[] }>> = {
    "a name that one copy of its zone lacks and another has": {
      files: {
        "one/acme.org.zone": zone("acme.org", host),
        "two/acme.org.zone": zone("acme.org", host, answers),
        "three/acme.net.zone": zone("acme.net", asks),
      },
    },
    "a name that every copy lacks": {
      files: {
        "one/acme.org.zone": zone("acme.org", host),
        "two/acme.org.zone": zone("acme.org", host, "www A 192.0.2.7"),
        "three/acme.net.zone": zone("acme.net", asks),
      },
      found: ["three/acme.net.zone: target-nxdomain"],
    },
    "a copy that has the name with other records": {
      files: {
        "one/acme.org.zone": zone("acme.org", "_spf A 192.0.2.1"),
        "two/acme.org.zone": zone("acme.org"),
        "three/acme.net.zone": zone("acme.net", asks),
      },
    },
    "copies of a record that say something else": {
      files: {
        "one/acme.org.zone": zone("acme.org", '_spf TXT "v=spf1 include:_no.acme.org -all"'),
        "two/acme.org.zone": zone("acme.org", answers),
        "three/acme.net.zone": zone("acme.net", asks),
      },
      found: ["one/acme.org.zone: target-nxdomain"],
    },
    "a zone that has its own word for what it lacks": {
      files: {
        "internal/acme.org.zone": zone("acme.org", asks, answers),
        "external/acme.org.zone": zone("acme.org", asks),
      },
      found: ["external/acme.org.zone: target-nxdomain"],
    },
    "a copy that includes a file that is not there": {
      files: {
        "one/acme.org.zone": zone("acme.org", host),
        "two/acme.org.zone": zone("acme.org", "$INCLUDE more.zone"),
        "three/acme.net.zone": zone("acme.net", asks),
      },
    },
    "records of a zone that is elsewhere a file": {
      files: {
        "one/acme.org.zone": zone("acme.org", host),
        "two/main.tf": terraform("acme.org", "v=spf1 include:_spf.acme.org -all"),
      },
    },
    "single records of a name that its zone lacks": {
      files: {
        "one/acme.org.zone": zone("acme.org", host),
        "two/main.tf": terraform("_spf.acme.org", "v=spf1 -all"),
        "three/acme.net.zone": zone("acme.net", asks),
      },
    },
    "single records for other purposes at a name": {
      files: {
        "one/main.tf": terraform("_spf.acme.org", "site-verification=1"),
        "two/main.tf": terraform("_spf.acme.org", "v=spf1 -all"),
        "three/acme.net.zone": zone("acme.net", asks),
      },
    },
    "a part of a zone": {
      files: {
        "one/part.zone": '$ORIGIN acme.org.\n@ 300 TXT "v=spf1 a:mail.acme.org -all"\n',
        "two/acme.org.zone": zone("acme.org"),
      },
    },
    "records of another stage at the same name": {
      files: {
        "staging/main.tf": terraform("acme.org", "v=spf1 include:_spf.acme.org -all"),
        "production/main.tf": terraform("acme.org", "v=spf1 ip4:192.0.2.1 -all"),
      },
    },
    "zones of octoDNS that are put together": {
      files: {
        "config/acme.org.yaml": octodns(
          yaml("''", "TXT", '"v=spf1 include:_spf.acme.org a:mail.acme.org -all"'),
        ),
        "config-2/acme.org.yaml": octodns(
          yaml("_spf", "TXT", '"v=spf1 -all"'),
          yaml("mail", "A", "192.0.2.1"),
        ),
      },
    },
    "names of octoDNS in a folder of their zone": {
      files: {
        "config/acme.org.yaml": octodns(
          yaml("''", "TXT", '"v=spf1 include:_spf.acme.org a:mail.acme.org -all"'),
        ),
        "config/acme.org./$acme.org.yaml": octodns(
          yaml("_spf", "TXT", '"v=spf1 ip4:192.0.2.1 -all"'),
          yaml("mail", "A", "192.0.2.1"),
        ),
      },
    },
    "a record of octoDNS in another source": {
      files: {
        "config/acme.org.yaml": octodns(
          yaml("''", "MX", "{preference: 10, exchange: mail.acme.org.}"),
          yaml("_spf", "TXT", '"v=spf1 -all"'),
        ),
        "config-2/acme.org.yaml": octodns(yaml("''", "TXT", '"v=spf1 ip4:192.0.2.1 -all"')),
      },
    },
    "a record of octoDNS that no source has": {
      files: {
        "config/acme.org.yaml": octodns(
          yaml("''", "MX", "{preference: 10, exchange: mail.acme.org.}"),
          yaml("_spf", "TXT", '"v=spf1 -all"'),
        ),
        "config-2/acme.org.yaml": octodns(yaml("_more", "TXT", '"v=spf1 ip4:192.0.2.1 -all"')),
      },
      found: ["config/acme.org.yaml: missing-record"],
    },
    "records for other purposes at a name of the same file": {
      files: {
        "main.tf":
          terraform("acme.org", "v=spf1 include:_spf.acme.org a:_spf.acme.org -all") +
          terraform("_spf.acme.org", "site-verification=1").replace('"r"', '"s"'),
      },
    },
    "zones of octoDNS that all lack a name": {
      files: {
        "config/acme.org.yaml": octodns(yaml("''", "TXT", '"v=spf1 a:mail.acme.org -all"')),
        "config-2/acme.org.yaml": octodns(yaml("_spf", "TXT", '"v=spf1 -all"')),
      },
      found: ["config/acme.org.yaml: void-lookup"],
    },
    "a zone within a zone, which no delegation tells of": {
      files: {
        "acme.org.zone": zone(
          "acme.org",
          '@ TXT "v=spf1 include:_spf.sub.acme.org a:mail.sub.acme.org -all"',
        ),
        "sub.acme.org.zone": zone("sub.acme.org", answers, host),
      },
    },
    "a zone within a zone that lacks the name": {
      files: {
        "acme.org.zone": zone(
          "acme.org",
          "sub NS ns1.sub",
          "ns1.sub A 192.0.2.1",
          '@ TXT "v=spf1 include:_spf.sub.acme.org -all"',
        ),
        "sub.acme.org.zone": zone("sub.acme.org", host),
      },
      found: ["acme.org.zone: target-nxdomain"],
    },
    "a delegation of which nothing is at hand": {
      files: {
        "acme.org.zone": zone(
          "acme.org",
          "sub NS ns1.sub",
          "ns1.sub A 192.0.2.1",
          '@ TXT "v=spf1 include:_spf.sub.acme.org a:x.sub.acme.org -all"',
        ),
      },
    },
    "a parent that lacks a zone of its own": {
      files: {
        "acme.org.zone": zone("acme.org", host),
        "other.acme.org.zone": zone("other.acme.org", asksForHost),
      },
    },
  };
  for (const [what, { files, found = [] }] of Object.entries(layouts)) {
    it(`${found.length > 0 ? "are still told of" : "are calm beside"} ${what}`, () =>
      assertLacking(files, found));
  }
});
