/**
 * Programs for the AWS CDK and for Pulumi read as node runs them: the judge has classes that note what they are given,
 * and names owners after the documentation of `TxtRecord` and of Route 53.
 */

import assert from "node:assert/strict";
import vm from "node:vm";
import fc from "fast-check";
import { hostFor } from "../../server/src/host/index.ts";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { declared, text } from "./javascript-random.ts";
import { read } from "./reading.ts";

interface Told {
  readonly owner: string;
  readonly text: string;
}

/** Runs a program with a construct for each kind of resource. */
function run(program: string): Told[] {
  const out: Told[] = [];
  const note = (zone: string, name: string | undefined, values: readonly string[]) => {
    const within = name === undefined || name === zone || name.endsWith(`.${zone}`);
    const full = name?.endsWith(".") ? name.slice(0, -1) : within ? (name ?? zone) : `${name}.${zone}`;
    for (const value of values) out.push({ owner: full, text: value });
  };
  class TxtRecord {
    constructor(
      _: unknown,
      _id: string,
      props: { zone: { zoneName: string }; recordName?: string; values: string[] },
    ) {
      note(props.zone.zoneName, props.recordName, props.values);
    }
  }
  class PublicHostedZone {
    readonly zoneName: string;
    constructor(_: unknown, _id: string, props: { zoneName: string }) {
      this.zoneName = props.zoneName;
    }
  }
  class Zone {
    readonly zoneId: string;
    constructor(_: string, props: { name: string }) {
      this.zoneId = props.name;
    }
  }
  class RecordClass {
    constructor(_: string, props: { zoneId: string; name?: string; content: string }) {
      note(props.zoneId, props.name, [props.content]);
    }
  }
  vm.runInNewContext(program, {
    route53: { TxtRecord, PublicHostedZone },
    linode: { Zone },
    cloudflare: { Record: RecordClass, Zone },
    app: {},
  });
  return out;
}

const name = fc.constantFrom(
  '"mail"',
  "'*'",
  '"a.b"',
  '"full.example.org."',
  '"www.example.com"',
  "`example.com`",
);
const records = fc.oneof(
  fc
    .tuple(name, fc.array(text, { minLength: 1, maxLength: 3 }))
    .map(
      ([a, b]) => `new route53.TxtRecord(app, "r", { zone, recordName: ${a}, values: [${b.join(", ")}] });`,
    ),
  fc
    .array(text, { minLength: 1, maxLength: 2 })
    .map((b) => `new route53.TxtRecord(app, "r", { zone: zone, values: [${b.join(",\n")}] });`),
  fc
    .tuple(name, text)
    .map(
      ([a, b]) =>
        `new cloudflare.Record("r", { zoneId: other.zoneId, type: "TXT", name: ${a}, content: ${b} });`,
    ),
);
const zones = `
const zone = new route53.PublicHostedZone(app, "zone", { zoneName: "example.com" });
const other = new cloudflare.Zone("other", { name: "example.com" });
// spf
`;

describe("CDK and Pulumi beside node", () => {
  it("read every record as node does", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(records, { minLength: 1, maxLength: 4 }), async (calls) => {
        const program = `${declared}${zones}${calls.join("\n")}`;
        const reading = await read(Document.of("file:///lib/stack.ts", program, "typescript"));
        const told = (reading?.placed ?? []).flatMap(({ part }) =>
          part.found.flatMap(({ owners, decoded }) => {
            return (owners ?? ["?"]).map((owner): Told => ({ owner, text: decoded.text }));
          }),
        );
        // Quotes within a text have a meaning of their own for Cloudflare.
        if (calls.some((each) => each.startsWith("new cloudflare"))) {
          assert.deepEqual(ownersOf(told), ownersOf(run(program)));
          return;
        }
        assert.deepEqual(sorted(told), sorted(run(program)));
        count += told.length;
      }),
      { numRuns: 1500 },
    );
    assert.ok(count >= 1000, `${count} records`);
  });
});

/** One text for several names is one record for each; the same one twice is told once. */
function sorted(told: readonly Told[]): string[] {
  return [...new Set(told.map(({ owner, text: own }) => JSON.stringify([owner, own])))].sort();
}

function ownersOf(told: readonly Told[]): string[] {
  return [...new Set(told.map(({ owner }) => owner))].sort();
}

describe("damaged programs with resources", () => {
  const sample = `const zone = new HostedZone(app, "z", { zoneName: "example.com" });
new TxtRecord(app, "a", { zone, values: ["v=spf1 a -all"] });
new TxtRecord(app, "b", {
  zone, recordName: 'b',
  values: [\`v=spf1 \${x} -all\`],
});
class Stack { m() { new aws.route53.Record("r", { type: "TXT", zoneId: zone.zoneId, records: ["v=spf1 mx -all"] }); } }
`;

  it("are read without an exception, and what stands elsewhere is found", async () => {
    for (const [at, sign] of [...sample].entries()) {
      if (!/[(){}[\]"'`,:$;]/.test(sign)) continue;
      for (const put of ["", sign + sign]) {
        const broken = sample.slice(0, at) + put + sample.slice(at + 1);
        const reading = await read(Document.of("file:///lib/stack.ts", broken, "typescript"));
        const texts =
          reading?.placed.flatMap(({ part }) => part.found.map(({ decoded }) => decoded.text)) ?? [];
        const line = sample.slice(0, at).split("\n").length;
        // What begins a template may take all that follows.
        if (line < 7 && !(line === 5 && /[`${}]/.test(sign)))
          assert.ok(texts.includes("v=spf1 mx -all"), `${broken}\n${texts}`);
        if (line > 2) assert.ok(texts.includes("v=spf1 a -all"), `${broken}\n${texts}`);
      }
    }
  });
});

describe("tests of programs with resources", () => {
  it("are no programs with resources", () => {
    for (const file of ["stack.test.ts", "stack.spec.js", "types.d.ts", "bundle.min.js"])
      assert.equal(
        hostFor({ uri: `file:///lib/${file}`, languageId: "typescript", head: "" }),
        undefined,
        file,
      );
  });
});
