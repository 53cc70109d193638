// What an author of a zone gets in a real VS Code: findings on the exact term, hovers, fixes, symbols, live settings.
import * as vscode from "vscode";
import { holds, same } from "./expect.ts";
import {
  actions,
  choose,
  eventually,
  findings,
  openZone,
  rangeOf,
  revertZone,
  ruleOf,
} from "./zone-document.ts";

describe("a zone file in the editor", () => {
  let zone: vscode.TextDocument;

  before(async function () {
    // Starting the extension and its server counts in here.
    this.timeout(60_000);
    zone = await openZone();
    await eventually("the first findings of the zone", () => findings(zone, "ptr").length > 0, 50);
  });

  beforeEach(async () => {
    zone = await openZone();
    await eventually("the findings of the zone", () => findings(zone, "ptr").length > 0);
  });

  afterEach(revertZone);

  it("is recognised as a zone by its name", () => {
    same(zone.languageId, "dns-zone");
  });

  it("shows an unknown mechanism on exactly its name, as an error that links to the rule", () => {
    const [finding, ...more] = findings(zone, "unknown-mechanism");
    holds(finding, "a finding of the rule");
    same(more.length, 0);
    same(finding.severity, vscode.DiagnosticSeverity.Error);
    same(zone.getText(finding.range), "ipv4");
    holds(
      finding.range.start.isEqual(rangeOf(zone, "ipv4:192.0.2.1").start),
      "it stands where the term starts",
    );
    holds(typeof finding.code === "object" && finding.code.target, "the rule name links to a page");
  });

  it("shows the other faults, and nothing on the clean record", () => {
    same(
      findings(zone, "ptr").map((f) => zone.getText(f.range)),
      ["ptr"],
    );
    const hints = findings(zone, "whitespace");
    holds(hints.length > 0, "a hint about spaces");
    holds(
      hints.every((f) => f.severity === vscode.DiagnosticSeverity.Hint),
      "needless spaces are a hint",
    );
    const clean = zone.lineAt(rangeOf(zone, "include:").start).range;
    const there = vscode.languages
      .getDiagnostics(zone.uri)
      .filter((f) => f.source === "spf" && f.range.intersection(clean));
    same(there.map(ruleOf), []);
  });

  for (const [term, text] of [
    ["include:", "include"],
    ["ptr -all", "ptr"],
  ] as const) {
    it(`tells on hover what ${text} does`, async () => {
      const at = rangeOf(zone, term).start.translate(0, 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        zone.uri,
        at,
      );
      const shown = hovers
        .flatMap((hover) => hover.contents.map((part) => (typeof part === "string" ? part : part.value)))
        .join("\n");
      holds(shown.includes(text), `the hover says: ${shown || "nothing"}`);
    });
  }

  it("replaces ipv4 with ip4 by the preferred quick fix, and the finding vanishes", async () => {
    const before = zone.getText();
    const offered = await actions(zone, rangeOf(zone, "ipv4:192.0.2.1"), vscode.CodeActionKind.QuickFix);
    const fix = offered.find((action) => action.isPreferred);
    holds(fix, `offered: ${offered.map((action) => action.title).join(" | ") || "nothing"}`);
    await choose(fix);
    same(zone.getText(), before.replace("ipv4:192.0.2.1", "ip4:192.0.2.1"));
    await eventually("no more unknown mechanism", () => findings(zone, "unknown-mechanism").length === 0);
  });

  it("applies only the safe fixes by source.fixAll.spf", async () => {
    const before = zone.getText();
    const everything = new vscode.Range(0, 0, zone.lineCount, 0);
    const offered = await actions(zone, everything, vscode.CodeActionKind.SourceFixAll.append("spf"));
    same(offered.length, 1, `offered: ${offered.map((action) => action.title).join(" | ") || "nothing"}`);
    holds(offered[0], "one action");
    await choose(offered[0]);
    same(zone.getText(), before.replace("v=spf1  ip4:192.0.2.2   -all", "v=spf1 ip4:192.0.2.2 -all"));
    await eventually("no more needless spaces", () => findings(zone, "whitespace").length === 0);
    same(findings(zone, "unknown-mechanism").length, 1);
  });

  it("lists the records as symbols", async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      zone.uri,
    );
    const flat = (list: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] =>
      list.flatMap((s) => [s, ...flat(s.children ?? [])]);
    for (const text of ["ipv4:192.0.2.1", "a ptr -all", "include:_spf"]) {
      const line = rangeOf(zone, text);
      holds(
        flat(symbols).some((symbol) => symbol.range.contains(line)),
        `no symbol holds "${text}"`,
      );
    }
  });

  it("raises the SOA serial when asked to", async () => {
    const serial = () => Number(/SOA[^(]*\(\s*(\d+)/.exec(zone.getText())?.[1]);
    const before = serial();
    await vscode.commands.executeCommand("spf.raiseSerial", zone.uri.toString());
    await eventually("a higher serial", () => serial() > before);
  });

  it("follows a changed setting at once", async () => {
    const change = (rules: Record<string, string> | undefined) =>
      vscode.workspace.getConfiguration("spf").update("rules", rules, vscode.ConfigurationTarget.Workspace);
    await change({ ptr: "off" });
    try {
      await eventually("no more ptr finding", () => findings(zone, "ptr").length === 0);
      same(findings(zone, "unknown-mechanism").length, 1);
    } finally {
      await change(undefined);
    }
    await eventually("the ptr finding again", () => findings(zone, "ptr").length === 1);
  });
});
