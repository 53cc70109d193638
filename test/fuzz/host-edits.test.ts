// After any edits of a host file its findings are those of the same text opened afresh: none is lost, none is left behind,
// nothing throws, and every span lies in the text. The files are those of the host pages.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Analysis } from "../../server/src/ide/analysis.ts";
import { Workspace } from "../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { sayIn } from "../../server/src/text/message.ts";
import { Random } from "../hosts/zone-random.ts";
import { plain, readPage } from "../pages/page.ts";
import { root } from "../support/root.ts";
import { allSyntaxes, provideAll } from "../support/syntaxes.ts";

const EDITS = Number(process.env.EDITS ?? 40);
const SEED = Number(process.env.SEED ?? 1);

interface Sample {
  readonly page: string;
  readonly file: string;
  readonly text: string;
}

/** What people and accidents put into files of all kinds. */
const SNIPPETS = [
  ...`"'{}[]():-,;=<>|&*#$%!?@\\\``,
  ...[
    "\n",
    "\r\n",
    "\t",
    "  ",
    "\u00a0",
    "😀",
    "\0",
    "%{",
    "${",
    "//",
    "/*",
    "*/",
    "<<EOT\n",
    "---\n",
    "&a ",
    "*a ",
  ],
  ...["v=spf1 ", "ptr ", " +all", "ipv4:1.2.3.4 ", "type: TXT\n", "# spf-ignore ptr: a reason\n"],
];

function samples(): Sample[] {
  const folder = path.join(root, "test/hosts/pages");
  return readdirSync(folder).flatMap((page) =>
    readPage(readFileSync(path.join(folder, page), "utf8"), []).blocks.flatMap(({ info, lines }) => {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      return file === undefined ? [] : [{ page, file, text: `${plain(lines.join("\n"))}\n` }];
    }),
  );
}

describe("edits of host files", () => {
  let syntaxes: Awaited<ReturnType<typeof allSyntaxes>>;
  before(async () => {
    syntaxes = await allSyntaxes();
  });

  for (const [i, { page, file, text }] of samples().entries()) {
    it(`have the findings of the same text opened afresh: ${page}, ${file}`, function () {
      this.timeout(60_000);
      const random = new Random(SEED + i);
      const uri = `file:///project/${file}`;
      const opened = (document: Document) => {
        const workspace = new Workspace({ today: () => "2026-11-24" });
        workspace.configure({ ...defaultSettings, profile: "all" });
        workspace.open(document);
        return workspace;
      };
      const kept = opened(Document.of(uri, text));
      for (let edit = 0; edit < EDITS; edit++) {
        const document = kept.document(uri) as Document;
        // Typing undone now and then keeps the file alive.
        const next = random.below(4) === 0 ? Document.of(uri, text) : edited(document, random);
        kept.change(next);
        const anew = opened(Document.of(uri, next.text()));
        const fresh = told(anew, uri, syntaxes);
        const own = told(kept, uri, syntaxes);
        // What is open stays what it was recognised as, though its text would not tell any more, or tell of another format.
        if (formatOf(anew, uri) === formatOf(kept, uri))
          assert.deepEqual(own, fresh, JSON.stringify(next.text()));
      }
    });
  }
});

function edited(document: Document, random: Random): Document {
  const start = random.below(document.length + 1);
  const end = Math.min(document.length, start + (random.below(3) === 0 ? random.below(30) : random.below(2)));
  return document.edit({ start, end }, random.below(3) === 0 ? "" : random.pick(SNIPPETS));
}

function formatOf(workspace: Workspace, uri: string): string | undefined {
  return workspace.analyse(uri)?.host.format;
}

function told(workspace: Workspace, uri: string, syntaxes: Parameters<typeof provideAll>[2]): unknown {
  provideAll(workspace, uri, syntaxes);
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri)) {
    for (const want of wants) workspace.load(want, null);
  }
  const analysis = workspace.analyse(uri);
  return analysis && findings(analysis);
}

function findings(analysis: Analysis): unknown {
  const { length } = analysis.document;
  return analysis.findings.map(({ rule, severity, message, part, pieces, fixes }) => [
    rule,
    severity,
    sayIn(message),
    pieces.map((piece) => {
      const { start, end } = analysis.toDocument(part, piece);
      assert.ok(0 <= start && start <= end && end <= length, `${rule} at ${start}-${end} of ${length}`);
      return [start, end];
    }),
    fixes.map((fix) => fix.edits.map((each) => [analysis.toDocument(each.part, each.span), each.text])),
  ]);
}
