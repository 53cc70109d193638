/** What a hover says, for each thing that one can point at. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { hoverMessages } from "../../../server/src/ide/hover/messages.ts";
import { hover, renderHover } from "../../../server/src/ide/hover.ts";
import { facts } from "../../../server/src/spf/facts-text.ts";
import { type Message, sayIn } from "../../../server/src/text/message.ts";
import { analysed, uri, zoneOf } from "./analysed.ts";

const sentence = (message: Message, show: (text: string) => string) => {
  const args = Object.entries(message.args).map(([key, value]) => [
    key,
    typeof value === "string" ? show(value) : value,
  ]);
  return sayIn({ ...message, args: Object.fromEntries(args) });
};

/** The text that the hover is about, and what it says, where `|` stands in a record of `example.com`. */
function at(line: string, style: "plain" | "markdown" = "plain"): { about: string; says: string } | null {
  const { analysis, text, cursor } = analysed(zoneOf(line));
  const found = hover(analysis, cursor);
  if (!found) return null;
  return { about: text.slice(found.span.start, found.span.end), says: renderHover(found, style, sentence) };
}

describe("a hover on a record", () => {
  it("says whose it is, what it does, and how near it is to the limits", () => {
    assert.deepEqual(at('@ IN T|XT "v=spf1 mx ip4:192.0.2.1 ?include:a.example ~all"'), {
      about: "@ IN TXT",
      says: [
        "TXT record of example.com, which receivers keep for up to 1h.",
        "Mail from mx ip4:192.0.2.1 passes. Of mail from include:a.example nothing is said (neutral). All other mail gets softfail: probably not from us, but not to be refused for that alone.",
        "DNS lookups: at least 2 of 10; some of what it reaches is not known here.",
        "Length: 47 octets in one character-string of at most 255.",
      ].join("\n"),
    });
  });

  const sentences: [string, string][] = [
    ["v=spf1 -all", "Nobody may send as this name: all mail fails."],
    ["v=spf1 +all", "Everybody may send as this name: all mail passes."],
    ["v=spf1 a -all", "Mail from a passes. All other mail fails."],
    [
      "v=spf1 -ip4:192.0.2.1 +all",
      "Mail from ip4:192.0.2.1 fails. All other mail passes too, from anywhere in the world.",
    ],
    [
      "v=spf1 a",
      "Mail from a passes. Of all other mail nothing is said (neutral), since the record does not end in all or redirect.",
    ],
    ["v=spf1 redirect=a.example", "All other mail is judged by the record of a.example."],
    ["v=spf1 a -all redirect=a.example", "Mail from a passes. All other mail fails."],
    ["v=spf1 a -all mx", "Mail from a passes. All other mail fails."],
    [
      "v=spf1 ipv4:192.0.2.1 -all",
      "As it stands every mail gets permerror, whoever sends it. Errors to mend: 1 (RFC 7208, 4.6).",
    ],
  ];
  for (const [record, expected] of sentences) {
    it(`says what ${record} does`, () =>
      assert.equal(at(`@ IN TXT "|${record}"`)?.says.split("\n")[1], expected));
  }

  it("says that nobody reads what only resembles one", () => {
    assert.match(at('@ IN T|XT "v=spf2 mx -all"')?.says ?? "", /No receiver takes this for an SPF record/);
  });

  it("is there on the version and on blanks too, and nowhere else", () => {
    assert.equal(at('@ IN TXT "v=s|pf1 -all"')?.about, '"v=spf1 -all"');
    assert.equal(at('@ IN TXT "other|"'), null);
    assert.equal(at('; com|ment\n@ IN TXT "v=spf1 -all"'), null);
  });

  it("counts octets and strings", () => {
    assert.match(at('@ IN T|XT "v=spf1 " "-all"')?.says ?? "", /Length: 11 octets in 2 character-strings/);
  });
});

