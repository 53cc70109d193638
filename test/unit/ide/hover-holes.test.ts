/** What a hover says of records that Terraform puts together: what is known of them, and what the rest is called. */

import assert from "node:assert/strict";
import { hover, renderHover } from "../../../server/src/ide/hover.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

const uri = "file:///dns/main.tf";
const text = `locals {
  senders = ["include:_spf.example.net", "mx"]
}

resource "vultr_dns_record" "spf" {
  domain = "example.com"
  type   = "TXT"
  data   = "v=spf1 \${join(" ", local.senders)} ip4:\${var.office} \${var.all}"
}
`;

async function said(what: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure({ ...defaultSettings, variables });
  workspace.open(Document.of(uri, text, "terraform", 1));
  for (const want of workspace.wants(uri)) workspace.load(want, null);
  provideAll(workspace, uri, await allSyntaxes());
  for (const want of workspace.wants(uri)) workspace.load(want, null);
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  const found = hover(analysis, text.indexOf(what));
  return found ? renderHover(found, "plain", (message) => sayIn(message)) : "";
}

describe("a hover on a record that is put together", () => {
  it("says what is known, and what the rest is called", async () => {
    assert.match(
      await said("v=spf1"),
      /What is known: v=spf1 include:_spf\.example\.net mx ip4:⟨var\.office⟩ ⟨var\.all⟩/,
    );
  });

  it("says of a value that is not known where it comes from", async () => {
    assert.match(await said("var.all"), /^The value of var\.all is put in by the tool/);
  });

  it("knows what the settings say", async () => {
    const says = await said("v=spf1", { "var.office": "192.0.2.1", "var.all": "-all" });
    assert.doesNotMatch(says, /not known here, so/);
    assert.match(
      says,
      /Mail from include:_spf\.example\.net mx ip4:192\.0\.2\.1 passes\. All other mail fails\./,
    );
  });
});
