// What goes wrong with datagrams, with several servers, and with connections.

import assert from "node:assert/strict";
import { remote } from "../../server/src/dns/remote.ts";
import { carryTo, systemResolver } from "../../server/src/platform/node-dns.ts";
import { type Asked, dnsServer, reply, type Script, truncated } from "../support/dns-server.ts";
import { brief, bySystem, changed, endServers, ends, found, SHORT, TIMEOUT, txt } from "./servers.ts";

describe("DNS over UDP", () => {
  afterEach(endServers);

  it("asks again when a datagram is lost", async () => {
    let lost = 0;
    const { resolve, server } = await bySystem((asked, back) => {
      if (lost++ > 0) back.send(reply(asked, { answers: found }));
    }, 1000);
    assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
    assert.equal(server.asked.length, 2);
  });

  const forged: [string, (asked: Asked) => Uint8Array][] = [
    ["another id", (asked) => changed(asked, 1, (octet) => octet ^ 1)],
    ["another question", (asked) => changed(asked, 13, () => 0x7a)],
    ["another type", (asked) => changed(asked, 24, () => 1)],
    ["no response", (asked) => changed(asked, 2, (octet) => octet & 0x7f)],
    ["garbage", () => Buffer.from("what is this, and how long can it be?")],
    ["nothing", () => Buffer.alloc(0)],
  ];
  for (const [what, forge] of forged) {
    it(`does not hear ${what}, and waits for the answer`, async () => {
      const { resolve, server } = await bySystem((asked, back) => {
        if (asked.name === "a.example") {
          back.send(forge(asked));
          back.send(reply(asked, { answers: found }));
        } else back.send(forge(asked));
      });
      assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
      assert.equal(server.asked.length, 1);
      const hasty = systemResolver({ server: server.address, timeout: SHORT });
      assert.equal((await hasty({ name: "b.example", type: "TXT" })).kind, "timeout");
    });
  }

  it("does not hear who was not asked", async () => {
    const { resolve, server } = await bySystem(
      (asked, back) => back.elsewhere(reply(asked, { answers: found })),
      SHORT,
    );
    assert.equal((await resolve(txt)).kind, "timeout");
    assert.equal(server.asked.length, 2);
  });

  it("takes a port that nobody listens on for a failure, at once", async () => {
    const server = await dnsServer(() => {});
    await server.close();
    const answer = await systemResolver({ server: server.address, timeout: 60_000 })(txt);
    assert.deepEqual(answer, { kind: "servfail", source: `dns ${server.address}` });
  });

  describe("of several servers", () => {
    async function several(timeout: number, ...scripts: Script[]) {
      const servers = await Promise.all(scripts.map(dnsServer));
      ends.push(...servers.map(({ close }) => close));
      const carry = carryTo(() => servers.map(({ port }) => ({ host: "127.0.0.1", port })), timeout);
      return {
        resolve: remote(carry, () => 7),
        servers,
        counts: () => servers.map(({ asked }) => asked.length),
      };
    }
    const silent: Script = () => {};
    const refuses: Script = (asked, back) => back.send(reply(asked, { rcode: 5 }));
    const answers: Script = (asked, back) => back.send(reply(asked, { answers: found }));

    it("asks the next one after a refusal or after silence, and says who answered", async () => {
      const { resolve, servers, counts } = await several(4 * SHORT, refuses, silent, answers);
      const answer = await resolve(txt);
      assert.deepEqual(brief(answer), ["v=spf1 -all"]);
      assert.equal(answer.source, `dns ${servers[2]?.address}`);
      assert.deepEqual(counts(), [1, 1, 1]);
    });

    it("still hears the first one when it has asked the next", async () => {
      let first = () => {};
      const slow: Script = (asked, back) => {
        first = () => answers(asked, back);
      };
      const { resolve } = await several(1000, slow, (asked, back) => {
        refuses(asked, back);
        first();
      });
      assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
    });

    it("says that one refused, where the others are silent or refuse too", async () => {
      const mixed = await several(SHORT, silent, refuses);
      const answer = await mixed.resolve(txt);
      assert.deepEqual(answer, { kind: "servfail", source: `dns ${mixed.servers[1]?.address}` });
      const all = await several(TIMEOUT, refuses, refuses);
      assert.equal((await all.resolve(txt)).kind, "servfail");
      assert.deepEqual(all.counts(), [1, 1]);
    });

    it("has nobody to ask where there is none", async () => {
      assert.equal((await (await several(TIMEOUT)).resolve(txt)).kind, "servfail");
    });
  });

  it("refuses a server that it can't read", () => {
    assert.throws(() => systemResolver({ server: "1.2.3", timeout: 1 }), RangeError);
  });
});

describe("DNS over TCP", () => {
  afterEach(endServers);

  const big =
    (react: Script): Script =>
    (asked, back) => {
      if (asked.over === "udp") back.send(truncated(asked));
      else react(asked, back);
    };

  it("waits for an answer that comes in drops", async () => {
    const { resolve } = await bySystem(
      big((asked, back) => back.drip(reply(asked, { answers: found }), 1, 1)),
    );
    assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
  });

  it("does not wait for drops any longer than for a datagram", async () => {
    const { resolve } = await bySystem(
      big((asked, back) => back.drip(reply(asked, { answers: found }), 1, SHORT)),
      2 * SHORT,
    );
    assert.equal((await resolve(txt)).kind, "timeout");
  });

  const failures: [string, Script][] = [
    ["a connection that breaks", (_, back) => back.reset()],
    ["an answer to another question", (asked, back) => back.send(changed(asked, 13, () => 0x7a))],
    ["garbage", (_, back) => back.send(Buffer.from("garbage, no message at all"))],
    ["an answer that is cut off once more", (asked, back) => back.send(truncated(asked))],
    ["a refusal", (asked, back) => back.send(reply(asked, { rcode: 5 }))],
  ];
  for (const [what, script] of failures) {
    it(`takes ${what} for a failure`, async () => {
      const { resolve, server } = await bySystem(big(script));
      assert.equal((await resolve(txt)).kind, "servfail");
      assert.equal(server.asked.length, 2);
    });
  }
});