describe("a hover on the name of a provider", () => {
  it("says whose it is and what it cost when somebody looked", () => {
    const says = at('@ IN TXT "v=spf1 inc|lude:_SPF.google.com -all"')?.says ?? "";
    assert.match(says, /_spf\.google\.com belongs to Google Workspace \(mailboxes\)\./);
    assert.match(says, /As of 2025-12-01 it took 1 of the 10 DNS lookups\. Its record ended in ~all/);
  });

  it("says where that stands", () => {
    const says = at('@ IN TXT "v=spf1 inc|lude:_spf.google.com -all"', "markdown")?.says ?? "";
    assert.match(says, / · <https:\/\/support\.google\.com\/a\/answer\/60764>$/);
  });

  it("says what has become of it", () => {
    const says = at('@ IN TXT "v=spf1 redirect=_netblocks3.goo|gle.com"')?.says ?? "";
    assert.match(says, /As of 2025-11-01 _spf\.google\.com has taken its place\./);
  });

  it("says nothing of what it cost once where its record is at hand", () => {
    const says = at(
      '@ IN TXT "v=spf1 inc|lude:_spf.google.com. -all"\n_spf.google.com. IN TXT "v=spf1 -all"',
    )?.says;
    assert.match(says ?? "", /belongs to Google Workspace/);
    assert.doesNotMatch(says ?? "", /As of/);
  });
});

