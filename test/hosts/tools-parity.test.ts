/**
 * Tools whose files are YAML or JSON with expressions in them: tasks of Ansible, resources of Pulumi and of Azure. Each
 * text is made together with what it says, after the manual of its tool, and written by the library `yaml` or by JSON.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import "../support/seed.ts";
import { parse, parseDocument } from "yaml";
import { checkBroken } from "./broken.ts";
import {
  bare,
  type Data,
  decimal,
  type Given,
  jsonOf,
  type Meant,
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

/** Jinja takes these for its own. */
const isNoTemplate = ({ written }: Meant) => !/\{[{%#]/.test(written);
const own = (each: fc.Arbitrary<Meant>) => each.filter(isNoTemplate);
const asIs = own(plain.map((text) => ({ written: text, text })));

/** A module by its name, and its arguments for records of a name in `example.org`. */
interface Module {
  readonly name: string;
  readonly texts: fc.Arbitrary<Meant>;
  readonly arguments: (name: string, type: string, ttl: Data, values: Data) => { [key: string]: Data };
}

const zoned = { zone: "example.org" };
const modules: readonly Module[] = [
  {
    // "value: … Note: comma-separated values are split", which a list is not.
    name: "amazon.aws.route53",
    texts: own(octal),
    arguments: (name, type, ttl, value) => ({ ...zoned, record: name, type, ttl, value, state: "present" }),
  },
  {
    name: "community.dns.hetzner_dns_record_set",
    texts: asIs,
    arguments: (record, type, ttl, value) => ({ zone_name: "example.org", record, type, ttl, value }),
  },
  {
    name: "hosttech_dns_record_set",
    texts: own(decimal),
    arguments: (record, type, ttl, value) => {
      return { ...zoned, record, type, ttl, value, txt_transformation: "quoted" };
    },
  },
  {
    name: "community.general.nsupdate",
    texts: own(fc.oneof(bare, decimal)),
    arguments: (record, type, ttl, value) => ({ ...zoned, record, type, ttl, value }),
  },
  {
    name: "gcp_dns_resource_record_set",
    texts: own(decimal),
    arguments: (name, type, ttl, target) => ({ name: `${name}.`, type, ttl, target }),
  },
  {
    name: "azure.azcollection.azure_rm_dnsrecordset",
    texts: asIs,
    arguments: (name, record_type, time_to_live, values) => {
      const records = (values as readonly Data[]).map((entry) => ({ entry }));
      const relative_name = name === "example.org" ? "@" : name.replace(".example.org", "");
      return { relative_name, zone_name: "example.org", record_type, time_to_live, records };
    },
  },
];

const names = fc.constantFrom("example.org", "www.example.org", "*.example.org", "_spf.a.example.org");
const task = fc.nat(modules.length - 1).chain((i) => {
  const { name: module, texts, arguments: make } = modules[i] as Module;
  return fc
    .tuple(names, type, ttl, several(texts), fc.constantFrom("plain", "loop", "absent"))
    .map(([name, type, ttl, values, way]): Given => {
      const written = values.map((each) => each.written);
      const looped = way === "loop" && !module.includes("azure");
      const given = without(make(name, type, ttl, looped ? ["{{ item }}"] : written)) as {
        [key: string]: Data;
      };
      if (way === "absent") return { data: { [module]: { ...given, state: "absent" } }, expected: [] };
      const data = { name: "spf", [module]: given, ...(looped ? { loop: written } : {}) };
      return { data, expected: tell(name, type, ttl, values) };
    });
});
const tasks = several(task).map(
  (all): Given => ({
    data: all.map(({ data }) => data),
    expected: all.flatMap(({ expected }) => expected),
  }),
);

/** Placeholders of Pulumi, and what they stand for. */
const filled = (each: fc.Arbitrary<Meant>) =>
  fc.tuple(each, fc.constantFrom("", "${relay}", "$${x}", "${domain}")).map(([{ written, text }, sign]) => {
    const said = sign === "${relay}" ? "a:mail.example" : sign === "$${x}" ? "${x}" : sign && "example.com";
    const quote = written.startsWith('"') ? 1 : 0;
    return {
      written: written.slice(0, quote) + sign + written.slice(quote),
      text: said + text,
    };
  });
const noBackslash = bare.filter(({ written }) => !written.includes("\\"));

const resource = fc.oneof(
  fc
    .tuple(fc.constantFrom("aws:route53:Record", "aws:route53/record:Record"), type, ttl)
    .chain(([token, type, ttl]) =>
      fc.tuple(fc.constantFrom("", "www", "*.a"), several(filled(fc.oneof(noBackslash, octal)))).map(
        ([name, values]): Given => ({
          data: {
            type: token,
            properties: without({
              zoneId: "${zone.zoneId}",
              name,
              type,
              ttl,
              records: values.map(({ written }) => written),
            }),
          },
          expected: tell(name === "" ? "example.com" : `${name}.example.com`, type, ttl, values),
        }),
      ),
    ),
  fc.tuple(type, several(filled(decimal))).map(
    ([type, values]): Given => ({
      data: {
        type: "gcp:dns:RecordSet",
        properties: {
          managedZone: "x",
          name: "sub.${domain}.",
          type,
          rrdatas: values.map(({ written }) => written),
        },
      },
      expected: tell("sub.example.com", type, null, values),
    }),
  ),
  fc.tuple(fc.constantFrom("@", "mail"), ttl, several(several(filled(asIs)))).map(
    ([name, ttl, records]): Given => ({
      data: {
        type: "azure-native:network:RecordSet",
        properties: without({
          zoneName: "example.net",
          relativeRecordSetName: name,
          recordType: "TXT",
          ttl,
          txtRecords: records.map((strings) => ({ value: strings.map(({ written }) => written) })),
        }),
      },
      expected: tell(
        name === "@" ? "example.net" : `${name}.example.net`,
        "TXT",
        ttl,
        records.map((strings) => ({ text: strings.map(({ text }) => text).join("") })),
      ),
    }),
  ),
);
const program = several(resource).map(
  (all): Given => ({
    data: {
      name: "dns",
      runtime: "yaml",
      config: { domain: { type: "string", default: "example.com" } },
      variables: { relay: "a:mail.example" },
      resources: {
        zone: { type: "aws:route53:Zone", properties: { name: "${domain}" } },
        ...Object.fromEntries(all.map(({ data }, i) => [`spf${i}`, data])),
      },
    },
    expected: all.flatMap(({ expected }) => expected),
  }),
);

/** Expressions of Azure's templates (Azure, "Template functions"), and what they say. */
const expression = fc.letrec<{ value: Meant }>((tie) => {
  const two = (make: (a: string, b: string) => string, says: (a: string, b: string) => string) =>
    fc
      .tuple(tie("value"), tie("value"))
      .map(([a, b]): Meant => ({ written: make(a.written, b.written), text: says(a.text, b.text) }));
  return {
    value: fc.oneof(
      { maxDepth: 2 },
      plain.map((text): Meant => ({ written: `'${text.replaceAll("'", "''")}'`, text })),
      fc.constantFrom<Meant>(
        { written: "parameters('zone')", text: "example.com" },
        { written: "Variables('Mail').host", text: "mail.example.com" },
        { written: "variables('level')", text: "10" },
      ),
      two(
        (a, b) => `concat(${a}, ${b})`,
        (a, b) => a + b,
      ),
      two(
        (a, b) => `format('{1}: {{{0}}}', ${a}, ${b} )`,
        (a, b) => `${b}: {${a}}`,
      ),
      two(
        (a, b) => `concat( toUpper( ${a} ),'-',trim(${b}))`,
        (a, b) => `${a.toUpperCase()}-${b.trim()}`,
      ),
    ),
  };
}).value;
const azureText = fc.oneof(
  plain.filter((text) => !text.startsWith("[")).map((text): Meant => ({ written: text, text })),
  plain.map((text): Meant => ({ written: `[[${text}`, text: `[${text}` })),
  expression.map(({ written, text }): Meant => ({ written: `[${written}]`, text })),
);
const azureSet = fc.tuple(
  fc.constantFrom("whole", "child", "built"),
  fc.constantFrom("@", "www"),
  fc.constantFrom(60, null),
  several(several(azureText)),
);
const deployment = several(azureSet).map(
  (all): Given => ({
    data: {
      parameters: { zone: { type: "string", defaultValue: "example.com" } },
      variables: { level: 10, mail: { host: "[concat('mail.', parameters('zone'))]" } },
      resources: all.map(([way, name, TTL, records]) => {
        const TXTRecords = records.map((strings) => ({ value: strings.map(({ written }) => written) }));
        const properties = without({ TTL, TXTRecords });
        const kind = "Microsoft.Network/dnsZones";
        if (way === "child")
          return { type: kind, name: "example.com", resources: [{ type: "TXT", name, properties }] };
        const full = way === "whole" ? `example.com/${name}` : `[format('{0}/${name}', parameters('zone'))]`;
        return { type: `${kind}/TXT`, name: full, properties };
      }),
      comment: "spf",
    },
    expected: all.flatMap(([, name, ttl, records]) =>
      tell(
        name === "@" ? "example.com" : `${name}.example.com`,
        "TXT",
        ttl,
        records.map((strings) => ({ text: strings.map(({ text }) => text).join("") })),
      ),
    ),
  }),
);

describe("tasks and resources", () => {
  const yaml: readonly [
    what: string,
    uri: string,
    given: fc.Arbitrary<Given>,
    hidden: boolean,
    runs: number,
  ][] = [
    ["tasks of Ansible", "file:///tasks/main.yml", tasks, false, 700],
    ["resources of Pulumi", "file:///Pulumi.yaml", program, true, 500],
  ];
  for (const [what, uri, given, hidden, numRuns] of yaml) {
    it(`${what} say what was meant`, async function () {
      this.timeout(120_000);
      const tally = new Tally();
      const written = given.chain((each) => fc.tuple(fc.constant(each), yamlOf(each.data)));
      await fc.assert(
        fc.asyncProperty(written, async ([{ data, expected }, text]) => {
          fc.pre(parseDocument(text).errors.length === 0);
          fc.pre(JSON.stringify(parse(text)) === JSON.stringify(data));
          await tally.check(uri, `${text}# spf\n`, expected, hidden);
        }),
        { numRuns },
      );
      tally.enough();
    });
  }

  it("templates of Azure say what was meant", async function () {
    this.timeout(120_000);
    const tally = new Tally();
    const written = deployment.chain((each) => fc.tuple(fc.constant(each), jsonOf(each.data)));
    await fc.assert(
      fc.asyncProperty(written, async ([{ data, expected }, text]) => {
        assert.deepEqual(JSON.parse(text), data, "the test writes JSON");
        await tally.check("file:///azuredeploy.json", `${text}\n`, expected, true);
      }),
      { numRuns: 400 },
    );
    tally.enough();
  });
});

describe("resources that are damaged", () => {
  it("of Pulumi keep the records of others", async () => {
    await checkBroken({
      uri: "file:///Pulumi.yaml",
      signs: /[-"'{}[\]:|>&*!#,$]/,
      text: `name: dns
resources:
  a:
    type: cloudflare:Record
    properties:
      zoneId: x
      name: a.example.com
      type: TXT
      content: v=spf1 a -all
  b:
    type: aws:route53:Record
    properties: { zoneId: "\${zone.id}", name: b, type: TXT, records: ["v=spf1 b -all"] }
  c:
    type: gcp:dns:RecordSet
    properties:
      name: c.example.com.
      type: TXT
      rrdatas:
        - '"v=spf1 c -all"'
`,
      kept: [
        { text: "v=spf1 a -all", from: 2, to: 9 },
        { text: "v=spf1 b -all", from: 10, to: 12 },
        { text: "v=spf1 c -all", from: 13, to: 19 },
      ],
    });
  });

  it("of Azure keep the records of others", async () => {
    await checkBroken({
      uri: "file:///azuredeploy.json",
      signs: /["{}[\]:,]/,
      text: `{
  "resources": [
    { "type": "Microsoft.Network/dnsZones/TXT", "name": "example.com/a",
      "properties": { "TXTRecords": [{ "value": ["v=spf1 a -all"] }] } },
    { "type": "Microsoft.Network/dnsZones/TXT", "name": "example.com/b",
      "properties": {
        "TXTRecords": [
          { "value": ["v=spf1 b -all"] }
        ] } },
    { "type": "Microsoft.Network/dnsZones/TXT", "name": "example.com/c",
      "properties": { "TXTRecords": [{ "value": ["v=spf1 c -all"] }] } }
  ]
}
`,
      kept: [
        { text: "v=spf1 a -all", from: 3, to: 4 },
        { text: "v=spf1 b -all", from: 5, to: 9 },
        { text: "v=spf1 c -all", from: 10, to: 11 },
      ],
    });
  });
});
