/** What is offered about findings, and what the text is after it. */

import assert from "node:assert/strict";
import { type Action, actions, fixAllAction } from "../../../server/src/ide/actions.ts";
import { firstOf, fixAll } from "../../../server/src/ide/fixes.ts";
import { type Rule, rule } from "../../../server/src/rules/rule.ts";
import { messagesOf, sayIn } from "../../../server/src/text/message.ts";
import { analysed, edited, type Options, spanOf, uri, zoneOf } from "./analysed.ts";

/** What is offered at a text of a zone. */
function offered(zone: string, what: string, options: Options = {}) {
  const { analysis, text } = analysed(zone, options);
  const list = actions(analysis, spanOf(text, what));
  const title = (action: Action) => action.title.map((message) => sayIn(message)).join(" ");
  return {
    list,
    titles: list.map(title),
    /** The zone after the one action whose title begins so. */
    after: (start: string) => {
      const chosen = list.filter((action) => title(action).startsWith(start));
      assert.equal(chosen.length, 1, list.map(title).join(" | "));
      return edited(text, chosen[0]?.edits.find((each) => each.uri === uri)?.edits);
    },
    find: (start: string) => list.find((action) => title(action).startsWith(start)),
  };
}

const ptr = zoneOf('@ IN TXT "v=spf1 a ptr -all"');

describe("the actions at a finding", () => {
  it("are its fixes, ignoring it, and its page", () => {
    assert.deepEqual(offered(ptr, "ptr").titles, [
      "Remove ptr (senders that only it lets pass no longer pass)",
      "Remove ptr (senders that only it lets pass no longer pass) and raise the serial to 2026112401",
      "Ignore ptr for this record",
      "Ignore ptr in this file",
      "Read about ptr",
    ]);
  });

  it("are none where there is no finding", () => {
    assert.deepEqual(offered(ptr, "v=spf1").titles, []);
  });

  it("prefer a fix only where it is clear what was meant", () => {
    const preferred = (zone: string, what: string) =>
      offered(zone, what).list.filter((action) => action.preferred);
    assert.deepEqual(preferred(ptr, "ptr"), []);
    const typo = zoneOf('@ IN TXT "v=spf1 ipv4:192.0.2.1 -all"');
    assert.equal(preferred(typo, "ipv4").length, 1);
    assert.equal(offered(typo, "ipv4").list[0]?.preferred, true);
  });

  it("prefer the first fix whether a rule makes it at once or when asked", () => {
    for (const [record, what] of [
      ["v=spf1 a: -all", ":"],
      ["v=spf1 include=a.example.net -all", "="],
      ["v=spf1 192.0.2.1 -all", "192.0.2.1 "],
      ["v=spf1 a:192.0.2.1 -all", "192.0.2.1 "],
      ["v=spf1 -redirect=a.example.net", "-"],
      ["v=spf1 a, -all", ","],
      ["v=spf1 ip4:185.12.80.7  -all", "  "],
    ] as const) {
      const { list } = offered(zoneOf(`@ IN TXT "${record}"`), what);
      assert.deepEqual(
        list.map(({ preferred }) => preferred),
        list.map((_, index) => index === 0),
        record,
      );
    }
  });

  it("say how long receivers keep the old record", () => {
    assert.deepEqual(offered(ptr, "ptr").list[0]?.publish, { ttl: 3600, raised: false });
    assert.deepEqual(offered(ptr, "ptr").list[1]?.publish, { ttl: 3600, raised: true });
    const fragment = '$ORIGIN example.com.\n@ IN TXT "v=spf1 ptr -all"\n';
    assert.equal(
      offered(fragment, "ptr").list[0]?.publish,
      null,
      "nothing is published without an SOA record",
    );
  });

  it("may raise the serial along with it", () => {
    assert.equal(
      offered(ptr, "ptr").after("Remove ptr (senders that only it lets pass no longer pass) and raise"),
      ptr.replace("a ptr -all", "a -all").replace("2026010101", "2026112401"),
    );
  });

  it("mend all findings of the rule at once, where there are several", () => {
    const zone = zoneOf(
      '@ IN TXT "v=spf1 a ptr -all"',
      'a IN TXT "v=spf1 a ptr:x.example -all"',
      'b IN TXT "v=spf1 mx ?ptr -all"',
    );
    assert.equal(
      offered(zone, "ptr:x").after("Fix all 3 findings of ptr"),
      zone.replaceAll(" ptr -all", " -all").replace(" ptr:x.example", "").replace(" ?ptr", ""),
    );
  });
});

