/** What is offered at the cursor, and that each offer is an exact edit of the host's text. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { completionMessages } from "../../../server/src/ide/completion/items.ts";
import { type Completion, completions } from "../../../server/src/ide/completion.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";
import { analysed, edited, zoneOf } from "./analysed.ts";

const files = {
  "file:///zones/db.example.org":
    '$ORIGIN example.org.\n@ 1h IN SOA ns h 1 2h 1h 2w 1h\n_spf 1h IN TXT "v=spf1 -all"\nnote 1h IN TXT "text"\n',
};

/** What is offered where `|` stands. */
function offered(line: string): { list: Completion[]; after: (label: string) => string | undefined } {
  const { workspace, analysis, text, cursor } = analysed(zoneOf(line), { files });
  const list = completions(workspace, analysis, cursor);
  const after = (label: string) => {
    const found = list.find((each) => each.label === label);
    return (
      found &&
      edited(text, [found.edit, ...found.more])
        .split("\n")
        .slice(3)
        .join("\n")
        .trimEnd()
    );
  };
  return { list, after };
}

const labels = (line: string) => offered(line).list.map(({ label }) => label);

describe("completion in a record", () => {
  it("offers terms, ends with what they mean, and qualifiers", () => {
    const { list, after } = offered('@ IN TXT "v=spf1 |"');
    assert.deepEqual(
      list.map(({ label }) => label),
      [
        "include:",
        "ip4:",
        "ip6:",
        "a",
        "mx",
        "exists:",
        "ptr",
        "-all",
        "~all",
        "?all",
        "redirect=",
        "exp=",
        "ra=",
        "-",
        "~",
        "?",
      ],
    );
    assert.equal(after("~all"), '@ IN TXT "v=spf1 ~all"');
    const end = list.find(({ label }) => label === "-all");
    assert.equal(end?.detail, "fail");
    assert.ok((end?.documentation.length ?? 0) > 0);
    assert.deepEqual(
      list.filter(({ discouraged }) => discouraged).map(({ label }) => label),
      ["ptr"],
    );
  });

  it("replaces what is written of the term, and keeps its qualifier", () => {
    assert.equal(
      offered('@ IN TXT "v=spf1 ?inc| -all"').after("include:"),
      '@ IN TXT "v=spf1 ?include: -all"',
    );
    assert.equal(offered('@ IN TXT "v=spf1 i|nc:a.b -all"').after("include:"), undefined);
    assert.equal(
      offered('@ IN TXT "v=spf1 i|nc:a.b -all"').after("include"),
      '@ IN TXT "v=spf1 include:a.b -all"',
    );
    assert.equal(offered('@ IN TXT "v=spf1 mx ~|"').after("~all"), '@ IN TXT "v=spf1 mx ~all"');
    assert.deepEqual(
      labels('@ IN TXT "v=spf1 mx ~|"').filter((label) => label.endsWith("all")),
      ["~all"],
    );
  });

  it("offers nothing that the record has once already, and nothing behind all", () => {
    assert.deepEqual(labels('@ IN TXT "v=spf1 -all |"'), ["exp=", "ra=", "-", "~", "?"]);
    const before = labels('@ IN TXT "v=spf1 | -all exp=a.b"');
    for (const label of ["-all", "redirect=", "exp="]) assert.ok(!before.includes(label), label);
    assert.ok(before.includes("include:"));
  });

  it("offers names of the workspace, then those of providers", () => {
    const { list, after } = offered(
      '@ IN TXT "v=spf1 include:| -all"\n_spf IN TXT "v=spf1 -all"\nother IN TXT "text"',
    );
    assert.deepEqual(
      list.slice(0, 3).map(({ label, kind }) => [label, kind]),
      [
        ["_spf.example.com", "name"],
        ["_spf.example.org", "name"],
        ["_spf.google.com", "provider"],
      ],
    );
    const google = list[2];
    assert.equal(google?.detail, "Google Workspace");
    assert.equal(google?.documentation.length, 1);
    const names = list.map(({ label }) => label);
    for (const no of [
      "google.com",
      "_netblocks3.google.com",
      "hubspotemail.net",
      "servers.mcsv.net",
      "example.com",
    ])
      assert.ok(!names.includes(no), no);
    assert.match(after("_spf.google.com") ?? "", /^@ IN TXT "v=spf1 include:_spf\.google\.com -all"/);
  });

  it("replaces a name that is written", () => {
    const { after } = offered('@ IN TXT "v=spf1 include:_spf.goo|gle -all"');
    assert.equal(after("_spf.google.com"), '@ IN TXT "v=spf1 include:_spf.google.com -all"');
  });

  it("offers hosts for a, mail domains for mx, texts for exp", () => {
    const more =
      '\nmail IN A 192.0.2.1\nv6 IN AAAA 2001:db8::1\n@ IN MX 10 mail\nsub IN MX 10 mail\nwhy IN TXT "no"';
    assert.deepEqual(labels(`@ IN TXT "v=spf1 a:| -all"${more}`), ["mail.example.com", "v6.example.com"]);
    assert.deepEqual(labels(`@ IN TXT "v=spf1 mx:|/24 -all"${more}`), ["sub.example.com"]);
    assert.deepEqual(labels(`@ IN TXT "v=spf1 -all exp=|"${more}`), ["note.example.org", "why.example.com"]);
  });

  it("offers macro letters behind %{, but not those of explanations", () => {
    const { list, after } = offered('@ IN TXT "v=spf1 exists:%{|.a.b -all"');
    assert.deepEqual(
      list.map(({ label }) => label),
      ["%{s}", "%{l}", "%{o}", "%{d}", "%{i}", "%{p}", "%{v}", "%{h}"],
    );
    assert.equal(after("%{i}"), '@ IN TXT "v=spf1 exists:%{i}.a.b -all"');
    assert.equal(
      offered('@ IN TXT "v=spf1 exists:%{d|}.a.b -all"').after("%{i}"),
      '@ IN TXT "v=spf1 exists:%{i}.a.b -all"',
    );
    assert.deepEqual(labels('@ IN TXT "v=spf1 exists:%%|.a.b -all"'), []);
  });

  it("offers prefix lengths with what they hold", () => {
    const { list, after } = offered('@ IN TXT "v=spf1 ip4:192.0.2.0/| -all"');
    assert.equal(list[0]?.label, "24");
    assert.deepEqual(list[0]?.detail, completionMessages.addresses({ count: 256 }));
    assert.equal(after("28"), '@ IN TXT "v=spf1 ip4:192.0.2.0/28 -all"');
    assert.equal(labels('@ IN TXT "v=spf1 a:x.example//| -all"')[0], "64");
    assert.equal(labels('@ IN TXT "v=spf1 a/24//| -all"')[0], "64");
    assert.equal(labels('@ IN TXT "v=spf1 mx/2| -all"')[0], "24");
    assert.equal(labels('@ IN TXT "v=spf1 ip6:2001:db8::/| -all"')[0], "64");
    assert.deepEqual(labels('@ IN TXT "v=spf1 include:a.b/| -all"'), []);
  });

  it("offers versions at the start of a text, and scopes", () => {
    assert.deepEqual(labels('@ IN TXT "v=sp|"'), ["v=spf1", "spf2.0/mfrom,pra"]);
    assert.equal(offered('@ IN TXT "v|"').after("v=spf1"), '@ IN TXT "v=spf1"');
    assert.deepEqual(labels('@ IN TXT "spf2.0/mfrom,| -all"'), ["mfrom", "pra"]);
    assert.deepEqual(labels('@ IN TXT "verify|"'), []);
    assert.deepEqual(labels('@ IN TXT "|"'), []);
  });

  it("writes into the string in which the cursor is", () => {
    assert.equal(offered('@ IN TXT ( "v=spf1 "\n "m|" )').after("mx"), '@ IN TXT ( "v=spf1 "\n "mx" )');
  });

  it("is quiet elsewhere", () => {
    for (const line of [
      "@ IN M|X 10 mail",
      '; com|ment\n@ IN TXT "v=spf1 -all"',
      '@ I|N TXT "v=spf1 -all"',
      "@ IN A 192.0.2.|1",
    ])
      assert.deepEqual(labels(line), [], line);
  });
});

