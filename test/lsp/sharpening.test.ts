/** Findings are there at once, and say more once DNS has answered; nothing is asked that nobody agreed to. */

import assert from "node:assert/strict";
import type { ClientCapabilities, Diagnostic, Hover } from "vscode-languageserver/node";
import type { Query, Resolver } from "../../server/src/dns/answers.ts";
import type { Platform } from "../../server/src/lsp/session.ts";
import { TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { consenting, dnsWith, noting } from "./simulator.ts";

const uri = "file:///zones/db.example.com";
const zone = '$ORIGIN example.com.\n@ IN TXT "v=spf1 include:_spf.example.net -all"\n';
/** Eleven lookups with the one that leads to it. */
const greedy = `v=spf1 ${Array.from({ length: 10 }, (_, i) => `exists:%{i}.e${i}.example.net`).join(" ")} -all`;
const isOver = (list: readonly Diagnostic[]) => list.some(({ code }) => code === "too-many-lookups");
const isNotOver = (list: readonly Diagnostic[]) => !isOver(list);

/** A platform whose pauses are over when the test says so. */
function paused(resolve: Resolver): { readonly platform: Platform; readonly end: () => void } {
  const waiting = new Set<() => void>();
  const platform: Platform = {
    ...memoryPlatform({}, undefined, () => resolve),
    after: (_, run) => {
      waiting.add(run);
      return () => waiting.delete(run);
    },
  };
  const end = () => {
    for (const run of [...waiting]) {
      waiting.delete(run);
      run();
    }
  };
  return { platform, end };
}

const start = async (
  platform: Platform,
  agreed: boolean,
  refreshed: () => void = () => {},
  textDocument: ClientCapabilities["textDocument"] = {},
) => {
  const refresh = () => {
    refreshed();
    return null;
  };
  const client = await TestClient.start({
    entry: { platform },
    ...consenting({ trusted: true, agreed }),
    capabilities: { textDocument, workspace: { codeLens: { refreshSupport: true } } },
    asked: { "workspace/codeLens/refresh": refresh },
  });
  client.open(uri, zone);
  return client;
};

describe("findings", () => {
  it("are there before DNS is asked, and follow its answers, as lenses do", async () => {
    const { resolve, asked } = noting(dnsWith(greedy));
    const { platform, end } = paused(resolve);
    let refreshes = 0;
    const client = await start(platform, true, () => refreshes++);
    await client.diagnostics(uri, isNotOver);
    assert.deepEqual(asked, []);
    end();
    await client.diagnostics(uri, isOver);
    assert.ok(asked.some(({ name }) => name === "_spf.example.net"));
    await client.until("a refresh of lenses", () => refreshes || undefined);
  });

  it("ask nobody without agreement, and forget what they learnt when it is taken back", async () => {
    const { resolve, asked } = noting(dnsWith(greedy));
    const { platform, end } = paused(resolve);
    const client = await start(platform, false);
    await client.diagnostics(uri, isNotOver);
    end();
    assert.deepEqual(asked, []);
    client.notify("spf/dns", { trusted: true, agreed: true });
    await client.hover(uri, 0, 0);
    end();
    await client.diagnostics(uri, isOver);
    client.notify("spf/dns", { trusted: true, agreed: false });
    await client.diagnostics(uri, isNotOver);
    end();
    const before = asked.length;
    client.change(uri, 2, { text: zone.replace("_spf", "_new") });
    await client.diagnostics(uri, (_, version) => version === 2);
    end();
    assert.equal(asked.length, before);
  });

  it("ask for no name that is still being typed", async () => {
    const { resolve, asked } = noting();
    const { platform, end } = paused(resolve);
    const client = await start(platform, true);
    for (const [index, name] of ["_s", "_sp", "_spf.e", "_spf.example.n"].entries())
      client.change(uri, index + 2, { text: zone.replace("_spf.example.net", name) });
    client.change(uri, 9, { text: zone });
    await client.diagnostics(uri, (_, version) => version === 9);
    end();
    await client.until("a question", () => asked.length || undefined);
    assert.deepEqual(new Set(asked.map(({ name }) => name)), new Set(["_spf.example.net"]));
  });

  it("wait for no slow resolver", async () => {
    const asked: Query[] = [];
    const silent: Resolver = (query) => {
      asked.push(query);
      return new Promise(() => {});
    };
    const { platform, end } = paused(silent);
    const client = await start(platform, true);
    await client.diagnostics(uri);
    end();
    await client.until("a question", () => asked.length || undefined);
    client.change(uri, 2, { text: zone.replace("-all", "ptr -all") });
    await client.diagnostics(uri, (list) => list.some(({ code }) => code === "ptr"));
  });

  it("show what strangers wrote in DNS as text, and so do hovers, hints and lenses", async () => {
    const signs = "\u001b[31m\u202e\u200b";
    const hostile = `v=spf1 <img src=x> [x](command:spf.restartServer) ${signs} $(bug) \`\`\` ${"exists:%{i}.example ".repeat(11)}-all`;
    const { resolve, asked } = noting(dnsWith(hostile));
    const { platform, end } = paused(resolve);
    const client = await start(platform, true, () => {}, { hover: { contentFormat: ["markdown"] } });
    const before = JSON.stringify(await client.diagnostics(uri));
    end();
    await client.until("a question", () => asked.length || undefined);
    const list = await client.diagnostics(uri, (found) => JSON.stringify(found) !== before);
    const textDocument = { uri };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hover = await client.hover(uri, 1, zone.split("\n")[1]!.indexOf("_spf"));
    const hints = await client.connection.sendRequest("textDocument/inlayHint", { textDocument, range });
    const [lens] = await client.connection.sendRequest<object[]>("textDocument/codeLens", { textDocument });
    const { command } = await client.connection.sendRequest<{ command: { title: string } }>(
      "codeLens/resolve",
      lens,
    );
    const markdown = ((hover as Hover).contents as { value: string }).value;
    assert.match(markdown, /<img src=x>/);
    assert.doesNotMatch(markdown.replace(/(`+)(?:(?!\1).)+\1(?!`)/g, ""), /<img|\]\(command/);
    assert.match(JSON.stringify(hints), /<img src=x>/);
    for (const shown of [markdown, JSON.stringify(hints), JSON.stringify(list), command.title])
      assert.doesNotMatch(shown, /[\u001b\u202e\u200b]|\\u001b/);
    assert.doesNotMatch(command.title, /\$\(/);
  });
});
