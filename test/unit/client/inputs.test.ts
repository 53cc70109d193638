/** From what a person filled in to the request, and what is kept of it for the next time. */

import assert from "node:assert/strict";
import { headersOf } from "../../../client/src/simulation/headers.ts";
import { type Inputs, readInputs, requestOf } from "../../../client/src/simulation/inputs.ts";
import { readKept, readTarget } from "../../../client/src/simulation/kept.ts";
import { remembered, withInputs } from "../../../client/src/simulation/remembered.ts";

const inputs: Inputs = {
  ip: " 192.0.2.1 ",
  identity: "mfrom",
  sender: "a@example.com",
  helo: " mail.example.com",
  message: "From: b@example.org",
};
const target = { uri: "file:///db.example.com", position: { line: 7, character: 2 } };
const common = { ...target, ip: "192.0.2.1", helo: "mail.example.com" };

describe("inputs of a simulation", () => {
  it("ask for what the identity needs, and for nothing else", () => {
    assert.deepEqual(requestOf(inputs, target), {
      ...common,
      protocol: "spf",
      scope: "mfrom",
      sender: "a@example.com",
    });
    assert.deepEqual(requestOf({ ...inputs, identity: "helo" }, target), {
      ...common,
      protocol: "spf",
      scope: "helo",
    });
    assert.deepEqual(requestOf({ ...inputs, identity: "sender-id" }, target), {
      ...common,
      protocol: "sender-id",
      scope: "mfrom",
      sender: "a@example.com",
    });
    assert.deepEqual(requestOf({ ...inputs, identity: "pra" }, target), {
      ...common,
      protocol: "sender-id",
      scope: "pra",
      message: "From: b@example.org",
    });
  });

  it("keep the null sender, and leave HELO to the server where it is empty", () => {
    const { helo, sender } = requestOf({ ...inputs, sender: "", helo: " " }, target);
    assert.equal(helo, undefined);
    assert.equal(sender, "");
  });

  it("are read back as they are, and from nothing else", () => {
    assert.deepEqual(readInputs(JSON.parse(JSON.stringify(inputs))), inputs);
    for (const other of [null, 1, "x", [], {}, { ...inputs, ip: 1 }, { ...inputs, identity: "from" }])
      assert.equal(readInputs(other), null, JSON.stringify(other));
  });

  it("take the headers of a message and not its text", () => {
    assert.equal(headersOf("\r\nFrom: a@b\r\nTo: c@d\r\n\r\nSecret\r\n\r\nmore"), "From: a@b\r\nTo: c@d");
    assert.equal(headersOf("From: a@b"), "From: a@b");
  });
});

describe("what a panel comes back with", () => {
  const kept = { target: { ...target, domain: "example.com" }, inputs };

  it("is what it was about", () => {
    assert.deepEqual(readKept(JSON.parse(JSON.stringify({ kept, opened: [], scroll: 3 }))), kept);
    assert.deepEqual(readKept({ kept: { target: {}, inputs } }), { target: {}, inputs });
  });

  it("is nothing where something else was stored", () => {
    for (const state of [
      undefined,
      null,
      1,
      {},
      { kept: null },
      { kept: { target, inputs: {} } },
      { kept: { inputs } },
    ])
      assert.equal(readKept(state), null, JSON.stringify(state));
  });

  it("has no place that can't be one", () => {
    const at = (line: unknown) => readTarget({ uri: "file:///z", position: { line, character: 0 } });
    assert.deepEqual(at(3), { uri: "file:///z", position: { line: 3, character: 0 } });
    for (const line of [-1, 0.5, "3", null]) assert.deepEqual(at(line), { uri: "file:///z" });
  });
});

describe("what a workspace remembers", () => {
  const memory = (stored: unknown) => ({ get: () => stored, update: async () => {}, keys: () => [] });
  const nothing = remembered(memory(undefined));

  it("puts the last value first, each once, and forgets the oldest", () => {
    let now = nothing;
    for (const ip of ["192.0.2.1", "192.0.2.2", "192.0.2.1"]) now = withInputs(now, { ...inputs, ip }, false);
    assert.deepEqual(now.ips, ["192.0.2.1", "192.0.2.2"]);
    for (let i = 0; i < 20; i++) now = withInputs(now, { ...inputs, ip: `192.0.2.${i}` }, false);
    assert.equal(now.ips.length, 8);
    assert.equal(now.ips[0], "192.0.2.19");
  });

  it("keeps no message, and no sender that is offered anyhow", () => {
    const now = withInputs(nothing, inputs, true);
    assert.equal(now.last?.message, "");
    assert.deepEqual(now.senders, []);
    assert.deepEqual(withInputs(nothing, inputs, false).senders, ["a@example.com"]);
  });

  it("is nothing where something else is stored", () => {
    for (const stored of [null, 5, { last: 1, ips: "x", senders: [1, "a@b"] }]) {
      const { last, ips } = remembered(memory(stored));
      assert.equal(last, null);
      assert.deepEqual(ips, []);
    }
    assert.deepEqual(remembered(memory({ senders: [1, "a@b"] })).senders, ["a@b"]);
  });
});
