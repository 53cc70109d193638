/** The simulation of a receiver's check with the record as it stands in the editor. */

import assert from "node:assert/strict";
import type { Answer, Answerer, Query } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { answererOf } from "../../../server/src/dns/overlay.ts";
import { type MailToSimulate, type Simulated, simulation } from "../../../server/src/ide/simulate.ts";
import { suggestedAddresses } from "../../../server/src/ide/simulation-addresses.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";
import type { Message } from "../../../server/src/text/message.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { type Analysed, analysed, type Options, uri, zoneOf } from "./analysed.ts";

const nobody: Answerer = () => ({ kind: "unknown", source: "nobody" });

/** DNS with TXT records by name; every other name does not exist. */
const dnsOf =
  (texts: Readonly<Record<string, string>>, asked: Query[] = []): Answerer =>
  (query) => {
    asked.push(query);
    const text = texts[query.name];
    if (text === undefined || query.type !== "TXT") return { kind: "nxdomain", source: "192.0.2.53" };
    return {
      kind: "ok",
      type: "TXT",
      records: [{ strings: [text], holes: [] }],
      ttl: 60,
      source: "192.0.2.53",
    } as Answer;
  };

interface Setting extends Options {
  readonly dns?: Answerer;
}

/** Places are the characters that they mark. */
function prepared(
  { workspace, text, cursor }: Analysed,
  mail: Partial<MailToSimulate>,
  dns = nobody,
): Simulated<string> | Message {
  const made = simulation(
    workspace,
    { uri, offset: cursor, ip: "192.0.2.1", ...mail },
    {
      now: 0,
      place: (place) =>
        place.uri === uri
          ? text.slice(place.span.start, place.span.end)
          : `${place.uri} ${workspace.document(place.uri)?.slice(place.span)}`,
    },
  );
  if (!("run" in made)) return made;
  const here = answererOf(made.places);
  return driveSync(made.run(), (query) => {
    const answer = here(query);
    return answer.kind === "unknown" ? dns({ ...query, name: answer.alias ?? query.name }) : answer;
  });
}

/** The simulation of the record at `|`. */
function simulated(
  zone: string,
  mail: Partial<MailToSimulate> = {},
  { dns, ...options }: Setting = {},
): Simulated<string> {
  const made = prepared(analysed(zone, options), mail, dns);
  if (!("outcome" in made)) throw new Error(sayIn(made));
  return made;
}

const result = (...given: Parameters<typeof simulated>) => simulated(...given).report.result;
const said = (messages: readonly Message[]) => messages.map((message) => sayIn(message));