describe("completion in a comment", () => {
  it("offers rules behind spf-ignore, first those that find something", () => {
    const { list, after } = offered('; spf-ignore |\n@ IN TXT "v=spf1 ptr -all"');
    assert.equal(list[0]?.label, "ptr");
    assert.ok(list.length > 100);
    assert.equal(after("mx-use"), '; spf-ignore mx-use\n@ IN TXT "v=spf1 ptr -all"');
    assert.equal(
      offered('; spf-ignore ptr, mx|-us: why\n@ IN TXT "v=spf1 ptr -all"').after("mx-use"),
      '; spf-ignore ptr, mx-use: why\n@ IN TXT "v=spf1 ptr -all"',
    );
  });

  it("offers the word itself, and nothing in the reason or the date", () => {
    assert.deepEqual(labels('; spf|\n@ IN TXT "v=spf1 ptr -all"'), ["spf-ignore", "spf-ignore-file"]);
    assert.deepEqual(labels('; spf-ignore ptr: wh|\n@ IN TXT "v=spf1 ptr -all"'), []);
    assert.deepEqual(labels('; spf-ignore ptr until 2|\n@ IN TXT "v=spf1 ptr -all"'), []);
  });
});

describe("completion in other hosts", () => {
  async function inFile(uri: string, languageId: string, marked: string) {
    const cursor = marked.indexOf("|");
    const text = marked.replace("|", "");
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.configure(defaultSettings);
    workspace.open(Document.of(uri, text, languageId, 1));
    provideAll(workspace, uri, await allSyntaxes());
    const analysis = workspace.analyse(uri);
    assert.ok(analysis);
    const list = completions(workspace, analysis, cursor);
    const after = (label: string) => {
      const found = list.find((each) => each.label === label);
      return found && edited(text, [found.edit, ...found.more]);
    };
    return { text, list, after };
  }

  it("writes as the host does", async () => {
    const { text, after } = await inFile(
      "file:///dns/main.tf",
      "terraform",
      'resource "cloudflare_record" "a" {\n  name = "example.com"\n  type = "TXT"\n  content = "v=spf1 exists:%|.example.com -all"\n}\n',
    );
    assert.equal(after("%{i}"), text.replace("%.example.com", "%%{i}.example.com"));
  });

  it("offers whole includes where a colon may not end a word", async () => {
    const { text, list, after } = await inFile(
      "file:///dns/example.com.yaml",
      "yaml",
      "? ''\n: type: TXT\n  value: v=spf1 inc| -all\n",
    );
    assert.ok(!list.some(({ label }) => label === "include:"));
    assert.equal(after("include:_spf.google.com"), text.replace("inc ", "include:_spf.google.com "));
  });
});

describe("any completion", () => {
  it("throws nowhere, and makes of the record what it says", () => {
    const piece = fc.constantFrom(
      "include:",
      "a",
      "mx",
      "/",
      "//",
      "%",
      "%{",
      "i}",
      "ip4:",
      "192.0.2.0",
      "=",
      " ",
      "-",
      "~all",
      "redirect=",
      "é",
      '" "',
      "exp=",
      "x.y",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(60), (pieces, at) => {
        const line = `@ IN TXT "v=spf1 ${pieces.join("")}"`;
        const cut = Math.min(at, line.length);
        const { workspace, analysis, text, cursor } = analysed(
          zoneOf(`${line.slice(0, cut)}|${line.slice(cut)}`),
          { files },
        );
        for (const { edit, more } of completions(workspace, analysis, cursor)) {
          assert.ok(edit.span.start <= cursor && cursor <= edit.span.end);
          assert.ok(edited(text, [edit, ...more]).includes('@ IN TXT "'));
        }
      }),
      { numRuns: 200 },
    );
  });
});
