/** A finished simulation as the panel shows it. */

import type { Place, Result, Simulation } from "../../../server/src/lsp/protocol.ts";
import { costRows } from "./cost-rows.ts";
import type { Meter, Tone, Verdict } from "./display.ts";
import { fill, quoted, shown, spoken } from "./text.ts";
import { limits, traceOf } from "./trace-rows.ts";
import type { Words } from "./words.ts";

const tones: Readonly<Record<Result, Tone>> = {
  pass: "good",
  fail: "bad",
  softfail: "warning",
  neutral: "plain",
  none: "plain",
  temperror: "warning",
  permerror: "broken",
  undetermined: "open",
};

/** Results that the sender asked for by a term of theirs. */
const decided: ReadonlySet<Result> = new Set(["pass", "fail", "softfail", "neutral"]);

/** What is shown, and the place in a file behind each row by its key. */
export function verdictOf(
  simulation: Simulation,
  words: Words,
): { readonly verdict: Verdict; readonly places: ReadonlyMap<string, Place> } {
  const { report, headers, why, advice, notes, dns, costs } = simulation;
  const trace = report.trace ? traceOf(report.trace, words) : null;
  const spent = costs ? costRows(costs, words) : null;
  const isDecided = decided.has(report.result);
  const verdict: Verdict = {
    result: report.result,
    tone: tones[report.result],
    meaning: words[`meaning.${report.result}`],
    // What is not known, the notes say.
    why: (isDecided && trace?.path.length) || report.result === "undetermined" ? null : shown(why[0] ?? ""),
    pathTitle: isDecided ? words.decidedBy : words.stoppedAt,
    path: trace?.path ?? [],
    explanation: report.explanation ? [quoted(report.explanation)] : null,
    meters: [
      meter(words.lookups, words.lookupsOf, report.lookups, limits.lookups),
      meter(words.voids, words.voidsOf, report.voids, limits.voids),
    ],
    notes: notes.map(shown),
    advice: advice.map(shown),
    dns,
    asksDns: dns !== "asked" && (report.blockedOn !== undefined || costs?.exact === false),
    trace: trace?.root ?? null,
    costs: spent && spent.root.rows.length > 0 ? spent.root : null,
    // There are none for `undetermined`, which no receiver ever has.
    headers: [headers.receivedSpf, headers.authenticationResults]
      .filter((field) => field !== "")
      .map(headerField),
  };
  return { verdict, places: new Map([...(trace?.places ?? []), ...(spent?.places ?? [])]) };
}

function meter(label: string, sentence: string, value: number, limit: number): Meter {
  const tone = value > limit ? "bad" : value === limit ? "warning" : "good";
  return { label, value, limit, text: spoken(fill(sentence, value, limit)), tone };
}

/** A header field as its name and its value; a line that was folded is one again. */
function headerField(field: string): { readonly name: string; readonly value: string } {
  const unfolded = field.replace(/\r?\n(?=[ \t])/g, "");
  const colon = unfolded.indexOf(":");
  return { name: shown(unfolded.slice(0, colon)), value: shown(unfolded.slice(colon + 1).trim()) };
}
