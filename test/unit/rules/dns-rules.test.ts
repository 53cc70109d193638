/** What rules say of DNS comes, changes and goes with the answers, wherever these come from, and never without one. */

import assert from "node:assert/strict";
import type { Answer, Query } from "../../../server/src/dns/answers.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { QueryType } from "../../../server/src/dns/rr.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { sayIn } from "../../../server/src/text/message.ts";

const own = "file:///zones/db.example.com";
const other = "file:///zones/db.example.net";
const SOA = "@ IN SOA ns1 hostmaster ( 2026010101 2h 1h 2w 1h )";

/** Rules that speak of how the records here are written. */
const others = ["mx-use", "include-own", "exp-unused", "modifier-before-mechanism"];

function opened(...records: readonly string[]): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure({ ...defaultSettings, rules: Object.fromEntries(others.map((name) => [name, "off"])) });
  open(workspace, own, "example.com", records);
  return workspace;
}

function open(workspace: Workspace, uri: string, zone: string, records: readonly string[]): void {
  workspace.open(Document.of(uri, [`$ORIGIN ${zone}.`, "$TTL 1h", ...records, ""].join("\n"), "dns-zone"));
}

function replace(workspace: Workspace, uri: string, from: string, to: string): void {
  const document = workspace.document(uri) as Document;
  const start = document.text().indexOf(from);
  assert.ok(start >= 0, from);
  workspace.change(document.edit({ start, end: start + from.length }, to));
}

/** The rules that speak, with the text they mark. */
function found(workspace: Workspace, uri = own): string[] {
  const analysis = workspace.analyse(uri);
  return (analysis?.findings ?? []).map(({ rule, subject, span }) => {
    return span ? `${rule} ${subject?.found.decoded.text.slice(span.start, span.end)}` : rule;
  });
}

function sentences(workspace: Workspace, uri = own): string[] {
  return (workspace.analyse(uri)?.findings ?? []).map(({ message }) => sayIn(message));
}

/** What nobody could answer, `TYPE name`. */
function unanswered(workspace: Workspace, uri = own): string[] {
  const queries = workspace.analyse(uri)?.linted.unanswered() ?? [];
  return queries.map(({ name, type }) => `${type} ${name}`).sort();
}

/** DNS answers what is asked for, until nothing more is. Gives the questions. */
function ask(workspace: Workspace, zonedata: Zonedata, uri = own): string[] {
  const answer = recorded(zonedata);
  const asked: string[] = [];
  for (;;) {
    const queries = workspace.analyse(uri)?.linted.unanswered() ?? [];
    if (queries.length === 0) return asked;
    for (const query of queries) {
      asked.push(`${query.type} ${query.name}`);
      workspace.learn(query, answer(query), Number.POSITIVE_INFINITY);
    }
  }
}

function learn(workspace: Workspace, name: string, type: QueryType, zonedata: Zonedata): void {
  const query = { name, type } as Query;
  workspace.learn(query, recorded(zonedata)(query), 0);
}

function fail(workspace: Workspace, name: string, kind: "servfail" | "timeout"): void {
  const answer: Answer = { kind, source: "192.0.2.53" };
  workspace.learn({ name, type: "TXT" }, answer, 0);
}

