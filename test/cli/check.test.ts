// Checks what `check` answers programs, where its answers come from, and its exit status.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Answer, Query, Resolver } from "../../server/src/dns/answers.ts";
import { command, folderOf, type Place, removeFolders } from "../support/command.ts";
import { files, out, said } from "./check-files.ts";

describe("check in JSON", () => {
  afterEach(removeFolders);

  it("answers as editors do, with paths and ranges", async () => {
    const args = ["--ip", "203.0.113.7", "--sender", "user@www.example.com", "--in", "zones"];
    const short = JSON.parse(await out(...args, "--format", "json"));
    assert.deepEqual(Object.keys(short), [
      ...["request", "result", "explanation", "lookups", "voids", "headers", "notes"],
    ]);
    assert.deepEqual(short.request, {
      ...{ ip: "203.0.113.7", domain: "www.example.com", helo: "www.example.com" },
      ...{ sender: "user@www.example.com", protocol: "spf", scope: "mfrom" },
    });
    const { trace, ...rest } = JSON.parse(await out(...args, "--format", "json", "--trace"));
    assert.deepEqual(rest, short);
    assert.equal(trace.place.path, "zones/db.example.com");
    const [redirect] = trace.terms;
    assert.deepEqual(redirect.place.range, {
      start: { line: 6, character: 23 },
      end: { line: 6, character: 50 },
    });
    assert.deepEqual(
      redirect.nested.terms.map((term: { text: string; verdict: string }) => [term.text, term.verdict]),
      [
        ["ip4:192.0.2.80", "no-match"],
        ["-all", "match"],
      ],
    );
    assert.match(short.headers.receivedSpf, /^Received-SPF: fail \(/);
    assert.match(short.headers.authenticationResults, /^Authentication-Results: receiver\.example; spf=fail/);
  });

  it("names the question that nobody was asked", async () => {
    const { result, blockedOn } = JSON.parse(
      await out("--ip", "192.0.2.1", "example.org", "--format", "json"),
    );
    assert.deepEqual([result, blockedOn], ["undetermined", { name: "example.org", type: "TXT" }]);
  });
});

describe("check --message", () => {
  afterEach(removeFolders);

  const args = ["--ip", "192.0.2.1", "--dns-file", "dns.json", "--message"];
  const place = (message: string) => ({
    folder: folderOf({
      "dns.json": JSON.stringify({ "example.com": [{ TXT: "spf2.0/pra ip4:192.0.2.1 -all" }] }),
      "m.eml": message,
    }),
    input: message,
  });

  it("takes who is responsible from the headers", async () => {
    const message =
      'Received: x\r\nResent-From: "A, B"\r\n <a@example.com>\r\nFrom: b@example.org\r\n\r\nFrom: c@d.example';
    const { out: text } = await said([...args, "m.eml"], place(message));
    assert.match(text, /^pass {2}a@example\.com from 192\.0\.2\.1, for Sender ID \(Resent-From\)\n/);
    assert.match(text, /sender-id=pass\n header\.resent-from=a@example\.com\n$/);
    const { out: piped } = await said([...args, "-"], place(message));
    assert.equal(piped, text);
    const { request } = JSON.parse((await said([...args, "-", "--format", "json"], place(message))).out);
    assert.deepEqual(request, {
      ...{ ip: "192.0.2.1", domain: "example.com", helo: "example.com", sender: "a@example.com" },
      ...{ protocol: "sender-id", scope: "pra", praField: "Resent-From" },
    });
  });

  it("says why there is nobody, and fails", async () => {
    const { out: text } = await said(
      [...args, "m.eml", "--trace"],
      place("From: a@b.example, c@d.example\n\n"),
    );
    assert.equal(
      text,
      `fail  message from 192.0.2.1, for Sender ID
  The headers of the message name no purported responsible address (RFC 4407, 2).
  From holds more than one mailbox.
  Nobody can be answered at such an address, so Sender ID lets the mail fail (RFC 4406, 4.3). Receivers that check it
  refuse such mail during SMTP with 550 5.7.1, or mark it.
  0 of 10 lookups, 0 of 2 void.

Received-SPF: fail (receiver.example: no purported responsible address)
 receiver=receiver.example; identity=pra; client-ip=192.0.2.1;
 problem="no purported responsible address"
Authentication-Results: receiver.example; sender-id=fail
 reason="no purported responsible address"
`,
    );
  });

  it("has a sentence for each way to name nobody", async () => {
    const cases: Readonly<Record<string, RegExp>> = {
      "Subject: x": /None of the fields/,
      "Sender: a@b.example\nSender: a@b.example": /more than one field Sender/,
      "From: us: a@b.example;": /From holds a group/,
      "From: a": /From has no domain/,
      "From: é@b.example": /beyond ASCII/,
      "From: <": /From holds no mailbox/,
    };
    for (const [message, expected] of Object.entries(cases)) {
      const { out: text } = await said([...args, "m.eml"], place(message));
      assert.match(text, expected);
    }
  });

  it("is refused beside what says the same, and where it can't be read", async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["m.eml", "--sender", "a@b.example"], /--message and --sender both say/],
      [["m.eml", "--scope", "mfrom"], /for the purported responsible address/],
      [["m.eml", "--protocol", "spf"], /for the purported responsible address/],
      [["gone.eml"], /gone\.eml: there is no such file/],
    ];
    for (const [more, expected] of cases) {
      const { err, status, out: text } = await said([...args, ...more], place("From: a@b.example\n"));
      assert.deepEqual([status, text], [2, ""]);
      assert.match(err, expected);
    }
    const { err } = await said([...args, "m.eml"], place(`X: ${"x".repeat(2 << 20)}\n`));
    assert.match(err, /m\.eml: its header fields are longer/);
  });
});

