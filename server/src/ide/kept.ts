/** Whether a document publishes after an edit what it published before: the last look at fixes that nobody looks at. */

import { distinctRecords } from "../rules/neighbours.ts";
import type { Subject } from "../rules/subject.ts";
import { isSame } from "../spf/proof.ts";
import type { Analysis } from "./analysis.ts";

/** Each record is proved the same as the one that stood there, and none came or went but copies of others. */
export function isPublishedAlike(before: Analysis, after: Analysis): boolean {
  const [old, now] = [recordsByName(before), recordsByName(after)];
  if (old.size !== now.size) return false;
  for (const [name, subjects] of old) {
    const [were, are] = [distinctRecords(subjects), distinctRecords(now.get(name) ?? [])];
    if (were.length !== are.length || !were.every((each, i) => isAlike(each, are[i] as Subject)))
      return false;
  }
  return true;
}

function isAlike(before: Subject, after: Subject): boolean {
  if (before.found.decoded.text === after.found.decoded.text) return true;
  // What a name leads to was looked at when its dot was called superfluous.
  return before.record !== null && after.record !== null && isSame(before.record, after.record, () => true);
}

/** By set; those of no known name by their order, since such sets are called by where they stand. */
function recordsByName({ subjects }: Analysis): Map<string, Subject[]> {
  const out = new Map<string, Subject[]>();
  let unnamed = 0;
  for (const subject of subjects) {
    const { owners, set, type } = subject.found;
    const key = owners === null ? `? ${unnamed++}` : `${type} ${set}`;
    const own = out.get(key);
    if (own) own.push(subject);
    else out.set(key, [subject]);
  }
  return out;
}