describe("findings about DNS", () => {
  it("name an alias that leads nowhere, and publish nothing beside it", () => {
    const workspace = opened(SOA, '@ TXT "v=spf1 include:a.example.com -all"', "a CNAME b", "b CNAME none");
    assert.deepEqual(found(workspace), ["target-nxdomain a.example.com"]);
    assert.match(
      sentences(workspace)[0] ?? "",
      /^a\.example\.com is an alias for b\.example\.com, which leads to no name/,
    );
    const [finding] = workspace.analyse(own)?.findings ?? [];
    assert.deepEqual(
      finding?.fixes.map(({ title }) => sayIn(title)),
      ["Remove include:a.example.com (checks that come to it then go on)"],
    );
  });

  it("are none as long as nobody was asked", () => {
    const workspace = opened(
      '@ TXT "v=spf1 a a:x.example.net mx:y.example.net include:z.example.net exp=e.example.net -all"',
      'r TXT "v=spf1 redirect=z.example.org"',
    );
    assert.deepEqual(found(workspace), []);
  });

  it("come with an answer, change with it, and go when it is forgotten", () => {
    const workspace = opened('@ TXT "v=spf1 include:a.example.net -all"');
    learn(workspace, "a.example.net", "TXT", {});
    assert.deepEqual(found(workspace), ["target-nxdomain a.example.net"]);
    learn(workspace, "a.example.net", "TXT", { "a.example.net": [{ A: "192.0.2.1" }] });
    assert.deepEqual(found(workspace), ["target-none a.example.net"]);
    fail(workspace, "a.example.net", "timeout");
    assert.deepEqual(found(workspace), ["target-temperror a.example.net"]);
    assert.match(sentences(workspace).join(), /does not answer/);
    fail(workspace, "a.example.net", "servfail");
    assert.match(sentences(workspace).join(), /gives an error/);
    const two = [{ TXT: "v=spf1 -all" }, { TXT: "v=spf1 mx -all" }];
    learn(workspace, "a.example.net", "TXT", { "a.example.net": two });
    assert.deepEqual(found(workspace), ["target-permerror a.example.net"]);
    learn(workspace, "a.example.net", "TXT", { "a.example.net": [{ TXT: "v=spf1 ~all" }] });
    assert.deepEqual(found(workspace), ["include-never-matches a.example.net"]);
    learn(workspace, "a.example.net", "TXT", { "a.example.net": [{ TXT: "v=spf1 ip4:185.12.80.7 ~all" }] });
    assert.deepEqual(found(workspace), []);
    learn(workspace, "a.example.net", "TXT", {});
    workspace.forgetAnswers();
    assert.deepEqual(found(workspace), []);
  });

  it("ask for what they need and no more", () => {
    const workspace = opened(
      '@ TXT "v=spf1 a:one.example.net mx:two.example.net exists:%{i}.three.example.net include:four.example.net ptr -all"',
      '_x TXT "v=spf1 a -all exp=never.example.net"',
    );
    assert.deepEqual(unanswered(workspace), [
      "A _x.example.com",
      "A one.example.net",
      "MX two.example.net",
      "TXT four.example.net",
    ]);
    const asked = ask(workspace, {
      "_x.example.com": [{ A: "192.0.2.1" }],
      "one.example.net": [{ A: "192.0.2.1" }],
      "two.example.net": [{ MX: [10, "m.example.net"] }],
      "m.example.net": [{ A: "192.0.2.2" }],
      "four.example.net": [{ TXT: "v=spf1 a:five.example.net -all" }],
    });
    // With the host of the included record a check may come to three void lookups, so AAAA matters from here on.
    assert.deepEqual(asked.slice(4).sort(), [
      "A five.example.net",
      "A m.example.net",
      "AAAA five.example.net",
      "AAAA m.example.net",
      "AAAA one.example.net",
    ]);
    assert.deepEqual(found(workspace), ["ptr ptr", "ipv6-voids include:four.example.net"].sort());
  });

  it("say whether a file or DNS tells", () => {
    const workspace = opened(SOA, '@ TXT "v=spf1 include:_spf.example.com a:gone.example.net -all"');
    ask(workspace, { "example.net": [{ A: "192.0.2.1" }] });
    assert.deepEqual(found(workspace), [
      "target-nxdomain _spf.example.com",
      "void-lookup a:gone.example.net",
    ]);
    const [zone, dns] = sentences(workspace);
    assert.match(zone as string, /^There is no _spf\.example\.com in its zone file/);
    assert.match(dns as string, /^There is no gone\.example\.net in DNS/);
  });

  it("show nothing of names from DNS that hides itself", () => {
    const workspace = opened('@ TXT "v=spf1 include:a.example.net -all"');
    const hostile = "x\u202e\u001b[31m.example.net";
    ask(workspace, { "a.example.net": [{ TXT: `v=spf1 include:${hostile} -all` }] });
    assert.equal(found(workspace).length, 1);
    assert.doesNotMatch(sentences(workspace).join(), /[\u202e\u001b]/);
  });
});

