/** The purported responsible address: RFC 4407, 2, step by step, each refusal, and how header fields are read. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type HeaderField, readHeaders } from "../../../server/src/spf/message-headers.ts";
import { missingPra, pra } from "../../../server/src/spf/pra.ts";
import "../../support/seed.ts";

/** One field for each line. */
function fields(text: string): HeaderField[] {
  return text.split("\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1)];
  });
}

/** `field address`, or `reason field`. */
function chosen(text: string): string {
  const found = pra(fields(text));
  return found.kind === "pra" ? `${found.field} ${found.address}` : `${found.reason} ${found.field}`;
}

const from = "From: f@f.example";
const sender = "Sender: s@s.example";
const resentFrom = "Resent-From: rf@rf.example";
const resentSender = "Resent-Sender: rs@rs.example";
const received = "Received: from x by y";

describe("the purported responsible address", () => {
  const steps: Readonly<Record<string, readonly (readonly [lines: readonly string[], expected: string])[]>> =
    {
      "step 1: the first Resent-Sender": [
        [[resentSender, sender, from], "Resent-Sender rs@rs.example"],
        [[from, sender, resentSender], "Resent-Sender rs@rs.example"],
        [[resentSender, "Resent-Sender: other@o.example", from], "Resent-Sender rs@rs.example"],
        [["Resent-Sender:  \t", resentSender, from], "Resent-Sender rs@rs.example"],
        [[resentFrom, resentSender, from], "Resent-Sender rs@rs.example"],
        [[resentSender, resentFrom, from], "Resent-Sender rs@rs.example"],
        [[received, resentFrom, resentSender, from], "Resent-Sender rs@rs.example"],
        [[resentFrom, resentSender, received, from], "Resent-Sender rs@rs.example"],
        [[received, resentSender, from], "Resent-Sender rs@rs.example"],
        [["Resent-From:", received, resentSender, from], "Resent-Sender rs@rs.example"],
        [[resentFrom, "Received:  ", resentSender, from], "Resent-Sender rs@rs.example"],
        [[resentFrom, "X-Received: x", resentSender, from], "Resent-Sender rs@rs.example"],
      ],
      "step 1: not where the message was handed on between it and a Resent-From": [
        [[resentFrom, received, resentSender, from], "Resent-From rf@rf.example"],
        [[resentFrom, "Return-Path: <>", resentSender, from], "Resent-From rf@rf.example"],
        [[resentFrom, "RECEIVED: x", "RESENT-SENDER: rs@rs.example", from], "Resent-From rf@rf.example"],
        [[resentFrom, received, "Resent-From: late@l.example", resentSender], "Resent-From rf@rf.example"],
        [["Resent-From: ", resentFrom, received, resentSender, from], "Resent-From rf@rf.example"],
      ],
      "step 2: the first Resent-From": [
        [[resentFrom, sender, from], "Resent-From rf@rf.example"],
        [[from, sender, "Resent-From:", resentFrom], "Resent-From rf@rf.example"],
        [[resentFrom, "Resent-From: other@o.example"], "Resent-From rf@rf.example"],
        [["Resent-Sender: \t ", resentFrom, from], "Resent-From rf@rf.example"],
      ],
      "step 3: the only Sender": [
        [[from, sender], "Sender s@s.example"],
        [["Sender: ", sender, from], "Sender s@s.example"],
        [["Resent-From: ", "Resent-Sender:", sender, from], "Sender s@s.example"],
        [[sender, "Sender: other@o.example", from], "several-fields Sender"],
        [[sender, "Sender: s@s.example", from], "several-fields Sender"],
      ],
      "step 4: the only From": [
        [[from], "From f@f.example"],
        [["Sender: ", from, "From:"], "From f@f.example"],
        [["from: F <f@f.example>"], "From f@f.example"],
        [[from, "From: other@o.example"], "several-fields From"],
        [["Subject: x", "To: t@t.example", "Reply-To: r@r.example"], "no-field null"],
        [["From: ", "Sender:\t"], "no-field null"],
      ],
      "step 5: one mailbox with a domain, in the field that was selected": [
        [["Sender: a@b.example, c@d.example", from], "several-mailboxes Sender"],
        [["Resent-From: a@b.example, c@d.example", from], "several-mailboxes Resent-From"],
        [["From: a@b.example, c@d.example", sender], "Sender s@s.example"],
        [["From: a@b.example, c@d.example"], "several-mailboxes From"],
        [["From: Friends: a@b.example;"], "group From"],
        [["Resent-Sender: root", from], "no-domain Resent-Sender"],
        [["Sender: <>", from], "malformed Sender"],
        [["From: <a@b.example"], "malformed From"],
        [["From: a@bücher.example"], "non-ascii From"],
        [["From: a@[192.0.2.1]"], "no-domain From"],
      ],
    };
  for (const [step, cases] of Object.entries(steps)) {
    for (const [lines, expected] of cases) {
      it(`${step}: ${lines.join(" / ")}`, () => assert.equal(chosen(lines.join("\n")), expected));
    }
  }

  it("says at which place of the headers its field stands", () => {
    const found = pra(fields([received, "Subject: x", from].join("\n")));
    assert.deepEqual(found, { kind: "pra", address: "f@f.example", field: "From", index: 2 });
  });

  it("is what the steps give, written down another way", () => {
    const line = fc.constantFrom(
      from,
      sender,
      resentFrom,
      resentSender,
      received,
      "Return-Path: <>",
      "Sender:",
      "Resent-From: ",
      "X: y",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const full = lines.filter((each) => /: *\S/.test(each));
        const text = full
          .map(
            (each) =>
              (
                ({
                  [from]: "F",
                  [sender]: "S",
                  [resentFrom]: "f",
                  [resentSender]: "s",
                  "X: y": "",
                }) as Record<string, string>
              )[each] ?? "-",
          )
          .join("");
        const count = (letter: string) => text.split(letter).length - 1;
        let expected = "";
        if (/^[^s]*s/.test(text) && !/^[^s]*f[^s]*-[^s]*s/.test(text)) expected = "Resent-Sender";
        else if (count("f") > 0) expected = "Resent-From";
        else if (count("S") > 0) expected = count("S") === 1 ? "Sender" : "several";
        else expected = count("F") === 1 ? "From" : count("F") > 1 ? "several" : "none";
        const found = pra(fields(lines.join("\n")));
        const got =
          found.kind === "pra" ? found.field : found.reason === "several-fields" ? "several" : "none";
        assert.equal(got, expected, text);
      }),
      { numRuns: 3000 },
    );
  });

  it("makes a check fail where there is none (RFC 4406)", () => {
    const { result, explanation, trace } = missingPra("DEFAULT");
    assert.deepEqual(
      [result, explanation, trace.result, trace.reason],
      ["fail", "DEFAULT", "fail", "missing-pra"],
    );
  });
});

