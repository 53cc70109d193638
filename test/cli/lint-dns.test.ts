// Checks `lint` where DNS has its say: what is published at a domain, and what names lead to.

import assert from "node:assert/strict";
import type { Answer, Query, Resolver } from "../../server/src/dns/answers.ts";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { lintJson, sliceOf } from "./output.ts";

/** DNS that knows these texts, and remembers what it was asked. */
function dnsOf(texts: Readonly<Record<string, readonly (readonly string[])[]>>) {
  const asked: string[] = [];
  const dns: Resolver = async ({ name, type }: Query): Promise<Answer> => {
    asked.push(`${type} ${name}`);
    const source = "dns 192.0.2.53";
    const found = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (!found) return { kind: "nxdomain", source };
    if (type !== "TXT") return { kind: "nodata", source };
    return { kind: "ok", type, records: found.map((strings) => ({ strings, holes: [] })), ttl: 300, source };
  };
  return { dns, asked };
}

const heavy = `v=spf1 ${Array.from({ length: 10 }, (_, i) => `a:h${i}.example.net`).join(" ")} -all`;

describe("lint --domain", () => {
  afterEach(removeFolders);

  it("reads what is published, string by string", async () => {
    const { dns } = dnsOf({
      "example.com": [
        ["v=spf1 include:_spf.exam", 'ple.net ptr:"\\é\u0007 -all'],
        ["other text"],
        ["v=spf1 mx -all"],
      ],
    });
    const folder = folderOf({});
    const args = ["--domain", "example.com", "--online"];
    const { files, status } = await lintJson(args, { folder, dns });
    const [file] = files;
    assert.ok(file);
    assert.deepEqual([file.path, file.format, status], ["dns:example.com", "zone", 1]);
    assert.deepEqual(
      file.records.map(({ owner, ttl, text }) => [owner, ttl, text]),
      [
        ["example.com", 300, 'v=spf1 include:_spf.example.net ptr:"\\é\u0007 -all'],
        ["example.com", 300, "v=spf1 mx -all"],
      ],
    );
    const rules = new Set(file.findings.map(({ rule }) => rule));
    for (const rule of ["multiple-records", "ptr", "non-ascii"]) assert.ok(rules.has(rule), rule);
    const text = 'example.com. 300 IN TXT "v=spf1 include:_spf.exam" "ple.net ptr:\\"\\\\é\\007 -all"\n';
    const ptr = file.findings.find(({ rule }) => rule === "ptr");
    assert.match(sliceOf(text, ptr?.range as never), /^ptr/);
  });

  it("shows the lines as a zone would have them, and fixes as what to do elsewhere", async () => {
    const { dns } = dnsOf({ "example.com": [["v=spf1 ipv4:192.0.2.1 -all"]] });
    const { out, err } = await command(["lint", "--domain", "example.com", "--online"], {
      folder: folderOf({}),
      dns,
    });
    assert.match(
      out,
      /^dns:example\.com:1:33 error unknown-mechanism .*\n 1 \| example\.com\. 300 IN TXT "v=spf1 ipv4:192\.0\.2\.1 -all"\n/,
    );
    assert.match(out, / {3}= remedy: Write ip4 /);
    assert.doesNotMatch(out, /--fix/);
    assert.equal(err, "");
  });

  it("takes recorded answers in place of DNS", async () => {
    const folder = folderOf({ "dns.yaml": "example.com:\n- TXT: v=spf1 ptr -all\n" });
    const { files } = await lintJson(["--domain", "example.com", "--dns-file", "dns.yaml"], { folder });
    assert.deepEqual(
      files[0]?.findings.map(({ rule }) => rule),
      ["ptr"],
    );
  });

  it("says where there is nothing to read, and fails where nobody could tell", async () => {
    const place = { folder: folderOf({}), ...dnsOf({ "example.com": [["other text"]] }) };
    for (const domain of ["example.com", "nowhere.example"]) {
      const { err, status } = await command(["lint", "--domain", domain, "--online"], place);
      assert.equal(err, `spf-records: dns:${domain}: no SPF or Sender ID record is published there.\n`);
      assert.equal(status, 0);
    }
    const dns: Resolver = async () => ({ kind: "timeout", source: "dns 192.0.2.53" });
    const { err, status } = await command(["lint", "--domain", "example.com", "--online"], { ...place, dns });
    assert.deepEqual([err, status], ["spf-records: dns:example.com: DNS gave no usable answer.\n", 2]);
  });

  it("is refused beside what it can't be with, and without a way to ask", async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["zones"], /so zones can't be given beside it/],
      [["--record", "v=spf1 -all"], /so --record can't be given beside it/],
      [["--fix"], /so --fix can't be given beside it/],
      [["--stdin-filename", "x"], /so --stdin-filename can't/],
    ];
    for (const [args, expected] of cases) {
      const all = ["lint", "--domain", "example.com", "--online", ...args];
      const { err, status } = await command(all, { folder: folderOf({}) });
      assert.equal(status, 2);
      assert.match(err, expected);
    }
    assert.match(
      (await command(["lint", "--domain", "example.com"], { folder: folderOf({}) })).err,
      /needs --online/,
    );
    const odd = await command(["lint", "--domain", "a..b", "--online"], {
      folder: folderOf({}),
      ...dnsOf({}),
    });
    assert.deepEqual([odd.status, odd.err], [2, "spf-records: a..b can't be the name of a domain.\n"]);
  });

  it("is not led astray by a name with signs in it", async () => {
    for (const domain of ['a"b;c(d.example', "$x.example", "a\\.example", "@.example"]) {
      const { dns } = dnsOf({ [domain]: [["v=spf1 ptr -all"]] });
      const { files } = await lintJson([`--domain=${domain}`, "--online"], { folder: folderOf({}), dns });
      assert.deepEqual(
        files[0]?.findings.map(({ rule }) => rule),
        ["ptr"],
        domain,
      );
    }
  });
});

describe("lint --online", () => {
  afterEach(removeFolders);

  const zone = '$ORIGIN example.com.\n@ IN TXT "v=spf1 include:_spf.example.net mx -all"\nx IN A 192.0.2.1\n';

  it("counts what names lead to, and asks nobody without leave", async () => {
    const place = { folder: folderOf({ "a.zone": zone }), ...dnsOf({ "_spf.example.net": [[heavy]] }) };
    const rules = async (...args: string[]) =>
      (await lintJson(["a.zone", ...args], place)).files[0]?.findings.map(({ rule }) => rule) ?? [];
    assert.ok(!(await rules()).includes("too-many-lookups"));
    assert.equal(place.asked.length, 0);
    assert.ok((await rules("--online")).includes("too-many-lookups"));
    assert.ok(place.asked.includes("TXT _spf.example.net"));
  });

  it("does so for included files, a bare record and standard input as well", async () => {
    const place = {
      folder: folderOf({ "a.zone": "$INCLUDE b.inc example.com.\n", "b.inc": zone.slice(21) }),
    };
    const { dns } = dnsOf({ "_spf.example.net": [[heavy]] });
    const found = async (args: string[], input?: string) => {
      const { files } = await lintJson([...args, "--online"], { ...place, dns, ...(input ? { input } : {}) });
      return files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    assert.ok((await found(["a.zone"])).includes("too-many-lookups"));
    const record = "v=spf1 include:_spf.example.net mx:example.com -all";
    assert.ok((await found(["--record", record])).includes("too-many-lookups"));
    assert.ok((await found(["-"], record)).includes("too-many-lookups"));
  });

  it("takes recorded answers, and writes down those of DNS", async () => {
    const folder = folderOf({ "a.zone": zone });
    const { dns } = dnsOf({ "_spf.example.net": [[heavy]] });
    const online = await lintJson(["a.zone", "--online", "--save-dns", "saved.json"], { folder, dns });
    const offline = await lintJson(["a.zone", "--dns-file", "saved.json"], { folder });
    assert.deepEqual(offline.files, online.files);
    assert.ok(offline.files[0]?.findings.some(({ rule }) => rule === "too-many-lookups"));
  });
});
