/** What is offered about too many lookups: each choice says what it saves, and gives nobody another result. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { recorded } from "../../../server/src/dns/recorded.ts";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { fewerLookups } from "../../../server/src/rules/fewer-lookups.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { expandNow } from "../../../server/src/spf/expand.ts";
import { parseIp4, parseIp6 } from "../../../server/src/spf/ip.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { ip4, ip6, world } from "../spf/worlds.ts";

/** The choices about a record of a.example: their titles, and the texts that they make. */
function choices(text: string, zones: Zonedata): { title: string; text: string }[] {
  const uri = "file:///zones/db.a.example";
  const line = `a.example. 3600 IN TXT "${text}"\n`;
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.open(Document.of(uri, line, "dns-zone"));
  const [subject] = workspace.analyse(uri)?.subjects ?? [];
  assert.ok(subject?.record, text);
  const answer = recorded(zones);
  const expansion = expandNow("a.example", subject.record, answer);
  return fewerLookups(subject, subject.record, expansion, answer).map(({ title, edits }) => ({
    title: sayIn(title),
    text: /"(.*)"/.exec(applyEdits(line, edits))?.[1] ?? "",
  }));
}

/** The entries of a name with another record in the place of its own. */
function withRecord(entries: Zonedata[string] | undefined, record: string): Zonedata[string] {
  assert.ok(Array.isArray(entries));
  return entries.map((each) => (typeof each === "object" && "TXT" in each ? { TXT: record } : each));
}

const isAddress = (text: string) => parseIp4(text) !== null || parseIp6(text) !== null;

const zones: Zonedata = {
  "spf.mailer.example": [{ TXT: "v=spf1 include:eu.mailer.example include:us.mailer.example ~all" }],
  "eu.mailer.example": [{ TXT: "v=spf1 ip4:62.4.17.0/26 ip4:62.4.18.0/26 ~all" }],
  "us.mailer.example": [{ TXT: "v=spf1 ip4:62.4.17.128/26 ~all" }],
  "old.mailer.example": [{ TXT: "v=spf1 ip4:62.4.17.130 ~all" }],
  "bad.example": [{ TXT: "v=spf1 ip4:1.2.3 ~all" }],
  "nobody.example": [{ TXT: "v=spf1 ~all" }],
  "macro.example": [{ TXT: "v=spf1 exists:%{i}.example ~all" }],
  "h.example": [{ A: "185.12.80.7" }, { AAAA: "2a01:4f8::7" }],
  "m.example": [{ MX: [10, "h.example"] }],
};

describe("choices about too many lookups", () => {
  it("say what they save, and name what goes", () => {
    const text =
      "v=spf1 include:spf.mailer.example include:old.mailer.example ?include:macro.example a:h.example mx:m.example include:nobody.example include:macro.example include:macro.example include:macro.example -all";
    assert.deepEqual(choices(text, zones), [
      {
        title:
          "Remove include:old.mailer.example, mx:m.example, include:nobody.example, which saves 3 of 15 lookups (other terms give the same hosts the same result today)",
        text: "v=spf1 include:spf.mailer.example ?include:macro.example a:h.example include:macro.example include:macro.example include:macro.example -all",
      },
      {
        title:
          "Replace include:spf.mailer.example by the networks matched today, 3 in number, which saves 3 of 15 lookups (later changes there do not count)",
        text: text.replace(
          "include:spf.mailer.example",
          "ip4:62.4.17.0/26 ip4:62.4.17.128/26 ip4:62.4.18.0/26",
        ),
      },
      {
        title:
          "Replace a:h.example by the networks matched today, 2 in number, which saves 1 of 15 lookups (later changes there do not count)",
        text: text.replace("a:h.example", "ip4:185.12.80.7 ip6:2a01:4f8::7"),
      },
    ]);
  });

  it("name the terms with the fewest networks that are just enough", () => {
    const text = `v=spf1 ~include:spf.mailer.example a:h.example ${"exists:%{i}.example ".repeat(7)}-all`;
    assert.deepEqual(
      choices(text, zones).map(({ title }) => title.slice(0, 110)),
      [
        "Replace a:h.example by the networks that they match today, 2 in number, which leaves 10 lookups (later changes",
        "Replace ~include:spf.mailer.example by the networks matched today, 3 in number, which saves 3 of 11 lookups (l",
      ],
    );
    const more = text.replace("7)", "8)").replace("-all", "exists:%{i}.example -all");
    assert.equal(
      choices(more, zones)[0]?.text,
      more.replace("~include:spf.mailer.example", "~ip4:62.4.17.0/26 ~ip4:62.4.17.128/26 ~ip4:62.4.18.0/26"),
    );
  });

  it("are not about terms of which it is not certain whom they match", () => {
    assert.deepEqual(
      choices("v=spf1 include:bad.example include:macro.example ptr a:%{l}.example -all", zones),
      [],
    );
  });

  it("keep a term where others would decide otherwise", () => {
    const kept = [
      "v=spf1 a:h.example ~mx:m.example/24 -all",
      "v=spf1 ?a:h.example include:macro.example mx:m.example ?all",
      "v=spf1 a:h.example include:macro.example ip4:185.12.80.7 ip6:2a01:4f8::7 -all",
    ];
    for (const text of kept)
      assert.ok(!choices(text, zones).some(({ title }) => title.startsWith("Remove a")), text);
  });

  it("give nobody another result, apart from the limits", () => {
    const limits = { lookups: 200, voids: 200 };
    fc.assert(
      fc.property(
        world(true),
        fc.array(fc.oneof(ip4, ip6), { maxLength: 10 }),
        ({ zones, mentioned }, more) => {
          const [own] = (zones["a.example"] as readonly { TXT?: string }[]).flatMap(({ TXT }) => TXT ?? []);
          if (own === undefined || !parse(own).valid || own === "TIMEOUT") return;
          for (const { title, text } of choices(own, zones)) {
            for (const ip of [...mentioned.filter(isAddress), ...more]) {
              const result = (record: string) => {
                const answer = recorded({ ...zones, "a.example": withRecord(zones["a.example"], record) });
                return checkNow({ ip, helo: "a.example", sender: "a@a.example" }, answer, { limits }).result;
              };
              assert.equal(result(text), result(own), `${title}: ${ip}`);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
