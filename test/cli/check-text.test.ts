// Checks what `check` says of a mail to people, to the letter.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { out, said } from "./check-files.ts";

describe("check in text", () => {
  afterEach(removeFolders);

  it("says why a mail passes, step by step", async () => {
    assert.equal(
      await out(
        ...["--ip", "203.0.113.6", "--sender", "user@example.com", "--in", "zones", "--dns-file", "dns.yaml"],
        "--trace",
      ),
      `pass  user@example.com from 203.0.113.6
  include:_spf.example.net of example.com matches. (zones/db.example.com:6:49)
  There, a:mail.example.net of _spf.example.net matches.
  203.0.113.6 may send as example.com. Receivers go on to look at what the message says; a pass alone gets no mail
  accepted (RFC 7208, 8.3).
  4 of 10 lookups, 1 of 2 void. Answers from: file (4), --dns-file (2).

example.com: pass
├─ TXT example.com (file): v=spf1 mx a:gone.example.com include:_spf.example.net ~all
├─ mx: does not match · 1 of 10 lookups
│  ├─ MX example.com (file): 10 mail.example.com
│  └─ A mail.example.com (file): 192.0.2.25
├─ a:gone.example.com: does not match · 2 of 10 lookups, 1 of 2 void
│  └─ A gone.example.com (file): no such name
└─ include:_spf.example.net: matches, so pass · 3 of 10 lookups
   └─ _spf.example.net: pass
      ├─ TXT _spf.example.net (--dns-file): v=spf1 ip4:198.51.100.0/24 a:mail.example.net -all
      ├─ ip4:198.51.100.0/24: does not match
      └─ a:mail.example.net: matches, so pass · 4 of 10 lookups
         └─ A mail.example.net (--dns-file): 203.0.113.5, 203.0.113.6

Received-SPF: pass (receiver.example: domain of user@example.com designates
 203.0.113.6 as permitted sender) receiver=receiver.example;
 identity=mailfrom; client-ip=203.0.113.6; envelope-from="user@example.com";
 helo=example.com; mechanism="include:_spf.example.net"
Authentication-Results: receiver.example; spf=pass
 smtp.mailfrom=user@example.com
`,
    );
  });

  it("follows a redirect, and tells the sender's explanation", async () => {
    assert.equal(
      await out("--ip", "203.0.113.7", "--sender", "user@www.example.com", "--in", "zones", "--trace"),
      `fail  user@www.example.com from 203.0.113.7
  -all of _hosts.example.com matches. (zones/db.example.com:8:59)
  The record of _hosts.example.com is reached by redirect=_hosts.example.com.
  www.example.com says that 203.0.113.7 may not send as it. Many receivers refuse such mail during SMTP with 550 5.7.1;
  others accept it and mark it or put it with the spam (RFC 7208, 8.4).
  Explanation: 203.0.113.7 is none of our web servers
  1 of 10 lookups, 0 of 2 void. Answers from: file (3).

www.example.com: fail
├─ TXT www.example.com (file): v=spf1 redirect=_hosts.example.com
├─ redirect=_hosts.example.com: leads to fail · 1 of 10 lookups
│  └─ _hosts.example.com: fail
│     ├─ TXT _hosts.example.com (file): v=spf1 ip4:192.0.2.80 exp=why.example.com -all
│     ├─ ip4:192.0.2.80: does not match
│     └─ -all: matches, so fail
└─ explanation: 203.0.113.7 is none of our web servers
   └─ TXT why.example.com (file): %{i} is none of our web servers

Received-SPF: fail (receiver.example: domain of user@www.example.com does not
 designate 203.0.113.7 as permitted sender) receiver=receiver.example;
 identity=mailfrom; client-ip=203.0.113.7;
 envelope-from="user@www.example.com"; helo=www.example.com; mechanism=-all
Authentication-Results: receiver.example; spf=fail
 smtp.mailfrom=user@www.example.com
`,
    );
  });

  it("says which name nobody was asked for, and how to ask", async () => {
    assert.equal(
      await out("--ip", "203.0.113.7", "--sender", "user@example.com", "--in", "zones", "--trace"),
      `undetermined  user@example.com from 203.0.113.7
  Nobody was asked for the TXT records of _spf.example.net, on which the result depends. (zones/db.example.com:6:49)
  The record of _spf.example.net is reached by include:_spf.example.net.
  3 of 10 lookups, 1 of 2 void. Answers from: file (4).

example.com: undetermined
├─ TXT example.com (file): v=spf1 mx a:gone.example.com include:_spf.example.net ~all
├─ mx: does not match · 1 of 10 lookups
│  ├─ MX example.com (file): 10 mail.example.com
│  └─ A mail.example.com (file): 192.0.2.25
├─ a:gone.example.com: does not match · 2 of 10 lookups, 1 of 2 void
│  └─ A gone.example.com (file): no such name
└─ include:_spf.example.net: ends in undetermined · 3 of 10 lookups
   └─ _spf.example.net: undetermined
      └─ TXT _spf.example.net: nobody was asked

note: Nothing is sent without --online, which asks DNS for what is not known here.
`,
    );
  });

  it("speaks Japanese", async () => {
    const japanese = await out(
      ...["--ip", "203.0.113.7", "--helo", "slow.example.net", "--scope", "helo", "--dns-file", "dns.yaml"],
      ...["--trace", "--locale", "ja"],
    );
    assert.equal(
      japanese,
      `temperror  HELO slow.example.net (203.0.113.7 から)
  down.example.net の A レコードについて、使える応答が DNS から得られませんでした。
  DNS から応答がありませんでした。受信側は 451 4.4.3 を返して再送を待つか、結果なしで受け取ります（RFC 7208、8.6）。
  ルックアップ 10 回中 1 回、空の応答 2 回中 0 回。応答元: --dns-file (2)

slow.example.net: temperror
├─ TXT slow.example.net (--dns-file): v=spf1 a:down.example.net -all
└─ a:down.example.net: temperror で終了 · ルックアップ 10 回中 1 回
   └─ A down.example.net (--dns-file): 時間内に応答なし

Received-SPF: temperror (receiver.example: error in processing during lookup
 of slow.example.net) receiver=receiver.example; identity=helo;
 client-ip=203.0.113.7; helo=slow.example.net;
 problem="slow.example.net: no answer for A down.example.net (timeout)"
Authentication-Results: receiver.example; spf=temperror
 reason="slow.example.net: no answer for A down.example.net (timeout)"
 smtp.helo=slow.example.net
`,
    );
  });

  for (const name of ["README.md", "README.ja.md"]) {
    it(`says what ${name} shows`, async () => {
      const blocks = [
        ...readFileSync(path.join(root, name), "utf8").matchAll(
          /^```console\n\$ spf-records (.*)\n([^`]*)/gm,
        ),
      ];
      const [, args = "", expected] = blocks.find(([, line]) => line?.startsWith("check")) ?? [];
      assert.match(args, /--trace/);
      assert.equal((await command(args.split(" "), { folder: root })).out, expected);
    });
  }

  it("points at what makes a record invalid", async () => {
    const text = await out("--ip", "192.0.2.1", "--sender", "a@bad.example.com", "--in", "zones");
    assert.match(
      text,
      /^permerror .*\n {2}The record of bad\.example\.com has a syntax error: ipv4:192\.0\.2\.1\. \(zones\/db\.example\.com:10:24\)\n/,
    );
  });

  it("warns where v=spf1 is read for the purported responsible address", async () => {
    const args = ["--ip", "192.0.2.1", "--sender", "a@old.example.com", "--in", "zones"];
    const text = await out(...args, "--scope", "pra");
    assert.match(text, /^pass {2}a@old\.example\.com from 192\.0\.2\.1, for Sender ID\n/);
    assert.match(text, /\nnote: The record is v=spf1 and was read for the purported responsible address/);
    assert.match(text, /sender-id=pass/);
    assert.doesNotMatch(await out(...args, "--protocol", "sender-id"), /note:/);
  });

  it("stays within the width of a terminal, and has colours there", async () => {
    const args = ["--ip", "203.0.113.7", "--sender", "user@example.com", "--in", "zones", "--trace"];
    const { out: shown } = await said(args, { terminal: 64 });
    const bare = shown.replaceAll(/\x1b\[[\d;]*m/g, "");
    assert.notEqual(bare, shown);
    const [tree] = bare.split("\n\nnote").slice(0, 1);
    for (const line of (tree ?? "").split("\n")) assert.ok(line.length <= 64, line);
    assert.match(
      bare,
      /\n├─ TXT example\.com \(file\): v=spf1 mx a:gone\.example\.com\n│ {4}include:_spf\.example\.net ~all\n/,
    );
    const { out: plain } = await said(args, { terminal: 64, environment: { NO_COLOR: "1" } });
    assert.equal(plain, bare);
  });

  it("lets nothing that DNS says speak to the terminal", async () => {
    const nasty = "\x1b]0;owned\x07\x1b[2J\u202e\u200b\r\n\x9b31m";
    const dns = JSON.stringify({
      "example.com": [{ TXT: `v=spf1 exists:${nasty}.example.com -all` }, { TXT: nasty }],
      "exp.example": [{ TXT: "v=spf1 exp=why.exp.example -all" }],
      "why.exp.example": [{ TXT: nasty }],
      "mx.example": [{ TXT: "v=spf1 mx ptr -all" }, { MX: [10, `${nasty}.example`] }],
      "1.2.0.192.in-addr.arpa": [{ PTR: `${nasty}.example` }],
    });
    const folder = folderOf({ "dns.json": dns });
    for (const sender of [`${nasty}@example.com`, "a@exp.example", "a@mx.example", `a@${nasty}.example`]) {
      const args = ["check", "--ip", "192.0.2.1", `--sender=${sender}`, "--dns-file", "dns.json", "--trace"];
      for (const terminal of [undefined, 80]) {
        const place =
          terminal === undefined ? { folder } : { folder, terminal, environment: { NO_COLOR: "1" } };
        const { out: text, err } = await command(args, place);
        assert.doesNotMatch(text + err, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e]/);
        for (const line of text.split("\n")) assert.doesNotMatch(line, /^31m/);
      }
    }
  });

  it("shows only so much of a record without end", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `ip4:198.51.${i >> 8}.${i & 255}`).join(" ");
    const text = await out("--ip", "192.0.2.1", "--record", `v=spf1 ${many} -all`, "--trace", "example.com");
    assert.match(text, /├─ … 4901 more terms that do not match\n└─ -all: matches, so fail\n/);
    assert.ok(text.length < 20_000);
  });
});