describe("check's sources", () => {
  afterEach(removeFolders);

  const json = async (args: readonly string[], place: Partial<Place> = {}) => {
    const { out: text, err } = await said([...args, "--format", "json", "--trace"], place);
    assert.notEqual(text, "", err);
    return JSON.parse(text);
  };
  const from = (trace: { queries: { source: string }[] }) => trace.queries[0]?.source;

  /** DNS that knows one name, and remembers what it was asked. */
  function dnsOf(text: string): { dns: Resolver; asked: string[] } {
    const asked: string[] = [];
    const dns = async ({ name, type }: Query): Promise<Answer> => {
      asked.push(`${type} ${name}`);
      const source = "dns 192.0.2.53";
      if (!name.endsWith("example.com")) return { kind: "nxdomain", source };
      if (type !== "TXT") return { kind: "nodata", source };
      return { kind: "ok", type, records: [{ strings: [text], holes: [] }], ttl: 60, source };
    };
    return { dns, asked };
  }

  it("are the record, then files, then recorded answers, then DNS", async () => {
    const { dns, asked } = dnsOf("v=spf1 ~all");
    const other = folderOf({
      "a.zone": '$ORIGIN example.com.\n@ IN TXT "v=spf1 ?all"\n',
      "dns.json": JSON.stringify({ "example.com": [{ TXT: "v=spf1 -all" }] }),
    });
    const base = ["--ip", "192.0.2.1", "example.com"];
    const all = ["--record", "v=spf1 +all", "--in", "a.zone", "--dns-file", "dns.json", "--online"];
    const expected = [
      ["pass", "record"],
      ["neutral", "file"],
      ["fail", "recorded"],
      ["softfail", "dns 192.0.2.53"],
    ];
    for (const [i, [result, source]] of expected.entries()) {
      const { result: got, trace } = await json([...base, ...all.slice(2 * i)], { folder: other, dns });
      assert.deepEqual([got, from(trace)], [result, source]);
    }
    assert.deepEqual(asked, ["TXT example.com"]);
  });

  it("leave the record in place of all texts of its domain, and of nothing else there", async () => {
    const { result, trace } = await json([
      ...["--ip", "192.0.2.25", "--record", "v=spf1 mx -all", "--in", "zones", "example.com"],
    ]);
    assert.equal(result, "pass");
    assert.deepEqual(
      trace.terms[0].queries.map((query: { source: string }) => query.source),
      ["file", "file"],
    );
  });

  it("need no domain for a bare record", async () => {
    const { result, request } = await json(["--ip", "192.0.2.1", "--record", "v=spf1 ip4:192.0.2.0/24 -all"]);
    assert.deepEqual([result, request.domain], ["pass", "record.invalid"]);
  });

  it("ask DNS for names that recorded answers lack, once they may", async () => {
    const { dns, asked } = dnsOf("v=spf1 include:_spf.example.net -all");
    const args = ["--ip", "198.51.100.7", "--dns-file", "dns.yaml", "example.com"];
    assert.equal((await json(args, { dns })).trace.reason, "no-such-name");
    assert.deepEqual(asked, []);
    const { result, trace } = await json([...args, "--online"], { dns });
    assert.deepEqual([result, from(trace)], ["pass", "dns 192.0.2.53"]);
    assert.equal(from(trace.terms[0].nested), "recorded");
  });

  it("follow aliases from one to another", async () => {
    const { dns } = dnsOf("v=spf1 ip4:192.0.2.9 -all");
    const folder = folderOf({
      "dns.json": JSON.stringify({ "www.example.org": [{ CNAME: "example.com." }] }),
    });
    const args = ["--ip", "192.0.2.9", "--dns-file", "dns.json", "--online", "www.example.org"];
    assert.equal((await json(args, { folder, dns })).result, "pass");
  });

  it("write down what they said, so that it can be said again", async () => {
    const { dns } = dnsOf("v=spf1 a mx:nowhere.example ~all");
    const folder = folderOf({});
    const first = await json(["--ip", "192.0.2.9", "--online", "--save-dns", "saved.json", "example.com"], {
      ...{ folder, dns },
    });
    assert.equal(
      readFileSync(path.join(folder, "saved.json"), "utf8"),
      '{\n  "example.com": [{"TXT":["v=spf1 a mx:nowhere.example ~all"]}]\n}\n',
    );
    const second = await json(["--ip", "192.0.2.9", "--dns-file", "saved.json", "example.com"], { folder });
    const sourceless = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (key, each) => (key === "source" ? undefined : each)));
    assert.deepEqual(sourceless(second), sourceless(first));
  });

  it("are asked as the configuration says, and as the command line says before it", async () => {
    const settings: unknown[] = [];
    const folder = folderOf({
      "spf-records.json": '{ "dns": { "mode": "off", "server": "192.0.2.1:5353", "timeout": 700 } }',
    });
    const asking = async (...args: string[]) => {
      const place = {
        folder,
        dns: dnsOf("v=spf1 -all").dns,
        settings: (each: unknown) => settings.push(each),
      };
      await said(["--ip", "192.0.2.9", "--online", ...args, "example.com"], place);
    };
    await asking();
    await asking("--dns", "[2001:db8::53]:53", "--timeout", "900");
    await asking("--doh", "https://dns.example/dns-query");
    assert.deepEqual(settings, [
      { mode: "off", server: "192.0.2.1:5353", doh: null, timeout: 700 },
      { mode: "off", server: "[2001:db8::53]:53", doh: null, timeout: 900 },
      { mode: "off", server: null, doh: "https://dns.example/dns-query", timeout: 700 },
    ]);
  });

  it("end in time, whatever DNS does", async () => {
    const never: Resolver = (_, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
      );
    const { result, trace } = await json(["--ip", "192.0.2.9", "--online", "example.com"], {
      ...{
        dns: never,
        after: (_: number, run: () => void) => {
          queueMicrotask(run);
          return () => {};
        },
      },
    });
    assert.deepEqual([result, trace.reason], ["temperror", "time"]);
  });
});

