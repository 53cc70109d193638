// What people and programs get of the simulation in a real VS Code: the answer for a program, the panel for a person.
import * as vscode from "vscode";
import { holds, same } from "./expect.ts";
import { eventually, findings, openZone, rangeOf, revertZone } from "./zone-document.ts";

interface Answer {
  readonly wrong?: string;
  readonly dns?: string;
  readonly report?: {
    readonly result: string;
    readonly trace?: { readonly terms: readonly { readonly text: string; readonly place: unknown }[] };
  };
}

describe("the simulation", () => {
  let zone: vscode.TextDocument;

  before(async function () {
    this.timeout(60_000);
    zone = await openZone();
    await eventually("the findings of the zone", () => findings(zone, "ptr").length > 0, 50);
  });

  afterEach(async () => {
    await revertZone();
    await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
  });

  const ask = (ip: string) =>
    vscode.commands.executeCommand<Answer>("spf.simulate", {
      uri: zone.uri.toString(),
      position: rangeOf(zone, "ip4:192.0.2.25").start,
      ip,
      sender: "someone@example.com",
    });

  it("answers a program with the text that is not saved, and asks nobody", async () => {
    same((await ask("192.0.2.25")).report?.result, "pass");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(zone.uri, rangeOf(zone, "ip4:192.0.2.25"), "ip4:192.0.2.26");
    await vscode.workspace.applyEdit(edit);
    zone = await vscode.workspace.openTextDocument(zone.uri);
    const { report, dns } = await vscode.commands.executeCommand<Answer>("spf.simulate", {
      uri: zone.uri.toString(),
      position: rangeOf(zone, "ip4:192.0.2.26").start,
      ip: "192.0.2.25",
      sender: "someone@example.com",
    });
    same(report?.result, "fail");
    holds(dns !== "asked", "nobody agreed that DNS is asked");
    const term = report?.trace?.terms.find(({ text }) => text === "ip4:192.0.2.26");
    const { start, end } = rangeOf(zone, "ip4:192.0.2.26");
    same(term?.place, { uri: zone.uri.toString(), range: { start, end } });
  });

  it("says why there is nothing to evaluate", async () => {
    holds((await ask("192.0.2")).wrong?.includes("192.0.2"), "a sentence that names the text");
  });

  it("asks a person for three things and opens the panel beside", async () => {
    const editor = await vscode.window.showTextDocument(zone);
    const at = rangeOf(zone, "include:_spf").start;
    editor.selection = new vscode.Selection(at, at);
    const asking = vscode.commands.executeCommand("spf.simulate");
    const panel = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("spf.simulation"),
        );
    // Each step is accepted with what it offers first; a step that is not shown yet takes no acceptance.
    await eventually("the panel", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return panel();
    });
    await asking;
    await eventually("a title with the domain", () => panel()?.label.includes("example.com"));
    holds((panel()?.group.viewColumn ?? 0) > 1, "it stands beside the editor");
    // With the answers of before: a question would wait for a person until the test is over.
    await vscode.window.showTextDocument(zone, { selection: rangeOf(zone, "gaps"), viewColumn: 1 });
    await vscode.commands.executeCommand("spf.simulateAgain");
    await eventually("the record at the cursor", () => panel()?.label.includes("gaps.example.com"));
  });
});
