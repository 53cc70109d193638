/** What DNS is asked for a document, and when it ends. */

import assert from "node:assert/strict";
import type { Answer, Query } from "../../../server/src/dns/answers.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import { sharpen } from "../../../server/src/ide/sharpen.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";

const uri = "file:///zones/db.example.com";

function opened(text: string): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-01" });
  workspace.open(Document.of(uri, `@ TXT "${text}"\n`, "dns-zone"));
  return workspace;
}

/** Lookups that the record takes, as far as known. */
function lookups(workspace: Workspace): string {
  const analysis = workspace.analyse(uri);
  const [subject] = analysis?.subjects ?? [];
  const expansion = subject && analysis?.linted.expansion(subject);
  return `${expansion?.lookups}${expansion?.exact ? "" : "+"}`;
}

describe("asking for what the rules want to know", () => {
  it("follows includes from round to round, and asks each question once", async () => {
    const workspace = opened("v=spf1 include:a.example.net include:b.example.net -all");
    const answer = recorded({
      "a.example.net": [{ TXT: "v=spf1 include:c.example.net -all" }],
      "b.example.net": [{ TXT: "v=spf1 include:c.example.net -all" }],
      "c.example.net": [{ TXT: "v=spf1 ip4:185.12.80.0/24 -all" }],
    });
    const asked: string[] = [];
    const resolve = async (query: Query) => {
      asked.push(`${query.type} ${query.name}`);
      return answer(query);
    };
    assert.equal(lookups(workspace), "2+");
    await sharpen(workspace, uri, resolve, { now: () => 0 });
    assert.equal(lookups(workspace), "4");
    assert.equal(new Set(asked).size, asked.length);
    assert.ok(asked.includes("TXT c.example.net"));
  });

  it("ends where every answer leads farther", async () => {
    const workspace = opened("v=spf1 include:0.example.net -all");
    let count = 0;
    const resolve = async ({ name, type }: Query): Promise<Answer> => {
      count++;
      if (type !== "TXT") return { kind: "nodata", source: "test" };
      const terms = Array.from({ length: 100 }, (_, i) => `include:${i}.${name.slice(0, 100)}.example.net`);
      const text = `v=spf1 ${terms.join(" ")} -all`;
      return { kind: "ok", type, records: [{ strings: [text], holes: [] }], ttl: 0, source: "test" };
    };
    await sharpen(workspace, uri, resolve, { now: () => 0 });
    assert.ok(count > 0 && count <= 1000, `${count} questions`);
  });

  it("says when to ask again", async () => {
    const workspace = opened("v=spf1 include:a.example.net -all");
    await sharpen(workspace, uri, async () => ({ kind: "timeout", source: "test" }), { now: () => 1000 });
    assert.deepEqual(workspace.staleAnswers(1000), []);
    assert.ok(workspace.staleAnswers(31_000).some(({ name }) => name === "a.example.net"));
  });

  it("ends with the signal, and keeps what it learnt", async () => {
    const workspace = opened("v=spf1 include:a.example.net -all");
    const stop = new AbortController();
    const resolve = async ({ type }: Query): Promise<Answer> => {
      stop.abort(new Error("enough"));
      return {
        kind: "ok",
        type: "TXT",
        records: [{ strings: ["v=spf1 mx -all"], holes: [] }],
        ttl: 9,
        source: type,
      };
    };
    await assert.rejects(sharpen(workspace, uri, resolve, { now: () => 0, signal: stop.signal }), /enough/);
    assert.equal(lookups(workspace), "2");
  });
});
