/**
 * What is right gives no errors and no warnings: the examples of RFC 7208, what big providers publish and have their
 * customers publish, domains without mail, and a clean record in each host.
 */

import assert from "node:assert/strict";
import { formatNames } from "../../../server/src/host/index.ts";
import type { Analysis } from "../../../server/src/ide/analysis.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

let parsers: Awaited<ReturnType<typeof allSyntaxes>> = new Map();

/** A file under the recommended profile. */
function analyse(name: string, text: string): Analysis {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure(defaultSettings);
  const uri = `file:///dns/${name}`;
  workspace.open(Document.of(uri, text, LANGUAGES[name.split(".")[0] as string] ?? ""));
  provideAll(workspace, uri, parsers);
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri))
    for (const want of wants) workspace.load(want, null);
  const analysis = workspace.analyse(uri);
  assert.ok(analysis, `no host takes ${name}`);
  assert.ok(analysis.subjects.length > 0, `nothing is read in ${name}`);
  return analysis;
}

/** What is said of names that tell nobody what a file is. */
const LANGUAGES: Readonly<Record<string, string>> = { db: "dns-zone", record: "spf-record" };

/** Errors and warnings, or all findings. */
function found(name: string, text: string, all = false): string[] {
  return analyse(name, text)
    .findings.filter(({ severity }) => all || severity === "error" || severity === "warning")
    .map(({ rule, severity, subject }) => `${severity} ${rule}: ${subject?.found.decoded.text}`);
}

function zone(origin: string, ...lines: readonly string[]): string {
  return [`$ORIGIN ${origin}.`, "$TTL 3600", ...lines, ""].join("\n");
}

/** RFC 7208, Appendix A. */
const APPENDIX = [
  ...["@ MX 10 mail-a", "  MX 20 mail-b", "  A 192.0.2.10", "  A 192.0.2.11"],
  ...["amy A 192.0.2.65", "bob A 192.0.2.66", "mail-a A 192.0.2.129", "mail-b A 192.0.2.130"],
  ...["www CNAME example.com.", "$ORIGIN example.org.", "@ MX 10 mail-c", "mail-c A 192.0.2.140"],
  "$ORIGIN example.com.",
];

/** What providers of MISTAKES.md, section 4, publish, as they did in 2025 and 2026. */
const PROVIDERS: Readonly<Record<string, string>> = {
  "_spf.google.com":
    "v=spf1 ip4:74.125.0.0/16 ip4:209.85.128.0/17 ip6:2001:4860:4864::/56 ip6:2404:6800:4864::/56 ip6:2607:f8b0:4864::/56 ip6:2800:3f0:4864::/56 ip6:2a00:1450:4864::/56 ip6:2c0f:fb50:4864::/56 ~all",
  "spf.protection.outlook.com":
    "v=spf1 ip4:40.92.0.0/15 ip4:40.107.0.0/16 ip4:52.100.0.0/15 ip4:52.102.0.0/16 ip4:52.103.0.0/17 ip4:104.47.0.0/17 ip6:2a01:111:f400::/48 ip6:2a01:111:f403::/49 ip6:2a01:111:f403:8000::/51 ip6:2a01:111:f403:c000::/51 ip6:2a01:111:f403:f000::/52 -all",
  "amazonses.com":
    "v=spf1 ip4:199.255.192.0/22 ip4:199.127.232.0/22 ip4:54.240.0.0/18 ip4:69.169.224.0/20 ip4:23.249.208.0/20 ip4:23.251.224.0/19 ip4:76.223.176.0/20 ip4:54.240.64.0/18 ip4:76.223.128.0/19 ip4:216.221.160.0/19 ip4:206.55.144.0/20 ip4:24.110.64.0/18 -all",
  "sendgrid.net":
    "v=spf1 ip4:167.89.0.0/17 ip4:208.117.48.0/20 ip4:50.31.32.0/19 ip4:198.37.144.0/20 ip4:198.21.0.0/21 ip4:192.254.112.0/20 ip4:168.245.0.0/17 ip4:149.72.0.0/16 ip4:159.183.0.0/16 include:ab.sendgrid.net ~all",
  "mailgun.org": "v=spf1 include:_spf.mailgun.org include:_spf.eu.mailgun.org ~all",
  "_spf.mailgun.org": "v=spf1 include:_spf1.mailgun.org include:_spf2.mailgun.org ~all",
  "servers.mcsv.net": "v=spf1 ip4:205.201.128.0/20 ip4:198.2.128.0/18 ip4:148.105.8.0/21 -all",
  "spf.mandrillapp.com": "v=spf1 ip4:198.2.128.0/24 ip4:198.2.132.0/22 ip4:205.201.131.128/25 ?all",
  "_spf.salesforce.com": "v=spf1 exists:%{i}._spf.mta.salesforce.com -all",
  "sparkpostmail.com": "v=spf1 exists:%{i}._spf.sparkpostmail.com ~all",
  "spf.messagingengine.com":
    "v=spf1 ip4:66.111.4.0/24 ip4:103.168.172.128/27 ip4:202.12.124.128/27 include:spf-b.messagingengine.com ?all",
  "secureserver.net": "v=spf1 include:spf-0.secureserver.net -all",
  "spf.zoho.com": "v=spf1 ip4:136.143.188.0/24 ip4:136.143.184.0/24 include:zcsend.net -all",
  "relay.mailchannels.net": "v=spf1 ip4:23.83.208.0/20 ip4:199.10.31.235/32 ip4:46.232.183.0/24 ~all",
};

