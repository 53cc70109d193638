// The commands that need more of VS Code than the server: its clipboard, its pages, and a server that starts again.
import * as vscode from "vscode";
import { holds, same } from "./expect.ts";
import { actions, choose, eventually, findings, openZone, rangeOf, revertZone } from "./zone-document.ts";

describe("the commands of the extension", () => {
  let zone: vscode.TextDocument;

  beforeEach(async function () {
    // The first of them starts the extension and its server.
    this.timeout(60_000);
    zone = await openZone();
    await eventually("the findings of the zone", () => findings(zone, "ptr").length > 0, 50);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await revertZone();
  });

  it("put a record on the clipboard as octoDNS writes it, and change nothing", async () => {
    const before = zone.getText();
    const kind = vscode.CodeActionKind.Refactor.append("copy");
    const offered = await actions(zone, rangeOf(zone, "ptr -all"), kind);
    const copy = offered.find(({ title }) => title.includes("octoDNS"));
    holds(copy, `offered: ${offered.map(({ title }) => title).join(" | ") || "nothing"}`);
    await vscode.env.clipboard.writeText("");
    await choose(copy);
    const copied = await vscode.env.clipboard.readText();
    holds(/type: TXT\n/.test(copied) && /v=spf1 .*ptr -all/.test(copied), `copied: ${copied || "nothing"}`);
    same(zone.getText(), before);
  });

  it("show the page of a rule, and say so where there is none", async () => {
    await vscode.commands.executeCommand("spf.openRule", "ptr");
    await eventually("a tab with the page", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("ptr"))),
    );
    const textOf = async (name: string) =>
      (await vscode.workspace.openTextDocument(vscode.Uri.parse(`spf-rule:/${name}.md`))).getText();
    holds((await textOf("ptr")).startsWith("# ptr"), "the page begins with the rule's name");
    holds(!(await textOf("no-such-rule")).startsWith("#"), "no page of a rule that there is not");
  });

  it("start the server again, and it knows what is open", async () => {
    await vscode.commands.executeCommand("spf.restartServer");
    await eventually("the findings of the new server", () => findings(zone, "ptr").length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(zone.uri, rangeOf(zone, "ptr -all"), "-all");
    await vscode.workspace.applyEdit(edit);
    await eventually("no more ptr finding", () => findings(zone, "ptr").length === 0);
  });
});
