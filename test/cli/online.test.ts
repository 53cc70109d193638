// Checks that the built program asks real servers what it is told to ask, and nobody otherwise.

import assert from "node:assert/strict";
import { recorded } from "../../server/src/dns/recorded.ts";
import { buildProgram, folderOf, programBeside, removeFolders } from "../support/command.ts";
import { answeredBy, type DnsServer, dnsServer } from "../support/dns-server.ts";
import { type DohServer, dohServer } from "../support/doh-server.ts";

const zones = recorded({
  "example.com": [{ TXT: ["v=spf1 mx include:_spf.", "example.net -all"] }, { MX: [10, "mail.example.com"] }],
  "mail.example.com": [{ A: "192.0.2.25" }],
  "_spf.example.net": [{ TXT: "v=spf1 ip4:198.51.100.0/24 ptr -all" }],
});

describe("the program online", () => {
  let server: DnsServer;
  let service: DohServer;
  before(buildProgram);
  beforeEach(async () => {
    server = await dnsServer(answeredBy(zones));
    service = await dohServer(answeredBy(zones));
  });
  afterEach(async () => {
    await Promise.all([server.close(), service.close()]);
    removeFolders();
  });

  const run = (args: readonly string[], files: Readonly<Record<string, string>> = {}, input = "") =>
    programBeside(args, { folder: folderOf(files), input });

  it("asks the server that is named", async () => {
    const args = ["check", "--ip", "198.51.100.7", "--online", "--dns", server.address, "example.com"];
    const { out, err, status } = await run(args);
    assert.match(out, /^pass {2}postmaster@example\.com from 198\.51\.100\.7\n/);
    assert.match(out, new RegExp(`Answers from: dns ${server.address} \\(4\\)\\.`));
    assert.deepEqual([err, status], ["", 0]);
    assert.equal(service.asked.length, 0);
  });

  it("asks the service that the configuration names", async () => {
    const config = { "spf-records.json": JSON.stringify({ dns: { mode: "off", doh: service.url } }) };
    const { out } = await run(["check", "--ip", "198.51.100.7", "--online", "example.com"], config);
    assert.match(out, /^pass .*\n[\s\S]*Answers from: doh 127\.0\.0\.1:\d+ \(4\)\./);
    assert.equal(server.asked.length, 0);
    assert.equal(service.asked.length, 4);
  });

  it("asks nobody where it is not told to", async () => {
    const config = { "spf-records.json": JSON.stringify({ dns: { mode: "on", server: server.address } }) };
    const { out } = await run(["check", "--ip", "198.51.100.7", "example.com"], config);
    assert.match(out, /^undetermined /);
    await run(["lint", "--record", "v=spf1 include:_spf.example.net -all"], config);
    await run(["check", "--batch"], config, '{"ip":"192.0.2.1","sender":"a@example.com"}\n');
    assert.equal(server.asked.length, 0);
  });

  it("asks each question once in a batch", async () => {
    const requests = Array.from({ length: 200 }, (_, id) => ({
      id,
      ip: `198.51.100.${id}`,
      sender: "a@example.com",
    }));
    const input = requests.map((each) => `${JSON.stringify(each)}\n`).join("");
    const { out, err } = await run(["check", "--batch", "--online", "--dns", server.address], {}, input);
    const told = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      told.map(({ id, result }) => [id, result]),
      requests.map(({ id }) => [id, "pass"]),
    );
    assert.equal(err, "");
    assert.equal(server.asked.length, 4);
  });

  it("lints what is published, with what its names lead to", async () => {
    const args = ["lint", "--domain", "example.com", "--online", "--dns", server.address, "--format", "json"];
    const { out } = await run(args);
    const [file] = JSON.parse(out).files;
    assert.equal(file.records[0].text, "v=spf1 mx include:_spf.example.net -all");
    assert.ok(server.asked.some(({ name }) => name === "_spf.example.net"));
  });

  it("gives up on a silent server in time", async () => {
    const silent = await dnsServer(() => {});
    const args = [
      "check",
      "--ip",
      "192.0.2.1",
      "--online",
      "--dns",
      silent.address,
      "--timeout",
      "200",
      "example.com",
    ];
    const { out } = await run(args);
    assert.match(out, /^temperror .*\n {2}DNS gave no usable answer for the TXT records of example\.com\.\n/);
    await silent.close();
  });
});
