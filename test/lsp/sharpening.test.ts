/** Findings are there at once, and say more once DNS has answered; nothing is asked that nobody agreed to. */

import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver/node";
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

const start = async (platform: Platform, agreed: boolean, refreshed: () => void = () => {}) => {
  const refresh = () => {
    refreshed();
    return null;
  };
  const client = await TestClient.start({
    entry: { platform },
    ...consenting({ trusted: true, agreed }),
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
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
});
