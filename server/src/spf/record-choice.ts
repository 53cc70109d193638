/** Which record of a name an evaluation reads (RFC 7208, 4.5; RFC 4406, 4.4). */

import type { SpfRecord } from "./ast.ts";
import type { Evaluation } from "./evaluation.ts";
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
