/**
 * Records that are objects, written in JSON and in YAML in many ways: what is found is what the data say, after the
 * manuals of the tools. The data are what was written: `JSON.parse` and the library `yaml` say so of each text.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import "../support/seed.ts";
import { parse, parseDocument } from "yaml";
import {
  bare,
  type Data,
  decimal,
  type Given,
  HOLE,
  host,
  jsonOf,
  octal,
  plain,
  several,
  tell,
  ttl,
  type,
  without,
  yamlOf,
} from "./objects-random.ts";
import { Tally } from "./tally.ts";

const route53 = fc
  .tuple(host, type, ttl, several(octal), fc.boolean())
  .map(([Name, Type, TTL, values, late]): Given => {
    const head = { Name, Type };
    const records = { ResourceRecords: values.map(({ written }) => ({ Value: written })) };
    const data = without(late ? { ...records, TTL, ...head } : { ...head, TTL, ...records });
    return { data, expected: tell(Name, Type, TTL, values) };
  });
const changes = several(route53).map(
  (all): Given => ({
    data: { Comment: "spf", Changes: all.map(({ data }) => ({ Action: "UPSERT", ResourceRecordSet: data })) },
    expected: all.flatMap(({ expected }) => expected),
  }),
);
const google = fc.tuple(host, type, ttl, several(decimal)).map(
  ([name, type, ttl, values]): Given => ({
    data: without({
      kind: "dns#resourceRecordSet",
      name,
      rrdatas: values.map(({ written }) => written),
      ttl,
      type,
    }),
    expected: tell(name, type, ttl, values),
  }),
);
const powerdns = several(
  fc.tuple(fc.constantFrom("example.com.", "*.example.org."), type, ttl, several(decimal)),
).map(
  (all): Given => ({
    data: {
      rrsets: all.map(([name, type, ttl, values]) =>
        without({
          name,
          type,
          ttl,
          changetype: "REPLACE",
          records: values.map(({ written }) => ({ content: written, disabled: false })),
        }),
      ),
    },
    expected: all.flatMap(([name, type, ttl, values]) => tell(name, type, ttl, values)),
  }),
);
const desec = fc.tuple(fc.constantFrom("", "www"), type, several(decimal)).map(
  ([subname, type, values]): Given => ({
    data: { domain: "example.org", subname, type, ttl: 3600, records: values.map(({ written }) => written) },
    expected: tell(subname === "" ? "example.org" : `${subname}.example.org`, type, 3600, values),
  }),
);
const cloudflare = several(fc.tuple(type, fc.oneof(bare, decimal))).map(
  (all): Given => ({
    data: {
      result: all.map(([type, { written }]) => ({
        id: "1",
        zone_name: "example.net",
        name: "www.example.net",
        type,
        content: written,
        ttl: 1,
      })),
    },
    expected: all.flatMap(([type, value]) => tell("www.example.net", type, 1, [value])),
  }),
);

const endpoints = several(fc.tuple(host, type, ttl, several(fc.oneof(bare, decimal)))).map(
  (all): Given => ({
    data: {
      apiVersion: "externaldns.k8s.io/v1alpha1",
      kind: "DNSEndpoint",
      metadata: { name: "spf" },
      spec: {
        endpoints: all.map(([dnsName, recordType, recordTTL, values]) =>
          without({ dnsName, recordTTL, recordType, targets: values.map(({ written }) => written) }),
        ),
      },
    },
    expected: all.flatMap(([name, type, ttl, values]) => tell(name, type, ttl, values)),
  }),
);

/** A value of CloudFormation, and the text that it stands for; null where nobody knows. */
const cfnText = fc.oneof(
  octal.map(({ written, text }) => ({ data: written as Data, text: text as string | null })),
  fc.constantFrom(
    { data: { "Fn::Sub": '"v=spf1 a:${Domain} -all"' }, text: "v=spf1 a:example.com -all" },
    { data: { "Fn::Sub": '"v=spf1 ${Other} ${!Domain}"' }, text: `v=spf1 ${HOLE} \${Domain}` },
    { data: { "Fn::Sub": ['"${A}${Domain}"', { A: "v=spf1 " }] }, text: "v=spf1 example.com" },
    {
      data: { "Fn::Join": ["", ['"v=spf1 ', { Ref: "Domain" }, ' -all"']] },
      text: "v=spf1 example.com -all",
    },
    { data: { "Fn::Join": [" ", ['"v=spf1', { Ref: "Other" }, '-all"']] }, text: `v=spf1 ${HOLE} -all` },
    { data: { Ref: "Text" }, text: "v=spf1 -all" },
    { data: { Ref: "Other" }, text: null },
    { data: { "Fn::ImportValue": "spf" }, text: null },
  ),
);
const cfnName = fc.constantFrom<[Data, string]>(
  ["example.com.", "example.com"],
  [{ "Fn::Sub": "www.${Domain}." }, "www.example.com"],
  [{ Ref: "Domain" }, "example.com"],
  [{ "Fn::GetAtt": ["Zone", "Name"] }, "?"],
);
const cfnSet = fc.tuple(cfnName, type, ttl, several(cfnText)).map(([[Name, owner], Type, TTL, values]) => ({
  data: without({ Name, Type, TTL, ResourceRecords: values.map(({ data }) => data) }),
  expected: tell(
    owner,
    Type,
    TTL,
    values.filter((each): each is { data: Data; text: string } => each.text !== null),
  ),
}));
const template = fc.tuple(several(cfnSet), several(cfnSet)).map(
  ([single, group]): Given => ({
    data: {
      Parameters: {
        Domain: { Type: "String", Default: "example.com" },
        Text: { Type: "String", Default: '"v=spf1 -all"' },
        Other: { Type: "String" },
      },
      Resources: {
        ...Object.fromEntries(
          single.map(({ data }, i) => [`R${i}`, { Type: "AWS::Route53::RecordSet", Properties: data }]),
        ),
        Group: {
          Type: "AWS::Route53::RecordSetGroup",
          Properties: { HostedZoneName: "example.com.", RecordSets: group.map(({ data }) => data) },
        },
      },
      Outputs: { Spf: { Value: "spf" } },
    },
    expected: [...single, ...group].flatMap(({ expected }) => expected),
  }),
);

