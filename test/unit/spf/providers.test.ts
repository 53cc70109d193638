// Checks the form of the provider data, how names are found in it, and the script that renews it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { recorded } from "../../../server/src/dns/recorded.ts";
import { systemResolver } from "../../../server/src/platform/node-dns.ts";
import {
  accountAbove,
  isWithinTarget,
  type Provider,
  type ProviderKind,
  providerOf,
  providers,
  providerTarget,
} from "../../../server/src/spf/providers.ts";
import { refresh, staleCosts } from "../../../tools/refresh-providers.ts";
import { answeredBy, dnsServer } from "../../support/dns-server.ts";
import { root } from "../../support/root.ts";

const targets = providers.flatMap((provider) => provider.targets);
const kinds: readonly ProviderKind[] = [
  "mailbox",
  "hosting",
  "marketing",
  "transactional",
  "support",
  "crm",
  "security",
  "forwarding",
  "cloud",
  "business",
];
const fields = [
  "name",
  "source",
  "cost",
  "retired",
  "instead",
  "partOf",
  "region",
  "allRegions",
  "account",
  "ownReturnPath",
  "shared",
  "everybodys",
];

describe("the provider data", () => {
  it("names some eighty targets, each once", () => {
    assert.ok(targets.length >= 80, String(targets.length));
    const names = targets.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
    const providerNames = providers.map(({ name }) => name);
    assert.equal(new Set(providerNames).size, providerNames.length);
  });

  it("writes names as they are looked up", () => {
    const label = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;
    for (const { name } of targets) {
      const labels = name.split(".");
      assert.ok(labels.length >= 2 && labels.every((each) => label.test(each)), name);
    }
  });

  it("has only kinds and fields that are described", () => {
    for (const { name, kind, targets } of providers) {
      assert.ok(kinds.includes(kind), `${name}: ${kind}`);
      for (const target of targets) {
        assert.deepEqual(
          Object.keys(target).filter((field) => !fields.includes(field)),
          [],
          target.name,
        );
      }
    }
  });

  it("says where each comes from", () => {
    for (const { name, source } of targets) {
      const { protocol, pathname } = new URL(source);
      assert.match(protocol, /^https?:$/, name);
      assert.notEqual(pathname, "/", name);
    }
  });

  it("dates what changes, not in the future", () => {
    const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    for (const { name, cost, retired } of targets) {
      for (const day of [cost?.asOf, retired?.asOf]) {
        if (day === undefined) continue;
        assert.equal(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10), day, name);
        assert.ok(day > "2015-01-01" && day <= today, `${name}: ${day}`);
      }
      if (cost) assert.ok(cost.lookups >= 1 && cost.lookups <= 20, name);
      if (cost?.tail) assert.match(cost.tail, /^[-~?]all$/, name);
    }
  });

  it("leads only to rows of the same provider, which are no detours themselves", () => {
    for (const provider of providers) {
      for (const { name, partOf, instead, retired } of provider.targets) {
        for (const other of [partOf, instead, retired?.by]) {
          if (other === undefined) continue;
          const found = providerTarget(other);
          assert.equal(found?.provider, provider, `${name}: ${other}`);
          assert.notEqual(other, name);
          assert.ok(!found?.target.instead && !found?.target.retired && !found?.target.partOf, other);
        }
      }
    }
  });

  it("gives accounts a form that fits its own pattern", () => {
    for (const { name, account } of targets) {
      if (!account) continue;
      assert.match(account.form, new RegExp(account.pattern), name);
      assert.equal(accountAbove(account.form)?.target.name, name);
    }
  });

  it("finds targets, and the names of accounts", () => {
    assert.equal(providerTarget("_spf.google.com")?.provider.name, "Google Workspace");
    assert.equal(providerTarget("example.com"), null);
    assert.equal(providerOf("987.spf04.hubspotemail.net")?.provider.name, "HubSpot");
    assert.equal(providerOf("nothubspotemail.net"), null);
  });

  it("knows what lies within what", () => {
    const within = (inner: string, outer: string) => {
      const [a, b] = [providerTarget(inner), providerTarget(outer)];
      return a !== null && b !== null && isWithinTarget(a, b);
    };
    assert.ok(within("_netblocks.google.com", "_spf.google.com"));
    assert.ok(within("google.com", "_spf.google.com"));
    assert.ok(within("eu._netblocks.mimecast.com", "_netblocks.mimecast.com"));
    assert.ok(!within("_netblocks.mimecast.com", "eu._netblocks.mimecast.com"));
    assert.ok(!within("_netblocks.google.com", "_netblocks2.google.com"));
    assert.ok(!within("zoho.eu", "zoho.com"));
  });

  it("is packed with what reads it", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    assert.match(scripts.providers, /tools\/providers\.mts/);
  });
});

describe("the script that renews the provider data", () => {
  const old: readonly Provider[] = [
    {
      name: "Known",
      kind: "mailbox",
      targets: [
        {
          name: "spf.known.example",
          cost: { lookups: 1, asOf: "2020-01-01" },
          source: "https://known.example/spf",
        },
        { name: "gone.known.example", source: "https://known.example/spf" },
        {
          name: "accounts.example",
          account: { form: "1.accounts.example", pattern: "^\\d+\\." },
          source: "https://known.example/spf",
        },
      ],
    },
  ];

  it("writes down what DNS says, and tells what changed", async () => {
    const answerer = recorded({
      "spf.known.example": [{ TXT: "v=spf1 include:a.known.example exists:%{i}.x.example ~all" }],
      "a.known.example": [{ TXT: "v=spf1 ip4:192.0.2.0/24 -all" }],
    });
    const server = await dnsServer(answeredBy(answerer));
    try {
      const resolve = systemResolver({ server: server.address, timeout: 5000 });
      const { providers: renewed, notes } = await refresh(old, resolve, "2026-11-24");
      assert.deepEqual(renewed[0]?.targets[0]?.cost, { lookups: 3, tail: "~all", asOf: "2026-11-24" });
      assert.deepEqual(renewed[0]?.targets.slice(1), old[0]?.targets.slice(1));
      assert.deepEqual(notes, [
        "spf.known.example: 1 lookups on 2020-01-01, 3 today",
        "gone.known.example: nxdomain",
      ]);
    } finally {
      await server.close();
    }
  });

  it("tells which costs are old", () => {
    assert.deepEqual(staleCosts(old, "2020-03-01"), []);
    assert.deepEqual(staleCosts(old, "2020-12-01"), ["spf.known.example: its cost is of 2020-01-01"]);
  });
});
