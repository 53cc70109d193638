// Checks the schema of spf-records.json: what the design names is accepted, and a slip of the pen is not.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { root } from "../support/root.ts";

const schema = JSON.parse(readFileSync(path.join(root, "schema/spf-records.schema.json"), "utf8"));
const accepts = new Ajv({ strict: true, strictRequired: false }).compile(schema);

describe("the schema of spf-records.json", () => {
  it("accepts every key", () => {
    const config = {
      $schema: "./schema/spf-records.schema.json",
      domains: ["example.com"],
      trustedIncludes: ["_spf.provider.example"],
      profile: "strict",
      rules: { ptr: "error", "explicit-plus": "off" },
      lookupsNear: 8,
      wideIp4: 20,
      wideIp6: 40,
      dns: { mode: "on", server: "192.0.2.53:53", timeout: 2000 },
      hosts: { "dns/*.txt": "zone" },
      variables: { "var.office": "192.0.2.1" },
      ignore: [
        {
          path: "legacy/**",
          owner: "example.com",
          rules: ["ptr"],
          until: "2030-01-31",
          reason: "Retired with the data centre.",
        },
      ],
      expect: [{ domain: "example.com", ip: "203.0.113.9", result: "pass" }],
    };
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(config).sort());
    assert.ok(accepts(config), JSON.stringify(accepts.errors));
  });

  it("accepts an empty file and an ignore without a reason, which is a finding of its own", () => {
    assert.ok(accepts({}));
    assert.ok(accepts({ ignore: [{ path: "**", rules: ["ptr"] }] }));
  });

  const wrong: Record<string, unknown> = {
    "an unknown key": { domain: ["example.com"] },
    "an unknown profile": { profile: "pedantic" },
    "an unknown severity": { rules: { ptr: "fatal" } },
    "a rule name that no rule can have": { rules: { "Ptr Rule": "off" } },
    "two ways to ask DNS at once": { dns: { server: "192.0.2.53", doh: "https://dns.example/query" } },
    "a date in another form": { ignore: [{ path: "**", rules: ["ptr"], until: "31.1.2030" }] },
    "an expectation without a result": { expect: [{ domain: "example.com", ip: "203.0.113.9" }] },
    "a result that is none": { expect: [{ domain: "example.com", ip: "203.0.113.9", result: "passed" }] },
  };
  for (const [what, config] of Object.entries(wrong)) {
    it(`refuses ${what}`, () => assert.ok(!accepts(config)));
  }
});
