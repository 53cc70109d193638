/** Shows the page of a rule inside VS Code, where it is not published on the web. */

import * as vscode from "vscode";
import { readAsset } from "./files.ts";

/** Pages are documents of this scheme: `spf-rule:/ptr.md`. A link to another page then works like one to a file. */
const SCHEME = "spf-rule";

/** Gives VS Code the text of pages. */
export function servePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri) => {
      const name = /^\/([a-z0-9-]+)(?:\.ja)?\.md$/.exec(uri.path)?.[1];
      const page = name ? await readPage(extension, name) : null;
      return page ?? vscode.l10n.t("There is no page for this rule.");
    },
  });
}

/** Opens the page of a rule, or of one to be chosen where none is named. */
export async function openRule(extension: vscode.Uri, rule: unknown): Promise<void> {
  const name = typeof rule === "string" ? rule : await chooseRule(extension);
  if (name === undefined || !/^[a-z0-9-]+$/.test(name)) return;
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // Somebody may have switched the Markdown extension off.
    await vscode.window.showTextDocument(uri);
  }
}

async function chooseRule(extension: vscode.Uri): Promise<string | undefined> {
  const names = Object.keys(await readPages(extension)).flatMap(
    (file) => /^([a-z0-9-]+)\.md$/.exec(file)?.[1] ?? [],
  );
  return vscode.window.showQuickPick(names.sort(), { placeHolder: vscode.l10n.t("The rule to read about") });
}

/** The page in the language of the editor, else in English. */
async function readPage(extension: vscode.Uri, name: string): Promise<string | null> {
  const pages = await readPages(extension);
  const language = vscode.env.language.slice(0, 2).toLowerCase();
  const translated = language === "ja" ? pages[`${name}.ja.md`] : undefined;
  return translated ?? pages[`${name}.md`] ?? null;
}

/** All pages by the names of their files. */
async function readPages(extension: vscode.Uri): Promise<Readonly<Record<string, string>>> {
  const text = await readAsset(extension, "dist/rules.json");
  return text === null ? {} : JSON.parse(text);
}