describe("a hover on a term", () => {
  it("says what it means, what a match gives, what it costs, and where that stands", () => {
    const found = at('@ IN TXT "v=spf1 ~p|tr -all"', "markdown");
    assert.equal(found?.about, "~ptr");
    assert.equal(
      found?.says,
      [
        "`~ptr`",
        "Matches where the client's host name, confirmed by its address, is the domain or lies under it.",
        "A match gives `softfail`. The client probably may not send for the domain; receivers accept the message and look closer.",
        "It should not be published: it is slow, fails with the client's reverse DNS, and burdens the .arpa name servers.",
        "- Of more than ten names only the first ten are looked at, and a DNS error means no match.",
        "It costs 1 of the 10 DNS lookups.",
        "[RFC 7208, 5.5](https://www.rfc-editor.org/rfc/rfc7208#section-5.5)",
      ].join("\n\n"),
    );
  });

  const targets: [string, string][] = [
    [
      "a|:mail.example.com",
      "The addresses of mail.example.com are 192.0.2.25, 2001:db8::25. An open file says so.",
    ],
    ["|a", "example.com has no address, so that nothing matches. An open file says so."],
    ["|a:www.example.net", "The addresses of www.example.net are in no file at hand."],
    [
      "|mx",
      "Mail for example.com goes to mail.example.com (192.0.2.25, 2001:db8::25), gone.example.com (–), mx.example.net. An open file says so.",
    ],
    [
      "|mx:mail.example.com",
      "mail.example.com has no mail exchanger, so that nothing matches. An open file says so.",
    ],
    ["|mx:example.net", "The mail exchangers of example.net are in no file at hand."],
    [
      "|mx:many.example.com",
      "many.example.com has 11 mail exchangers, and more than 10 are a permerror. An open file says so.",
    ],
    [
      "|mx:null.example.com",
      "null.example.com has no mail exchanger, so that nothing matches. An open file says so.",
    ],
    [
      "|include:s.example.org",
      "The record of s.example.org is v=spf1 a -all. A file of the workspace says so.",
    ],
    [
      "|include:d.example.net",
      "The record of d.example.net is v=spf1 ip4:192.0.2.1 -all. DNS says so (192.0.2.53).",
    ],
    [
      "|include:e.example.net",
      "There is no record at e.example.net: every mail that gets this far gets permerror. DNS says so (192.0.2.53).",
    ],
    ["|include:f.example.net", "The record of f.example.net was asked for, and DNS did not answer."],
  ];
  for (const [term, expected] of targets) {
    it(`tells what is behind ${term.replace("|", "")}, and who says so`, () => {
      const many = Array.from({ length: 11 }, (_, i) => `many MX ${i} mail`);
      const hosts = [
        "mail A 192.0.2.25",
        "mail AAAA 2001:db8::25",
        "@ MX 20 gone",
        "@ MX 10 mail",
        "@ MX 30 mx.example.net.",
        "null MX 0 .",
      ];
      const zone = zoneOf(...many, ...hosts, `@ IN TXT "v=spf1 ${term} -all"`);
      const files = {
        "file:///zones/db.example.org":
          '$ORIGIN example.org.\n@ SOA a b 1 1 1 1 1\ns IN TXT "v=spf1 a -all"\n',
      };
      const { workspace, cursor } = analysed(zone, { files });
      const source = "192.0.2.53";
      const records = [{ strings: ["v=spf1 ip4:192.0.2.1 -all"], holes: [] }];
      workspace.learn(
        { name: "d.example.net", type: "TXT" },
        { kind: "ok", type: "TXT", records, ttl: 1, source },
        0,
      );
      workspace.learn({ name: "e.example.net", type: "TXT" }, { kind: "nxdomain", source }, 0);
      workspace.learn({ name: "f.example.net", type: "TXT" }, { kind: "timeout", source }, 0);
      const found = hover(workspace.analyse(uri)!, cursor);
      assert.ok(
        renderHover(found!, "plain", sentence).split("\n").includes(expected),
        renderHover(found!, "plain", sentence),
      );
    });
  }

  it("shows no more of a record in DNS than anybody reads, and that as text", () => {
    const { workspace, cursor } = analysed(zoneOf('@ IN TXT "v=spf1 |include:d.example.net -all"'));
    const hostile = "<img src=x> [x](command:y) ``` \u001b[31m \u202e ";
    const strings = [`v=spf1 ${hostile.repeat(2000)}-all`];
    const answer = {
      kind: "ok",
      type: "TXT",
      records: [{ strings, holes: [] }],
      ttl: 1,
      source: "`<b>`",
    } as const;
    workspace.learn({ name: "d.example.net", type: "TXT" }, answer, 0);
    const says = renderHover(hover(workspace.analyse(uri)!, cursor)!, "markdown", sentence);
    assert.ok(says.length < 5000, String(says.length));
    assert.doesNotMatch(says, /[\u001b\u202e]/);
    assert.doesNotMatch(says.replace(/(`+)(?:(?!\1).)+\1(?!`)/g, ""), /<img|\]\(command|<b>/);
  });

  it("tells the record that it reaches, where the file has it", () => {
    const says = at('s IN TXT "v=spf1 a mx -all"\n@ IN TXT "v=spf1 include:|s.example.com -all"')?.says ?? "";
    assert.match(says, /It costs 3 of the 10 DNS lookups, with what it reaches\./);
    assert.match(says, /The record of s\.example\.com is v=spf1 a mx -all\./);
  });

  const outcomes: [string, RegExp][] = [
    ["include:|a.example", /at least 1 of the 10[\s\S]*The record of a\.example is in no file at hand/],
    ["include|:%{o}.a.example", /Which record is meant depends on the mail/],
    ["include:|example.com", /endless loop/],
    ["-all ip4:|192.0.2.1", /^One address: 192\.0\.2\.1\.$/],
    ["-all a|", /never looked at/],
    ["exp=|a.example -all", /explains a fail[\s\S]*RFC 7208, 6\.2/],
    ["colour=|blue -all", /SPF does not define: receivers pass over colour/],
    ["%%|% -all", /is no term of SPF/],
  ];
  for (const [terms, expected] of outcomes) {
    it(`of ${terms}`, () => assert.match(at(`@ IN TXT "v=spf1 ${terms}"`)?.says ?? "(none)", expected));
  }
});

