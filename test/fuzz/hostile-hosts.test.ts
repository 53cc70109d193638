// Whatever fragment is repeated in a host file, and wherever, nothing throws, and reading takes no longer than its length
// explains. The files are those of the host pages.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Analysis } from "../../server/src/ide/analysis.ts";
import { Workspace } from "../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { plain, readPage } from "../pages/page.ts";
import { root } from "../support/root.ts";
import { allSyntaxes, provideAll } from "../support/syntaxes.ts";
import { assertLinear } from "./growth.ts";

/** Long enough that what is quadratic shows; `SIZE=300000` looks at files of 300 kB. */
const SIZE = Number(process.env.SIZE ?? 12_000);

/** What opens and does not close, closes what is not open, is escaped, or is looked for to the end of its line. */
const FRAGMENTS = [
  "{{",
  "{]",
  "{%",
  "[%",
  "% if a:\n",
  "${",
  "%{",
  "((((",
  ")",
  "[",
  '"',
  '"$',
  "'",
  "`",
  "\\",
  "/*",
  "/**/",
  "=/[",
  "<<A\n",
  "\n",
  " ",
  '"a",',
  ",a",
  "- ",
  ": ",
  "a:\n",
  "&a *a ",
  "a ? ",
  "#",
  "#$",
  "&[",
  ";\n",
  "[0]",
  ".a(a)",
  "INTO a(b) SELECT 1, ",
];

interface Sample {
  readonly file: string;
  readonly text: string;
}

/** One file of each format and kind in which the pages say that a record is found. */
function samples(): Sample[] {
  const folder = path.join(root, "test/hosts/pages");
  const out = new Map<string, Sample>();
  for (const page of readdirSync(folder)) {
    const { blocks } = readPage(readFileSync(path.join(folder, page), "utf8"), []);
    for (const [i, { info, lines }] of blocks.entries()) {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      const text = `${plain(lines.join("\n"))}\n`;
      const next = blocks[i + 1];
      const [format = "", ...found] = next?.info.endsWith("found") ? next.lines : [];
      const key = `${format.replace(/ .*/, "")} ${file?.replace(/^.*[./]/, "")}`;
      const isRead = text.includes("v=spf1") && found.some((line) => /^ {4}.*v=spf1/.test(line));
      if (file !== undefined && isRead && !out.has(key)) out.set(key, { file, text });
    }
  }
  return [...out.values()];
}

/** The fragment before the file, and within its first record. */
function damaged({ text }: Sample, fragment: string, size: number): string[] {
  const many = fragment.repeat(Math.ceil(size / fragment.length));
  const at = text.indexOf("v=spf1") + "v=spf1 ".length;
  return [`${many}\n${text}`, text.slice(0, at) + many + text.slice(at)];
}

describe("host files with a fragment a thousand times", () => {
  let syntaxes: Awaited<ReturnType<typeof allSyntaxes>>;
  before(async () => {
    syntaxes = await allSyntaxes();
  });

  /** Reads a file as an editor has it read, and looks at what is in it. */
  function reading(file: string, text: string): () => Analysis | null {
    const uri = `file:///project/${file}`;
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.configure(defaultSettings);
    workspace.open(Document.of(uri, text));
    return () => {
      provideAll(workspace, uri, syntaxes);
      return workspace.analyse(uri);
    };
  }

  for (const sample of samples()) {
    it(`are read in time: ${sample.file}`, function () {
      this.timeout(120_000);
      // What nobody reads takes no time.
      assert.notEqual(reading(sample.file, sample.text)()?.subjects.length ?? 0, 0);
      for (const fragment of FRAGMENTS) {
        for (const i of [0, 1]) {
          const what = `${JSON.stringify(fragment)} ${i === 0 ? "before the file" : "within a record"}`;
          assertLinear(
            what,
            (size) => reading(sample.file, damaged(sample, fragment, size)[i] as string),
            SIZE,
          );
        }
      }
    });
  }
});
