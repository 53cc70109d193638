// Checks what `expand` answers programs, where its answers come from, and its exit status.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Answer, Query } from "../../server/src/dns/answers.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { out, said } from "./expand-files.ts";
import { expansionOf } from "./expand-output.ts";

async function json(name: string, ...args: string[]) {
  return expansionOf(await out(name, "--format", "json", ...args));
}

describe("expand in JSON", () => {
  afterEach(removeFolders);

  it("has the shape that the manual describes", async () => {
    const told = await json("example.com");
    assert.deepEqual(Object.keys(told), [
      ...["domain", "lookups", "voids", "loops", "queries", "tree", "notAsked", "addresses"],
    ]);
    assert.deepEqual(told.lookups, { count: 5, exact: false, limit: 10 });
    assert.deepEqual(told.loops, [["example.com", "_more.example.com", "example.com"]]);
    assert.deepEqual(told.notAsked, [{ name: "_spf.example.net", type: "TXT" }]);
    const [, mx, more] = told.tree.terms;
    assert.deepEqual(mx?.place, {
      path: "zones/db.example.com",
      range: { start: { line: 5, character: 41 }, end: { line: 5, character: 43 } },
    });
    assert.deepEqual(mx?.void, { ip4: false, ip6: true });
    assert.deepEqual([more?.before, more?.lookups, more?.exact], [1, 3, false]);
    assert.equal(more?.target?.terms[2]?.target?.missing, "loop");
    const { addresses } = await json("open.example.com");
    assert.deepEqual(addresses.results.pass?.certain.networks, ["192.0.2.1"]);
    assert.deepEqual(addresses.results.pass?.unlessError.networks, ["192.0.2.1", "192.0.2.2"]);
    const [reason] = addresses.reasons;
    assert.deepEqual([reason?.why, reason?.certain, reason?.path], ["address", false, ["open.example.com"]]);
  });

  it("is limited to one result where that is asked for", async () => {
    const { addresses } = await json("few.example.com", "--result", "pass");
    assert.deepEqual(Object.keys(addresses.results), ["pass"]);
  });
});

describe("expand's sources", () => {
  afterEach(removeFolders);

  const published: Zonedata = {
    "example.org": [{ TXT: "v=spf1 include:_spf.example.org a:mail.example.org -all" }],
    "_spf.example.org": [{ TXT: "v=spf1 ip4:192.0.2.0/24 ?all" }],
    "mail.example.org": [{ A: "198.51.100.1" }, { AAAA: "2001:db8::1" }],
  };

  it("are DNS where it may be asked, and each question is asked once", async () => {
    const answer = recorded(published);
    const asked: string[] = [];
    const dns = async (query: Query): Promise<Answer> => {
      asked.push(`${query.type} ${query.name}`);
      return { ...answer(query), source: "dns 192.0.2.53" } as Answer;
    };
    const folder = folderOf({});
    const args = ["expand", "example.org", "--online", "--save-dns", "dns.json", "--format", "json"];
    const first = await command(args, { folder, dns });
    assert.equal(first.status, 0, first.err);
    assert.deepEqual([...asked].sort(), [
      "A mail.example.org",
      "AAAA mail.example.org",
      "TXT _spf.example.org",
      "TXT example.org",
    ]);
    const told = expansionOf(first.out);
    assert.equal(told.queries[0]?.source, "dns 192.0.2.53");
    assert.deepEqual(told.addresses.results.pass?.certain.networks, [
      "192.0.2.0/24",
      "198.51.100.1",
      "2001:db8::1",
    ]);
    // What was saved says the same again.
    assert.ok(
      readFileSync(path.join(folder, "dns.json"), "utf8").includes("v=spf1 include:_spf.example.org"),
    );
    const again = await command(["expand", "example.org", "--dns-file", "dns.json", "--format", "json"], {
      folder,
    });
    assert.deepEqual(expansionOf(again.out.replaceAll('"recorded"', '"dns 192.0.2.53"')), told);
  });

  it("are nobody without a word about DNS: nothing is sent", async () => {
    const dns = () => assert.fail("DNS was asked");
    const { status, err } = await said(["example.org", "--format", "cidr"], { dns });
    assert.equal(status, 0);
    assert.match(
      err,
      /Nobody was asked for the TXT records of example\.org\.\nspf-records: Nothing is sent without --online/,
    );
  });

  it("put the named record in place of what is published", async () => {
    const { out: text } = await said([
      ...["few.example.com", "--in", "zones", "--record", "v=spf1 ip4:192.0.2.9 -all", "--format", "cidr"],
    ]);
    assert.equal(text, "192.0.2.9\n");
  });

  it("end in time, whatever DNS does", async () => {
    const dns = () => new Promise<Answer>(() => {});
    const { status, out: text } = await said(["example.org", "--online"], {
      dns,
      after: (_, run) => {
        const timer = setTimeout(run);
        return () => clearTimeout(timer);
      },
    });
    assert.equal(status, 0);
    assert.match(text, /There was no time to ask for the TXT records of example\.org\./);
  });
});

describe("expand's exit status", () => {
  afterEach(removeFolders);

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /expand needs a domain, or a record with --record\./],
    [["a.example", "b.example"], /expand does not take b\.example\./],
    [
      ["a.example", "--format", "xml"],
      /xml is not a format\. --format takes text, json, cidr, postfix, nft\./,
    ],
    [["a.example", "--result", "good"], /good is not possible here\. --result takes pass, fail,/],
    [["a.example", "--dns", "192.0.2.53"], /only with --online/],
    [["a.example", "--in", "nowhere"], /nowhere: there is no such file or folder\./],
    [["a.example", "--dns-file", "nowhere"], /nowhere: there is no such file or folder\./],
    [["a.example", "--config", "nowhere"], /nowhere: there is no such file or folder\./],
  ];
  for (const [args, sentence] of wrong) {
    it(`is 2 for expand ${args.join(" ")}`, async () => {
      const { status, out: text, err } = await said(args);
      assert.deepEqual([status, text], [2, ""]);
      assert.match(err, sentence);
    });
  }

  it("is 0 whatever the record does", async () => {
    for (const name of ["example.com", "open.example.com", "bad.example.com", "none.example.com"])
      await out(name);
  });
});
