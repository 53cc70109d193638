/** What holds for all rules about faults: each fault has its sentence, each sentence is filled, safe fixes are safe. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { Part } from "../../../server/src/host/host.ts";
import { fixesOf, messageOf } from "../../../server/src/rules/finding.ts";
import { rules } from "../../../server/src/rules/index.ts";
import type { Context, Report, Rule } from "../../../server/src/rules/rule.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import type { Subject } from "../../../server/src/rules/subject.ts";
import type { Fault, SpfRecord } from "../../../server/src/spf/ast.ts";
import { faultDetails } from "../../../server/src/spf/fault-details.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { select } from "../../../server/src/spf/select.ts";
import type { Decoded } from "../../../server/src/text/decoded.ts";
import { DecodedBuilder } from "../../../server/src/text/decoded-builder.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { root } from "../../support/root.ts";

type FaultRule = Extract<Rule, { needs: "fault" }>;

const faultRules = rules.filter((rule): rule is FaultRule => rule.needs === "fault");
const context: Context = { settings: defaultSettings, today: "2026-11-01", zone: "acme.net", isShown: false };

/** Records as people write them, nearly all of them wrong. */
const records = readFileSync(path.join(root, "test/unit/rules/fixtures/faulty-records.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) =>
    line.replace(/\{U\+([0-9A-F]+)\}/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );

describe("rules about faults", () => {
  it("speak about every kind of fault, one rule for each", () => {
    const kinds = faultRules.flatMap((rule) => rule.faults ?? []);
    assert.deepEqual([...kinds].sort(), Object.keys(faultDetails).sort());
  });

  it("have a sentence for every case", () => {
    for (const rule of faultRules) {
      for (const kind of rule.faults ?? []) {
        for (const detail of Object.keys(faultDetails[kind])) {
          assert.ok(rule.messages.english[detail], `${rule.name}: ${detail}`);
        }
      }
    }
  });

  it("fill every sentence and every title, in both languages", () => {
    const japanese = JSON.parse(readFileSync(path.join(root, "l10n/ja.json"), "utf8"));
    const reached = new Set<string>();
    for (const text of records) {
      for (const { fault, report } of reportsOn(plain(text))) {
        reached.add(`${fault.kind}.${fault.detail}`);
        for (const message of [messageOf(report), ...fixesOf(report).map((fix) => fix.title)]) {
          for (const sentence of [message.english, japanese[message.id] as string]) {
            const named = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
            const unfilled = named.filter((name) => message.args[name] === undefined);
            assert.deepEqual(unfilled, [], `${message.id} on ${JSON.stringify(text)}`);
          }
          assert.ok(sayIn(message).isWellFormed(), message.id);
        }
      }
    }
    const all = Object.entries(faultDetails).flatMap(([kind, details]) =>
      Object.keys(details).map((detail) => `${kind}.${detail}`),
    );
    // Only `parse`, given what is no record, says that a version is missing; nobody asks it to.
    const silent = ["version-malformed.missing"];
    assert.deepEqual(all.filter((each) => !reached.has(each)).sort(), silent);
  });

  it("offer repairs that do away with the fault", () => {
    for (const text of records) {
      for (const { fault, report } of reportsOn(plain(text))) {
        for (const fix of fixesOf(report)) {
          const after = select(applyEdits(text, fix.edits));
          const left =
            after.kind === "record" ? after.record.faults : after.kind === "near" ? after.faults : [];
          const before = reportsOn(plain(text)).map(({ fault }) => fault);
          const count = (faults: readonly Fault[]) =>
            faults.filter((each) => each.kind === fault.kind).length;
          const of = `${fault.kind}.${fault.detail} on ${JSON.stringify(text)}`;
          assert.ok(count(left) < count(before), of);
        }
      }
    }
  });

  it("offer safe fixes that leave the terms what they are", () => {
    const word = fc.constantFrom(
      "include:_spf.acme.org",
      "IP4:185.12.80.7",
      "~Include:a.Acme.org",
      "ip6:2A02:908::7/48",
      "exists:%{I}._SPF.%{d}",
      "redirect=_spf.acme.org",
      "REDIRECT=_SPF.acme.org",
      "ra=Postmaster",
      "X-Y=Z",
      "v=spf1",
      "V=SPF1",
      "-ALL",
      "?all",
      "foo",
    );
    const blank = fc.constantFrom(" ", " ", "  ", "   ");
    const start = fc.constantFrom("v=spf1", "V=SPF1", "v=Spf1");
    const texts = fc
      .tuple(start, fc.array(fc.tuple(blank, word), { maxLength: 8 }), fc.constantFrom("", " ", "  "))
      .map(([version, words, end]) => version + words.flat().join("") + end);
    fc.assert(
      fc.property(texts, (text) => {
        for (const { report } of reportsOn(plain(text))) {
          for (const fix of fixesOf(report)) {
            if (fix.kind !== "safe") continue;
            const after = applyEdits(text, fix.edits);
            assert.deepEqual(meaning(parse(after)), meaning(parse(text)), after);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("whitespace", () => {
  it("touches no space beside a value that nobody knows, nor what would leave a string empty", () => {
    const cases: readonly (readonly [readonly string[], string | null])[] = [
      [["v=spf1  -all"], "v=spf1 -all"],
      [["v=spf1  ", "-all"], "v=spf1 |-all"],
      [["v=spf1 ", " -all"], "v=spf1 |-all"],
      [["v=spf1", "  -all"], "v=spf1| -all"],
      [["v=spf1 ", " ", "-all"], null],
      [["v=spf1 -all", " "], null],
      [["v=spf1 -all  "], "v=spf1 -all"],
      [["v=spf1  ${x} -all"], null],
      [["v=spf1 ${x}  -all"], null],
      [["v=spf1 a  mx ${x} -all"], "v=spf1 a mx ${x} -all"],
    ];
    for (const [strings, wanted] of cases) {
      const { decoded, source } = inStrings(strings);
      const [made] = reportsOn(decoded).filter(({ fault }) => fault.kind === "whitespace");
      assert.equal(made?.report.severity, "hint");
      const fix = made ? fixesOf(made.report)[0] : undefined;
      assert.equal(fix ? applyEdits(source, fix.edits) : null, wanted, strings.join("|"));
      if (fix) assert.equal(fix.kind, "safe");
    }
  });
});

/** The reports on every fault of a text. */
function reportsOn(decoded: Decoded): { fault: Fault; report: Report }[] {
  const choice = select(decoded.text, decoded.holes);
  const record = choice.kind === "record" ? choice.record : null;
  const faults = record?.faults ?? (choice.kind === "near" ? choice.faults : []);
  const found = { decoded, owners: ["acme.net"], type: "TXT" };
  const subject = { found, part: {} as Part, uri: "", format: "zone", record, faults } as unknown as Subject;
  return faults.flatMap((fault) => {
    const rule = faultRules.find((each) => each.faults?.includes(fault.kind));
    return [...(rule?.check({ subject, fault, expansion: () => null }, context) ?? [])].map((report) => ({
      fault,
      report,
    }));
  });
}

function plain(text: string): Decoded {
  const builder = new DecodedBuilder(text, (written) => written);
  builder.verbatim(0, text.length);
  return builder.build();
}

/** Strings with `|` between them in the source; `${x}` is a hole. */
function inStrings(strings: readonly string[]): { decoded: Decoded; source: string } {
  const source = strings.join("|");
  const builder = new DecodedBuilder(source, (written) => written);
  for (const { 0: piece, index } of source.matchAll(/\||\$\{x\}|(?:(?!\$\{x\})[^|])+/g)) {
    const end = index + piece.length;
    if (piece === "|") builder.boundary(index, end);
    else if (piece === "${x}") builder.hole(index, end);
    else builder.verbatim(index, end);
  }
  return { decoded: builder.build(), source };
}

/** What a checker makes of a record: its terms without spans, without what it ignores, names in small letters. */
function meaning(record: SpfRecord): unknown {
  const terms = record.terms.filter((term) => term.kind !== "modifier" || term.name !== "v");
  return [record.version.protocol, record.valid, ...terms.map(meaningOf)];
}

function meaningOf(term: SpfRecord["terms"][number]): unknown {
  if (term.kind === "junk") return term.text;
  if (term.kind === "modifier") return [term.name, term.value.text];
  const { name, qualifier, domain, network, prefix4, prefix6 } = term;
  return [name, qualifier, domain?.text, network?.address, prefix4?.bits, prefix6?.bits];
}