describe("a simulation", () => {
  it("evaluates the record at the place, at its own name", () => {
    const zone = zoneOf('@ IN TXT "v=spf1 -all"', 'news IN TXT "v=spf1| ip4:192.0.2.0/24 -all"');
    const { report, mail } = simulated(zone);
    assert.equal(report.result, "pass");
    assert.deepEqual(mail, {
      domain: "news.example.com",
      helo: "news.example.com",
      sender: "postmaster@news.example.com",
      protocol: "spf",
      scope: "mfrom",
    });
    assert.equal(result(zone, { ip: "198.51.100.1" }), "fail");
  });

  it("takes the text that is open before the file, and says so", () => {
    const other = "file:///zones/db.example.net";
    const zone = zoneOf('@ IN TXT "v=spf1| include:_spf.example.net ~all"');
    const files = {
      [other]: '$ORIGIN example.net.\n@ IN SOA ns1 h 1 1 1 1 1\n_spf IN TXT "v=spf1 ip4:192.0.2.1 -all"\n',
    };
    const { report } = simulated(zone, {}, { files });
    assert.equal(report.result, "pass");
    const sources = (record = report.trace): string[] => [
      ...(record?.queries.map(({ source }) => source) ?? []),
      ...(record?.terms.flatMap(({ nested }) => (nested ? sources(nested) : [])) ?? []),
    ];
    assert.deepEqual(sources(), ["buffer", "file"]);
    const place = report.trace?.terms[0]?.nested?.terms[0]?.place;
    assert.equal(place, `${other} ip4:192.0.2.1`);
  });

  it("says what decided", () => {
    const { why } = simulated(
      zoneOf('@ IN TXT "v=spf1| include:s.example.com -all"', 's IN TXT "v=spf1 ip4:192.0.2.1 -all"'),
    );
    assert.deepEqual(said(why), [
      "include:s.example.com of example.com matches.",
      "There, ip4:192.0.2.1 of s.example.com matches.",
    ]);
  });

  it("says where each record and each term stands", () => {
    const { report } = simulated(
      zoneOf(
        '@ IN TXT| ( "v=spf1 ip4:198.51.1" ; half',
        '  "00.7 include:s.example.com -all" )',
        's IN TXT "v=spf1 a -all"',
        "s A 192.0.2.1",
      ),
    );
    assert.equal(
      report.trace?.place,
      '"v=spf1 ip4:198.51.1" ; half\n  "00.7 include:s.example.com -all"'.slice(1, -1),
    );
    assert.deepEqual(
      report.trace?.terms.map(({ text, place }) => [text, place]),
      [
        ["ip4:198.51.100.7", 'ip4:198.51.1" ; half\n  "00.7'],
        ["include:s.example.com", "include:s.example.com"],
      ],
    );
    assert.equal(report.trace?.terms[1]?.nested?.terms[0]?.place, "a");
  });

  it("asks others only for what no file says", () => {
    const asked: Query[] = [];
    const zone = zoneOf(
      '@ IN TXT "v=spf1| a:gone.example.com include:s.example.com include:_spf.example.net -all"',
      's IN TXT "v=spf1 ip4:198.51.100.1 -all"',
    );
    const dns = dnsOf({ "_spf.example.net": "v=spf1 ip4:192.0.2.1 -all" }, asked);
    const { report } = simulated(zone, {}, { dns });
    assert.equal(report.result, "pass");
    assert.equal(report.voids, 1);
    assert.deepEqual(
      new Set(asked.map(({ name, type }) => `${type} ${name}`)),
      new Set(["TXT _spf.example.net"]),
    );
    assert.equal(report.trace?.terms[2]?.nested?.queries[0]?.source, "192.0.2.53");
  });

  it("is undetermined where a name that decides was not asked, and names it", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| include:_spf.example.net -all"');
    const { report, notes, headers } = simulated(zone);
    assert.deepEqual(report.blockedOn, { name: "_spf.example.net", type: "TXT" });
    assert.equal(report.result, "undetermined");
    assert.deepEqual(said(notes), [
      "Nobody was asked for the TXT records of _spf.example.net, and the result depends on them. No file at hand says what they are.",
    ]);
    assert.deepEqual(headers, { receivedSpf: [], authenticationResults: [] });
    assert.equal(result(zoneOf('@ IN TXT "v=spf1| ip4:192.0.2.1 include:_spf.example.net -all"')), "pass");
  });

  it("is undetermined where a value that decides is not known, and shows it as it is written", () => {
    const text = "v=spf1 ip4:192.0.2.7 include:\uFFFC.example.net -all";
    const holes = [{ start: text.indexOf("\uFFFC"), end: text.indexOf("\uFFFC") + 1 }];
    const dns: Answerer = ({ type }) =>
      type === "TXT"
        ? { kind: "ok", type, records: [{ strings: [text], holes }], ttl: 60, source: "192.0.2.53" }
        : { kind: "nxdomain", source: "192.0.2.53" };
    const zone = zoneOf('@ IN TXT "v=spf1| include:h.example.net -all"');
    const { report, notes } = simulated(zone, {}, { dns });
    assert.equal(report.result, "undetermined");
    assert.equal(report.blockedOn, undefined);
    assert.deepEqual(said(notes).slice(0, 1), [
      "The result depends on a value that is not known here: include:….example.net.",
    ]);
    assert.equal(result(zone, { ip: "192.0.2.7" }, { dns }), "pass");
  });

  it("checks MAIL FROM, HELO and the null reverse-path as receivers do", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| exists:%{l}.%{o}.%{h}.x.example.com -all"', "*.x A 127.0.0.2");
    const target = (mail: Partial<MailToSimulate>) => simulated(zone, mail).report.trace?.terms[0]?.target;
    assert.equal(target({}), "postmaster.example.com.example.com.x.example.com");
    assert.equal(
      target({ sender: "jo@example.com", helo: "mx.example.com" }),
      "jo.example.com.mx.example.com.x.example.com",
    );
    assert.equal(
      target({ sender: "", helo: "mx.example.com" }),
      "postmaster.mx.example.com.mx.example.com.x.example.com",
    );
    assert.equal(
      target({ sender: "jo@example.com", helo: "mx.example.com", scope: "helo" }),
      "postmaster.mx.example.com.mx.example.com.x.example.com",
    );
  });

  it("says when a receiver would look elsewhere", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| -all"');
    assert.deepEqual(said(simulated(zone, { sender: "jo@example.org" }).notes), [
      "A receiver looks for the record of example.org, which is not example.com: this is what the record of example.com says of the mail.",
    ]);
    assert.deepEqual(said(simulated(zone, { sender: "jo@Example.COM" }).notes), []);
  });

  it("looks at the name that is given in place of the record's own", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| -all"', 'other IN TXT "v=spf1 +all"');
    assert.equal(result(zone, { domain: "other.example.com" }), "pass");
  });

  it("lets a wildcard's record judge a name below it", () => {
    const zone = zoneOf('*.m IN TXT "v=spf1| a:%{d} -all"');
    assert.equal(simulated(zone).mail.domain, "any-name.m.example.com");
    assert.equal(simulated(zone, { sender: "jo@x.m.example.com" }).mail.domain, "x.m.example.com");
    assert.equal(simulated(zone, { sender: "jo@example.com" }).mail.domain, "any-name.m.example.com");
    assert.equal(result(zone), "fail");
  });

  it("takes Sender ID's scope from its record, and warns where v=spf1 stands in for it", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| -all"', 'p IN TXT "spf2.0/pra ip4:192.0.2.1 -all"');
    const record = zone.replace("|", "").replace("spf2.0", "|spf2.0");
    const { report, mail } = simulated(record, { sender: "jo@p.example.com" });
    assert.deepEqual([report.result, mail.protocol, mail.scope], ["pass", "sender-id", "pra"]);
    const instead = simulated(zone, { sender: "jo@example.com", scope: "pra" });
    assert.equal(instead.report.spf1ForSenderId, true);
    assert.match(said(instead.notes).join(), /IESG's note on RFC 4406/);
  });

  it("says what it is where the place holds no record that counts", () => {
    const near = simulated(zoneOf('@ IN TXT "v=spf2| -all"'));
    assert.equal(near.report.result, "none");
    assert.match(said(near.notes).join(), /no record that receivers read/);
    const type99 = simulated(zoneOf('@ IN SPF "v=spf1| -all"', '@ IN TXT "v=spf1 +all"'));
    assert.equal(type99.report.result, "pass");
    assert.match(said(type99.notes).join(), /Records of type SPF are read by nobody/);
  });

  it("sees all records of the name, as receivers do", () => {
    assert.equal(result(zoneOf('@ IN TXT "v=spf1| +all"', '@ IN TXT "v=spf1 -all"')), "permerror");
  });

  it("gives the header fields that a receiver would add", () => {
    const { headers } = simulated(zoneOf('@ IN TXT "v=spf1| -all"'), {
      sender: "jo@example.com",
      helo: "x.example",
    });
    assert.match(
      headers.receivedSpf.join(""),
      /^Received-SPF: fail .*client-ip=192\.0\.2\.1;.*helo=x\.example;/,
    );
    assert.match(headers.authenticationResults.join(""), /spf=fail smtp\.mailfrom=jo@example\.com$/);
  });

  it("needs an address, and somebody whose mail it is", () => {
    const zone = analysed(zoneOf('@ IN TXT "v=spf1| -all"'));
    assert.equal(sayIn(prepared(zone, { ip: "192.0.2" }) as Message), "192.0.2 is not an IP address.");
    assert.match(sayIn(prepared(zone, { offset: 0 }) as Message), /^Nothing says whose mail is checked/);
  });

  it("judges a bare record by the name that the mail gives", () => {
    const workspace = new Workspace({ today: () => "2026-11-24" });
    const text = "v=spf1 ip4:192.0.2.1 a:%{d} -all";
    workspace.open(Document.of(uri, text, "spf-record", 1));
    const analysis = workspace.analyse(uri) as Analysed["analysis"];
    const bare = { workspace, analysis, text, cursor: 0 };
    const made = prepared(bare, { sender: "jo@example.org" }) as Simulated<string>;
    assert.equal(made.report.result, "pass");
    assert.equal(made.mail.domain, "example.org");
    assert.deepEqual([made.report.trace?.place, made.report.trace?.queries[0]?.source], [text, "buffer"]);
    assert.equal(made.report.trace?.terms[0]?.place, "ip4:192.0.2.1");
    assert.match(sayIn(prepared(bare, {}) as Message), /^Nothing says whose mail is checked/);
  });
});

