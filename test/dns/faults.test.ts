// What goes wrong on a network, however it is asked: the right result, in bounded time, with few questions.

import assert from "node:assert/strict";
import packet from "dns-packet";
import type { Answer, Resolver } from "../../server/src/dns/answers.ts";
import { driveWithin } from "../../server/src/dns/drive.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import { after as later } from "../../server/src/platform/clock.ts";
import { check } from "../../server/src/spf/check.ts";
import { answeredBy, reply, truncated } from "../support/dns-server.ts";
import { brief, byDoh, bySystem, endServers, found, SHORT, txt } from "./servers.ts";

const request = { ip: "192.0.2.1", helo: "h.example", sender: "a@a.example" };

/** How each kind of server is started and asked. */
const ways = [
  { way: "UDP", start: bySystem },
  { way: "HTTPS", start: byDoh },
] as const;

for (const { way, start } of ways) {
  describe(`a resolver over ${way}`, () => {
    afterEach(endServers);

    it("gives records, where they came from and how long they hold", async () => {
      const { resolve, server } = await start((asked, back) => back.send(reply(asked, { answers: found })));
      const answer = await resolve({ name: "A.Example.", type: "TXT" });
      const source = "url" in server ? `doh ${new URL(server.url).host}` : `dns ${server.address}`;
      const records = [{ strings: ["v=spf1 -all"], holes: [] }];
      assert.deepEqual(answer, { kind: "ok", type: "TXT", records, ttl: 300, source });
      assert.equal(server.asked.length, 1);
    });

    it("asks for names that others refuse, to the octet", async () => {
      const { resolve, server } = await start((asked, back) => back.send(reply(asked)));
      for (const name of ["a:b/%.example", "x y.example", "\udcff.example", "é.example", "*.example"]) {
        assert.equal((await resolve({ name, type: "A" })).kind, "nodata");
      }
      const labels = server.asked.map(({ octets }) => octets.subarray(13, 13 + (octets[12] as number)));
      assert.deepEqual(
        labels.map((label) => label.toString("latin1")),
        ["a:b/%", "x y", "\xff", "\xc3\xa9", "*"],
      );
    });

    it("asks nobody for a name that can't be one", async () => {
      const { resolve, server } = await start(() => {});
      assert.equal((await resolve({ name: `${"x".repeat(64)}.example`, type: "A" })).kind, "nxdomain");
      assert.equal(server.asked.length, 0);
    });

    it("keeps octets that are no text", async () => {
      const data = [Buffer.from([0xff, 0x41]), Buffer.from("é")];
      const { resolve } = await start((asked, back) =>
        back.send(reply(asked, { answers: [{ name: "a.example", type: "TXT", data }] })),
      );
      assert.deepEqual(brief(await resolve(txt)), ["\udcffA|é"]);
    });

    it("takes a refusal for an answer, and asks once", async () => {
      const { resolve, server } = await start((asked, back) => {
        const rcode = { servfail: 2, refused: 5, notimp: 4, nxdomain: 3 }[asked.name];
        back.send(reply(asked, { rcode: rcode ?? 0 }));
      });
      for (const name of ["servfail", "refused", "notimp"]) {
        assert.equal((await resolve({ name, type: "A" })).kind, "servfail");
      }
      assert.equal((await resolve({ name: "nxdomain", type: "A" })).kind, "nxdomain");
      assert.equal(server.asked.length, 4);
    });

    it("asks a server that does not know EDNS once more without it", async () => {
      const { resolve, server } = await start((asked, back) => {
        const { additionals } = packet.decode(asked.octets);
        const knows = asked.name === "a.example" && additionals?.length === 0;
        back.send(reply(asked, knows ? { answers: found } : { rcode: 1 }));
      });
      assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
      assert.equal(server.asked.length, 2);
      assert.equal((await resolve({ name: "b.example", type: "TXT" })).kind, "servfail");
      assert.equal(server.asked.length, 4);
    });

    it("does not wait for the silent", async () => {
      const { resolve, server } = await start(() => {}, SHORT);
      assert.equal((await resolve(txt)).kind, "timeout");
      // A datagram may get lost, so it is sent once more.
      assert.equal(server.asked.length, way === "UDP" ? 2 : 1);
    });

    it("stops waiting when it is told to", async () => {
      const { resolve, server } = await start(() => {});
      const control = new AbortController();
      const answer = resolve(txt, control.signal);
      while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      control.abort(new Error("enough"));
      await assert.rejects(answer, /enough/);
      await assert.rejects(resolve(txt, control.signal), /enough/);
      assert.equal(server.asked.length, 1);
    });

    it("takes 60,000 octets of text", async () => {
      const data = Array.from({ length: 235 }, () => "x".repeat(255));
      const { resolve, server } = await start((asked, back) => {
        if (asked.over === "udp") back.send(truncated(asked));
        else back.send(reply(asked, { answers: [{ name: "a.example", type: "TXT", data }] }));
      });
      const answer = await resolve(txt);
      assert.deepEqual(brief(answer), [data.join("|")]);
      assert.deepEqual(
        server.asked.map(({ over }) => over),
        way === "UDP" ? ["udp", "tcp"] : ["https"],
      );
    });

    it("takes a malformed answer for none", async () => {
      const { resolve, server } = await start((asked, back) => {
        const octets = reply(asked, { answers: found });
        back.send(octets.subarray(0, octets.length - 3));
      });
      assert.equal((await resolve(txt)).kind, "servfail");
      assert.equal(server.asked.length, 1);
    });

    it("follows aliases within an answer, and asks where one leads out of it", async () => {
      const { resolve, server } = await start((asked, back) => {
        const alias = (name: string, data: string, ttl: number) => ({
          name,
          type: "CNAME" as const,
          ttl,
          data,
        });
        const target = { name: "d.example", type: "TXT" as const, ttl: 90, data: ["end"] };
        const answers = {
          "a.example": [alias("A.example", "b.example", 100), alias("b.example", "C.example", 80)],
          "c.example": [target, alias("c.example", "d.example", 300)],
        }[asked.name.toLowerCase()];
        back.send(reply(asked, { answers: answers ?? [] }));
      });
      const answer = await resolve(txt);
      assert.deepEqual(brief(answer), ["end"]);
      assert.equal(answer.kind === "ok" && answer.ttl, 80);
      assert.deepEqual(
        server.asked.map(({ name }) => name),
        ["a.example", "c.example"],
      );
    });

    it("gives up on aliases that lead around, or on and on", async () => {
      const alias = (name: string, data: string) => ({ name, type: "CNAME" as const, data });
      const { resolve, server } = await start((asked, back) => {
        const next = `n${Number(asked.name.slice(1)) + 1}`;
        const answers =
          asked.name === "loop" ? [alias("loop", "x"), alias("x", "loop")] : [alias(asked.name, next)];
        back.send(reply(asked, { answers }));
      });
      assert.equal((await resolve({ name: "loop", type: "A" })).kind, "servfail");
      assert.equal(server.asked.length, 1);
      assert.equal((await resolve({ name: "n0", type: "A" })).kind, "servfail");
      assert.equal(server.asked.length, 1 + 9);
    });

    it("takes the code of an answer with aliases for that of the last name", async () => {
      const answers = [{ name: "a.example", type: "CNAME" as const, data: "b.example" }];
      const { resolve } = await start((asked, back) => back.send(reply(asked, { rcode: 3, answers })));
      assert.equal((await resolve(txt)).kind, "nxdomain");
    });

    it("takes a referral for a server that does not know", async () => {
      const authorities = [{ name: "example", type: "NS" as const, data: "ns.example" }];
      const { resolve } = await start((asked, back) => back.send(reply(asked, { authorities })));
      assert.equal((await resolve(txt)).kind, "servfail");
    });

    it("says how long what is not there may be remembered", async () => {
      const data = { mname: "a", rname: "b", serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 40 };
      const authorities = [{ name: "example", type: "SOA" as const, ttl: 50, data }];
      const { resolve } = await start((asked, back) => back.send(reply(asked, { authorities })));
      const answer = await resolve(txt);
      assert.deepEqual([answer.kind, answer.kind !== "ok" && answer.ttl], ["nodata", 40]);
    });

    it("is passed no data of another type or name", async () => {
      const answers = [
        { name: "other.example", type: "TXT" as const, data: ["v=spf1 +all"] },
        { name: "a.example", type: "A" as const, data: "192.0.2.1" },
      ];
      const { resolve } = await start((asked, back) => back.send(reply(asked, { answers })));
      assert.equal((await resolve(txt)).kind, "nodata");
    });

    it("asks no more than an evaluation may, of 10,000 includes that fan out", async () => {
      const includes = (name: string) => Array.from({ length: 1000 }, (_, i) => ` include:${i}.${name}`);
      const { resolve, server } = await start(
        answeredBy(({ name, type }) => {
          const text = `v=spf1${includes(name).join("")} -all`;
          return {
            kind: "ok",
            type,
            records: [{ strings: [text], holes: [] }],
            ttl: 1,
            source: "",
          } as Answer;
        }),
      );
      const outcome = await driveWithin(check(request), resolve, { milliseconds: 20_000, after: later });
      assert.equal(outcome.result, "permerror");
      const over = new Set(server.asked.map(({ over }) => over));
      assert.equal(server.asked.length, way === "UDP" ? 22 : 11);
      assert.deepEqual([...over], way === "UDP" ? ["udp", "tcp"] : ["https"]);
    });

    it("lets an evaluation end when its time is over, whatever is silent", async () => {
      const zones = recorded({
        "a.example": [{ TXT: "v=spf1 a:b.example a:c.example -all" }],
        "b.example": [],
        "c.example": ["TIMEOUT"],
      });
      let over = () => {};
      const { resolve } = await start((asked, back) => {
        if (asked.name === "c.example") over();
        answeredBy(zones)(asked, back);
      });
      const budget = {
        milliseconds: 20_000,
        after: (_: number, run: () => void) => {
          over = run;
          return () => {};
        },
      };
      const outcome = await driveWithin(check(request), resolve, budget);
      assert.equal(outcome.result, "temperror");
      assert.equal(outcome.trace.reason, "time");
      assert.deepEqual(
        outcome.trace.terms.map(({ text }) => text),
        ["a:b.example", "a:c.example"],
      );
    });
  });
}

describe("resolvers together", () => {
  afterEach(endServers);

  it("leave no rejection that nobody hears", async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on("unhandledRejection", hear);
    const resolvers: Resolver[] = [
      (await bySystem(() => {}, SHORT)).resolve,
      (await byDoh(() => {}, SHORT)).resolve,
    ];
    for (const resolve of resolvers) {
      const control = new AbortController();
      const answers = [resolve(txt, control.signal), resolve(txt)];
      control.abort();
      await Promise.allSettled(answers);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", hear);
    assert.deepEqual(unheard, []);
  });
});
