// Whatever fragment is repeated in a host file, and wherever, nothing throws, and reading takes no longer than its length
// explains: twice the text never takes four times as long. The files are those of the host pages.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Workspace } from "../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { plain, readPage } from "../pages/page.ts";
import { root } from "../support/root.ts";
import { allSyntaxes, provideAll } from "../support/syntaxes.ts";

/** Long enough that what is quadratic shows; `SIZE=300000` looks at files of 300 kB. */
const SIZE = Number(process.env.SIZE ?? 20_000);
/** Generous, for machines that are busy: reading in linear time takes a few hundredths of this. */
const MOST = Number(process.env.MOST ?? 3000);

const FRAGMENTS = ["{{", "${", "((((", '"', "\n", " ", '"a",', "- ", ": ", "&a *a ", ";\n", "[0]", ".a(a)"];
/** The kinds of files that are looked at. */
const KINDS = /\.(?:yaml|yml|csv|tsv|py|go|md|sql|bicep|conf)$|Routefile$/;

interface Sample {
  readonly file: string;
  readonly text: string;
}

/** One file of each kind. */
function samples(): Sample[] {
  const folder = path.join(root, "test/hosts/pages");
  const out = new Map<string, Sample>();
  for (const page of readdirSync(folder)) {
    for (const { info, lines } of readPage(readFileSync(path.join(folder, page), "utf8"), []).blocks) {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      const text = `${plain(lines.join("\n"))}\n`;
      const key = file?.replace(/^.*\./, "") ?? "";
      if (file !== undefined && KINDS.test(file) && text.includes("v=spf1") && !out.has(key))
        out.set(key, { file, text });
    }
  }
  return [...out.values()];
}

/** The fragment behind the file, and within its first record. */
function damaged({ text }: Sample, fragment: string, size: number): string[] {
  const many = fragment.repeat(Math.ceil(size / fragment.length));
  const at = text.indexOf("v=spf1") + "v=spf1 ".length;
  return [text + many, text.slice(0, at) + many + text.slice(at)];
}

describe("host files with a fragment a thousand times", () => {
  let syntaxes: Awaited<ReturnType<typeof allSyntaxes>>;
  before(async () => {
    syntaxes = await allSyntaxes();
  });

  /** How long it takes to read a file, in milliseconds. */
  function timeOf(file: string, text: string): number {
    const uri = `file:///project/${file}`;
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.configure(defaultSettings);
    workspace.open(Document.of(uri, text));
    const started = performance.now();
    provideAll(workspace, uri, syntaxes);
    return performance.now() - started;
  }

  for (const sample of samples()) {
    it(`are read in time: ${sample.file}`, function () {
      this.timeout(120_000);
      for (const fragment of FRAGMENTS) {
        damaged(sample, fragment, SIZE).forEach((text, i) => {
          const time = timeOf(sample.file, text);
          const what = `${JSON.stringify(fragment)} ${i === 0 ? "behind the file" : "within a record"}`;
          assert.ok(time < MOST, `${what}: ${Math.round(time)} ms`);
          // What is over at once says nothing of how the time grows.
          if (time < 150) return;
          const half = timeOf(sample.file, damaged(sample, fragment, SIZE / 2)[i] as string);
          const again = Math.min(time, timeOf(sample.file, text));
          assert.ok(again < 4 * half + 50, `${what}: ${Math.round(half)} ms, then ${Math.round(again)} ms`);
        });
      }
    });
  }
});