describe("the costs of a simulation", () => {
  it("are a tree of what is paid for, with the voids of the client's family", () => {
    const zone = zoneOf(
      '@ IN TXT "v=spf1| a ip4:192.0.2.7 include:s.example.com -all"',
      "@ IN A 192.0.2.1",
      's IN TXT "v=spf1 a:h.example.com mx:gone.example.com -all"',
      "h IN A 192.0.2.2",
    );
    const costs = (ip: string) => simulated(zone, { ip }).costs;
    const four = costs("198.51.100.1");
    assert.deepEqual(four, {
      label: "example.com",
      lookups: 4,
      voids: 1,
      exact: true,
      place: "v=spf1 a ip4:192.0.2.7 include:s.example.com -all",
      below: [
        { label: "a", lookups: 1, voids: 0, exact: true, place: "a", below: [] },
        {
          label: "include:s.example.com",
          lookups: 3,
          voids: 1,
          exact: true,
          place: "include:s.example.com",
          below: [
            {
              label: "a:h.example.com",
              lookups: 1,
              voids: 0,
              exact: true,
              place: "a:h.example.com",
              below: [],
            },
            {
              label: "mx:gone.example.com",
              lookups: 1,
              voids: 1,
              exact: true,
              place: "mx:gone.example.com",
              below: [],
            },
          ],
        },
      ],
    });
    assert.equal(costs("2001:db8::1")?.voids, 3);
  });

  it("say where they are lower bounds", () => {
    const zone = zoneOf('@ IN TXT "v=spf1| ip4:192.0.2.1 include:_spf.example.net -all"');
    const { costs, notes } = simulated(zone);
    assert.deepEqual([costs?.lookups, costs?.exact], [1, false]);
    assert.match(said(notes).join(), /lower bounds/);
  });

  it("stay small where the same records are reached again and again", () => {
    const level = (n: number) => `l${n} IN TXT "v=spf1 ${`include:l${n + 1}.example.com `.repeat(8)}-all"`;
    const zone = zoneOf(
      '@ IN TXT "v=spf1| include:l0.example.com -all"',
      ...Array.from({ length: 8 }, (_, n) => level(n)),
      'l8 IN TXT "v=spf1 a -all"',
    );
    const { costs } = simulated(zone);
    const count = (cost: NonNullable<typeof costs>): number =>
      1 + cost.below.reduce((all, each) => all + count(each), 0);
    assert.ok(costs && costs.lookups > 8 ** 8);
    assert.ok(costs && count(costs) <= 1001, String(costs && count(costs)));
  });
});

