/** The simulation of a receiver's check with the record as it stands in the editor. */

import assert from "node:assert/strict";
import type { Answerer, Query } from "../../../server/src/dns/answers.ts";
import type { MailToSimulate, Simulated } from "../../../server/src/ide/simulate.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";
import { type Message, sayIn } from "../../../server/src/text/message.ts";
import { type Analysed, analysed, uri, zoneOf } from "./analysed.ts";
import { dnsOf, prepared, result, said, simulated } from "./simulating.ts";

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

  it("takes the purported responsible address from a message, and fails without one, saying why", () => {
    const zone = zoneOf('@ IN TXT "spf2.0/pra,mfrom| ip4:192.0.2.1 -all"');
    const message =
      "Received: x\r\nSender: <list@example.com>\r\nFrom: Jo <jo@example.org>\r\n\r\nSender: x\r\n";
    const { report, mail, headers, notes } = simulated(zone, { message });
    assert.deepEqual([report.result, mail.scope, mail.sender], ["pass", "pra", "list@example.com"]);
    assert.match(headers.authenticationResults.join(""), /header\.sender=list@example\.com$/);
    assert.deepEqual(said(notes), []);
    const two = simulated(zone, { message: "From: a@example.com\nFrom: b@example.com\n", scope: "pra" });
    assert.deepEqual([two.report.result, two.mail.sender, two.costs], ["fail", "", null]);
    assert.deepEqual(said(two.why).slice(-1), ["There is more than one field From."]);
    assert.deepEqual(two.notes, []);
    const long = `From: jo@example.com\n${"X: y\n".repeat(300_000)}`;
    assert.match(sayIn(prepared(analysed(zone), { message: long }) as Message), /longer than any message/);
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
