/** What holds of the reading of every text, whatever it is. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Fault, SpfRecord } from "../../../server/src/spf/ast.ts";
import { faultDetails } from "../../../server/src/spf/fault-details.ts";
import { isTerm } from "../../../server/src/spf/grammar.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { print } from "../../../server/src/spf/print.ts";
import { select } from "../../../server/src/spf/select.ts";
import type { RecordSpace, Span } from "../../../server/src/text/span.ts";
import { anyText, fillIn, holesIn, sloppyRecord, withHoles } from "./arbitraries.ts";

const RUNS = { numRuns: Number(process.env["FC_RUNS"] ?? 3000) };

describe("every text", () => {
  it("is printed as it was", () => {
    fc.assert(
      fc.property(anyText, (text) => print(parse(text)) === text),
      RUNS,
    );
  });

  it("is covered by tokens without gap or overlap", () => {
    fc.assert(
      fc.property(
        anyText.chain((text) => fc.tuple(fc.constant(text), holesIn(text))),
        ([text, holes]) => {
          let at = 0;
          for (const { span } of parse(text, holes).tokens) {
            assert.equal(span.start, at);
            assert.ok(span.end > at);
            at = span.end;
          }
          assert.equal(at, text.length);
        },
      ),
      RUNS,
    );
  });

  it("has faults within it, each of a known case with its data, none twice at one place", () => {
    fc.assert(
      fc.property(
        anyText.chain((text) => fc.tuple(fc.constant(text), holesIn(text))),
        ([text, holes]) => {
          const record = parse(text, holes);
          checkFaults(text, record.faults);
          const selection = select(text, holes);
          if (selection.kind === "near") checkFaults(text, selection.faults);
          checkTerms(record);
        },
      ),
      RUNS,
    );
  });

  it("has no fault that begins or ends within a character", () => {
    // Nothing here is special, but for standing where letters of every sort may stand.
    const astral = fc
      .tuple(sloppyRecord, fc.nat(), fc.constantFrom("😀", "𐐷x", "\ud83d"))
      .map(([text, at, character]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + character + text.slice(place);
      });
    fc.assert(
      fc.property(astral, (text) => {
        const selection = select(text);
        for (const { span } of [
          ...parse(text).faults,
          ...(selection.kind === "near" ? selection.faults : []),
        ])
          for (const at of [span.start, span.end])
            assert.ok(
              !/[\ud800-\udbff]$/.test(text.slice(0, at)) || !/^[\udc00-\udfff]/.test(text.slice(at)),
              text,
            );
      }),
      RUNS,
    );
  });

  it("is valid just when the grammar takes each of its terms", () => {
    fc.assert(
      fc.property(sloppyRecord, (text) => {
        const words = /^v=spf1(?: .*)?$/is.test(text) ? text.slice(6).split(" ") : null;
        if (!words) return;
        const terms = words.filter((word) => word !== "");
        const repeated = (name: string) =>
          terms.filter((word) => word.toLowerCase().startsWith(`${name}=`)).length > 1;
        const expected = terms.every(isTerm) && !repeated("redirect") && !repeated("exp");
        assert.equal(parse(text).valid, expected);
      }),
      RUNS,
    );
  });

  it("is better for each suggestion that is followed", () => {
    fc.assert(
      fc.property(sloppyRecord, (text) => {
        const record = parse(text);
        for (const fault of record.faults) checkSuggestion(text, record, fault);
      }),
      RUNS,
    );
  });

  it("has no error that a value of what is not known would take away", () => {
    fc.assert(
      fc.property(
        sloppyRecord.chain((text) => fc.tuple(fc.constant(text), holesIn(text))),
        fc.array(fillIn, { minLength: 3, maxLength: 3 }),
        ([text, holes], values) => {
          const open = parse(withHoles(text, holes), holes);
          let filled = text;
          for (const [i, { start, end }] of [...holes].reverse().entries()) {
            filled = filled.slice(0, start) + (values[i] ?? "") + filled.slice(end);
          }
          const error = open.faults.find((fault) => fault.error);
          if (error)
            assert.ok(!parse(filled).valid, `${error.kind}/${error.detail}: ${JSON.stringify(filled)}`);
        },
      ),
      { numRuns: RUNS.numRuns * 3 },
    );
  });
});

describe("the choice of records", () => {
  it("takes a near miss for a record once its suggestion is followed", () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.constantFrom("v=spf", "v:spf1", "spf1", "v= spf1", " v=spf1", '"v=spf1', "v=spf1;"),
          sloppyRecord,
        ),
        ([start, rest]) => {
          const text = start + rest.replace(/^\S*/, "");
          const selection = select(text);
          if (selection.kind !== "near") return;
          for (const fault of selection.faults) {
            if (fault.suggestion === undefined) continue;
            const after = select(mend(text, fault));
            if (after.kind === "record") continue;
            // Another mistake stands behind the first.
            assert.ok(after.kind === "near" && after.faults[0]?.detail !== fault.detail, mend(text, fault));
          }
        },
      ),
      RUNS,
    );
  });
});

function checkFaults(text: string, faults: readonly Fault[]): void {
  const seen = new Set<string>();
  for (const { kind, detail, data, span, replaces } of faults) {
    const cases: Readonly<Record<string, readonly string[]>> = faultDetails[kind];
    assert.deepEqual(
      Object.keys(data).sort(),
      [...(cases[detail] ?? ["no such case"])].sort(),
      `${kind}/${detail}`,
    );
    for (const each of [span, replaces ?? span]) {
      assert.ok(0 <= each.start && each.start <= each.end && each.end <= text.length, `${kind}/${detail}`);
    }
    assert.ok(
      span.start < span.end || text === "" || kind === "version-malformed",
      `${kind}/${detail} is empty`,
    );
    const place = `${span.start}-${span.end}`;
    assert.ok(!seen.has(place), `${kind}/${detail} at a place that has a fault`);
    seen.add(place);
  }
}

function checkTerms(record: SpfRecord): void {
  let end = 0;
  for (const [i, term] of record.terms.entries()) {
    assert.equal(term.index, i);
    assert.ok(term.span.start >= end && term.span.end > term.span.start, JSON.stringify(term));
    end = term.span.end;
  }
}

function mend(text: string, fault: Fault): string {
  const { start, end } = fault.replaces ?? fault.span;
  return text.slice(0, start) + (fault.suggestion ?? "") + text.slice(end);
}

/** A fault may have hidden another in its term (a repetition is not counted), but the one that was mended is gone and nothing is worse. */
function checkSuggestion(text: string, record: SpfRecord, fault: Fault): void {
  if (fault.suggestion === undefined) return;
  const after = parse(mend(text, fault));
  const errors = (of: SpfRecord) =>
    of.faults.filter((each) => each.error && each.kind !== "duplicate-modifier").length;
  const what = `${fault.kind}/${fault.detail}: ${JSON.stringify(text)} to ${JSON.stringify(mend(text, fault))}`;
  const { start, end } = fault.replaces ?? fault.span;
  const alone = !record.faults.some((other) => other !== fault && touches(record, other, { start, end }));
  if (fault.error && alone) assert.ok(errors(after) < errors(record), what);
  else assert.ok(errors(after) <= errors(record), what);
}

/** Whether a fault is in the same stretch between blanks as a place. */
function touches(record: SpfRecord, fault: Fault, place: Span<RecordSpace>): boolean {
  const start = record.text.lastIndexOf(" ", place.start - 1) + 1;
  const blank = record.text.indexOf(" ", place.end);
  const end = blank < 0 ? record.text.length : blank;
  return fault.span.start < end && start < fault.span.end;
}