describe("the advice of a simulation", () => {
  const advised = (record: string, dns = nobody) =>
    said(simulated(zoneOf(`@ IN TXT "|${record}"`), {}, { dns }).advice).join("\n");

  const expected: [string, RegExp][] = [
    ["v=spf1 ip4:192.0.2.1 -all", /^192\.0\.2\.1 may send as example\.com[\s\S]*DMARC/],
    ["v=spf1 +all", /passes because of all/],
    ["v=spf1 -all", /550 5\.7\.1[\s\S]*backscatter[\s\S]*forwards/],
    ["v=spf1 ~all", /should not refuse[\s\S]*DMARC a softfail is no pass[\s\S]*forwards/],
    ["v=spf1 ?all", /as if there were no record/],
    ["v=spf1 ipv4:192.0.2.1", /until it is mended[\s\S]*as if there were no record/],
    ["v=spf2 -all", /no record to judge by/],
    ["v=spf1 include:a.example.net -all", /No receiver ever says undetermined/],
  ];
  for (const [record, sentence] of expected) {
    it(`for ${record}`, () => assert.match(advised(record), sentence));
  }

  it("where DNS fails", () => {
    const dns: Answerer = () => ({ kind: "servfail", source: "192.0.2.53" });
    assert.match(advised("v=spf1 include:a.example.net -all", dns), /451 4\.4\.3/);
  });
});

describe("addresses to simulate with", () => {
  const suggested = (...lines: readonly string[]) => {
    const { analysis, cursor } = analysed(zoneOf(...lines));
    return suggestedAddresses(analysis, cursor);
  };

  it("are the mail exchangers, what the record names, and the other hosts, each once", () => {
    assert.deepEqual(
      suggested(
        "www A 192.0.2.80",
        "other MX 5 www",
        "@ MX 20 mail2",
        "@ MX 10 mail",
        "@ MX 10 mail.example.net.",
        "mail A 192.0.2.25",
        "mail AAAA 2001:db8::25",
        "mail2 A 192.0.2.26",
        "bad A 192.0.2",
        "more A 192.0.2.25",
        '@ IN TXT "v=spf1| ip4:198.51.100.0/24 ip6:2001:db8::/32 ip4:1.2 -all"',
      ),
      {
        domain: "example.com",
        addresses: [
          { ip: "192.0.2.25", label: "mail.example.com (MX)" },
          { ip: "2001:db8::25", label: "mail.example.com (MX)" },
          { ip: "192.0.2.26", label: "mail2.example.com (MX)" },
          { ip: "192.0.2.80", label: "www.example.com (MX)" },
          { ip: "198.51.100.0", label: "ip4:198.51.100.0/24" },
          { ip: "2001:db8::", label: "ip6:2001:db8::/32" },
        ],
      },
    );
  });

  it("are no more than a list can show", () => {
    const hosts = Array.from({ length: 200 }, (_, i) => `h${i} A 192.0.2.${i}`);
    assert.equal(suggested('@ IN TXT "v=spf1| a -all"', ...hosts).addresses.length, 50);
  });
});