/** A clean record in each host: the file and its text. */
const HOSTS: Readonly<Record<string, readonly [name: string, text: string]>> = {
  zone: ["db.clean.net", zone("clean.net", '@ IN TXT "v=spf1 ip4:185.12.80.7 include:_spf.google.com -all"')],
  "zone-template": [
    "templates/db.clean.net.j2",
    zone("clean.net", '@ IN TXT "v=spf1 ip4:{{ mail_ip }} include:_spf.google.com -all"'),
  ],
  nix: [
    "zones.nix",
    '{ dns, ... }:\nwith dns.lib.combinators;\n{\n  services.zones."clean.net" = dns.lib.toString "clean.net" {\n    TXT = [ "v=spf1 ip4:185.12.80.7 include:_spf.google.com -all" ];\n  };\n}\n',
  ],
  bicep: [
    "dns.bicep",
    "resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {\n  name: 'clean.net'\n}\nresource apex 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {\n  parent: zone\n  name: '@'\n  properties: {\n    TTL: 3600\n    TXTRecords: [\n      { value: ['v=spf1 ip4:185.12.80.7 include:_spf.google.com -all'] }\n    ]\n  }\n}\n",
  ],
  dnsmasq: ["dnsmasq.conf", 'txt-record=clean.net,"v=spf1 ip4:185.12.80.7 include:_spf.google.com -all"\n'],
  unbound: [
    "unbound.conf",
    "server:\n  local-data: 'clean.net. 3600 IN TXT \"v=spf1 ip4:185.12.80.7 -all\"'\n",
  ],
  octodns: [
    "config/clean.net.yaml",
    "'':\n  - type: MX\n    values: [{exchange: mx.clean.net., preference: 10}]\n  - type: TXT\n    ttl: 3600\n    values:\n      - v=spf1 mx include:_spf.google.com ~all\n      - v=DMARC1\\; p=none\nmx: {type: A, value: 185.12.80.7}\n",
  ],
  dnscontrol: [
    "dnsconfig.js",
    'D("clean.net", REG_NONE, DnsProvider("bind"),\n  A("@", "185.12.80.7"), A("mx", "185.12.80.8"), MX("@", 10, "mx.clean.net."),\n  TXT("@", "v=spf1 a mx include:_spf.google.com -all"),\n);\n',
  ],
  terraform: [
    "main.tf",
    'resource "aws_route53_record" "spf" {\n  zone_id = var.zone\n  name    = "clean.net"\n  type    = "TXT"\n  ttl     = 300\n  records = ["v=spf1 ip4:185.12.80.7 include:amazonses.com -all", "google-site-verification=abc"]\n}\n',
  ],
  cloudformation: [
    "template.yaml",
    'Resources:\n  Spf:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneName: clean.net.\n      Name: clean.net.\n      Type: TXT\n      TTL: "300"\n      ResourceRecords: ["\\"v=spf1 ip4:185.12.80.7 include:amazonses.com -all\\""]\n',
  ],
  kubernetes: [
    "dns.yaml",
    "apiVersion: externaldns.k8s.io/v1alpha1\nkind: DNSEndpoint\nmetadata: {name: mail}\nspec:\n  endpoints:\n    - dnsName: clean.net\n      recordType: TXT\n      recordTTL: 3600\n      targets: [v=spf1 ip4:185.12.80.7 include:_spf.google.com -all]\n",
  ],
  arm: [
    "azuredeploy.json",
    '{ "resources": [{ "type": "Microsoft.Network/dnszones/TXT", "name": "clean.net/@", "properties": { "TTL": 3600, "TXTRecords": [{ "value": ["v=spf1 ip4:185.12.80.7 include:spf.protection.outlook.com -all"] }] } }] }\n',
  ],
  ansible: [
    "tasks/main.yml",
    "- amazon.aws.route53:\n    zone: clean.net\n    record: clean.net\n    type: TXT\n    ttl: 300\n    value: '\"v=spf1 ip4:185.12.80.7 include:amazonses.com -all\"'\n  when: is_mail\n",
  ],
  tinydns: [
    "root/data",
    ".clean.net:185.12.80.53:a:259200\n@clean.net:185.12.80.7:mail.clean.net:10:3600\n'clean.net:v=spf1 mx include\\072_spf.google.com -all:3600\n",
  ],
  pulumi: [
    "index.ts",
    'import * as aws from "@pulumi/aws";\nnew aws.route53.Record("spf", { zoneId: zone.id, name: "clean.net", type: "TXT", ttl: 300, records: ["v=spf1 ip4:185.12.80.7 -all"] });\n',
  ],
  cdk: [
    "lib/stack.ts",
    'import * as route53 from "aws-cdk-lib/aws-route53";\nnew route53.TxtRecord(this, "Spf", { zone, recordName: "clean.net", values: ["v=spf1 ip4:185.12.80.7 include:amazonses.com -all"] });\n',
  ],
  record: ["record.txt", "v=spf1 ip4:185.12.80.7 include:_spf.google.com -all\n"],
  registry: [
    "domains/clean.json",
    '{ "owner": { "username": "clean" }, "records": { "MX": ["mx.hoster.net"], "TXT": ["v=spf1 include:_spf.google.com ~all", "discord=8f2c1d"] } }\n',
  ],
  "dns-json": [
    "change-batch.json",
    '{ "Changes": [{ "Action": "UPSERT", "ResourceRecordSet": { "Name": "clean.net.", "Type": "TXT", "TTL": 300, "ResourceRecords": [{ "Value": "\\"v=spf1 ip4:185.12.80.7 include:amazonses.com -all\\"" }] } }] }\n',
  ],
  "dns-yaml": [
    "records.yaml",
    "kind: dns#resourceRecordSet\nname: clean.net.\nrrdatas:\n- '\"v=spf1 ip4:185.12.80.7 include:_spf.google.com -all\"'\nttl: 300\ntype: TXT\n",
  ],
  roadworker: [
    "Routefile",
    'hosted_zone "clean.net." do\n  rrset "clean.net.", "TXT" do\n    ttl 300\n    resource_records("\\"v=spf1 ip4:185.12.80.7 include:amazonses.com -all\\"")\n  end\nend\n',
  ],
  sql: [
    "records.sql",
    "INSERT INTO records (domain_id, name, type, content, ttl) VALUES\n  (1, 'clean.net', 'MX', 'mx.hoster.net', 300),\n  (1, 'clean.net', 'TXT', '\"v=spf1 ip4:185.12.80.7 -all\"', 300);\n",
  ],
  csv: [
    "export.csv",
    'name,type,content,ttl\nclean.net,TXT,"v=spf1 ip4:185.12.80.7 include:_spf.google.com -all",300\nclean.net,A,185.12.80.7,300\n',
  ],
  markdown: [
    "README.md",
    '# Mail\n\nPublish a record as this one:\n\n```zone\nclean.net. 3600 IN TXT "v=spf1 ip4:185.12.80.7 include:_spf.google.com -all"\n```\n',
  ],
};

