/** What can be done about findings: quick fixes, fix all, ignore, read more. */

import type { Finding } from "../rules/finding.ts";
import { foreignInclude } from "../rules/foreign-include.ts";
import type { Fix } from "../rules/rule.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { type DocumentSpace, overlaps, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { type DocumentEdits, editsOf, firstOf, fixAll, mergeFixes } from "./fixes.ts";
import { ignoreEdit } from "./ignore.ts";
import { type IgnorePlace, ignoreEntryEdit, trustEdit } from "./ignore-entry.ts";
import { raiseSerial, type SerialRaise } from "./serial.ts";
import type { Workspace } from "./workspace.ts";

export interface Action {
  readonly kind:
    | "fix"
    | "fix-all-of-rule"
    | "ignore"
    | "page"
    | "serial"
    | "fix-all"
    | "rewrite"
    | "inline"
    | "extract"
    | "copy";
  /** One sentence, or one and its continuation. */
  readonly title: readonly Message[];
  readonly edits: readonly DocumentEdits[];
  /** Whether an editor may apply it without asking. */
  readonly preferred: boolean;
  /** The finding it is about, where it is about one. */
  readonly finding: Finding | null;
  /** Where it changes what a zone publishes: how to make name servers take notice. */
  readonly publish: Publish | null;
  /** Text for the clipboard. */
  readonly copies?: string;
}

/** What an author should know after a change of a record in a zone. */
export interface Publish {
  /** Seconds for which receivers may keep the old record, or null where the file does not say. */
  readonly ttl: number | null;
  /** Whether this action's edits raise the serial already. */
  readonly raised: boolean;
}

export const actionMessages = messagesOf("actions", {
  fixAllOfRule: "Fix all {count} findings of {rule} in this file",
  fixAll: "Apply the {count} safe SPF fixes in this file",
  ignoreHere: "Ignore {rule} for this record",
  ignoreInFile: "Ignore {rule} in this file",
  ignoreHereBy: "Ignore {rule} for {owner} in this file, by an entry in spf-records.json",
  ignoreInFileBy: "Ignore {rule} in this file, by an entry in spf-records.json",
  trust: "Trust the includes of {domain}, by trustedIncludes in spf-records.json",
  page: "Read about {rule}",
  andRaise: "and raise the serial to {serial}",
  noSerial: "There is no SOA record here whose serial could be raised.",
  raise: "Raise the serial of {zone} to {serial}",
});

/**
 * Everything to do about the findings that a span touches, the best first. `ignorePlace` is where findings are ignored in
 * a format that has no comments.
 */
export function actions(
  analysis: Analysis,
  span: Span<DocumentSpace>,
  ignorePlace: IgnorePlace | null = null,
): Action[] {
  const touched = analysis.findings.filter((finding) => {
    const own = analysis.toDocument(finding.part, finding.range);
    return overlaps(own, span) || own.start === span.end || own.end === span.start;
  });
  const raise = raiseSerial(analysis);
  const out: Action[] = [];
  for (const finding of touched) out.push(...fixActions(finding, raise, analysis));
  const seen = new Set<string>();
  for (const finding of touched) {
    if (seen.has(finding.rule)) continue;
    seen.add(finding.rule);
    out.push(
      ...fixAllOfRule(finding, raise, analysis),
      ...ignoreActions(finding, analysis),
      ...trustActions(finding, ignorePlace),
      ...entryActions(finding, analysis, ignorePlace),
      page(finding),
    );
  }
  if (raise && raise.uri === analysis.document.uri && overlaps(raise.span, span))
    out.push(raiseAction(raise));
  return out;
}

/** All safe fixes of a document as one action; null where there is none to apply. */
export function fixAllAction(workspace: Workspace, uri: string): Action | null {
  const { edits, count } = fixAll(workspace, uri, firstOf(["safe"]));
  if (edits.length === 0) return null;
  const title = [actionMessages.fixAll({ count })];
  return { kind: "fix-all", title, edits: [{ uri, edits }], preferred: true, finding: null, publish: null };
}

/** Every fix of a finding; the first again together with the serial, since else nobody gets to see the change. */
function fixActions(finding: Finding, raise: SerialRaise | null, analysis: Analysis): Action[] {
  const out: Action[] = [];
  for (const [index, fix] of finding.fixes.entries()) {
    const edits = editsOf(fix, analysis);
    if (!edits) continue;
    // A finding has one preferred fix at most: the first, if it can be told what was meant.
    const preferred = index === 0 && fix.kind !== "choice";
    const publish = publishOf(finding, raise, false);
    out.push({ kind: "fix", title: [fix.title], edits, preferred, finding, publish });
  }
  const [first] = out;
  const both = first && raise && first.publish && withRaise(first.edits, raise);
  if (both) {
    const title = [...first.title, actionMessages.andRaise({ serial: raise.to })];
    out.push({ ...first, title, edits: both, preferred: false, publish: publishOf(finding, raise, true) });
  }
  return out;
}

