// A Japanese language pack of a handful of words, so that `vscode.env.language` is `ja` without the marketplace. VS Code
// speaks a language only if an installed pack carries it; what the pack leaves out stays English.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const publisher = "spf-tests";
const name = "language-pack-ja";
const version = "0.0.1";

const manifest = {
  name,
  publisher,
  version,
  displayName: "Japanese, a few words",
  engines: { vscode: "*" },
  categories: ["Language Packs"],
  contributes: {
    localizations: [
      {
        languageId: "ja",
        languageName: "Japanese",
        localizedLanguageName: "日本語",
        translations: [{ id: "vscode", path: "./main.json" }],
      },
    ],
  },
};

const translations = {
  version: "1.0.0",
  contents: {
    "vs/workbench/contrib/markers/browser/messages": { "markers.panel.title.problems": "問題" },
    "vs/workbench/contrib/markers/browser/markers.contribution": { problems: "問題" },
    "vs/workbench/contrib/files/browser/explorerViewlet": { explore: "エクスプローラー" },
    "vs/workbench/contrib/output/browser/output.contribution": { output: "出力" },
    "vs/workbench/contrib/terminal/browser/terminal.contribution": { terminal: "ターミナル" },
    "vs/workbench/contrib/debug/browser/debug.contribution": { debugPanel: "デバッグ コンソール" },
    "vs/editor/contrib/codeAction/browser/codeActionMenu": {
      "codeAction.widget.id.quickfix": "クイック フィックス",
    },
    "vs/editor/contrib/hover/browser/markerHoverParticipant": {
      "view problem": "問題の表示",
      "quick fixes": "クイック フィックス...",
    },
  },
};

/**
 * Installs the pack into the folders of a VS Code server, which must then be started with `--locale ja`.
 * @param {{ extensionsDir: string, userDataDir: string }} folders
 */
export async function installJapanese({ extensionsDir, userDataDir }) {
  const folder = join(extensionsDir, `${publisher}.${name}-${version}`);
  const main = join(folder, "main.json");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(main, JSON.stringify(translations));
  // The server writes this list only when a pack is installed from the marketplace, and reads it when a page is asked for.
  const extensions = [{ extensionIdentifier: { id: `${publisher}.${name}` }, version }];
  const hash = createHash("md5").update(`${publisher}.${name}${version}`).digest("hex");
  const pack = { hash, extensions, translations: { vscode: main }, label: "日本語" };
  await writeFile(join(userDataDir, "languagepacks.json"), JSON.stringify({ ja: pack }));
}
