/**
 * Records that are objects, written in JSON and in YAML in many ways: what is found is what the data say, after the
 * manuals of the tools. The data are what was written: `JSON.parse` and the library `yaml` say so of each text.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, parseDocument, stringify } from "yaml";
import type { Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { read } from "./reading.ts";
import { type Told, told } from "./told.ts";

type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

/** An object with records, and what they are. */
interface Given {
  readonly data: Data;
  readonly expected: readonly Told[];
}

const HOLE = "\uFFFC";
const words = [
  ..."aé日😀;#:&*!|>%@`~=,'{}[]?-",
  ..." \t",
  "v=spf1",
  " ",
  "include:a.example",
  ": ",
  " #",
  "- ",
  "\\",
  "/",
  "\u0000",
  "\u001f",
  "\u00a0",
  "\u2028",
  "\n",
  "\r\n",
];
const plain = fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((each) => each.join(""));

/** Text as zone files write it, in one string or several, and what it says. Route 53 has octal escapes, others decimal. */
function quoted(radix: 8 | 10): fc.Arbitrary<{ written: string; text: string }> {
  const octet = (value: number) => `\\${value.toString(radix).padStart(3, "0")}`;
  const piece = fc.oneof(
    fc
      .constantFrom(...words.filter((each) => !/["\\\r\n]/.test(each)))
      .map((each) => ({ written: each, text: each })),
    fc
      .constantFrom('\\"', "\\\\", "\\;", "\\a", "\\é")
      .map((each) => ({ written: each, text: each.slice(1) })),
    fc
      .constantFrom(9, 32, 34, 58, 92, 127)
      .map((each) => ({ written: octet(each), text: String.fromCharCode(each) })),
    fc
      .constantFrom(128, 233, 255)
      .map((each) => ({ written: octet(each), text: String.fromCharCode(0xdc00 + each) })),
  );
  const string = fc.array(piece, { maxLength: 5 }).map((all) => ({
    written: `"${all.map(({ written }) => written).join("")}"`,
    text: all.map(({ text }) => text).join(""),
  }));
  return fc
    .tuple(fc.array(string, { minLength: 1, maxLength: 3 }), fc.constantFrom("", " ", "  "))
    .map(([all, between]) => ({
      written: all.map(({ written }) => written).join(between),
      text: all.map(({ text }) => text).join(""),
    }));
}

const octal = quoted(8);
const decimal = quoted(10);
/** A text that begins as no quoted one does is taken as it is. */
const bare = plain.filter((each) => !each.includes('"')).map((each) => ({ written: each, text: each }));
const type = fc.constantFrom("TXT", "TXT", "SPF", "CAA");
const host = fc.constantFrom("example.com.", "www.example.com", "a_b.example.com.");
const ttl = fc.constantFrom(60, "300", null);

function tell(owner: string, type: string, ttl: Data, texts: readonly { text: string }[]): Told[] {
  if (type === "CAA") return [];
  const seconds = ttl === null ? null : Number(ttl);
  return texts.map(({ text }) => ({ owner: owner.replace(/\.$/, ""), type, ttl: seconds, text }));
}

function without(data: { readonly [key: string]: Data }): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

const several = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 3 });

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

const exchanged = fc.oneof(route53, changes, google, powerdns, desec, cloudflare);

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

/** JSON with strings in every way of writing one, in lines or not. */
function jsonOf(data: Data): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(0, 1, 2, 4, "\t"), fc.nat(1000)).map(([indent, salt]) => {
    let count = salt;
    const text = JSON.stringify(data, null, indent);
    const isPlain = /\b(?:true|false|null)\b/.test(text);
    return text.replace(/"AWS::\w+::\w+"|\\(?:u[0-9a-f]{4}|.)|[a-z;/é日]/g, (each) => {
      const way = ++count % 11;
      if (each === "/") return way > 5 ? "\\/" : each;
      // Letters outside of strings are those of `true` and `null`.
      if (way > 0 || each.length > 1 || isPlain) return each;
      return `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  });
}

function yamlOf(data: Data): fc.Arbitrary<string> {
  return fc
    .record({
      defaultStringType: fc.constantFrom(
        "PLAIN",
        "QUOTE_DOUBLE",
        "QUOTE_SINGLE",
        "BLOCK_FOLDED",
        "BLOCK_LITERAL",
      ),
      lineWidth: fc.constantFrom(20, 40, 80),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom("any", "block"),
    })
    .map((how) => stringify(data, null, { ...how, defaultKeyType: "PLAIN", aliasDuplicateObjects: false }));
}

async function check(uri: string, text: string, { expected }: Given): Promise<number> {
  const source = uri.endsWith(".json") ? `${text} // spf\n` : `${text}# spf\n`;
  const reading = (await read(Document.of(uri, source, ""))) as Reading;
  assert.deepEqual(told(reading), expected, source);
  return expected.length;
}

const cases: readonly [string, string, fc.Arbitrary<Given>][] = [
  ["a registry", "file:///is-a.dev/domains/someone", registry],
  ["exchanged", "file:///calls", exchanged],
  ["CloudFormation", "file:///template", template],
  ["endpoints", "file:///endpoints", endpoints],
];

describe("objects with records", () => {
  for (const [what, uri, given] of cases) {
    if (what !== "endpoints") {
      it(`${what}: JSON gives what JSON.parse gives`, async () => {
        let count = 0;
        await fc.assert(
          fc.asyncProperty(
            given.chain((each) => fc.tuple(fc.constant(each), jsonOf(each.data))),
            async ([each, text]) => {
              assert.deepEqual(JSON.parse(text), each.data, "the test writes JSON");
              count += await check(`${uri}.json`, text, each);
            },
          ),
          { numRuns: 600 },
        );
        assert.ok(count >= 1000 || what === "a registry", `${count} records`);
      });
    }
    if (what === "a registry") continue;
    it(`${what}: YAML gives what yaml gives`, async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          given.chain((each) => fc.tuple(fc.constant(each), yamlOf(each.data))),
          async ([each, text]) => {
            fc.pre(parseDocument(text).errors.length === 0);
            // Some texts can't be written in some styles, which the library does not notice.
            fc.pre(JSON.stringify(parse(text)) === JSON.stringify(each.data));
            count += await check(`${uri}.yaml`, text, each);
          },
        ),
        { numRuns: 600 },
      );
      assert.ok(count >= 1000, `${count} records`);
    });
  }
});
