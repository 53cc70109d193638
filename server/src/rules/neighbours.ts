/** Questions about the records at one name that several rules ask. */

import type { SpfRecord } from "../spf/ast.ts";
import type { Subject } from "./subject.ts";

/** A subject that is a record. */
export interface RecordSubject extends Subject {
  readonly record: SpfRecord;
}

/** Those that a checker would find at the name: TXT records that are certainly published. */
export function publishedRecords(subjects: readonly Subject[]): RecordSubject[] {
  return subjects.filter(
    (subject): subject is RecordSubject =>
      subject.record !== null && subject.found.type === "TXT" && subject.found.certain,
  );
}

/** Whether two records at one name are for the same checks, if both are published. */
export function isRival(a: Subject, b: Subject): boolean {
  const bothTxt = a.found.type === "TXT" && b.found.type === "TXT";
  return bothTxt && a.record?.version.protocol === b.record?.version.protocol;
}

/** Equal for records with equal character-strings: to DNS they are one (RFC 2181, 5). */
export function rdataKey({ found: { decoded } }: Subject): string {
  return JSON.stringify(decoded.strings().map(({ start, end }) => decoded.text.slice(start, end)));
}

/** Of each RR the first copy, in order. */
export function distinctRecords<S extends Subject>(subjects: readonly S[]): S[] {
  const seen = new Map<string, S>();
  for (const subject of subjects) {
    const key = rdataKey(subject);
    if (!seen.has(key)) seen.set(key, subject);
  }
  return [...seen.values()];
}

/** For a record of type SPF: the TXT records beside it that are of the same protocol. */
export function txtTwins(record: RecordSubject, subjects: readonly Subject[]): Subject[] {
  const { protocol } = record.record.version;
  return subjects.filter((each) => each.found.type === "TXT" && each.record?.version.protocol === protocol);
}

/** Records of type SPF that start with `v=spf1`. */
export function type99Records(subjects: readonly Subject[]): RecordSubject[] {
  return subjects.filter(
    (subject): subject is RecordSubject =>
      subject.found.type === "SPF" && subject.record?.version.protocol === "spf1",
  );
}
