/**
 * Texts for Route 53 in programs and in Terraform: each is made together with what Route 53 publishes ("DNS domain name
 * format": escapes in octal digits), and written in the language of the file.
 */

import fc from "fast-check";
import "../support/seed.ts";
import { type Meant, octal, several } from "./objects-random.ts";
import { Tally } from "./tally.ts";
import type { Told } from "./told.ts";

/** Without the quotes round it, which the tool puts there. A text that begins as a quoted one is one. */
const wrapped = octal
  .map(({ written, text }): Meant => ({ written: written.slice(1, -1), text }))
  .filter(({ written }) => !/^\s*"/.test(written));
const either = fc.oneof(octal, wrapped);

interface Case {
  readonly uri: string;
  readonly texts: fc.Arbitrary<Meant>;
  readonly string: (text: string) => string;
  readonly file: (strings: readonly string[]) => string;
  /** Whether something stands for a character that is none of its escapes. */
  readonly hidden?: boolean;
}

const json = (text: string) => JSON.stringify(text);

const cases: Readonly<Record<string, Case>> = {
  "resources of CloudFormation in the CDK": {
    uri: "file:///lib/stack.ts",
    texts: octal,
    string: json,
    file: (strings) =>
      `new CfnRecordSet(this, "x", { name: "x.example.com.", type: "TXT", resourceRecords: [${strings.join(", ")}] }); // spf\n`,
  },
  "record sets of the CDK": {
    uri: "file:///lib/stack.ts",
    texts: octal,
    string: json,
    file: (strings) =>
      `new RecordSet(this, "x", { recordType: RecordType.TXT, recordName: "x.example.com.", target: RecordTarget.fromValues(${strings.join(", ")}) }); // spf\n`,
  },
  "records of Pulumi": {
    uri: "file:///index.ts",
    texts: either,
    string: json,
    file: (strings) =>
      `new aws.route53.Record("x", { zoneId: id, name: "x.example.com.", type: "TXT", records: [\n${strings.join(",\n")},\n] }); // spf\n`,
  },
  "records of Terraform": {
    uri: "file:///main.tf",
    texts: either,
    // What begins code is written twice.
    string: (text) => json(text).replace(/[$%](?=\{)/g, "$&$&"),
    file: (strings) =>
      `resource "aws_route53_record" "x" {\n  name = "x.example.com."\n  type = "TXT"\n  records = [${strings.join(", ")}] # spf\n}\n`,
    hidden: true,
  },
  "files of Roadworker": {
    uri: "file:///Routefile",
    texts: octal,
    string: (text) => json(text).replace(/#/g, "\\#"),
    file: (strings) =>
      `hosted_zone "example.com." do\n  rrset "x.example.com.", "TXT" do\n    resource_records(${strings.join(", ")}) # spf\n  end\nend\n`,
  },
};

describe("texts for Route 53", () => {
  for (const [what, { uri, texts, string, file, hidden }] of Object.entries(cases)) {
    it(`are what it publishes: ${what}`, async function () {
      this.timeout(120_000);
      const tally = new Tally();
      await fc.assert(
        fc.asyncProperty(several(texts), async (all) => {
          const expected = all.map(
            ({ text }): Told => ({ owner: "x.example.com", type: "TXT", ttl: null, text }),
          );
          await tally.check(uri, file(all.map(({ written }) => string(written))), expected, hidden);
        }),
        { numRuns: 650 },
      );
      tally.enough();
    });
  }
});
