// The openspf suites over real DNS on loopback: knotd serves what a server can, a server of the tests' the rest.

import assert from "node:assert/strict";
import { connect } from "node:net";
import type { Resolver } from "../../server/src/dns/answers.ts";
import { driveAsync, driveSync } from "../../server/src/dns/drive.ts";
import { limited } from "../../server/src/dns/limited.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../server/src/dns/zonedata.ts";
import { dohResolver } from "../../server/src/platform/doh.ts";
import { systemResolver } from "../../server/src/platform/node-dns.ts";
import { check } from "../../server/src/spf/check.ts";
import { answeredBy, dnsServer } from "../support/dns-server.ts";
import { answer, dohServer, httpServer } from "../support/doh-server.ts";
import { needs } from "../support/skip.ts";
import { type OpenspfCase, openspf, readSuite, suitePath } from "../vectors/openspf.ts";
import { canServe, hasKnot, type Knot, startKnot } from "./knot.ts";

/** The suite of RFC 4408 has the same cases but for a few. */
const suites = ["rfc7208-tests.yml", "pyspf-tests.yml", "blitirispf-tests.yml"];

/** Milliseconds that no answer on this machine takes, however busy it is; and for what is known to be silent. */
const TIMEOUT = 10_000;
const SILENCE = 200;
/** Questions of one group on their way at once; all of them would overrun the buffers of sockets. */
const AT_ONCE = 8;

needs(suites.every(suitePath), openspf).describe("the openspf suites over DNS", () => {
  const groups = groupsOf(suites.flatMap((suite) => readSuite(suitePath(suite) as string)));

  const ends: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of ends) await end();
  });

  needs(hasKnot, "knotd (apt: knot)").describe("that knotd serves", () => {
    let knot: Knot;
    before(async () => {
      knot = await startKnot();
      ends.push(knot.close);
    });

    it("give what they give in memory, asked as the system is asked and over HTTPS", async () => {
      const front = await httpServer((response, { octets }) =>
        forward(octets, knot.port, (reply) => answer(response, reply)),
      );
      ends.push(front.close);
      const plain = systemResolver({ server: `127.0.0.1:${knot.port}`, timeout: TIMEOUT });
      const service = dohResolver({ url: front.url, timeout: TIMEOUT });
      let count = 0;
      for (const [zonedata, cases] of groups) {
        if (!canServe(zonedata)) continue;
        await knot.serve(zonedata);
        await Promise.all([holds(cases, plain), holds(cases, service)]);
        count += cases.length;
      }
      assert.ok(count > 150, `${count} cases`);
    });
  });

  it("give what they give in memory where names fail", async () => {
    const rest = [...groups].filter(([zonedata]) => !canServe(zonedata));
    assert.ok(rest.length > 5, `${rest.length} groups`);
    await Promise.all(
      rest.map(async ([zonedata, cases]) => {
        const answers = recorded(zonedata);
        const script = answeredBy(answers);
        const [server, { url, close }] = await Promise.all([dnsServer(script), dohServer(script)]);
        ends.push(server.close, close);
        const way = (resolverWith: (timeout: number) => Resolver) => {
          const [patient, brief] = [resolverWith(TIMEOUT), resolverWith(SILENCE)];
          const resolve: Resolver = (query, signal) =>
            (answers(query).kind === "timeout" ? brief : patient)(query, signal);
          return holds(cases, resolve);
        };
        await Promise.all([
          way((timeout) => systemResolver({ server: server.address, timeout })),
          way((timeout) => dohResolver({ url, timeout })),
        ]);
      }),
    );
  });
});

/**
 * Evaluates each case over the network, and requires the result and explanation that recorded answers give, or another
 * that the suite accepts: a server holds no record twice (RFC 2181, 5).
 */
async function holds(cases: readonly OpenspfCase[], resolver: Resolver): Promise<void> {
  const resolve = limited(resolver, AT_ONCE);
  const wrong = await Promise.all(
    cases.map(async (each) => {
      const evaluation = () =>
        check(each, { receiver: each.receiver ?? "unknown", defaultExplanation: "DEFAULT" });
      const { result, explanation } = await driveAsync(evaluation(), resolve);
      const expected = driveSync(evaluation(), recorded(each.zonedata));
      const same = result === expected.result && explanation === expected.explanation;
      const accepted = each.results.length > 1 && each.results.includes(result);
      return same || accepted ? [] : [{ id: each.id, result, explanation, expected: expected.result }];
    }),
  );
  assert.deepEqual(wrong.flat(), []);
}

/** Hands a message to a server by TCP, which holds whatever HTTPS does. */
function forward(message: Buffer, port: number, then: (reply: Buffer) => void): void {
  const socket = connect({ host: "127.0.0.1", port });
  let received = Buffer.alloc(0);
  socket.write(Buffer.concat([Uint8Array.of(message.length >> 8, message.length & 0xff), message]));
  socket.on("data", (piece) => {
    received = Buffer.concat([received, piece]);
    if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
    socket.destroy();
    then(received.subarray(2));
  });
}

/** Cases that share their zones, which are one object in a suite. */
function groupsOf(cases: readonly OpenspfCase[]): Map<Zonedata, OpenspfCase[]> {
  const groups = new Map<Zonedata, OpenspfCase[]>();
  for (const each of cases) groups.set(each.zonedata, [...(groups.get(each.zonedata) ?? []), each]);
  return groups;
}
