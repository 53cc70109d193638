// What goes wrong on a network, over UDP and TCP and over HTTPS: the right result, in bounded time, with few questions.

import assert from "node:assert/strict";
import packet from "dns-packet";
import type { Answer, Query, Resolver } from "../../server/src/dns/answers.ts";
import { driveWithin } from "../../server/src/dns/drive.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import { remote } from "../../server/src/dns/remote.ts";
import { after as later } from "../../server/src/platform/clock.ts";
import { dohResolver } from "../../server/src/platform/doh.ts";
import { carryTo, systemResolver } from "../../server/src/platform/node-dns.ts";
import { check } from "../../server/src/spf/check.ts";
import { type Asked, answeredBy, dnsServer, reply, type Script, truncated } from "../support/dns-server.ts";
import { answer, dohServer, type Handler, httpServer } from "../support/doh-server.ts";

const txt: Query = { name: "a.example", type: "TXT" };
const found = [{ name: "a.example", type: "TXT" as const, ttl: 300, data: ["v=spf1 -all"] }];

/** Long enough for an answer on this machine, however busy it is; and for silence, which need not be long. */
const TIMEOUT = 10_000;
const SHORT = 60;

const request = { ip: "192.0.2.1", helo: "h.example", sender: "a@a.example" };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function bySystem(script: Script, timeout = TIMEOUT) {
  const server = await dnsServer(script);
  ends.push(server.close);
  return { resolve: systemResolver({ server: server.address, timeout }), server };
}

async function byDoh(script: Script, timeout = TIMEOUT) {
  const server = await dohServer(script);
  ends.push(server.close);
  return { resolve: dohResolver({ url: server.url, timeout }), server };
}

async function byHttp(handler: Handler, timeout = TIMEOUT, method: "GET" | "POST" = "POST") {
  const server = await httpServer(handler);
  ends.push(server.close);
  return { resolve: dohResolver({ url: server.url, timeout, method }), server };
}

function brief(answer: Answer): unknown {
  if (answer.kind !== "ok") return answer.kind;
  return answer.type === "TXT" ? answer.records.map(({ strings }) => strings.join("|")) : answer.records;
}

/** How each kind of server is started and asked. */
const ways = [
  { way: "UDP", start: bySystem },
  { way: "HTTPS", start: byDoh },
] as const;

for (const { way, start } of ways) {
  describe(`a resolver over ${way}`, () => {
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
        const rcode = { servfail: 2, refused: 5, formerr: 1, notimp: 4, nxdomain: 3 }[asked.name];
        back.send(reply(asked, { rcode: rcode ?? 0 }));
      });
      for (const name of ["servfail", "refused", "formerr", "notimp"]) {
        assert.equal((await resolve({ name, type: "A" })).kind, "servfail");
      }
      assert.equal((await resolve({ name: "nxdomain", type: "A" })).kind, "nxdomain");
      assert.equal(server.asked.length, 5);
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
      const includes = (at: number) => Array.from({ length: 1000 }, (_, i) => ` include:i${at}-${i}.example`);
      const { resolve, server } = await start(
        answeredBy(({ name, type }) => {
          const text = `v=spf1${includes(name.length).join("")} -all`;
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

describe("DNS over UDP", () => {
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
      const { resolve } = await several(TIMEOUT, slow, (asked, back) => {
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

describe("DNS over HTTPS", () => {
  it("asks as RFC 8484 says, with POST and with GET", async () => {
    for (const method of ["POST", "GET"] as const) {
      let seen: unknown;
      const { resolve, server } = await byHttp(
        (response, asked, { method, headers: { accept, "content-type": type } }) => {
          seen = { method, accept, type };
          answer(response, reply(asked, { answers: found }));
        },
        TIMEOUT,
        method,
      );
      assert.deepEqual(brief(await resolve(txt)), ["v=spf1 -all"]);
      const type = "application/dns-message";
      assert.deepEqual(seen, { method, accept: type, type: method === "POST" ? type : undefined });
      assert.equal(packet.decode(server.asked[0]?.octets as Buffer).id, 0);
    }
  });

  const failures: [string, Handler][] = [
    ["another status", (response, asked) => response.writeHead(502).end(reply(asked, { answers: found }))],
    [
      "another type",
      (response, asked) =>
        response.writeHead(200, { "content-type": "text/html" }).end(reply(asked, { answers: found })),
    ],
    ["no type", (response, asked) => response.writeHead(200).end(reply(asked, { answers: found }))],
    ["a body larger than any message", (response) => answer(response, Buffer.alloc(70_000))],
    ["a body without a message", (response) => answer(response, Buffer.alloc(0))],
    [
      "an answer to another question",
      (response, asked) =>
        answer(
          response,
          changed(asked, 13, () => 0x7a),
        ),
    ],
    [
      "another id",
      (response, asked) =>
        answer(
          response,
          changed(asked, 1, () => 1),
        ),
    ],
    ["a connection that breaks", (response) => response.destroy()],
    [
      "a body that breaks off",
      (response) => {
        response
          .writeHead(200, { "content-type": "application/dns-message", "content-length": 100 })
          .write("x");
        setTimeout(() => response.destroy(), 5);
      },
    ],
  ];
  for (const [what, handler] of failures) {
    it(`takes ${what} for a failure`, async () => {
      const { resolve, server } = await byHttp(handler);
      assert.equal((await resolve(txt)).kind, "servfail");
      assert.equal(server.asked.length, 1);
    });
  }

  it("goes nowhere else", async () => {
    const other = await byHttp((response, asked) => answer(response, reply(asked, { answers: found })));
    const { resolve } = await byHttp((response) =>
      response.writeHead(307, { location: other.server.url }).end(),
    );
    assert.equal((await resolve(txt)).kind, "servfail");
    assert.equal(other.server.asked.length, 0);
  });

  it("does not wait for a body without end", async () => {
    const { resolve } = await byHttp((response) => {
      response.writeHead(200, { "content-type": "application/dns-message" });
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    }, 2 * SHORT);
    assert.equal((await resolve(txt)).kind, "timeout");
  });

  it("refuses a URL that it can't read, or that shows what is asked", () => {
    for (const url of ["x", "http://dns.example/", "ftp://127.0.0.1/"]) {
      assert.throws(() => dohResolver({ url, timeout: 1 }), RangeError);
    }
  });
});

/** A good reply with one octet changed. */
function changed(asked: Asked, at: number, to: (octet: number) => number): Uint8Array {
  const octets = reply(asked, { answers: found });
  octets[at] = to(octets[at] as number);
  return octets;
}

describe("resolvers together", () => {
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