describe("findings over two documents", () => {
  const net = (...records: string[]) => [SOA, "ns1 A 192.0.2.53", ...records];

  it("appear in both where their records include each other, and go when one is closed", () => {
    const workspace = opened('@ TXT "v=spf1 include:example.net -all"');
    open(workspace, other, "example.net", net('@ TXT "v=spf1 include:example.com -all"'));
    assert.deepEqual(found(workspace), ["loop example.net"]);
    assert.deepEqual(found(workspace, other), ["loop example.com"]);
    replace(workspace, other, "include:example.com", "ip4:185.12.80.7");
    assert.deepEqual(found(workspace), []);
    assert.deepEqual(found(workspace, other), []);
    replace(workspace, other, "v=spf1", "v=spfx");
    assert.deepEqual(found(workspace), ["target-none example.net"]);
    workspace.close(other);
    assert.deepEqual(found(workspace), []);
  });

  it("tell what the record of the other document breaks, and not what breaks in their own", () => {
    const workspace = opened(
      '@ TXT "v=spf1 include:_spf.example.net include:_own.example.com -all"',
      '_own TXT "v=spf1 ipv4:185.12.80.7 -all"',
    );
    open(workspace, other, "example.net", net('_spf TXT "v=spf1 ipv4:185.12.80.7 -all"'));
    assert.deepEqual(found(workspace), ["target-permerror _spf.example.net", "unknown-mechanism ipv4"]);
    assert.deepEqual(found(workspace, other), ["unknown-mechanism ipv4"]);
    replace(workspace, other, "ipv4", "ip4");
    assert.deepEqual(found(workspace), ["unknown-mechanism ipv4"]);
  });

  it("follow aliases from one document to the other, and on to DNS", () => {
    const workspace = opened(
      SOA,
      '@ TXT "v=spf1 include:_spf.example.com a:www.example.com -all"',
      ["_spf CNAME _spf.example.net.", "www CNAME www.example.net.", "ns1 A 192.0.2.53"].join("\n"),
    );
    assert.deepEqual(unanswered(workspace), ["A www.example.net", "TXT _spf.example.net"]);
    assert.deepEqual(found(workspace), []);
    open(workspace, other, "example.net", net("_spf CNAME spf.example.org.", 'www TXT "x"'));
    assert.deepEqual(found(workspace), ["void-lookup a:www.example.com"]);
    assert.deepEqual(unanswered(workspace), ["TXT spf.example.org"]);
    replace(workspace, other, 'www TXT "x"', "www AAAA 2001:db8::1");
    assert.deepEqual(found(workspace), []);
    learn(workspace, "spf.example.org", "TXT", { "spf.example.org": [{ TXT: "v=spf1 +all" }] });
    assert.deepEqual(found(workspace), ["nested-pass-all _spf.example.com"]);
  });
});

