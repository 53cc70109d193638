// Includes every name of the provider data, alone and in pairs: the rules say what the data say, once, and else nothing.

import assert from "node:assert/strict";
import { providers } from "../../../server/src/spf/providers.ts";
import { analysed, zoneOf } from "../ide/analysed.ts";

const targets = providers.flatMap((provider) => provider.targets);

/** Rules and severities of what is found in the record of example.com. */
function found(record: string): string[] {
  const { analysis } = analysed(zoneOf(`@ IN TXT "${record}"`));
  return analysis.findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

describe("rules about providers", () => {
  it("warn of no name that a provider has its customers include", () => {
    for (const { name, retired, instead, everybodys } of targets) {
      if (retired || instead || everybodys) continue;
      const grave = found(`v=spf1 include:${name} -all`).filter((each) => !/^(info|hint) /.test(each));
      assert.deepEqual(grave, [], name);
    }
  });

  it("say one thing of each name that has something wrong", () => {
    for (const { name, retired, instead, everybodys, partOf, account } of targets) {
      const expected = retired
        ? "warning retired-target"
        : instead
          ? "warning wrong-target"
          : everybodys
            ? "warning cloud-range"
            : partOf
              ? "info part-instead-of-umbrella"
              : account
                ? "info account-target"
                : null;
      if (expected === null) continue;
      const of = found(`v=spf1 include:${name} -all`).filter((each) => !each.endsWith("shared-sender"));
      assert.deepEqual(of, [expected], name);
    }
  });

  it("say one thing at the most of a name beside another one of its provider", () => {
    for (const provider of providers) {
      for (const { name } of provider.targets) {
        for (const { name: other } of provider.targets) {
          if (name === other) continue;
          const { analysis } = analysed(zoneOf(`@ IN TXT "v=spf1 include:${name} include:${other} -all"`));
          const places = analysis.findings
            .filter(({ rule }) => rule !== "shared-sender")
            .map(({ range }) => range.end);
          assert.equal(new Set(places).size, places.length, `${name} ${other}`);
        }
      }
    }
  });

  it("leave providers alone who use their own names", () => {
    const { analysis } = analysed(
      'mail.google.com. 3600 IN TXT "v=spf1 include:_netblocks.google.com include:google.com -all"\n',
    );
    assert.deepEqual(
      analysis.findings.map(({ rule }) => rule),
      [],
    );
  });

  it("read names in any case and with a final dot", () => {
    assert.deepEqual(found("v=spf1 include:_Netblocks3.Google.Com -all"), ["warning retired-target"]);
    assert.ok(found("v=spf1 include:google.com. -all").includes("warning wrong-target"));
  });
});
