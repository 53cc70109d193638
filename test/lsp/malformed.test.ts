/** What a client says in another shape than the protocol's: it is answered or logged, and changes nothing else. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { folderOf, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { TestClient } from "./client.ts";

const text = '$ORIGIN example.com.\n@ IN TXT "v=spf1 include:example.org -all"\n';

/** What stands where an object is wanted. */
const nothings = [undefined, null, 5, "x", [], {}];

const opened = [
  ...nothings,
  ...[...nothings, { uri: 7, text }, { uri: { a: 1 }, languageId: "dns-zone", version: 1, text }].map(
    (textDocument) => ({ textDocument }),
  ),
  ...[undefined, 9, null].map((each) => ({
    textDocument: { uri: "untitled:a", languageId: "dns-zone", version: 1, text: each },
  })),
  { textDocument: { uri: "untitled:b", languageId: 5, version: 1, text } },
  { textDocument: { uri: "untitled:c", languageId: "dns-zone", version: "1", text } },
  { textDocument: { uri: "no uri %zz", languageId: "dns-zone", version: 1, text } },
];

const positions = [
  ...nothings,
  { line: Number.NaN, character: 0 },
  { line: 0.5, character: 0 },
  { line: "1", character: 0 },
  { line: 1, character: null },
];

const asked = [
  ...["hover", "completion", "definition", "references", "documentHighlight", "codeAction", "documentSymbol"],
  ...["codeLens", "inlayHint", "semanticTokens/full", "semanticTokens/range", "diagnostic"],
].map((method) => `textDocument/${method}`);

needs(existsSync(path.join(root, "dist/server/node.js")), "dist/server/node.js (npm run build)").describe(
  "a server that hears nonsense",
  () => {
    let client: TestClient;
    let uri: string;
    beforeEach(async () => {
      const folder = folderOf({ "db.example.org": '$ORIGIN example.org.\n@ IN TXT "v=spf1 -all"\n' });
      const capabilities = { workspace: { workspaceFolders: true } };
      const folders = [pathToFileURL(folder).href];
      client = await TestClient.start({ entry: "server", capabilities, folders });
      uri = `${folders[0]}/db.example.com`;
    });
    afterEach(async () => {
      assert.equal(await client.stop(), 0);
      removeFolders();
    });

    /** It answers about the right text, and knows the file that nobody opened. */
    const isWell = async (line = 1) => {
      await client.until("an answer from the folder", () => client.published.get(uri));
      const position = { line, character: 28 };
      for (;;) {
        const found = await client.connection.sendRequest<readonly { uri: string }[]>(
          "textDocument/definition",
          { textDocument: { uri }, position },
        );
        if (found.length > 0) return assert.match(found[0]?.uri ?? "", /\/db\.example\.org$/);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    /** What a request comes to: an answer, or the code of an error. */
    const answer = (method: string, params: unknown): Promise<unknown> =>
      client.connection.sendRequest(method, params as never).catch(({ code }) => ({ code }));

    it("looks at the folder though documents were opened that are none", async () => {
      for (const params of opened) client.notify("textDocument/didOpen", params);
      client.open(uri, text);
      await isWell();
      assert.ok(client.log.some((line) => /^opening: .*not what the protocol has: .*"uri":7/.test(line)));
    });

    it("keeps the text where an edit is none", async () => {
      client.open(uri, text);
      const changes = [
        ...positions.flatMap((each) => [
          { start: each, end: each },
          { start: { line: 0, character: 0 }, end: each },
        ]),
        ...[5, "x", [], {}],
      ].map((range) => [{ range, text: "y" }]);
      for (const contentChanges of [...changes, ...nothings, [null], [5], [{}], [{ text: 5 }]])
        client.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
      client.notify("textDocument/didChange", { textDocument: { uri: 5 }, contentChanges: [{ text: "" }] });
      await isWell();
      // What lies beyond the text is its end.
      const end = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
      client.change(uri, 3, { range: { start: end, end }, text: "; end\n" });
      client.change(uri, 4, {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text: "\n",
      });
      await isWell(2);
    });

    it("goes on after other news that is none", async () => {
      const methods = ["textDocument/didClose", "workspace/didChangeWatchedFiles", "spf/dns", "no/such"];
      const news = [
        ...nothings,
        ...[null, 5, [null], [{ uri: 5, type: 1 }], [{ uri: "file:///x" }]].map((changes) => ({ changes })),
        ...[null, { added: [null], removed: 5 }, { added: [{ uri: 5 }], removed: [] }].map((event) => ({
          event,
        })),
        { settings: 5 },
        { textDocument: { uri: 5 } },
      ];
      for (const method of [
        ...methods,
        "workspace/didChangeWorkspaceFolders",
        "workspace/didChangeConfiguration",
      ])
        for (const params of news) client.notify(method, params);
      client.open(uri, text);
      await isWell();
    });

    it("refuses a question about no place, and answers the next", async () => {
      client.open(uri, text);
      for (const method of asked) {
        const documents = [undefined, null, 5, {}, { uri: 5 }].map((textDocument) => ({ textDocument }));
        for (const params of [...nothings, ...documents])
          assert.deepEqual(
            await answer(method, params),
            { code: -32602 },
            `${method} ${JSON.stringify(params)}`,
          );
      }
      for (const position of positions) {
        const params = { textDocument: { uri }, position, range: { start: position, end: position } };
        for (const method of ["hover", "completion", "definition", "codeAction", "semanticTokens/range"])
          assert.deepEqual(await answer(`textDocument/${method}`, params), { code: -32602 }, method);
      }
      for (const params of [...nothings, { command: 5 }, { command: "spf.raiseSerial", arguments: 5 }])
        assert.deepEqual(await answer("workspace/executeCommand", params), { code: -32602 });
      for (const lens of [...nothings, { range: 5 }])
        assert.deepEqual(await answer("codeLens/resolve", lens), { code: -32602 });
      await isWell();
    });
  },
);

needs(existsSync(path.join(root, "dist/server/node.js")), "dist/server/node.js (npm run build)").it(
  "a greeting with folders and a language that are none is answered",
  async () => {
    const client = await TestClient.start({ folders: [5, null] as never, locale: 7 as never });
    client.open("untitled:a", text);
    assert.ok(await client.hover("untitled:a", 1, 20));
    assert.equal(await client.stop(), 0);
  },
);