describe("what is right", () => {
  before(async () => {
    parsers = await allSyntaxes();
  });

  it("is the simple examples of RFC 7208, Appendix A, but for what the RFC itself advises against", () => {
    const told: Readonly<Record<string, readonly string[]>> = {
      // A.1: any host passes.
      "+all": ["error pass-all: v=spf1 +all"],
      "a -all": [],
      "a:example.org -all": [],
      "mx -all": [],
      "mx:example.org -all": [],
      "mx mx:example.org -all": [],
      "mx/30 mx:example.org/30 -all": [],
      // 5.5: SHOULD NOT be published.
      "ptr -all": ["warning ptr: v=spf1 ptr -all"],
      "ip4:192.0.2.128/28 -all": [],
    };
    for (const [record, findings] of Object.entries(told)) {
      const text = zone("example.com", ...APPENDIX, `@ TXT "v=spf1 ${record}"`);
      assert.deepEqual(found("db.example.com", text), findings, record);
    }
  });

  it("is the examples with several domains, with lists, and with requirements", () => {
    const several = [
      '@ TXT "v=spf1 include:example.com include:example.net -all"',
      ...["la", "ny", "sf"].map((name) => `${name} TXT "v=spf1 redirect=example.org"`),
    ];
    assert.deepEqual(found("db.example.org", zone("example.org", ...several)), []);
    const lists = [
      '@ TXT "v=spf1 mx include:mobile-users._spf.%{d} include:remote-users._spf.%{d} -all"',
      "$ORIGIN _spf.example.com.",
      ...["mary.mobile-users", "15.15.168.192.joel.remote-users"].map((name) => `${name} A 127.0.0.2`),
      'mobile-users TXT "v=spf1 exists:%{l1r+}.%{d}"',
      'remote-users TXT "v=spf1 exists:%{ir}.%{l1r+}.%{d}"',
    ];
    assert.deepEqual(found("db.example.com", zone("example.com", ...APPENDIX, ...lists)), []);
    const requirements = [
      '@ TXT "v=spf1 -include:ip4._spf.%{d} -include:ptr._spf.%{d} +all"',
      'ip4._spf TXT "v=spf1 -ip4:192.0.2.0/24 +all"',
      'ptr._spf TXT "v=spf1 -ptr +all"',
    ];
    // That "+all" is very restrictive there is seen; "ptr" should not be published in whatever sense (5.5).
    assert.deepEqual(found("db.example.com", zone("example.com", ...APPENDIX, ...requirements)), [
      "warning ptr: v=spf1 -ptr +all",
    ]);
  });

  it("is what big providers publish, each in a zone of its own", () => {
    for (const [name, record] of Object.entries(PROVIDERS)) {
      // In pieces, as long texts are.
      const strings = record.match(/.{1,200}(?: |$)/g)?.map((piece) => `"${piece}"`) ?? [];
      assert.deepEqual(found(`db.${name}`, `${name}. 3600 IN TXT ( ${strings.join(" ")} )\n`), [], name);
    }
  });

  it("is what they have their customers publish", () => {
    for (const name of Object.keys(PROVIDERS)) {
      if (name === "_spf.mailgun.org") continue;
      const record = `@ TXT "v=spf1 ip4:185.12.80.7 include:${name} -all"`;
      assert.deepEqual(found("db.clean.net", zone("clean.net", "@ MX 10 mx.hoster.net.", record)), [], name);
    }
  });

  it("is a domain without mail, which nothing at all is said of", () => {
    const soa = "@ SOA ns1.hoster.net. hostmaster.hoster.net. ( 2026110101 7200 3600 1209600 3600 )";
    const parked = [
      soa,
      "  NS ns1.hoster.net.",
      "  A 185.12.80.7",
      '  TXT "v=spf1 -all"',
      "www A 185.12.80.7",
    ];
    assert.deepEqual(found("db.parked.net", zone("parked.net", ...parked), true), []);
    const records = ['@ TXT "v=spf1 -all"', '* TXT "v=spf1 -all"', 'www TXT "v=spf1 -all"'];
    for (const record of records)
      assert.deepEqual(found("db.parked.net", zone("parked.net", record), true), []);
  });

  it("is a whole zone with mail, hosts with their own records, and DMARC", () => {
    const lines = [
      "@ SOA ns1 hostmaster ( 2026110101 7200 3600 1209600 3600 )",
      ...["  NS ns1", "  MX 10 mail", "  A 185.12.80.7", '  TXT "v=spf1 mx include:_spf.google.com -all"'],
      ...['_dmarc TXT "v=DMARC1; p=reject"', "ns1 A 185.12.80.53", "mail A 185.12.80.25"],
      ...['mail TXT "v=spf1 a -all"', "www A 185.12.80.7", 'www TXT "v=spf1 -all"', "ftp CNAME www"],
    ];
    assert.deepEqual(found("db.clean.net", zone("clean.net", ...lines)), []);
  });

  it("is a clean record in each host", () => {
    for (const format of formatNames) {
      const host = HOSTS[format];
      assert.ok(host, `${format} has no sample`);
      const { host: reader, subjects } = analyse(...host);
      const read = subjects.map((subject) => subject.found.format ?? subject.format);
      assert.ok([reader.format, ...read].includes(format), `${host[0]} is read as ${read}`);
      assert.deepEqual(found(...host), [], format);
    }
  });
});
