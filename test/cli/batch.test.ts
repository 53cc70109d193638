// Checks `check --batch`: every request its outcome, in order, whatever stands between them.

import assert from "node:assert/strict";
import type { Resolver } from "../../server/src/dns/answers.ts";
import { command, folderOf, type Place, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { request } from "./check-files.ts";

type Json = Readonly<Record<string, unknown>>;

/** The outcomes for an input of these lines. */
async function outcomes(
  lines: readonly (string | object)[],
  args: readonly string[] = [],
  place: Partial<Place> = {},
): Promise<Json[]> {
  const input = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const { out, err, status } = await command(["check", "--batch", ...args], {
    folder: root,
    input,
    ...place,
  });
  assert.deepEqual([err, status], ["", 0]);
  assert.match(out, /^(?:.*\n)*$/);
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const errors = async (...lines: (string | object)[]) =>
  (await outcomes(lines)).map(({ error }) => String(error));

describe("check --batch", () => {
  afterEach(removeFolders);

  it("tells result, explanation and counters, and nothing else", async () => {
    const told = await outcomes([
      request,
      { ...request, ip: "192.0.3.1" },
      {
        ...request,
        ...{ id: "é", ip: "192.0.3.1" },
        zonedata: {
          "EXAMPLE.com.": [{ TXT: ["v=spf1 a a:no.example ", "exp=why.%{d} -all"] }],
          "why.example.com": [{ TXT: "%{i} %{h} %{r} %{c}" }],
        },
      },
    ]);
    assert.deepEqual(told, [
      { id: 1, result: "pass", lookups: 0, voids: 0 },
      { id: 1, result: "fail", explanation: "DEFAULT", lookups: 0, voids: 0 },
      {
        ...{ id: "é", result: "fail", lookups: 2, voids: 2 },
        explanation: "192.0.3.1 mail.example.com receiver.example 192.0.3.1",
      },
    ]);
  });

  it("traces where that is asked for", async () => {
    const [outcome] = await outcomes([request], ["--trace"]);
    const { trace, ...rest } = outcome as { trace: { terms: { text: string; place: unknown }[] } };
    assert.deepEqual(rest, { id: 1, result: "pass", lookups: 0, voids: 0 });
    assert.deepEqual(
      trace.terms.map(({ text, place }) => [text, place]),
      [["ip4:192.0.2.0/24", null]],
    );
  });

  it("takes the identity as the request says", async () => {
    const zonedata = {
      "spf.example": [{ TXT: "v=spf1 -all" }, { TXT: "spf2.0/pra ?all" }],
      "helo.example": [{ TXT: "v=spf1 ~all" }],
      "old.example": [{ TXT: "v=spf1 +all" }],
    };
    const results = async (...requests: object[]) =>
      (await outcomes(requests.map((each) => ({ ip: "192.0.2.1", zonedata, ...each })))).map(
        ({ result }) => result,
      );
    assert.deepEqual(
      await results(
        { helo: "helo.example", sender: "a@spf.example" },
        { helo: "helo.example", sender: "" },
        { helo: "helo.example", sender: null },
        { helo: "helo.example", sender: "a@spf.example", scope: "helo" },
        { helo: "helo.example", sender: "a@spf.example", domain: "old.example" },
        { helo: "helo.example", sender: "a@spf.example", protocol: "sender-id" },
        { helo: "helo.example", sender: "a@spf.example", protocol: "sender-id", scope: "pra" },
        { helo: "helo.example", sender: "a@spf.example", scope: "pra" },
        { helo: "helo.example", sender: "a@old.example", scope: "pra" },
        { helo: "helo.example", sender: "a@old.example", scope: "pra", spf1ForPra: false },
        { helo: "", sender: "" },
      ),
      [
        "fail",
        "softfail",
        "softfail",
        "softfail",
        "pass",
        "fail",
        "neutral",
        "neutral",
        "pass",
        "none",
        "none",
      ],
    );
  });

  it("takes the purported responsible address from the headers", async () => {
    const zonedata = {
      "from.example": [{ TXT: "v=spf1 -all" }, { TXT: "spf2.0/pra ?all" }],
      "sender.example": [{ TXT: "spf2.0/pra +all" }],
    };
    const from = ["From", "A <a@from.example>"];
    const sender = ["SENDER", "b@sender.example"];
    const told = await outcomes(
      [
        { scope: "pra", headers: [from] },
        { scope: "pra", headers: [from, sender], sender: "x@from.example" },
        { protocol: "sender-id", headers: [from, sender] },
        { protocol: "sender-id", scope: "mfrom", headers: [sender], sender: "a@from.example" },
        { headers: [sender], sender: "a@from.example" },
        { scope: "pra", headers: [] },
        { scope: "pra", headers: [from, from] },
        { scope: "pra", headers: [["From", "a@gone.example"]] },
      ].map((each) => ({ id: 1, ip: "192.0.2.1", helo: "h.example", zonedata, ...each })),
    );
    assert.deepEqual(
      told.map(({ result, explanation }) =>
        [result, explanation].filter((each) => each !== undefined).join(" "),
      ),
      [
        "neutral",
        "pass",
        "pass",
        "fail DEFAULT",
        "fail DEFAULT",
        "fail DEFAULT",
        "fail DEFAULT",
        "fail DEFAULT",
      ],
    );
  });

  it("takes every kind of entry", async () => {
    const results = async (entries: unknown[], record = "v=spf1 a:x.example -all") =>
      (
        await outcomes([{ ...request, zonedata: { "example.com": [{ TXT: record }], "x.example": entries } }])
      )[0]?.result;
    assert.equal(await results([{ A: "192.0.2.1" }]), "pass");
    assert.equal(await results([{ CNAME: "example.com" }]), "fail");
    assert.equal(await results(["TIMEOUT"]), "temperror");
    assert.equal(await results([{ TIMEOUT: true }]), "temperror");
    assert.equal(await results(["SERVFAIL"]), "temperror");
    assert.equal(await results([{ A: "TIMEOUT" }]), "temperror");
    assert.equal(await results([{ A: "192.0.2.1" }, "TIMEOUT"]), "pass");
    assert.equal(await results([{ AAAA: "TIMEOUT" }]), "fail");
    assert.equal(await results([{ MX: [10, "y.example"] }], "v=spf1 mx:x.example -all"), "fail");
    assert.equal(await results([{ PTR: "x.example" }], "v=spf1 ptr:x.example -all"), "fail");
    assert.equal(await results([{ SPF: "v=spf1 +all" }], "v=spf1 redirect=x.example"), "permerror");
  });

  it("answers a line that can't be read on a line of its own, and goes on", async () => {
    const told = await outcomes([
      "",
      "{",
      { ...request, id: "a" },
      "   ",
      { ...request, id: "b", ip: "192.0.2.999" },
      "[1]",
      "null",
      '"text"',
      { ...request, id: { any: ["thing"] } },
      { ...request, id: undefined },
    ]);
    assert.deepEqual(
      told.map(({ id, result, error }) => [id, result ?? typeof error]),
      [
        [null, "string"],
        ["a", "pass"],
        ["b", "string"],
        [null, "string"],
        [null, "string"],
        [null, "string"],
        [{ any: ["thing"] }, "pass"],
        [null, "pass"],
      ],
    );
    for (const each of told) assert.equal("error" in each, !("result" in each));
  });

  it("says what is wrong with a request", async () => {
    const { ip: _, ...withoutIp } = request;
    const cases: readonly (readonly [string | object, RegExp])[] = [
      ["{", /^This line is not JSON: /],
      ["[]", /^A request is an object, such as \{"id": 1, /],
      [withoutIp, /^`ip` is missing/],
      [{ ...request, ip: 5 }, /^`ip` must be a text\.$/],
      [{ ...request, ip: "1.2.3" }, /^1\.2\.3 is not an IP address\.$/],
      [{ ...request, helo: 5 }, /^`helo` must be a text\.$/],
      [{ ...request, sender: {} }, /^`sender` must be a text\.$/],
      [{ ...request, domain: [] }, /^`domain` must be a text\.$/],
      [{ ...request, protocol: "SPF" }, /^`protocol` must be one of spf, sender-id\.$/],
      [{ ...request, scope: 1 }, /^`scope` must be one of mfrom, helo, pra\.$/],
      [{ ...request, spf1ForPra: "no" }, /^`spf1ForPra` must be true or false\.$/],
      [{ ...request, headers: {} }, /^`headers` must be a list of names with their values, .*"From"/],
      [{ ...request, headers: [["From"]] }, /^`headers` must be/],
      [{ ...request, headers: [["From", 1]] }, /^`headers` must be/],
      [{ ip: "192.0.2.1", helo: "h", scope: "pra" }, /^The purported responsible address is taken from/],
      [{ ...request, scope: "pra", protocol: "spf" }, /^Only Sender ID checks/],
      [{ ...request, zonedata: [] }, /^DNS data is an object of names/],
      [
        { ...request, zonedata: { a: [{ A: "x" }] } },
        /^Entry 1 of `a`: the value of `A` must be an IPv4 address/,
      ],
      [{ ip: "192.0.2.1", zonedata: {} }, /^Nothing says whose mail is checked/],
    ];
    const said = await errors(...cases.map(([line]) => line));
    for (const [i, [, expected]] of cases.entries()) assert.match(said[i] ?? "", expected);
  });

  it("leaves fields alone that it does not know", async () => {
    const [outcome] = await outcomes([{ ...request, expect: "fail", constructor: 1, __proto__: { ip: 5 } }]);
    assert.equal(outcome?.result, "pass");
  });

  it("never says undetermined where zonedata is given, and may where nothing is", async () => {
    const { zonedata, ...bare } = request;
    const told = await outcomes([{ ...request, zonedata: {} }, bare]);
    assert.deepEqual(told, [
      { id: 1, result: "none", lookups: 0, voids: 0 },
      {
        ...{ id: 1, result: "undetermined", lookups: 0, voids: 0 },
        blockedOn: { name: "example.com", type: "TXT" },
      },
    ]);
  });

  it("takes the answers of a file and of zones, for requests that bring none", async () => {
    const { zonedata, ...bare } = request;
    const folder = folderOf({
      "dns.yaml": "example.com:\n- TXT: v=spf1 include:example.net -all\n",
      "b.zone": '$ORIGIN example.net.\n@ IN TXT "v=spf1 ip4:192.0.2.1 -all"\n',
    });
    const told = await outcomes(
      [bare, { ...request, id: 2, zonedata: {} }],
      ["--dns-file", "dns.yaml", "--in", "b.zone"],
      { folder },
    );
    assert.deepEqual(
      told.map(({ result }) => result),
      ["pass", "none"],
    );
  });

  it("asks DNS for several requests at once, and answers in their order", async () => {
    let running = 0;
    let most = 0;
    let asked = 0;
    const dns: Resolver = async ({ name }) => {
      most = Math.max(most, ++running);
      // The later a question comes, the sooner it is answered.
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 40 - asked++)));
      running--;
      const strings = [`v=spf1 ${name.startsWith("n1") ? "+" : "-"}all`];
      return { kind: "ok", type: "TXT", records: [{ strings, holes: [] }], ttl: 60, source: "test" };
    };
    const requests = Array.from({ length: 100 }, (_, id) => ({
      id,
      ip: "192.0.2.1",
      sender: `a@n${id}.example`,
    }));
    const mixed = requests.map((each) => (each.id % 7 === 0 ? { ...request, id: each.id } : each));
    const told = await outcomes(mixed, ["--online"], { dns });
    assert.deepEqual(
      told.map(({ id }) => id),
      requests.map(({ id }) => id),
    );
    assert.ok(
      told.every(
        ({ id, result }) => result === (Number(id) % 7 === 0 || /^1/.test(String(id)) ? "pass" : "fail"),
      ),
    );
    assert.ok(most > 1 && most <= 32, `${most} at once`);
  });

  it("says so where standard input can't be read to its end", async () => {
    const input = [`${JSON.stringify(request)}\n{`, { failure: "other", detail: "EIO" } as const];
    const { out, err, status } = await command(["check", "--batch"], { folder: root, pieces: input });
    assert.equal(out.split("\n").length, 3);
    assert.deepEqual([err, status], ["spf-records: Standard input can't be read (EIO).\n", 2]);
  });

  it("is silent where nothing is asked", async () => {
    assert.deepEqual(await outcomes([]), []);
    assert.deepEqual(await outcomes(["", " ", "\t"]), []);
  });

  it("explains mistakes in Japanese", async () => {
    const [outcome] = await outcomes(["{}"], ["--locale", "ja"]);
    assert.match(String(outcome?.error), /`ip` がありません。$/);
  });
});
