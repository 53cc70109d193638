// Checks what `expand` says to people: the tree, the costs, the addresses, and what is wrong.

import assert from "node:assert/strict";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { out, said } from "./expand-files.ts";

describe("expand in text", () => {
  afterEach(removeFolders);

  it("draws the tree with the cost of each term, then costs, addresses and what is wrong", async () => {
    const lines = (await out("example.com")).split("\n");
    assert.deepEqual(lines, [
      "example.com (zones/db.example.com:6:15)",
      "├─ ip4:198.51.100.0/24",
      "├─ mx · lookup 1 · void for IPv6 clients",
      "│  ├─ MX example.com (file): 10 mail.example.com",
      "│  ├─ A mail.example.com (file): 192.0.2.25",
      "│  └─ AAAA mail.example.com (file): no such record",
      "├─ include:_more.example.com · lookups 2 to 4 or more (zones/db.example.com:7:15)",
      "│  ├─ ip6:2001:db8::/32",
      "│  ├─ a:gone.example.com · lookup 3 · void",
      "│  │  ├─ A gone.example.com (file): no such name",
      "│  │  └─ AAAA gone.example.com (file): no such name",
      "│  ├─ include:example.com · lookup 4 · a circle",
      "│  └─ ?all",
      "├─ include:_spf.example.net · lookup 5 or more · nobody was asked",
      "└─ ~all",
      "",
      "In the worst case at least 5 of 10 lookups. Void lookups: 1 or more for IPv4 clients, 2 or more for IPv6 clients; 2 are",
      "allowed.",
      "Circle: example.com → _more.example.com → example.com",
      "",
      "Addresses by result:",
      "  pass      IPv4 257, IPv6 2^96",
      "  permerror IPv4 all but 257, IPv6 all but 2^96",
      "",
      "Errors:",
      "  a:gone.example.com of _more.example.com is one term too many that asks DNS: 10 are allowed (RFC 7208, 4.6.4).",
      "  mx of example.com is one term too many for which DNS has nothing: 2 are allowed (RFC 7208, 4.6.4).",
      "",
      "note: Nothing is sent without --online, which asks DNS for what is not known here.",
      "",
    ]);
  });

  it("says which results addresses may have, and what that depends on", async () => {
    const text = await out("open.example.com");
    assert.match(text, /from those that have it unless a term gives an error, to those that may have it:/);
    assert.match(text, /\n {2}pass {6}IPv4 2 to all, IPv6 0 to all\n/);
    assert.match(text, /\n {2}softfail {2}IPv4 0 to all but 2, IPv6 0 to all\n/);
    assert.match(
      text,
      /\nNot certain:\n {2}exists:%\{i\}\.list\.example\.com of open\.example\.com depends on what DNS says of each/,
    );
  });

  it("lists the networks of a result where that is asked for", async () => {
    const text = await out("few.example.com", "--result", "fail");
    assert.match(text, /\n {2}fail {6}IPv4 all but 7, IPv6 all but 2\^96\n {4}0\.0\.0\.0\/1\n/);
    assert.doesNotMatch(text, / {4}192\.0\.2\.0\/30/);
  });

  it("says of a record that is not there only that", async () => {
    assert.equal(
      await out("none.example.com"),
      "none.example.com (file) · no such name\n\nErrors:\n  none.example.com does not exist.\n",
    );
    const { out: text } = await said(["example.org"]);
    assert.match(
      text,
      /^example\.org · nobody was asked\n\nNot certain:\n {2}Nobody was asked for the TXT records of/,
    );
  });

  it("tells of a record that checkers refuse", async () => {
    const text = await out("bad.example.com");
    assert.match(text, /^bad\.example\.com \(zones\/db\.example\.com:10:15\) · syntax error, so permerror\n/);
    assert.match(text, /\n {2}The record of bad\.example\.com has a syntax error: ipv4:192\.0\.2\.1\.\n/);
  });

  it("needs no domain for a bare record", async () => {
    const { status, out: text } = await said(["--record", "v=spf1 a ip4:192.0.2.1 -all"]);
    assert.equal(status, 0);
    assert.match(text, /^<record>\n├─ a · lookup 1\n├─ ip4:192\.0\.2\.1\n└─ -all\n/);
    assert.match(text, /\n {2}a needs the name of the domain, which is not given\.\n/);
  });

  it("counts lookups beyond the limit, and says so without colours", async () => {
    const record = `v=spf1 ${Array.from({ length: 12 }, (_, i) => `exists:x${i}.example.com`).join(" ")} -all`;
    const { out: text } = await said(["--record", record]);
    assert.match(
      text,
      /exists:x9\.example\.com · lookup 10\n.*\n├─ exists:x10\.example\.com · lookup 11 · beyond the limit\n/,
    );
    assert.match(text, /12 of 10 lookups\..*More than 10 lookups are a permerror/s);
  });

  it("shows a record of thousands of terms in a few lines, and text of strangers as text", async () => {
    const many = Array.from({ length: 900 }, (_, i) => `ip4:10.0.${i >> 8}.${i & 255}`).join(" ");
    const hostile = "\u001b]0;x\u0007\u202e";
    const zones = {
      "a.example": [{ TXT: `v=spf1 ${many} mx include:b.example ~all` }, { MX: [1, hostile] }],
      "b.example": [{ TXT: `v=spf1 exists:${hostile}.example -all` }],
    };
    const folder = folderOf({ "dns.json": JSON.stringify(zones) });
    const { out: text } = await command(["expand", "a.example", "--dns-file", "dns.json"], {
      folder,
      terminal: 80,
    });
    assert.ok(text.split("\n").length < 40);
    const bare = text.replace(/\u001b\[[\d;]*m/g, "");
    assert.match(bare, /ip4:10\.0\.0\.11 … 888 more\n/);
    assert.match(bare, /MX a\.example.*: 1 ‹U\+001B›\]0;x‹U\+0007›‹U\+202E›/);
    assert.doesNotMatch(text, /[\u0007\u202e]|\u001b\]/);
    for (const line of bare.split("\n")) assert.ok(line.length <= 80, line);
  });

  it("speaks Japanese", async () => {
    const text = await out("example.com", "--locale", "ja");
    assert.match(text, /ルックアップ 1 回目 · IPv6 では空の応答/);
    assert.match(text, /最悪の場合: ルックアップ 10 回中少なくとも 5 回。/);
    assert.doesNotMatch(text.replace(/^note.*|example|--online/gm, ""), /[a-z]{4,} [a-z]{4,} [a-z]{4,}/);
  });
});
