/** Settings that people write: what is read, what is refused and how that is said, who wins, which globs fit. */

import assert from "node:assert/strict";
import {
  formatFor,
  ignoreFor,
  mergeSettings,
  parseConfig,
  readConfig,
} from "../../../server/src/ide/config.ts";
import { mergeDns } from "../../../server/src/ide/dns-settings.ts";
import { globMatches } from "../../../server/src/ide/glob.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { sayIn } from "../../../server/src/text/message.ts";

const rules = new Set(["ptr", "mx-use", "no-terminator"]);
const problems = (value: unknown) => readConfig(value, rules).problems.map((message) => sayIn(message));

describe("spf-records.json", () => {
  it("is read key by key", () => {
    const { given, problems } = parseConfig(
      '\uFEFF{ "domains": ["Example.COM."], "profile": "strict", "rules": { "ptr": "off" }, "lookupsNear": 5, "dns": {}, "$schema": "x" }',
      rules,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(given, {
      domains: ["example.com"],
      profile: "strict",
      rules: { ptr: "off" },
      lookupsNear: 5,
    });
  });

  it("says what is wrong and keeps the rest", () => {
    const { given } = readConfig(
      { domains: "example.com", profile: "strict", rules: { ptr: "loud", "mx-use": "error" } },
      rules,
    );
    assert.deepEqual(given, { profile: "strict", rules: { "mx-use": "error" } });
    assert.deepEqual(problems({ domains: "example.com" }), [
      "domains must be a list of texts; it is left out.",
    ]);
    assert.deepEqual(problems({ rules: { ptr: "loud" } }), [
      'rules.ptr: "loud" is not a severity; it is left out. Use one of error, warning, info, hint, off.',
    ]);
    assert.deepEqual(problems({ lookupsNear: 2.5, wideIp4: 25, wideIp6: 0 }), [
      "lookupsNear must be a whole number from 1 to 10; it is left out.",
      "wideIp4 must be a whole number from 1 to 24; it is left out.",
      "wideIp6 must be a whole number from 1 to 48; it is left out.",
    ]);
    assert.deepEqual(
      problems({ ignore: [{ path: "a" }, { path: "a", rules: ["ptr"], until: "tomorrow" }] }),
      [
        "ignore[0] needs a path (text) and rules (a list of names); it is left out.",
        "ignore[1].until must be a date as YYYY-MM-DD; the entry is left out.",
      ],
    );
  });

  it("gives files a format, and variables a value", () => {
    const hosts = { "dns/*.txt": "zone", "*.conf": "octodns" };
    const { given } = readConfig({ hosts, variables: { "var.x": "192.0.2.1" } }, rules);
    assert.deepEqual(given, { hosts, variables: { "var.x": "192.0.2.1" } });
    const settings = mergeSettings(given, { hosts: { "dns/b.txt": "terraform" } });
    assert.equal(formatFor(settings, "dns/a.txt"), "zone");
    assert.equal(formatFor(settings, "dns/b.txt"), "terraform");
    assert.equal(formatFor(settings, "sub/x.conf"), "octodns");
    assert.equal(formatFor(settings, "a.txt"), null);
    assert.deepEqual(problems({ hosts: { "*.txt": "octodn" }, variables: { a: 1 } }), [
      'hosts["*.txt"]: there is no format "octodn"; it is left out. Did you mean octodns?',
      "variables must be an object of texts; it is left out.",
    ]);
    assert.match(
      problems({ hosts: { "*.txt": "bind" } })[0] ?? "",
      /The formats are record, .*\boctodns, .*\bzone, /,
    );
  });

  it("says how DNS is asked", () => {
    const { dns, problems } = readConfig(
      { dns: { mode: "on", server: "[2001:db8::53]:5353", doh: "", timeout: 300 } },
      rules,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(dns, { mode: "on", server: "[2001:db8::53]:5353", doh: null, timeout: 300 });
    assert.deepEqual(mergeDns(dns, { mode: "off" }), { ...dns, mode: "off" });
    assert.deepEqual(mergeDns(), { mode: "ask", server: null, doh: null, timeout: 5000 });
  });

  it("takes a server and a service only as what can be asked", () => {
    const fine = [
      { server: "192.0.2.53" },
      { server: "192.0.2.53:53" },
      { server: "2001:db8::53" },
      { server: "[2001:db8::53]" },
      { doh: "https://dns.example/query" },
      { doh: "http://127.0.0.1:8053/dns-query" },
      { doh: "http://[::1]/dns-query" },
    ];
    for (const dns of fine) assert.deepEqual(readConfig({ dns }, rules), { given: {}, dns, problems: [] });
    const wrong = [
      { server: "192.0.2" },
      { server: "192.0.2.53:0" },
      { server: "192.0.2.53:65536" },
      { server: "[192.0.2.53]" },
      { server: 53 },
      { doh: "http://dns.example/query" },
      { doh: "http://127.0.0.1.dns.example/query" },
      { doh: "dns.example" },
      { doh: true },
      { mode: "always" },
      { timeout: 99 },
      { timeout: "2s" },
      { sever: "192.0.2.53" },
    ];
    for (const dns of wrong) {
      const read = readConfig({ dns }, rules);
      assert.deepEqual([read.dns, read.problems.length], [{}, 1], JSON.stringify(dns));
    }
    assert.deepEqual(problems({ dns: "on" }), [
      "dns must be an object with mode, server or doh, and timeout; it is left out.",
    ]);
  });

  it("suggests what was meant", () => {
    assert.deepEqual(problems({ domain: [] }), [
      "domain is not a setting; it is left out. Did you mean domains?",
    ]);
    assert.deepEqual(problems({ rules: { "mx-uses": "off" } }), [
      "rules.mx-uses: there is no such rule; it is left out. Did you mean mx-use?",
    ]);
  });

  it("is refused as a whole where it is no JSON, or no object", () => {
    const broken = parseConfig("{ domains: [] }", rules);
    assert.deepEqual(broken.given, {});
    assert.match(sayIn(broken.problems[0]!), /^This is not JSON: /);
    assert.equal(problems([]).length, 1);
    assert.equal(problems(null).length, 1);
  });

  it("yields to the editor key by key, and rule by rule", () => {
    const merged = mergeSettings(
      { domains: ["a.example"], rules: { ptr: "off", "mx-use": "error" } },
      { rules: { ptr: "error" }, profile: "all" },
    );
    assert.deepEqual(merged, {
      ...defaultSettings,
      domains: ["a.example"],
      profile: "all",
      rules: { ptr: "error", "mx-use": "error" },
    });
  });
});

describe("globs of ignore", () => {
  const fits: [string, string[], string[]][] = [
    ["db.example.com", ["db.example.com", "zones/db.example.com"], ["db.example.org", "xdb.example.com"]],
    ["zones/*.db", ["zones/a.db"], ["zones/old/a.db", "a.db"]],
    ["zones/**/*.db", ["zones/a.db", "zones/old/er/a.db"], ["other/a.db"]],
    ["zones", ["zones/a.db", "zones/old/a.db", "x/zones/a"], ["zones2/a.db"]],
    ["./zones/", ["zones/a.db"], ["old/a.db"]],
    ["**", ["a", "a/b"], []],
    ["{a,b}/*.zone", ["a/x.zone", "b/x.zone"], ["c/x.zone"]],
    ["db.[0-9]*", ["db.10"], ["db.x"]],
    ["db.[!0-9]*", ["db.x"], ["db.10"]],
    ["a?c", ["abc"], ["ac", "a/c"]],
    ["a+(b)|c$", ["a+(b)|c$"], ["ab"]],
    ["[z-a]", [], ["z"]],
  ];
  for (const [glob, yes, no] of fits) {
    it(glob, () => {
      for (const path of yes) assert.ok(globMatches(glob, path), path);
      for (const path of no) assert.ok(!globMatches(glob, path), path);
    });
  }

  it("choose the entries for a path", () => {
    const ignore = [
      { path: "old/**", rules: ["ptr"] },
      { path: "*.db", rules: ["mx-use"] },
    ];
    assert.deepEqual(ignoreFor({ ...defaultSettings, ignore }, "old/a.db"), ignore);
    assert.deepEqual(ignoreFor({ ...defaultSettings, ignore }, "new/a.db"), [ignore[1]]);
  });
});
