/** How settings and arguments write where DNS is asked. */

import assert from "node:assert/strict";
import { parseServer, parseService, printServer } from "../../../server/src/dns/server.ts";

describe("a DNS server", () => {
  const good: [string, string, number][] = [
    ["192.0.2.53", "192.0.2.53", 53],
    ["192.0.2.53:5353", "192.0.2.53", 5353],
    ["2001:db8::53", "2001:db8::53", 53],
    ["[2001:db8::53]", "2001:db8::53", 53],
    ["[2001:db8::53]:65535", "2001:db8::53", 65535],
    ["fe80::1%eth0", "fe80::1%eth0", 53],
    ["[fe80::1%2]:1", "fe80::1%2", 1],
    ["localhost:5353", "localhost", 5353],
    ["dns.example", "dns.example", 53],
  ];
  for (const [text, host, port] of good) {
    it(`is read from ${text} and printed so that it reads again`, () => {
      assert.deepEqual(parseServer(text), { host, port });
      assert.deepEqual(parseServer(printServer({ host, port })), { host, port });
    });
  }

  it("is nothing else", () => {
    const bad = [
      "",
      ":",
      ":53",
      "1.2.3",
      "256.1.1.1",
      "1.2.3.4:0",
      "1.2.3.4:65536",
      "1.2.3.4:",
      "1.2.3.4:1:1",
    ];
    bad.push(
      "[1.2.3.4]",
      "[::1",
      "::1]:53",
      "[::1]53",
      "fe80::1%",
      "1.2.3.4%1",
      "a b",
      "a..b",
      "https://x",
      "::1%a%b",
    );
    for (const text of bad) assert.equal(parseServer(text), null, text);
  });
});

describe("a service for DNS over HTTPS", () => {
  it("is a URL that shows what is asked to nobody on the way", () => {
    const read = (text: string) => parseService(text)?.href ?? null;
    assert.equal(read("https://dns.example/dns-query"), "https://dns.example/dns-query");
    assert.equal(read("https://dns.example/dns-query{?dns}"), "https://dns.example/dns-query");
    assert.equal(read("http://127.0.0.1:8053/q?x=1#y"), "http://127.0.0.1:8053/q?x=1");
    assert.equal(read("http://[::1]/"), "http://[::1]/");
    assert.equal(read("http://localhost/"), "http://localhost/");
    for (const text of [
      "",
      "dns.example",
      "http://dns.example/",
      "http://127.0.0.1.example/",
      "ftp://127.0.0.1/",
    ]) {
      assert.equal(read(text), null, text);
    }
    assert.equal(read("https://user:word@dns.example/"), null);
  });
});