describe("one fault has one finding", () => {
  const cases: readonly {
    readonly title: string;
    readonly records: readonly string[];
    readonly zonedata?: Zonedata;
    readonly findings: readonly string[];
  }[] = [
    {
      title: "an include of a name that does not exist is no void lookup as well",
      records: [SOA, '@ TXT "v=spf1 include:a.example.com a:b.example.com a:c.example.com -all"'],
      findings: [
        "target-nxdomain a.example.com",
        "void-lookup a:b.example.com",
        "void-lookup a:c.example.com",
      ],
    },
    {
      title: "the third void lookup is told as such alone",
      records: [SOA, '@ TXT "v=spf1 a:a.example.com a:b.example.com mx a:d.example.com -all"'],
      findings: [
        "void-lookup a:a.example.com",
        "void-lookup a:b.example.com",
        "too-many-voids mx",
        "void-lookup a:d.example.com",
      ],
    },
    {
      title: "what a record of the file pays in voids is told there, and not where it is included",
      records: [
        SOA,
        '@ TXT "v=spf1 include:_a.example.com -all"',
        '_a TXT "v=spf1 a:a.example.com a:b.example.com a:c.example.com ip4:185.12.80.7 -all"',
      ],
      findings: [
        "void-lookup a:a.example.com",
        "void-lookup a:b.example.com",
        "too-many-voids a:c.example.com",
      ],
    },
    {
      title: "a loop that others are in is told where it begins in the file",
      records: ['@ TXT "v=spf1 include:a.example.com -all"', 'a TXT "v=spf1 include:b.example.net -all"'],
      zonedata: { "b.example.net": [{ TXT: "v=spf1 include:b.example.net -all" }] },
      findings: ["loop b.example.net"],
    },
    {
      title: "a record that includes itself is no loop as well",
      records: ['@ TXT "v=spf1 include:example.com -all"', '*.w TXT "v=spf1 include:%{d} -all"'],
      findings: ["self-include example.com", "self-include %{d}", "wildcard v=spf1"],
    },
    {
      title: "what is never reached does no harm",
      records: ['@ TXT "v=spf1 ip4:185.12.80.7 -all redirect=example.com"'],
      findings: ["redirect-ignored redirect=example.com"],
    },
    {
      title: "a name that is a slip is told as one",
      records: ['@ TXT "v=spf1 include:a.example.net-all"', 'u TXT "v=spf1 a:https://a.example.net -all"'],
      zonedata: {},
      findings: ["glued-terms -all", "url-or-mail https://"],
    },
    {
      title: "an exists without macros is no void lookup as well",
      records: [SOA, '@ TXT "v=spf1 exists:a.example.com -all"'],
      findings: ["open-exists exists:a.example.com"],
    },
    {
      title: "a record that nobody reads leads nowhere",
      records: [
        SOA,
        '@ SPF "v=spf1 include:a.example.com a mx exists:b.example.com -all"',
        '  TXT "v=spf1 -all"',
      ],
      findings: ["type99-mismatch"],
    },
    {
      title: "a host with addresses of one family is fine, and so are two that have no other",
      records: [SOA, "@ A 185.12.80.7", "@ MX 10 m", "m A 185.12.80.8", '@ TXT "v=spf1 a mx -all"'],
      findings: [],
    },
    {
      title: "a null MX is no host without an address",
      records: [
        SOA,
        "@ MX 0 .",
        '@ TXT "v=spf1 mx a:a.example.com a:b.example.com -all"',
        "a AAAA ::1",
        "b A 185.12.80.8",
      ],
      findings: ["mx-null mx", "nullmx-permissive a:a.example.com"],
    },
    {
      title: "a dead host that is named twice is told once",
      records: [SOA, '@ TXT "v=spf1 a:a.example.com a:a.example.com -all"'],
      findings: ["void-lookup a:a.example.com", "duplicate-term a:a.example.com"],
    },
  ];
  for (const { title, records, zonedata, findings } of cases) {
    it(title, () => {
      const workspace = opened(...records);
      if (zonedata) ask(workspace, zonedata);
      const all = found(workspace).filter((each) => !/^(?:no-terminator|after-all)/.test(each));
      assert.deepEqual([...all].sort(), [...findings].sort());
    });
  }
});

describe("the number of lookups", () => {
  const eleven = Array.from({ length: 11 }, (_, i) => `include:${i}.example.net`).join(" ");

  it("is exact once every target is known", () => {
    const workspace = opened('@ TXT "v=spf1 include:a.example.net include:b.example.net -all"');
    const hosts = Array.from({ length: 9 }, (_, i) => `a:h${i}.example.net`).join(" ");
    learn(workspace, "a.example.net", "TXT", { "a.example.net": [{ TXT: `v=spf1 ${hosts} -all` }] });
    assert.deepEqual(found(workspace), ["too-many-lookups include:b.example.net"]);
    assert.match(sentences(workspace).join(), /takes at least 11 lookups/);
    learn(workspace, "b.example.net", "TXT", { "b.example.net": [{ TXT: "v=spf1 ip4:185.12.80.7 -all" }] });
    assert.match(sentences(workspace).join(), /takes 11 lookups/);
    const [finding] = workspace.analyse(own)?.findings ?? [];
    assert.deepEqual(
      finding?.related.map(({ message }) => sayIn(message)),
      ["include:a.example.net: 10 lookups.", "include:b.example.net: 1 lookup."],
    );
    learn(workspace, "a.example.net", "TXT", { "a.example.net": [{ TXT: "v=spf1 ip4:185.12.80.8 -all" }] });
    assert.deepEqual(found(workspace), []);
  });

  it("ends at a target that is broken, whatever that would cost", () => {
    const workspace = opened('@ TXT "v=spf1 include:a.example.net -all"');
    ask(workspace, { "a.example.net": [{ TXT: `v=spf1 ${eleven} ipv4:1.2.3.4 -all` }] });
    assert.deepEqual(found(workspace), ["target-permerror a.example.net"]);
  });
});
