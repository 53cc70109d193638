/** A fix that makes a record longer begins further character-strings where one would become too long. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { editsOf } from "../../../server/src/ide/index.ts";
import { fixText } from "../../../server/src/rules/fix.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { octetLength } from "../../../server/src/text/octets.ts";
import { analysed, edited, zoneOf } from "../ide/analysed.ts";

const title = { id: "x", english: "x", args: {} };
const word = fc.constantFrom("ip4:185.12.80.7", "include:_spf.example.net", "a:é;\\.example", "mx", "-all");
const text = fc.array(word, { minLength: 1, maxLength: 24 }).map((words) => words.join(" "));

/** The only record of a zone, and the octets of each of its strings. */
function recordOf(zone: string) {
  const { analysis } = analysed(zone);
  const [subject, ...others] = analysis.subjects;
  assert.ok(subject && others.length === 0, zone);
  const { decoded } = subject.found;
  return { analysis, subject, decoded, octets: decoded.strings().map((each) => decoded.octets(each)) };
}

const quoted = (part: string) => `"${part.replace(/["\\]/g, "\\$&")}"`;

describe("a fix that makes a record longer", () => {
  it("says what was wanted, in strings that fit", () => {
    let cut = 0;
    const place = fc.tuple(fc.nat(), fc.nat(30), text);
    fc.assert(
      fc.property(text, text, fc.array(place, { minLength: 1, maxLength: 3 }), (one, other, places) => {
        const zone = zoneOf(`@ IN TXT ${quoted(`v=spf1 ${one} `)} ( ; the rest\n ${quoted(other)} )`);
        const { analysis, subject, decoded, octets } = recordOf(zone);
        const changes = places.map(([from, length, given]) => {
          const start = 7 + (from % (decoded.text.length - 6));
          return { span: { start, end: Math.min(decoded.text.length, start + length) }, text: ` ${given} ` };
        });
        changes.sort((a, b) => a.span.start - b.span.start);
        if (changes.some(({ span }, i) => span.start <= (changes[i - 1]?.span.end ?? -1))) return;
        const [fix] = fixText("repair", title, subject, changes);
        if (!fix) return;
        const [own] = editsOf(fix, analysis) ?? [];
        const after = recordOf(edited(zone, own?.edits));
        assert.equal(after.decoded.text, applyEdits(decoded.text, changes));
        const border = decoded.boundaries[0]?.at ?? 0;
        const isClear = changes.every(({ span }) => border < span.start || span.end < border);
        if (!isClear || octets.some((each) => each > 255)) return;
        assert.ok(
          after.octets.every((each) => each <= 255),
          `${after.octets.join()}: ${zone}`,
        );
        if (after.octets.length > 2) cut++;
      }),
      { numRuns: 300 },
    );
    assert.ok(cut > 30, `${cut} were cut`);
  });

  it("merges records into strings that name servers load", () => {
    const line = (n: number) =>
      `@ IN TXT "v=spf1 ${Array.from({ length: 9 }, (_, i) => `ip4:185.12.${n}.${i * 2}`).join(" ")} -all"`;
    const zone = zoneOf(line(80), line(81), line(82));
    const { analysis } = analysed(zone);
    const fix = analysis.findings
      .find(({ rule }) => rule === "multiple-records")
      ?.fixes.find(({ title: { id } }) => id.startsWith("multiple-records.merge"));
    assert.ok(fix);
    const { decoded, octets } = recordOf(edited(zone, editsOf(fix, analysis)?.[0]?.edits));
    assert.ok(octetLength(decoded.text) > 400);
    assert.deepEqual(
      octets.map((each) => each <= 255),
      [true, true],
    );
  });

  it("is written in one string where a tool cuts it", () => {
    const { subject, analysis } = recordOf(zoneOf(`@ IN TXT "v=spf1 -all"`));
    const change = [{ span: { start: 7, end: 7 }, text: `${"a:mail.example.net ".repeat(20)}` }];
    const [fix] = fixText(
      "repair",
      title,
      { ...subject, found: { ...subject.found, decoded: subject.found.decoded, strings: "tool" } },
      change,
    );
    assert.equal(fix && editsOf(fix, analysis)?.[0]?.edits[0]?.text, change[0]?.text);
  });
});
