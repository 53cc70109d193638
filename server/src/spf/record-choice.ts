/** Which record of a name an evaluation reads (RFC 7208, 4.5; RFC 4406, 4.4). */

import type { Answer } from "../dns/answers.ts";
import { textOf } from "../dns/rr.ts";
import type { SpfRecord, Version } from "./ast.ts";
import type { Evaluation } from "./evaluation.ts";
import { parse } from "./parse.ts";
import { matchVersion } from "./version.ts";

const noHoles: ReadonlySet<number> = new Set();

/** The one record that serves the check, read; or why there is none. */
export function selectRecord(
  evaluation: Evaluation,
  texts: readonly string[],
): SpfRecord | "no-record" | "several-records" {
  const { selector, parse } = evaluation;
  const spf1 = texts.filter((text) => matchVersion(text, noHoles)?.protocol === "spf1");
  if (selector.protocol === "spf") return one(spf1.map((text) => parse(text)));
  const senderId = texts
    .filter((text) => matchVersion(text, noHoles)?.protocol === "spf2.0")
    .map((text) => parse(text));
  const serving = senderId.filter((record) =>
    record.version.scopes.some(({ name }) => name === selector.scope),
  );
  if (serving.length > 0) return one(serving);
  // RFC 4406, 3.4: `v=spf1` stands for `spf2.0/mfrom,pra` where there is no spf2.0 record; 4.4: for mfrom, also
  // where those there are serve `pra` alone.
  const stands = selector.scope === "mfrom" || (senderId.length === 0 && selector.spf1);
  if (!stands || spf1.length === 0) return "no-record";
  evaluation.spf1ForSenderId = true;
  return one(spf1.map((text) => parse(text)));
}

function one(records: readonly SpfRecord[]): SpfRecord | "no-record" | "several-records" {
  if (records.length > 1) return "several-records";
  return records[0] ?? "no-record";
}

/** Why an answer has no record for a check. */
export type NoRecord =
  /** Not asked: no file at hand and no DNS. */
  | "unknown"
  /** The name has no record (RFC 7208, 4.5), or can't have one. */
  | "none"
  | "nxdomain"
  | "multiple"
  | "temperror";

/** The record in an answer that a check by records of the version reads, unknown values in it known as such. */
export function recordIn(answer: Answer<"TXT">, version: Version): SpfRecord | NoRecord {
  switch (answer.kind) {
    case "nxdomain":
    case "unknown":
      return answer.kind;
    case "nodata":
      return "none";
    case "servfail":
    case "timeout":
      return "temperror";
    case "ok":
      break;
  }
  const records = answer.records
    .map((txt) => ({ text: textOf(txt), holes: txt.holes }))
    .filter(({ text, holes }) => matchVersion(text, new Set(holes.map((hole) => hole.start))) !== null)
    .map(({ text, holes }) => parse(text, holes));
  const selected = selectFor(version, records);
  // RFC 7208, 4.5: no record is "none", more than one is "permerror".
  if (selected.length > 1) return "multiple";
  return selected[0] ?? "none";
}

/** The records that serve the check which a record of the version belongs to. */
function selectFor(version: Version, records: readonly SpfRecord[]): readonly SpfRecord[] {
  const spf1 = records.filter((record) => record.version.protocol === "spf1");
  const scope = version.scopes[0]?.name;
  if (version.protocol === "spf1" || scope === undefined) return spf1;
  // RFC 4406, 4.4: records of the scope come before `v=spf1`, which stands for `spf2.0/mfrom,pra`.
  const senderId = records.filter((record) => record.version.protocol === "spf2.0");
  const serving = senderId.filter((record) => record.version.scopes.some((each) => each.name === scope));
  if (serving.length > 0) return serving;
  return senderId.length > 0 && scope !== "mfrom" ? [] : spf1;
}
