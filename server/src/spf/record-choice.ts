/** Which record of a name an evaluation reads (RFC 7208, 4.5; RFC 4406, 4.4). */

import type { Answer } from "../dns/answers.ts";
import { type Txt, textOf } from "../dns/rr.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { SpfRecord, Version } from "./ast.ts";
import { offsetsOf, parse } from "./parse.ts";
import { matchVersion } from "./version.ts";

/** Which records count: `v=spf1`, or those of a Sender ID scope. */
export type Selector =
  | { readonly protocol: "spf" }
  | {
      readonly protocol: "sender-id";
      readonly scope: string;
      /** Whether `v=spf1` is read for `pra` where there is no spf2.0 record at all (RFC 4406, 3.4). */
      readonly spf1: boolean;
    };

/** Reads a record; `holes` are the stretches of its text that are not known. */
export type Parse = (text: string, holes: readonly Span<RecordSpace>[]) => SpfRecord;

/** Why texts have no record for a check. */
export type NoChoice =
  | "none"
  | "multiple"
  /** There is none but for texts of whose beginning nothing is known. */
  | "open";

/**
 * The record among the texts of a name that serves the check. A text that may begin as a record, for all that is
 * known of it, is taken for something else as long as there is a record without it.
 */
export function chooseRecord(
  texts: readonly Txt[],
  selector: Selector,
  read: Parse = parse,
): SpfRecord | NoChoice {
  let spf1: SpfRecord | NoChoice = "none";
  let served: SpfRecord | NoChoice = "none";
  let senderId = false;
  let open = false;
  for (const txt of texts) {
    const text = textOf(txt);
    const { holes } = txt;
    const protocol = matchVersion(text, offsetsOf(holes))?.protocol;
    if (!protocol) open ||= holes[0]?.start === 0;
    else if (protocol === "spf1") spf1 = spf1 === "none" ? read(text, holes) : "multiple";
    else if (selector.protocol === "sender-id") {
      senderId = true;
      const record = read(text, holes);
      if (record.version.scopes.some(({ name }) => name === selector.scope))
        served = served === "none" ? record : "multiple";
    }
  }
  const found =
    selector.protocol === "spf" || (served === "none" && stands(selector, senderId)) ? spf1 : served;
  return found === "none" && open ? "open" : found;
}

/**
 * Whether `v=spf1` stands for `spf2.0/mfrom,pra`: where there is no spf2.0 record (RFC 4406, 3.4); for `mfrom` also where
 * those there are serve other scopes (4.4).
 */
function stands(selector: Selector & { protocol: "sender-id" }, senderId: boolean): boolean {
  return selector.scope === "mfrom" || (selector.spf1 && !senderId);
}

/** Why an answer has no record for a check. */
export type NoRecord =
  /** Not asked: no file at hand and no DNS; or nothing is known of the text that may be it, or it is elsewhere. */
  | "unknown"
  /** The name has no record (RFC 7208, 4.5), or can't have one. */
  | "none"
  | "nxdomain"
  | "multiple"
  | "temperror";

/**
 * The record in an answer that a check by records of the version reads, `v=spf1` without one; unknown values in it are
 * known as such.
 */
export function recordIn(answer: Answer<"TXT">, version?: Version): SpfRecord | NoRecord {
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
  const chosen = chooseRecord(answer.records, selectorOf(version));
  return chosen === "open" || (chosen === "none" && answer.isPart) ? "unknown" : chosen;
}

/** The check that a record of the version belongs to. */
function selectorOf(version: Version | undefined): Selector {
  const scope = version?.scopes[0]?.name;
  if (version?.protocol !== "spf2.0" || scope === undefined) return { protocol: "spf" };
  return { protocol: "sender-id", scope, spf1: true };
}