describe("a hover on a part of a term", () => {
  const parts: [string, string, string][] = [
    [
      "|-all",
      "-",
      "A match gives fail. The client may not send for the domain; receivers may reject the message.",
    ],
    ["ip4:192.0.|2.65/26", "192.0.2.65", "192.0.2.64 to 192.0.2.127: 64 addresses."],
    ["ip4:192.0.2.65/2|6", "26", "192.0.2.64 to 192.0.2.127: 64 addresses."],
    ["ip4:0.0.0.0/|0", "0", "0.0.0.0 to 255.255.255.255: 4,294,967,296 addresses."],
    ["ip6:2001:db8::/3|2", "32", "2001:db8:: to 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff: 2^96 addresses."],
    ["ip6:2001|:db8::1", "2001:db8::1", "One address: 2001:db8::1."],
    ["a:a.example/2|4", "24", "With /24 the 256 IPv4 addresses around each of them match too."],
  ];
  for (const [term, about, says] of parts) {
    it(`of ${term}`, () => assert.deepEqual(at(`@ IN TXT "v=spf1 ${term}"`), { about, says }));
  }

  const macros: [string, string, RegExp][] = [
    ["exists:%{|i}.a.example", "%{i}", /The client's address[\s\S]*it gives 192\.0\.2\.3\./],
    ["exists:%{i|r}.a.example", "%{ir}", /Reverses the order[\s\S]*it gives 3\.2\.0\.192\./],
    ["exists:%{l1r|-}.a.example", "%{l1r-}", /Split at -\.[\s\S]*Parts kept: 1\.[\s\S]*it gives strong\./],
    ["exists:%{d|2}.a.example", "%{d2}", /it gives example\.com\./],
    ["exists:%{S|}.a.example", "%{S}", /URL-escapes[\s\S]*it gives strong-bad%40email\.example\.com\./],
    ["exists:a%|%b.%{d}", "%%", /A percent sign/],
  ];
  for (const [term, about, says] of macros) {
    it(`of ${term}`, () => {
      const found = at(`@ IN TXT "v=spf1 ${term} -all"`);
      assert.equal(found?.about, about);
      assert.match(found?.says ?? "", says);
    });
  }

  it("between two strings, with the sizes of both", () => {
    assert.deepEqual(at('@ IN TXT "v=spf1 a "| "-all"'), {
      about: '" "',
      says: "One character-string ends here and the next begins. Receivers join them without a blank (RFC 7208, 3.3).\nThe one before has 9 octets, the one after has 4; each may have 255.",
    });
  });

  it("of a term that lies in two strings covers both pieces", () => {
    assert.equal(
      at('@ IN TXT "v=spf1 include:|_spf.exa" "mple.com -all"')?.about,
      'include:_spf.exa" "mple.com',
    );
  });
});

describe("a hover on hostile text", () => {
  it("shows it as text", () => {
    const says = at('@ IN TXT "v=spf1 x|=`<b>[a](http://b)\u202e**c** -all"', "markdown")?.says ?? "";
    assert.match(says, /^``x=`<b>\[a\]\(http:\/\/b\)‹U\+202E›\*\*c\*\*``/);
  });

  it("never ends a code span early, whatever the record says", () => {
    const unit = fc.constantFrom(
      "`",
      "```",
      "<script>",
      "[a](b)",
      "*",
      "_",
      "x",
      "=",
      ":",
      "%{i}",
      "&lt;",
      "\u202e",
      "\\226",
      "\\010",
      "$",
      "~",
    );
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }), (pieces) => {
        const says = at(`@ IN TXT "v=spf1 x|=${pieces.join("")} -all"`, "markdown")?.says ?? "";
        const outside = says
          .replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "")
          .replace(/\[RFC [^\]]*\]\([^)]*\)/g, "");
        assert.ok(!/[<[\u202e\n][^\n]*script|<|`/.test(outside), outside);
        assert.ok(!says.includes("\u202e"));
      }),
    );
  });

  it("stands in sentences that hold no sign of Markdown but what is escaped", () => {
    for (const english of [...Object.values(hoverMessages.english), ...Object.values(facts.english)]) {
      assert.ok(!/[\uE000\uE001\n]/.test(english), english);
    }
  });
});
