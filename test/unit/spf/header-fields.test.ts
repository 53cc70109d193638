/** What a receiver notes of a result, read back by a parser of the two fields that knows nothing of how they are made. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer, Answerer } from "../../../server/src/dns/answers.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { authenticationResults, receivedSpf, type Verified } from "../../../server/src/spf/header-fields.ts";
import { missingPra } from "../../../server/src/spf/pra.ts";
import type { Result } from "../../../server/src/spf/trace.ts";
import { encodeOctets } from "../../../server/src/text/octets.ts";
import { anyText } from "./arbitraries.ts";
import { readReceived, readResults } from "./header-reader.ts";

const RUNS = { numRuns: Number(process.env["FC_RUNS"] ?? 400) };

const records: Readonly<Record<string, string>> = {
  "example.com": "v=spf1 ip4:192.0.2.0/24 include:_spf.example.net ~all",
  "_spf.example.net": "v=spf1 ip4:198.51.100.7 -all",
  "strict.example": "v=spf1 redirect=hosts.example",
  "hosts.example": "v=spf1 ip6:2001:db8::/32 -all",
  "open.example": "v=spf1 ip4:203.0.113.1",
  "broken.example": "v=spf1 ipv4:192.0.2.1 -all",
  "slow.example": "v=spf1 a:down.example -all",
  "loop.example": "v=spf1 include:loop.example -all",
  "old.example": "spf2.0/pra ip4:192.0.2.1 -all",
  "part.example": "v=spf1 include:elsewhere.example -all",
};

const answers: Answerer = ({ name, type }) => {
  const source = "test";
  if (name === "down.example") return { kind: "timeout", source };
  if (name === "elsewhere.example") return { kind: "unknown", source };
  const text = records[name];
  if (type !== "TXT" || text === undefined) return { kind: "nxdomain", source };
  return { kind: "ok", type, records: [{ strings: [text], holes: [] }], ttl: null, source };
};

function verified(
  given: Partial<Omit<Verified, "outcome">> & { ip: string },
  from: Answerer = answers,
): Verified {
  const all = {
    ...{ receiver: "mx.example.org", helo: "mail.example.com", sender: "", identity: "mailfrom" as const },
    ...{ protocol: "spf" as const },
    ...given,
  };
  const { ip, helo, sender, protocol, identity } = all;
  const scope = identity === "pra" ? "pra" : "mfrom";
  const selector = protocol === "spf" ? ({ protocol } as const) : ({ protocol, scope, spf1: true } as const);
  const request = { ip, helo, sender: identity === "helo" ? "" : sender, selector };
  return { ...all, outcome: checkNow(request, from) };
}

const received = (given: Parameters<typeof verified>[0]) => receivedSpf(verified(given)).join("\n");
const authentication = (given: Parameters<typeof verified>[0]) =>
  authenticationResults(verified(given)).join("\n");

describe("Received-SPF", () => {
  const cases: readonly (readonly [string, Parameters<typeof verified>[0], string])[] = [
    [
      "a pass",
      { ip: "192.0.2.1", sender: "user@example.com" },
      `Received-SPF: pass (mx.example.org: domain of user@example.com designates
 192.0.2.1 as permitted sender) receiver=mx.example.org; identity=mailfrom;
 client-ip=192.0.2.1; envelope-from="user@example.com"; helo=mail.example.com;
 mechanism="ip4:192.0.2.0/24"`,
    ],
    [
      "a softfail",
      { ip: "203.0.113.9", sender: "user@example.com" },
      `Received-SPF: softfail (mx.example.org: transitioning domain of
 user@example.com does not designate 203.0.113.9 as permitted sender)
 receiver=mx.example.org; identity=mailfrom; client-ip=203.0.113.9;
 envelope-from="user@example.com"; helo=mail.example.com; mechanism=~all`,
    ],
    [
      "a fail behind a redirect, of HELO",
      { ip: "2001:db9::1", helo: "strict.example", identity: "helo" },
      `Received-SPF: fail (mx.example.org: domain of strict.example does not
 designate 2001:db9::1 as permitted sender) receiver=mx.example.org;
 identity=helo; client-ip="2001:db9::1"; helo=strict.example; mechanism=-all`,
    ],
    [
      "a neutral that no mechanism gave, for the null reverse-path",
      { ip: "192.0.2.1", helo: "open.example" },
      `Received-SPF: neutral (mx.example.org: 192.0.2.1 is neither permitted nor
 denied by domain of postmaster@open.example) receiver=mx.example.org;
 identity=mailfrom; client-ip=192.0.2.1;
 envelope-from="postmaster@open.example"; helo=open.example; mechanism=default`,
    ],
    [
      "a name without a record",
      { ip: "192.0.2.1", sender: "a@nothing.example" },
      `Received-SPF: none (mx.example.org: domain of a@nothing.example does not
 designate permitted sender hosts) receiver=mx.example.org; identity=mailfrom;
 client-ip=192.0.2.1; envelope-from="a@nothing.example"; helo=mail.example.com`,
    ],
    [
      "an answer that did not come",
      { ip: "192.0.2.1", sender: "a@slow.example" },
      `Received-SPF: temperror (mx.example.org: error in processing during lookup of
 a@slow.example) receiver=mx.example.org; identity=mailfrom;
 client-ip=192.0.2.1; envelope-from="a@slow.example"; helo=mail.example.com;
 problem="slow.example: no answer for A down.example (timeout)"`,
    ],
    [
      "an include that never ends",
      { ip: "192.0.2.1", sender: "a@loop.example" },
      `Received-SPF: permerror (mx.example.org: permanent error in processing domain
 of a@loop.example) receiver=mx.example.org; identity=mailfrom;
 client-ip=192.0.2.1; envelope-from="a@loop.example"; helo=mail.example.com;
 problem="loop.example: include:loop.example: too many terms that ask DNS"`,
    ],
    [
      "the purported responsible address",
      { ip: "192.0.2.1", sender: "a@old.example", protocol: "sender-id", identity: "pra", praField: "From" },
      `Received-SPF: pass (mx.example.org: domain of a@old.example designates
 192.0.2.1 as permitted sender) receiver=mx.example.org; identity=pra;
 client-ip=192.0.2.1; pra="a@old.example"; helo=mail.example.com;
 mechanism="ip4:192.0.2.1"`,
    ],
  ];
  for (const [what, given, expected] of cases)
    it(`notes ${what}`, () => void assert.equal(received(given), expected));

  it("names what stood in the way of a fail that no record gives", () => {
    const pra = { ip: "192.0.2.1", protocol: "sender-id", identity: "pra" } as const;
    assert.equal(
      received({ ...pra, sender: "a@nothing.example", praField: "From" }),
      `Received-SPF: fail (mx.example.org: domain of a@nothing.example does not
 designate 192.0.2.1 as permitted sender) receiver=mx.example.org;
 identity=pra; client-ip=192.0.2.1; pra="a@nothing.example";
 helo=mail.example.com; problem="nothing.example: no such name"`,
    );
    const missing: Verified = {
      ...pra,
      receiver: "mx.example.org",
      helo: "",
      sender: "",
      outcome: missingPra(),
    };
    assert.equal(
      receivedSpf(missing).join("\n"),
      `Received-SPF: fail (mx.example.org: no purported responsible address)
 receiver=mx.example.org; identity=pra; client-ip=192.0.2.1;
 problem="no purported responsible address"`,
    );
    assert.equal(
      authenticationResults(missing).join("\n"),
      `Authentication-Results: mx.example.org; sender-id=fail
 reason="no purported responsible address"`,
    );
  });

  it("is not written where nobody knows the result", () => {
    assert.equal(received({ ip: "192.0.2.1", sender: "a@part.example" }), "");
    assert.equal(authentication({ ip: "192.0.2.1", sender: "a@part.example" }), "");
  });

  it("shows what a hostile sender is called as text", () => {
    const sender = '"\r\nX-Evil: 1\r\n\r\n(); \\ ü\u202e"@example.com';
    const lines = receivedSpf(verified({ ip: "192.0.2.1", sender }));
    const field = readReceived(lines);
    assert.equal(
      field.pairs.get("envelope-from"),
      '"\\x0d\\x0aX-Evil: 1\\x0d\\x0a\\x0d\\x0a(); \\x5c \\xc3\\xbc\\xe2\\x80\\xae"@example.com',
    );
    assert.equal(
      field.comment,
      `mx.example.org: domain of ${field.pairs.get("envelope-from")} designates 192.0.2.1 as permitted sender`,
    );
  });
});

describe("Authentication-Results", () => {
  const cases: readonly (readonly [string, Parameters<typeof verified>[0], string])[] = [
    [
      "MAIL FROM",
      { ip: "192.0.2.1", sender: "user@example.com" },
      `Authentication-Results: mx.example.org; spf=pass
 smtp.mailfrom=user@example.com`,
    ],
    [
      "HELO",
      { ip: "192.0.2.1", helo: "strict.example", identity: "helo" },
      "Authentication-Results: mx.example.org; spf=fail smtp.helo=strict.example",
    ],
    [
      "a syntax error, with its reason",
      { ip: "192.0.2.1", sender: "a@broken.example" },
      `Authentication-Results: mx.example.org; spf=permerror
 reason="broken.example: syntax error: ipv4:192.0.2.1"
 smtp.mailfrom=a@broken.example`,
    ],
    [
      "Sender ID, with the field that gave the address",
      {
        ...{ ip: "192.0.2.2", sender: "a@old.example", protocol: "sender-id", identity: "pra" },
        praField: "Resent-Sender",
      },
      `Authentication-Results: mx.example.org; sender-id=fail
 header.resent-sender=a@old.example`,
    ],
    [
      "Sender ID of MAIL FROM",
      { ip: "192.0.2.1", sender: "a@example.com", protocol: "sender-id" },
      `Authentication-Results: mx.example.org; sender-id=pass
 smtp.mailfrom=a@example.com`,
    ],
    [
      "a local part in quotes",
      { ip: "192.0.2.1", sender: '"a b"@example.com' },
      `Authentication-Results: mx.example.org; spf=pass
 smtp.mailfrom="\\"a b\\"@example.com"`,
    ],
  ];
  for (const [what, given, expected] of cases)
    it(`notes ${what}`, () => void assert.equal(authentication(given), expected));
});

describe("both fields, whatever strangers send,", () => {
  const text = fc.oneof(
    anyText,
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.constantFrom(
      "",
      " ",
      "a".repeat(2000),
      '"'.repeat(400),
      "(".repeat(400),
      " ".repeat(400),
      '\\"\r\n x',
    ),
  );
  const answer = fc.oneof(
    text.map((each): Answer => {
      const strings = [`v=spf1 ${each}`];
      return { kind: "ok", type: "TXT", records: [{ strings, holes: [] }], ttl: null, source: "test" };
    }),
    fc
      .constantFrom("nodata", "nxdomain", "servfail", "timeout", "unknown")
      .map((kind): Answer => ({ kind: kind as "nodata", source: "test" })),
  );
  const arbitrary = fc.record({
    receiver: text,
    helo: fc.oneof(text, fc.constant("mail.example.com")),
    sender: fc.oneof(
      text,
      text.map((local) => `${local}@example.com`),
    ),
    ip: fc.constantFrom("192.0.2.1", "2001:db8::1"),
    identity: fc.constantFrom("mailfrom" as const, "helo" as const, "pra" as const),
    praField: fc.constantFrom("From", "Sender"),
    answers: fc.array(answer, { minLength: 1, maxLength: 4 }),
  });

  const each = (property: (given: Verified) => void) =>
    fc.assert(
      fc.property(arbitrary, ({ answers: list, ...given }) => {
        let next = 0;
        const protocol = given.identity === "pra" ? "sender-id" : "spf";
        property(verified({ ...given, protocol }, () => list[next++ % list.length] as Answer));
      }),
      RUNS,
    );

  it("are printable ASCII in short lines, of which none is blank", () => {
    each((given) => {
      for (const lines of [receivedSpf(given), authenticationResults(given)]) {
        for (const [index, line] of lines.entries()) {
          assert.match(line, index === 0 ? /^[!-~][ -~]*$/ : /^ [ -~]*[!-~][ -~]*$/);
          assert.ok(line.length <= 998, `${line.length}`);
        }
      }
    });
  });

  it("say what was verified, and nothing else", () => {
    each((given) => {
      const { result } = given.outcome;
      if (result === "undetermined") return;
      const mailbox = given.identity === "helo" ? given.helo : mailboxOf(given);
      const field = readReceived(receivedSpf(given));
      assert.equal(field.result, result);
      const keys = [
        "receiver",
        "identity",
        "client-ip",
        "envelope-from",
        "pra",
        "helo",
        "mechanism",
        "problem",
      ];
      for (const key of field.pairs.keys()) assert.ok(keys.includes(key), key);
      const same = (said: string | undefined, meant: string) => {
        const whole = octetsOf(meant);
        assert.ok(said === whole || (said?.endsWith("...") && said.length === 320), `${said} for ${whole}`);
        assert.ok(whole.startsWith(said?.replace(/\.\.\.$/, "") ?? "?") || said === whole);
      };
      same(field.pairs.get("receiver"), given.receiver);
      same(field.pairs.get("client-ip"), given.ip);
      if (given.helo !== "") same(field.pairs.get("helo"), given.helo);
      if (given.identity === "mailfrom") same(field.pairs.get("envelope-from"), mailbox);
      // RFC 4406, 4.3: to PRA checks, a name that does not exist is a fail that no record gives.
      const unreal = result === "fail" && given.outcome.trace.reason === "no-such-name";
      const isError = result === "temperror" || result === "permerror" || unreal;
      assert.equal(field.pairs.has("problem"), isError);

      const results = readResults(authenticationResults(given));
      assert.equal(results.method, given.protocol);
      assert.equal(results.result, result);
      same(results.server, given.receiver);
      const property =
        given.identity === "pra" ? `header.${given.praField?.toLowerCase()}` : `smtp.${given.identity}`;
      assert.deepEqual([...results.properties.keys()], [...(isError ? ["reason"] : []), property]);
      same(results.properties.get(property), mailbox);
    });
  });

  it("reach every result", () => {
    const seen = new Set<Result>();
    each((given) => void seen.add(given.outcome.result));
    for (const result of ["none", "neutral", "permerror", "temperror", "undetermined"] as const)
      assert.ok(seen.has(result), result);
  });
});

function mailboxOf({ sender, helo }: Verified): string {
  if (sender === "") return `postmaster@${helo}`;
  const at = sender.lastIndexOf("@");
  return at < 0 ? `postmaster@${sender}` : at === 0 ? `postmaster${sender}` : sender;
}

/** The text as the fields write it: printable ASCII, the rest as octets. */
function octetsOf(text: string): string {
  return Array.from(encodeOctets(text), (octet) =>
    octet >= 0x20 && octet < 0x7f && octet !== 0x5c
      ? String.fromCharCode(octet)
      : `\\x${octet.toString(16).padStart(2, "0")}`,
  ).join("");
}