describe("header fields", () => {
  it("end with CRLF or LF, and end at the first empty line", () => {
    for (const end of ["\r\n", "\n"]) {
      const text = ["From: a@b.example", "Subject: x", "", "Sender: body@b.example", ""].join(end);
      assert.deepEqual(readHeaders(text), [
        ["From", "a@b.example"],
        ["Subject", "x"],
      ]);
    }
  });

  it("go on in lines that begin with a blank (RFC 5322, 2.2.3)", () => {
    assert.deepEqual(readHeaders("From: A\r\n\t<a@b.example>\r\n (x)\r\nTo:\n b@c.example\n\n"), [
      ["From", "A\t<a@b.example> (x)"],
      ["To", "b@c.example"],
    ]);
  });

  it("may have blanks before the colon, and colons and nothing behind it", () => {
    assert.deepEqual(readHeaders("From \t: a@b.example\nX: a:b\nY:\n"), [
      ["From", "a@b.example"],
      ["X", "a:b"],
      ["Y", ""],
    ]);
  });

  it("may follow a line of a mailbox file, or a byte order mark", () => {
    assert.deepEqual(readHeaders("From a@b.example Mon Jan  1 00:00:00 2024\nSender: s@s.example\n"), [
      ["Sender", "s@s.example"],
    ]);
    assert.deepEqual(readHeaders("\ufeffFrom: a@b.example"), [["From", "a@b.example"]]);
  });

  it("end where a line can't be one", () => {
    assert.deepEqual(readHeaders("From: a@b.example\nno field here\nSender: s@s.example\n"), [
      ["From", "a@b.example"],
    ]);
    assert.deepEqual(readHeaders(" folded first\nFrom: a@b.example"), []);
    assert.deepEqual(readHeaders("\nFrom: a@b.example"), []);
    assert.deepEqual(readHeaders(""), []);
  });

  it("are bounded in size, a body behind them is not", () => {
    assert.equal(readHeaders(`X: ${"a".repeat(2_000_000)}\nFrom: a@b.example\n\n`), null);
    assert.equal(readHeaders("X: y\n".repeat(300_000)), null);
    assert.deepEqual(readHeaders(`From: a@b.example\n\n${"a".repeat(5_000_000)}`), [["From", "a@b.example"]]);
  });

  it("are read from any text", () => {
    const text = fc.string({ unit: fc.constantFrom(..."aF:rom \t\r\n@.\0é"), maxLength: 80 });
    fc.assert(
      fc.property(text, (message) => {
        for (const [name, body] of readHeaders(message) ?? []) {
          assert.match(name, /^[\x21-\x39\x3b-\x7e]+$/);
          assert.ok(!body.includes("\n"));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