describe("ignoring a finding", () => {
  const silent = (text: string) =>
    analysed(text).analysis.findings.filter(({ rule }) => rule === "ptr").length === 0;

  it("for its record puts a comment above it", () => {
    const after = offered(ptr, "ptr").after("Ignore ptr for this record");
    assert.equal(after, ptr.replace("@ IN TXT", "; spf-ignore ptr: \n@ IN TXT"));
    assert.ok(silent(after));
  });

  it("for its file puts a comment at the top, after a byte order mark", () => {
    const after = offered(`\uFEFF${ptr}`, "ptr").after("Ignore ptr in this file");
    assert.equal(after, `\uFEFF; spf-ignore-file ptr: \n${ptr}`);
    assert.ok(silent(after));
  });

  it("adds to a comment that is there", () => {
    const zone = zoneOf("; spf-ignore mx-use: by hand", '@ IN TXT "v=spf1 a ptr -all"');
    const after = offered(zone, "ptr").after("Ignore ptr for this record");
    assert.equal(after, zone.replace("mx-use:", "mx-use, ptr:"));
    assert.ok(silent(after));
  });

  it("leaves a comment with an end of its own alone", () => {
    const zone = zoneOf("; spf-ignore mx-use until 2027-01-01: by hand", '@ IN TXT "v=spf1 a ptr -all"');
    const after = offered(zone, "ptr").after("Ignore ptr for this record");
    assert.ok(after.includes("; spf-ignore ptr: \n@ IN TXT"));
    assert.ok(silent(after));
  });

  it("keeps the line ends of the file", () => {
    const zone = ptr.replaceAll("\n", "\r\n");
    assert.equal(
      offered(zone, "ptr").after("Ignore ptr for this record"),
      zone.replace("@ IN TXT", "; spf-ignore ptr: \r\n@ IN TXT"),
    );
  });

  it("is placed above a record whose text lies lines below its owner", () => {
    const zone = zoneOf("@ IN TXT (", '  "v=spf1 a "', '  "ptr -all" )');
    const after = offered(zone, "ptr").after("Ignore ptr for this record");
    assert.equal(after, zone.replace("@ IN TXT", "; spf-ignore ptr: \n@ IN TXT"));
    assert.ok(silent(after));
  });

  it("is not offered for what the linter says of its own comments", () => {
    const zone = zoneOf("; spf-ignore ptr: nothing to hide", '@ IN TXT "v=spf1 a -all"');
    const { titles } = offered(zone, "ptr");
    assert.ok(titles.length > 0);
    assert.ok(!titles.some((title) => title.startsWith("Ignore")), titles.join(" | "));
  });
});

describe("fix all", () => {
  it("applies safe fixes alone", () => {
    const zone = zoneOf('@ IN TXT "v=spf1  a   ptr -all"', 'a IN TXT "v=spf1 ipv4:192.0.2.1 -all"');
    const { workspace, text } = analysed(zone);
    const action = fixAllAction(workspace, uri);
    assert.equal(edited(text, action?.edits[0]?.edits), zone.replace("v=spf1  a   ptr", "v=spf1 a ptr"));
    assert.match(action ? sayIn(action.title[0]!) : "", /^Apply the \d+ safe SPF fixes in this file$/);
  });

  it("is not offered where there is nothing to apply", () => {
    const { workspace } = analysed(ptr);
    assert.equal(fixAllAction(workspace, uri), null);
  });

  it("goes on until nothing is left, and leaves what is known alone", () => {
    const zone = zoneOf('@ IN TXT "v=spf1  A:MAIL.EXAMPLE.COM   IP4:192.0.2.1  -ALL "');
    const { workspace, analysis, text } = analysed(zone);
    const { edits } = fixAll(workspace, uri, firstOf(["safe"]));
    const after = edited(text, edits);
    assert.equal(fixAll(analysed(after).workspace, uri, firstOf(["safe"])).edits.length, 0);
    assert.equal(workspace.analyse(uri)?.document.text(), analysis.document.text());
    assert.equal(workspace.analyse(uri)?.findings.length, analysis.findings.length);
  });

  it("may take repairs along for who asks for them", () => {
    const zone = zoneOf('@ IN TXT "v=spf1  ipv4:192.0.2.1 -all"');
    const { workspace, text } = analysed(zone);
    const { edits } = fixAll(workspace, uri, firstOf(["safe", "repair"]));
    assert.equal(edited(text, edits), zone.replace("v=spf1  ipv4", "v=spf1 ip4"));
  });
});

describe("all safe fixes", () => {
  /** A rule that calls safe whatever it is told to do to the text. */
  const liar = (from: string, to: string): Rule =>
    rule({
      name: "liar",
      severity: "hint",
      profile: "recommended",
      needs: "text",
      sources: [],
      messages: messagesOf("liar", { found: "{text}", fix: "{text}" }),
      *check({ subject }) {
        const { text } = subject.found.decoded;
        const start = text.indexOf(from);
        if (start < 0) return;
        const span = { start, end: start + from.length };
        const edits = (subject.found.decoded.replace(span, to) ?? []).map((edit) => ({
          ...edit,
          part: subject.part,
        }));
        const message = { id: "liar", english: "liar", args: {} };
        yield { message, at: { subject, span }, fixes: [{ kind: "safe", title: message, edits }] };
      },
    });
  const all = (text: string, ...rules: readonly Rule[]) => {
    const { workspace } = analysed(text, { rules });
    return edited(text, fixAll(workspace, uri, firstOf(["safe"])).edits);
  };
  const zone = zoneOf('@ IN TXT "v=spf1 +a mx -all"', 'b IN TXT "v=spf1 +a -all"');

  it("are looked at once more, whoever made them", () => {
    assert.equal(all(zone, liar("mx", "ptr")), zone);
    assert.equal(all(zone, liar("-all", "~all")), zone);
    assert.equal(all(zone, liar("v=spf1", "v=spf2")), zone);
    assert.equal(all(zone, liar("+a", "a")), zone.replaceAll("+a", "a"));
  });

  it("come alone where one of them is none", () => {
    assert.equal(all(zone, liar("mx", "ptr"), liar("+a", "a")), zone.replaceAll("+a", "a"));
  });
});
