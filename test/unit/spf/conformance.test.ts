/** Whether we call the records of the openspf suite valid that it calls so. */

import assert from "node:assert/strict";
import { parse } from "../../../server/src/spf/parse.ts";
import { needs } from "../../support/skip.ts";
import { openspf, readSuite, suitePath } from "../../vectors/openspf.ts";

/** Every invalid record of the suite: each is in a test that wants a permerror, or says nothing about it. */
const INVALID = new Set([
  "v=spf1 a:\ufeffgarbage.example.net -all",
  "v=spf1 \udc80a:example.net -all",
  "v=spf1 a:example.net \udc96all",
  "v=spf1 a:ctrl.example.com\rptr -all",
  "v=spf1 ip4:192.0.2.5\n include:spf.protection.outlook.com ~all",
  "v=spf1 ip4:1.2.3.4 -all moo",
  "v=spf1 moo.cow/far_out=man:dog/cat ip4:1.2.3.4 -all",
  "v=spf1 moo.cow:far_out=man:dog/cat ip4:1.2.3.4 -all",
  "v=spf1 ip4:1.2.3.4 redirect:t2.example.com",
  "v=spf1 a:foo-bar -all",
  "v=spf1 -all.",
  "v=spf1 -all:foobar",
  "v=spf1 -all/8",
  "v=spf1 ptr/0 -all",
  "v=spf1 ptr:",
  "v=spf1 a:foo.example.com\u0000",
  "v=spf1 a:111.222.33.44",
  "v=spf1 a:abc.123",
  "v=spf1 a:museum",
  "v=spf1 a:museum.",
  "v=spf1 a/33 -all",
  "v=spf1 a//129 -all",
  "v=spf1 a/24/64 -all",
  "v=spf1 a:example.com:8080",
  "v=spf1 a:example.-com",
  "v=spf1 a:",
  "v=spf1 include +all",
  "v=spf1 include: -all",
  "v=spf1 include:ip5.example.com/24 -all",
  "v=spf1 mx:foo.example.com\u0000",
  "v=spf1 mx:abc.123",
  "v=spf1 mx/33 -all",
  "v=spf1 mx//129 -all",
  "v=spf1 mx:example.com:8080",
  "v=spf1 mx:example.-com",
  "v=spf1 mx: -all",
  "v=spf1 exists:",
  "v=spf1 exists",
  "v=spf1 exists:mail.example.com/24",
  "v=spf1 ip4:1.2.3.4/33 -all",
  "v=spf1 ip4:1.2.3.4/032 -all",
  "v=spf1 ip4",
  "v=spf1 ip4:1.2.3.4//32",
  "v=spf1 ip4:1.2.3.4:8080",
  "v=spf1 ip4:1.2.3",
  "v=spf1 -all ip6",
  "v=spf1 ip6:::1.1.1.1/129",
  "v=spf1 ip6:::1.1.1.1//33",
  "v=spf1 ip6::CAFE::BABE",
  "v=spf1 1up=foo",
  "v=spf1 =all",
  "v=spf1 -all foo=%abc",
  "v=spf1 exp= -all",
  "v=spf1 exp=e13msg.example.com -all exp=e11msg.example.com",
  "v=spf1 redirect=e12.example.com -all redirect=e12.example.com",
  "v=spf1 exp=-all",
  "v=spf1 redirect=-all ?all",
  "v=spf1 ?all redirect=",
  "v=spf1 -exists:%(ir).sbl.example.com ?all",
  "v=spf1 exists:foo%(ir).sbl.example.com ?all",
  "v=spf1 exists:foo%.sbl.example.com ?all",
  "v=spf1 -all exp=%{r}.example.com",
  "v=spf1 a:%{a}.example.com -all",
]);

describe("the records of the openspf suite", () => {
  const file = suitePath("rfc7208-tests.yml");
  needs(file, openspf).it("are valid or not as the suite has it", () => {
    const records = recordsIn(file as string);
    assert.ok(records.length > 130, `${records.length} records found`);
    const disagreed = records.filter((text) => parse(text).valid === INVALID.has(text));
    assert.deepEqual(disagreed, []);
    assert.deepEqual(
      [...INVALID].filter((text) => !records.includes(text)),
      [],
    );
  });
});

/** The texts of TXT entries that are records. */
function recordsIn(file: string): string[] {
  const entries = readSuite(file).flatMap(({ zonedata }) => Object.values(zonedata).flat());
  const texts = entries.flatMap((entry) =>
    typeof entry === "object" && entry.TXT !== undefined ? [[entry.TXT].flat().join("")] : [],
  );
  return [...new Set(texts)].filter((text) => /^v=spf1(?: |$)/i.test(text));
}
