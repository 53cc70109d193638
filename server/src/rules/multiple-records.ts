/** `multiple-records`: more than one record at a name that a checker would select. */

import { type Message, messagesOf } from "../text/message.ts";
import { fixText, removalEdits } from "./fix.ts";
import { mergeInto } from "./merge.ts";
import { distinctRecords, publishedRecords, type RecordSubject } from "./neighbours.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

export const multipleRecords = rule({
  name: "multiple-records",
  severity: "error",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 7208, 3.2", "RFC 7208, 4.5", "RFC 4406, 4.4"],
  messages: messagesOf("multiple-records", {
    multiple:
      "{count} SPF records stand at this name, so every check of it ends in permerror and none of them counts. Merge them into one.",
    scope:
      "{count} Sender ID records at this name serve the scope {scope}, which is a permerror. Leave one for each scope.",
    other: "Another record that is selected.",
    merge: "Merge the {count} records into the first",
    mergeWithAll: "Merge the {count} records into the first, ending in {all} (the strictest of them)",
  }),
  *check({ subjects }): Iterable<Report> {
    const published = publishedRecords(subjects);
    const records = distinctRecords(published);
    const spf = records.filter(({ record }) => record.version.protocol === "spf1");
    // RFC 7208, 4.5
    if (spf.length > 1) {
      const message = multipleRecords.messages.multiple({ count: spf.length });
      const fixes = merge(
        published.filter(({ record }) => record.version.protocol === "spf1"),
        spf.length,
      );
      for (const subject of spf) yield report(subject, spf, message, fixes);
    }
    // RFC 4406, 4.4
    for (const subject of records) {
      for (const { name } of subject.record.version.scopes) {
        const same = records.filter(({ record }) =>
          record.version.scopes.some((scope) => scope.name === name),
        );
        if (same.length < 2) continue;
        yield report(subject, same, multipleRecords.messages.scope({ count: same.length, scope: name }), []);
        break;
      }
    }
  },
});

function report(
  subject: RecordSubject,
  selected: readonly RecordSubject[],
  message: Message,
  fixes: readonly Fix[],
): Report {
  const related = selected
    .filter((other) => other !== subject)
    .map((other) => ({
      subject: other,
      span: { start: 0, end: other.record.text.length },
      message: multipleRecords.messages.other(),
    }));
  return { message, at: { subject, span: subject.record.version.span }, fixes, related };
}

/** The first takes in the others, which go with their lines, copies of each too. `count` of them differ. */
function merge(records: readonly RecordSubject[], count: number): Fix[] {
  const [first, ...others] = records as [RecordSubject, ...RecordSubject[]];
  const merged = mergeInto(
    first.record,
    others.map(({ record }) => record),
    onlyOwner(first),
  );
  const removal = removalEdits(others);
  if (!merged || !removal) return [];
  const { all, replacements } = merged;
  const { messages } = multipleRecords;
  const title = all === null ? messages.merge({ count }) : messages.mergeWithAll({ count, all: `${all}all` });
  if (replacements.length === 0) return [{ kind: "choice", title, edits: removal }];
  return fixText("choice", title, first, replacements).map((fix) => ({
    ...fix,
    edits: [...fix.edits, ...removal],
  }));
}