describe("check's exit status", () => {
  afterEach(removeFolders);

  const status = async (...args: string[]) => (await said(["--ip", "192.0.2.1", ...args])).status;

  it("is 0 whatever the result", async () => {
    for (const record of ["v=spf1 +all", "v=spf1 -all", "v=spf1 foo", "v=spf1 include:example.org"])
      assert.equal(await status("--record", record), 0);
  });

  it("is 1 where another result was expected", async () => {
    assert.equal(await status("--record", "v=spf1 -all", "--expect", "fail"), 0);
    const {
      status: one,
      err,
      out: text,
    } = await said([...["--ip", "192.0.2.1", "--record", "v=spf1 -all", "--expect", "pass"]]);
    assert.equal(one, 1);
    assert.equal(err, "spf-records: The result is fail; pass was expected.\n");
    assert.match(text, /^fail /);
  });

  it("is 2 for what can't be used, and one sentence says why", async () => {
    const folder = folderOf({ ...files, "bad.yaml": "a: [", "shape.json": '{"example.com": {"A": 1}}' });
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["--in", "gone"], /^spf-records: gone: there is no such file or folder\.\n$/],
      [["--dns-file", "gone.yaml"], /^spf-records: gone\.yaml: there is no such file/],
      [["--dns-file", "bad.yaml"], /^spf-records: bad\.yaml: Line 1: this is neither JSON nor YAML: /],
      [["--dns-file", "shape.json"], /^spf-records: shape\.json: `example\.com` must have a list of entries/],
      [["--config", "gone.json"], /^spf-records: gone\.json: there is no such file/],
      [["--save-dns", "gone/x.json"], /^spf-records: gone\/x\.json: there is no such file or folder\.\n$/],
    ];
    for (const [args, expected] of cases) {
      const place = { folder };
      const { status: two, err } = await command(
        ["check", "--ip", "192.0.2.1", "example.com", ...args],
        place,
      );
      assert.equal(two, 2, args.join(" "));
      assert.match(err, expected);
    }
    assert.ok(!existsSync(path.join(folder, "gone")));
  });

  it("is 2 for a check that can't be made", async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["--sender", "a@example.com"], /check needs --ip/],
      [["--ip", "192.0.2.1"], /Nothing says whose mail is checked/],
      [["--ip", "192.0.2", "example.com"], /192\.0\.2 is not an IP address\./],
      [["--ip", "192.0.2.1", "a", "b"], /check does not take b/],
      [
        ["--ip", "192.0.2.1", "a", "--scope", "mail"],
        /mail is not possible here\. --scope takes mfrom, helo, pra/,
      ],
      [["--ip", "192.0.2.1", "a", "--protocol", "dkim"], /--protocol takes spf, sender-id/],
      [["--ip", "192.0.2.1", "a", "--expect", "ok"], /--expect takes none, neutral, pass/],
      [["--ip", "192.0.2.1", "a", "--scope", "pra", "--protocol", "spf"], /Only Sender ID checks/],
      [["--ip", "192.0.2.1", "a", "--scope", "helo", "--protocol", "sender-id"], /Only SPF checks the HELO/],
      [
        ["--ip", "192.0.2.1", "--scope", "helo", "--sender", "a@b.example"],
        /checked by its name, which is not/,
      ],
      [
        ["--ip", "192.0.2.1", "a", "--dns", "192.0.2.53"],
        /--dns says how to ask DNS, which happens only with --online/,
      ],
      [["--ip", "192.0.2.1", "a", "--online", "--dns", "1.2.3"], /--dns takes a server .* not 1\.2\.3/],
      [["--ip", "192.0.2.1", "a", "--online", "--doh", "ftp://x"], /--doh takes a URL/],
      [["--ip", "192.0.2.1", "a", "--online", "--timeout", "5"], /milliseconds from 100 to 60000, not 5/],
      [["--ip", "192.0.2.1", "a", "--online", "--dns", "::1", "--doh", "https://x"], /two ways to ask/],
      [["--batch", "--ip", "192.0.2.1"], /so --ip can't be given beside it/],
      [["--batch", "example.com"], /so example\.com can't be given beside it/],
    ];
    for (const [args, expected] of cases) {
      const { status: two, err, out: text } = await said(args);
      assert.deepEqual([two, text], [2, ""], args.join(" "));
      assert.match(err, expected);
    }
  });
});