/** Operators for Route 53, with the words of its API in the letters of Kubernetes. */
const operator = fc
  .tuple(host, type, ttl, several(octal), fc.constantFrom("type", "recordType"), fc.boolean())
  .map(([name, type, ttl, values, kind, inObjects]): Given => {
    const resourceRecords = values.map(({ written }) => (inObjects ? { value: written } : written));
    const spec = without({ name, [kind]: type, ttl, resourceRecords });
    return {
      data: { apiVersion: "route53.example/v1", kind: "RecordSet", spec },
      expected: tell(name, type, ttl, values),
    };
  });

const registry = fc.tuple(several(plain), plain, fc.boolean()).map(
  ([texts, text, list]): Given => ({
    data: { owner: { username: "spf" }, records: { A: ["192.0.2.1"], TXT: list ? texts : text } },
    expected: tell(
      "someone.is-a.dev",
      "TXT",
      null,
      (list ? texts : [text]).map((each) => ({ text: each })),
    ),
  }),
);

/** What is written, the file that it is in without its ending, and the syntaxes of such files. */
interface Case {
  readonly uri: string;
  readonly given: fc.Arbitrary<Given>;
  readonly syntaxes: readonly ("json" | "yaml")[];
  /** Whether expressions stand in it. */
  readonly hidden?: boolean;
  readonly runs?: number;
}

const both = ["json", "yaml"] as const;
const cases: Readonly<Record<string, Case>> = {
  "a registry": { uri: "file:///is-a.dev/domains/someone", given: registry, syntaxes: ["json"] },
  "record sets of Route 53": { uri: "file:///calls", given: route53, syntaxes: both },
  "change batches of Route 53": { uri: "file:///calls", given: changes, syntaxes: both, runs: 400 },
  "record sets of Google": { uri: "file:///calls", given: google, syntaxes: both },
  "calls of PowerDNS": { uri: "file:///calls", given: powerdns, syntaxes: both, runs: 400 },
  "calls of deSEC": { uri: "file:///calls", given: desec, syntaxes: both },
  "calls of Cloudflare": { uri: "file:///calls", given: cloudflare, syntaxes: both },
  CloudFormation: { uri: "file:///template", given: template, syntaxes: both, hidden: true, runs: 250 },
  "endpoints of ExternalDNS": { uri: "file:///endpoints", given: endpoints, syntaxes: ["yaml"], runs: 400 },
  "record sets of operators": { uri: "file:///operator", given: operator, syntaxes: ["yaml"] },
};

describe("objects with records", () => {
  for (const [what, { uri, given, syntaxes, hidden, runs = 900 }] of Object.entries(cases)) {
    if (syntaxes.includes("json"))
      it(`${what}: JSON gives what JSON.parse gives`, async function () {
        this.timeout(120_000);
        const tally = new Tally();
        const written = given.chain((each) => fc.tuple(fc.constant(each), jsonOf(each.data)));
        await fc.assert(
          fc.asyncProperty(written, async ([{ data, expected }, text]) => {
            assert.deepEqual(JSON.parse(text), data, "the test writes JSON");
            await tally.check(`${uri}.json`, `${text} // spf\n`, expected, hidden);
          }),
          { numRuns: runs },
        );
        tally.enough();
      });
    if (syntaxes.includes("yaml"))
      it(`${what}: YAML gives what yaml gives`, async function () {
        this.timeout(120_000);
        const tally = new Tally();
        const written = given.chain((each) => fc.tuple(fc.constant(each), yamlOf(each.data)));
        await fc.assert(
          fc.asyncProperty(written, async ([{ data, expected }, text]) => {
            fc.pre(parseDocument(text).errors.length === 0);
            // Some texts can't be written in some styles, which the library does not notice.
            fc.pre(JSON.stringify(parse(text)) === JSON.stringify(data));
            await tally.check(`${uri}.yaml`, `${text}# spf\n`, expected, hidden);
          }),
          { numRuns: runs },
        );
        tally.enough();
      });
  }
});