function fixAllOfRule(finding: Finding, raise: SerialRaise | null, analysis: Analysis): Action[] {
  const choose = (each: Finding): Fix | undefined => (each.rule === finding.rule ? each.fixes[0] : undefined);
  if (!choose(finding)) return [];
  const { edits, taken } = mergeFixes(
    analysis.findings.flatMap((each) => choose(each) ?? []),
    analysis,
  );
  if (taken.length < 2) return [];
  const title = [actionMessages.fixAllOfRule({ count: taken.length, rule: finding.rule })];
  const publish = publishOf(finding, raise, false);
  return [{ kind: "fix-all-of-rule", title, edits, preferred: false, finding, publish }];
}

function ignoreActions(finding: Finding, analysis: Analysis): Action[] {
  const out: Action[] = [];
  for (const scope of ["record", "file"] as const) {
    const edit = ignoreEdit(finding, scope, analysis);
    if (!edit) continue;
    const say = scope === "record" ? actionMessages.ignoreHere : actionMessages.ignoreInFile;
    const edits = [{ uri: analysis.document.uri, edits: [edit] }];
    out.push({
      kind: "ignore",
      title: [say({ rule: finding.rule })],
      edits,
      preferred: false,
      finding,
      publish: null,
    });
  }
  return out;
}

/** Who is foreign may be trusted: the configuration says so. */
function trustActions(finding: Finding, place: IgnorePlace | null): Action[] {
  const { organisation } = finding.message.args;
  if (finding.rule !== foreignInclude.name || typeof organisation !== "string" || !place?.exists) return [];
  const edit = trustEdit(place, organisation);
  if (!edit) return [];
  const { config } = place;
  const edits = [{ uri: config.uri, document: config, edits: [edit] }];
  const title = [actionMessages.trust({ domain: organisation })];
  return [{ kind: "fix", title, edits, preferred: false, finding, publish: null }];
}

/** Ignoring by entries of the configuration, where the format has no comments. */
function entryActions(finding: Finding, analysis: Analysis, place: IgnorePlace | null): Action[] {
  const { host, rules } = analysis;
  // A path with signs of globs would mean other files as well.
  if (!place || host.comment("") !== null || rules.run.has(finding.rule) || /[*?[\]{}!]/.test(place.path))
    return [];
  const { rule } = finding;
  const owner = finding.subject?.found.owners?.[0];
  const titles = [
    ...(owner === undefined ? [] : [{ owner, say: actionMessages.ignoreHereBy({ rule, owner }) }]),
    { owner: undefined, say: actionMessages.ignoreInFileBy({ rule }) },
  ];
  return titles.flatMap(({ owner: own, say }): Action[] => {
    const about = {
      path: place.path,
      ...(own === undefined ? {} : { owner: own }),
      rules: [rule],
      reason: "",
    };
    const edit = ignoreEntryEdit(place, about);
    if (!edit) return [];
    const { config, exists } = place;
    const changes = {
      uri: config.uri,
      document: config,
      edits: [edit],
      ...(exists ? {} : { creates: true as const }),
    };
    return [{ kind: "ignore", title: [say], edits: [changes], preferred: false, finding, publish: null }];
  });
}

function page(finding: Finding): Action {
  const title = [actionMessages.page({ rule: finding.rule })];
  return { kind: "page", title, edits: [], preferred: false, finding, publish: null };
}

function raiseAction(raise: SerialRaise): Action {
  const title = [actionMessages.raise({ zone: raise.zone, serial: raise.to })];
  return {
    kind: "serial",
    title,
    edits: [raiseEdits(raise)],
    preferred: false,
    finding: null,
    publish: null,
  };
}

/** The edit that raises a serial. */
export function raiseEdits(raise: SerialRaise): DocumentEdits {
  return { uri: raise.uri, edits: [{ span: raise.span, text: raise.to }] };
}

function withRaise(edits: readonly DocumentEdits[], raise: SerialRaise): DocumentEdits[] {
  const raising = raiseEdits(raise);
  const others = edits.filter((each) => each.uri !== raise.uri);
  const same = edits.find((each) => each.uri === raise.uri);
  const together = [...(same?.edits ?? []), ...raising.edits].sort((a, b) => a.span.start - b.span.start);
  return [...others, { uri: raise.uri, edits: together }];
}

function publishOf(finding: Finding, raise: SerialRaise | null, raised: boolean): Publish | null {
  if (!raise || !finding.subject) return null;
  return { ttl: finding.subject.found.ttl, raised };
}
