/** What helps while somebody writes a record, over stdio: completion, and the way from a name to its record and back, colours. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import type {
  CompletionItem,
  CompletionList,
  DefinitionLink,
  DocumentHighlight,
  Location,
  SemanticTokens,
  TextEdit,
} from "vscode-languageserver/node";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { type ClientSetup, TestClient } from "./client.ts";

const uri = "file:///zones/db.example.com";
const head = "$ORIGIN example.com.\n$TTL 1h\n@ IN SOA ns1 hostmaster ( 2026010101 2h 1h 2w 1h )\n";
const BUILT = "dist/server/node.js";

/** The text without `|`, and where that stood. */
function cut(marked: string) {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return {
    text: marked.replace("|", ""),
    position: { line: before.length - 1, character: (before.at(-1) as string).length },
  };
}

needs(existsSync(path.join(root, BUILT)), `${BUILT} (npm run build)`).describe(
  "the server while one writes",
  () => {
    let client: TestClient;
    afterEach(() => client.stop());

    /** Opens a zone with a cursor and asks. */
    async function ask<T>(method: string, marked: string, setup: ClientSetup = {}, more = {}): Promise<T> {
      client = await TestClient.start(setup);
      const { text, position } = cut(head + marked);
      client.open(uri, text);
      return await client.connection.sendRequest(method, { textDocument: { uri }, position, ...more });
    }

    const complete = async (marked: string, setup: ClientSetup = {}) => {
      const list = await ask<CompletionList | null>("textDocument/completion", marked, setup);
      assert.equal(list?.isIncomplete ?? false, marked.includes("h199 "));
      return list?.items ?? [];
    };

    it("announces completion", async () => {
      await complete('@ IN TXT "v=spf1 |"');
      const { completionProvider } = client.initialized.capabilities;
      assert.ok(completionProvider?.triggerCharacters?.includes(":"));
    });

    it("offers terms in our order, as plain edits", async () => {
      const items = (await complete('@ IN TXT "v=spf1 in|"')) ?? [];
      const sorted = [...items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
      assert.deepEqual(sorted, items);
      const include = items[0] as CompletionItem;
      assert.equal(include.label, "include:");
      assert.equal(include.insertTextFormat, undefined);
      assert.deepEqual(include.textEdit, {
        range: { start: { line: 3, character: 17 }, end: { line: 3, character: 19 } },
        newText: "include:",
      });
      assert.match(JSON.stringify(include.documentation), /plaintext/);
      assert.equal(include.command, undefined);
    });

    it("says whose a name is in Markdown, marks what is discouraged, and goes on by itself", async () => {
      const completionItem = {
        documentationFormat: ["markdown" as const],
        tagSupport: { valueSet: [1 as const] },
      };
      const setup = {
        capabilities: { textDocument: { completion: { completionItem } } },
        initializationOptions: { commands: true },
      };
      const items = (await complete('@ IN TXT "v=spf1 |"', setup)) ?? [];
      assert.deepEqual(items.find(({ label }) => label === "ptr")?.tags, [1]);
      assert.equal(
        items.find(({ label }) => label === "include:")?.command?.command,
        "editor.action.triggerSuggest",
      );
      await client.stop();
      const names = (await complete('@ IN TXT "v=spf1 include:_spf.g|"', setup)) ?? [];
      const google = names.find(({ label }) => label === "_spf.google.com");
      assert.equal(google?.detail, "Google Workspace");
      assert.deepEqual(google?.documentation, {
        kind: "markdown",
        value:
          "`_spf.google.com` belongs to `Google Workspace` (mailboxes). As of `2025-12-01` it took 1 of the 10 DNS lookups. Its record ended in `~all`, which makes no difference to who includes it.",
      });
      const edit = google?.textEdit as TextEdit | undefined;
      assert.equal(edit?.newText, "_spf.google.com");
    });

    it("has editors ask again where there are too many names", async () => {
      const hosts = Array.from({ length: 201 }, (_, i) => `h${i} IN A 192.0.2.1`).join("\n");
      assert.equal((await complete(`@ IN TXT "v=spf1 a:|"\n${hosts}`)).length, 200);
    });

    it("offers nothing beside records", async () => {
      assert.deepEqual(await complete("@ IN MX 10 ma|il"), []);
    });

    it("offers rules to ignore", async () => {
      const items = (await complete('; spf-ignore |\n@ IN TXT "v=spf1 ptr -all"')) ?? [];
      assert.equal(items[0]?.label, "ptr");
    });

    const named = '@ IN TXT "v=spf1 include:_s|pf.example.com -all"\n_spf IN TXT "v=spf1 -all"\n';
    const include = { start: { line: 3, character: 25 }, end: { line: 3, character: 41 } };
    const data = { start: { line: 4, character: 12 }, end: { line: 4, character: 25 } };
    const record = { start: { line: 4, character: 0 }, end: { line: 4, character: 25 } };

    it("goes from a name to its record", async () => {
      const found = await ask<Location[]>("textDocument/definition", named);
      assert.deepEqual(found, [{ uri, range: data }]);
      const { definitionProvider, referencesProvider, documentHighlightProvider } =
        client.initialized.capabilities;
      assert.deepEqual(
        [definitionProvider, referencesProvider, documentHighlightProvider],
        [true, true, true],
      );
    });

    it("tells those who can show it what was pointed at", async () => {
      const setup = { capabilities: { textDocument: { definition: { linkSupport: true } } } };
      const found = await ask<DefinitionLink[]>("textDocument/definition", named, setup);
      assert.deepEqual(found, [
        { originSelectionRange: include, targetUri: uri, targetRange: record, targetSelectionRange: data },
      ]);
    });

    it("lists who leads to a name", async () => {
      const found = await ask<Location[]>(
        "textDocument/references",
        named,
        {},
        { context: { includeDeclaration: true } },
      );
      assert.deepEqual(found, [
        { uri, range: record },
        { uri, range: include },
      ]);
    });

    it("marks what has to do with a name, and else leaves it to the editor", async () => {
      const found = await ask<DocumentHighlight[]>("textDocument/documentHighlight", named);
      assert.deepEqual(found, [
        { range: include, kind: 2 },
        { range: data, kind: 3 },
      ]);
      await client.stop();
      assert.equal(await ask("textDocument/documentHighlight", "@ IN M|X 10 mail"), null);
    });

    /** Line, character, length and name of each token. */
    async function coloured(method: string, setup: ClientSetup, more = {}) {
      const found = await ask<SemanticTokens | null>(
        method,
        '@ IN TXT "v=spf1 ?mx -all|"\n\nb IN TXT "v=spf1 a"',
        setup,
        more,
      );
      const names = client.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
      const data = found?.data ?? [];
      const out: unknown[] = [];
      let [line, character] = [0, 0];
      for (let k = 0; k < data.length; k += 5) {
        const [down = 0, right = 0, length, type = 0] = data.slice(k, k + 4);
        character = down === 0 ? character + right : right;
        line += down;
        out.push([line, character, length, names[type]]);
      }
      return found && out;
    }

    it("colours records by the protocol's own kinds", async () => {
      assert.deepEqual(await coloured("textDocument/semanticTokens/full", {}), [
        [3, 10, 6, "keyword"],
        [3, 17, 1, "operator"],
        [3, 18, 2, "function"],
        [3, 21, 1, "operator"],
        [3, 22, 3, "function"],
        [5, 10, 6, "keyword"],
        [5, 17, 1, "function"],
      ]);
    });

    it("colours what is in sight", async () => {
      const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 9 } };
      assert.deepEqual(await coloured("textDocument/semanticTokens/range", {}, { range }), [
        [5, 10, 6, "keyword"],
        [5, 17, 1, "function"],
      ]);
    });

    it("leaves zones to the grammar that our extension brings, and has names of its own there", async () => {
      const initializationOptions = { commands: true };
      assert.equal(await coloured("textDocument/semanticTokens/full", { initializationOptions }), null);
      const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
      assert.ok(legend?.tokenTypes.includes("spfMechanism"));
    });
  },
);
