// What goes wrong with DNS over HTTPS (RFC 8484).

import assert from "node:assert/strict";
import packet from "dns-packet";
import { dohResolver } from "../../server/src/platform/doh.ts";
import { reply } from "../support/dns-server.ts";
import { answer, type Handler } from "../support/doh-server.ts";
import { brief, byHttp, changed, endServers, found, SHORT, TIMEOUT, txt } from "./servers.ts";

describe("DNS over HTTPS", () => {
  afterEach(endServers);

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
