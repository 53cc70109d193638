/** Simulations as a client asks for them, with the text it has not saved, and what stands beside the text. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { CancellationTokenSource, type Hover } from "vscode-languageserver/node";
import type { Resolver } from "../../server/src/dns/answers.ts";
import type { Simulation, Suggestions } from "../../server/src/lsp/protocol.ts";
import { answeredBy, type DnsServer, dnsServer } from "../support/dns-server.ts";
import { type DohServer, dohServer } from "../support/doh-server.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import type { Entry } from "./client.ts";
import {
  at,
  consenting,
  dnsWith,
  noting,
  record,
  type Simulator,
  simulator,
  simulatorOf,
  stranger,
  uri,
} from "./simulator.ts";

const entries: readonly [string, Entry, string][] = [
  ["dist/server/node.js --stdio", "server", "dist/server/node.js"],
  ["spf-records lsp --stdio", "command", "dist/main.js"],
  ["dist/server/browser.js in a worker", "browser", "dist/server/browser.js"],
];

for (const [name, entry, file] of entries) {
  needs(existsSync(path.join(root, file)), `${file} (npm run build)`).describe(
    `simulating with ${name}`,
    () => {
      let simulating: Simulator;
      let server: DnsServer | DohServer | null = null;
      afterEach(async () => {
        await simulating.client.stop();
        await server?.close();
        server = null;
      });

      it("judges by what is not saved", async () => {
        simulating = await simulatorOf({ entry });
        assert.equal((await simulating.ask()).report.result, "pass");
        simulating.client.change(uri, 2, { range: record, text: "v=spf1 -all" });
        const { report, request } = await simulating.ask();
        assert.equal(report.result, "fail");
        assert.equal(report.trace?.queries[0]?.source, "buffer");
        const start = { ...at, character: at.character + "v=spf1 ".length };
        const end = { ...at, character: at.character + "v=spf1 -all".length };
        assert.deepEqual(report.trace?.terms[0]?.place, { uri, range: { start, end } });
        assert.deepEqual(request, {
          ip: "192.0.2.25",
          helo: "example.com",
          sender: "postmaster@example.com",
          protocol: "spf",
          scope: "mfrom",
          domain: "example.com",
        });
      });

      it("asks nobody before somebody agreed, and then whom the settings name", async () => {
        const script = answeredBy(dnsWith());
        const started = entry === "browser" ? await dohServer(script) : await dnsServer(script);
        server = started;
        const dns = "url" in started ? { doh: started.url } : { server: started.address };
        const setup = consenting({ trusted: true, agreed: false }, dns);
        simulating = await simulatorOf({ entry, ...setup });
        assert.deepEqual(await simulating.result(), ["undetermined", "not-agreed"]);
        await simulating.client.hover(uri, at.line, at.character + 12);
        await simulating.firstLens();
        await simulating.hints();
        assert.equal(started.asked.length, 0);
        const online = await simulating.ask({ ip: stranger, online: true });
        assert.deepEqual([online.report.result, online.dns], ["pass", "asked"]);
        assert.match(online.report.trace?.terms[1]?.nested?.queries[0]?.source ?? "", /127\.0\.0\.1/);
        assert.ok(started.asked.some((question) => question.name === "_spf.example.net"));
      });

      it("shows what a record costs above it and in it", async () => {
        simulating = await simulatorOf({ entry });
        const { title, arguments: given } = (await simulating.firstLens()).command ?? {};
        assert.equal(title, "at least 2 of 10 lookups · -all · Simulate…");
        assert.deepEqual(given, [{ uri, position: { line: at.line, character: 0 } }]);
        assert.deepEqual(
          (await simulating.hints()).map(({ position, label, paddingLeft }) => [
            position.character - at.character,
            label,
            paddingLeft,
          ]),
          [
            ["v=spf1 mx".length, "1", true],
            ["v=spf1 mx include:_spf.example.net".length, "1+", true],
          ],
        );
      });
    },
  );
}

describe("a simulation over the protocol", () => {
  it("says in a sentence what it can't do", async () => {
    const { wrong } = bound(await simulator(null));
    assert.equal(await wrong({ uri, position: at, ip: "192.0.2" }), "192.0.2 is not an IP address.");
    assert.match(await wrong({ ip: "192.0.2.1" }), /^Nothing says whose mail is checked/);
    assert.match(await wrong({ ip: "192.0.2.1", uri: "file:///zones/none" }), /^No record was read at/);
    for (const nonsense of [undefined, null, 7, "x", [], {}, { domain: "example.com" }])
      assert.match(await wrong(nonsense), /^A simulation needs an object with ip/);
    const texts = ["uri", "ip", "domain", "sender", "helo", "message"].map((field) => [field, 7] as const);
    const others = [
      ["position", { line: -1, character: 0 }],
      ["protocol", "dkim"],
      ["scope", "from"],
      ["online", "yes"],
    ] as const;
    for (const [field, value] of [...texts, ...others])
      assert.match(
        await wrong({ ip: "192.0.2.1", domain: "example.com", [field]: value }),
        /can't be/,
        field,
      );
  });

  it("needs no document where the domain is given", async () => {
    const simulating = await simulator(null);
    const request = { ip: "192.0.2.25", domain: "example.com" };
    assert.equal((await simulating.command<Simulation>("spf.simulate", request)).report.result, "pass");
  });

  it("speaks the client's language", async () => {
    const simulating = await simulator(null, { locale: "ja" });
    assert.match((await simulating.ask()).advice.join(), /送信できます/);
  });

  it("gives advice, header fields, costs and addresses to choose from", async () => {
    const simulating = await simulator(null);
    const { advice, headers, costs } = await simulating.ask();
    assert.match(advice.join(" "), /192\.0\.2\.25 may send as example\.com/);
    assert.match(headers.receivedSpf, /^Received-SPF: pass \(/);
    assert.match(headers.authenticationResults, /^Authentication-Results: /);
    assert.deepEqual(
      costs?.below.map(({ label, lookups, exact, place }) => [
        label,
        lookups,
        exact,
        (place?.range.start.character ?? 0) - at.character,
      ]),
      [
        ["mx", 1, true, 7],
        ["include:_spf.example.net", 1, false, 10],
      ],
    );
    const suggest = (asked: unknown) => simulating.command<Suggestions>("spf.simulateSuggestions", asked);
    assert.deepEqual(await suggest({ uri, position: at }), {
      domain: "example.com",
      addresses: ["192.0.2.25", "2001:db8::25"].map((ip) => ({ ip, label: "mail.example.com (MX)" })),
    });
    for (const nonsense of [undefined, 7, {}, { uri: "file:///zones/none" }])
      assert.deepEqual(await suggest(nonsense), { domain: null, addresses: [] });
  });

  it("takes a message in place of a sender, and says where it names nobody", async () => {
    const simulating = await simulator(null);
    const headers = "From: Jo <jo@example.com>\r\nSubject: x\r\n";
    const named = await simulating.ask({ scope: "pra", message: headers });
    assert.deepEqual([named.report.result, named.request.sender], ["pass", "jo@example.com"]);
    assert.match(named.notes.join(), /IESG's note on RFC 4406/);
    const nobody = await simulating.ask({ scope: "pra", message: "From: friends: a@example.com;\n" });
    assert.equal(nobody.report.result, "fail");
    assert.equal(nobody.why.at(-1), "From holds a group in place of a mailbox.");
    const request = { uri, position: at, ip: "192.0.2.1", scope: "pra" };
    assert.match(await simulating.wrong(request), /neither is there\.$/);
  });

  it("is announced only where the client has no commands of its own for it", async () => {
    const announced = ({ client }: Simulator) =>
      client.initialized.capabilities.executeCommandProvider?.commands;
    const all = ["spf.raiseSerial", "spf.simulate", "spf.simulateSuggestions"];
    assert.deepEqual(announced(await simulator(null)), all);
    const own = await simulator(null, consenting({ trusted: true, agreed: false }));
    assert.deepEqual(announced(own), ["spf.raiseSerial"]);
    assert.equal((await own.ask()).report.result, "pass");
  });

  it("can be taken back while DNS is waited for", async () => {
    let heard: AbortSignal | undefined;
    const hanging: Resolver = (_, signal) =>
      new Promise((_resolve, reject) => {
        heard = signal;
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    const { client } = await simulator(hanging, consenting({ trusted: true, agreed: true }));
    const source = new CancellationTokenSource();
    const asking = client.connection.sendRequest(
      "workspace/executeCommand",
      { command: "spf.simulate", arguments: [{ uri, position: at, ip: stranger }] },
      source.token,
    );
    await client.until("a question", () => heard);
    source.cancel();
    await assert.rejects(asking, { code: -32800 });
    assert.equal(heard?.aborted, true);
    assert.deepEqual(client.log, []);
  });

  it("lets the user of another editor choose an address, and tells the verdict", async () => {
    const questions: { message: string; actions: { title: string }[] }[] = [];
    const answer = (params: (typeof questions)[number]) => {
      questions.push(params);
      return params.actions[0];
    };
    const asked = { "window/showMessageRequest": answer as (params: never) => unknown };
    const simulating = await simulator(null, { asked });
    const { command: chosen } = await simulating.firstLens();
    await simulating.command(chosen?.command ?? "", ...(chosen?.arguments ?? []));
    assert.deepEqual(
      questions.map(({ message, actions }) => [message, actions.map(({ title }) => title)]),
      [["Mail for example.com from which address?", ["192.0.2.25", "2001:db8::25"]]],
    );
    assert.match(simulating.client.shown.join(), /^Mail from 192\.0\.2\.25 for example\.com: pass\./);
  });
});

describe("beside the text", () => {
  it("nothing is shown that the user does not want", async () => {
    let settings: unknown = { codeLens: { enabled: false }, inlayHints: { enabled: false } };
    const refreshed: string[] = [];
    const refresh = (what: string) => () => {
      refreshed.push(what);
      return null;
    };
    const simulating = await simulator(null, {
      capabilities: {
        workspace: {
          configuration: true,
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
        },
      },
      configuration: () => settings,
      asked: {
        "workspace/codeLens/refresh": refresh("lenses"),
        "workspace/inlayHint/refresh": refresh("hints"),
      },
    });
    assert.deepEqual([await simulating.lenses(), await simulating.hints()], [null, null]);
    settings = {};
    simulating.client.notify("workspace/didChangeConfiguration", { settings: null });
    await simulating.client.until("a refresh", () => refreshed.length >= 2 || undefined);
    assert.deepEqual(refreshed.sort(), ["hints", "lenses"]);
    assert.deepEqual([(await simulating.lenses()).length, (await simulating.hints()).length], [1, 2]);
  });

  it("text of strangers is shown as text", async () => {
    const hostile = "v=spf1 ip4:192.0.2.1 <img> [x](command:y) \u001b[31m \u202e `$(bug)` -all";
    const { resolve } = noting(dnsWith(hostile));
    const capabilities = { textDocument: { hover: { contentFormat: ["markdown" as const] } } };
    const simulating = await simulator(resolve, {
      ...consenting({ trusted: true, agreed: true }),
      capabilities,
    });
    const { report } = await simulating.ask({ ip: stranger });
    assert.equal(report.result, "permerror");
    assert.equal(report.trace?.terms[1]?.nested?.text, hostile);
    const hover = (await simulating.client.hover(uri, at.line, at.character + 12)) as Hover;
    assert.doesNotMatch(JSON.stringify(hover.contents), /\\u001b|\u202e/);
    assert.doesNotMatch((await simulating.firstLens()).command?.title ?? "", /\$\(|<img>/);
  });
});

/** So that its methods can be named alone. */
function bound(simulating: Simulator): Pick<Simulator, "wrong"> {
  return { wrong: (request) => simulating.wrong(request) };
}
