/** What can be written at the cursor: in a record, at the start of one, in a comment that suppresses findings. */

import type { Comment, Found, Part } from "../host/host.ts";
import type { Subject } from "../rules/subject.ts";
import { parse } from "../spf/parse.ts";
import { type Edit, placeEdits } from "../text/edit.ts";
import type { DocumentSpace, PartSpace, RecordSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import {
  type CompletionKind,
  macroOffers,
  type Offer,
  prefixOffers,
  qualifierOffers,
  completionMessages as say,
  scopeOffers,
  termOffers,
  versionOffers,
} from "./completion/items.ts";
import { nameOffers } from "./completion/names.ts";
import { type CompletionPlace, placeAt } from "./completion/place.ts";
import { partAt } from "./locate.ts";
import { ruleEntries } from "./reference.ts";
import type { Workspace } from "./workspace.ts";

export interface Completion extends Pick<Offer, "detail" | "documentation"> {
  readonly kind: CompletionKind;
  readonly label: string;
  readonly discouraged: boolean;
  /** The edit at the cursor. */
  readonly edit: Edit<DocumentSpace>;
  /** What else has to be changed, where a term lies in several strings. */
  readonly more: readonly Edit<DocumentSpace>[];
  /** What an editor compares with the text from the start of the edit to the cursor. */
  readonly filter: string;
}

/** Best first; empty where nothing is known. Each is an exact edit of the host's text, or it is not offered. */
export function completions(workspace: Workspace, analysis: Analysis, offset: number): Completion[] {
  const placed = partAt(analysis, offset);
  if (!placed) return [];
  const { part, at: base } = placed;
  const at = offset - base;
  const found = part.found.find(({ dataSpan }) => dataSpan.start <= at && at <= dataSpan.end);
  if (found) return inRecord({ workspace, analysis, found, part, at, base });
  const comment = part.comments.find(({ span }) => span.start <= at && at <= span.end);
  return comment ? inComment(analysis, comment, at, base) : [];
}

interface Within {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  readonly found: Found;
  readonly part: Part;
  /** The cursor in the part. */
  readonly at: number;
  /** Where the part begins. */
  readonly base: number;
}

function inRecord(within: Within): Completion[] {
  const { analysis, found, part, at } = within;
  const { decoded } = found;
  const cursor = decoded.toDecoded(at);
  if (cursor === undefined || decoded.holes.some(({ start, end }) => start <= cursor && cursor < end))
    return [];
  const subject = analysis.linted.subjectsOf(part).find((each) => each.found === found) ?? null;
  const isStart = /^(?:v|v=|v=s|v=sp|v=spf|s|sp|spf|spf2|spf2\.|spf2\.0)$/i.test(decoded.text);
  if (!subject?.record && !isStart) return [];
  const place = placeAt(decoded.text, cursor);
  if (!place) return [];
  return offersAt(place, within, cursor, subject).flatMap((offer) => {
    const one = written(offer, place, cursor, within);
    const isRefused = one.length === 0 && offer.text === "include:";
    return isRefused ? wholeIncludes(place, within, offer, cursor) : one;
  });
}

/** In plain YAML nothing may end in a colon, so that an include can be written with its name alone. */
function wholeIncludes(
  place: CompletionPlace,
  within: Within,
  { kind, text }: Offer,
  cursor: number,
): Completion[] {
  const { workspace, analysis, found } = within;
  const names = nameOffers(workspace, analysis, "include", "", found.owners?.[0]?.toLowerCase() ?? "");
  return names.flatMap((name) => written({ ...name, kind, text: text + name.text }, place, cursor, within));
}

function offersAt(place: CompletionPlace, within: Within, cursor: number, subject: Subject | null): Offer[] {
  const { decoded, owners } = within.found;
  switch (place.kind) {
    case "version":
      return versionOffers();
    case "scope":
      return scopeOffers();
    case "term":
      return [
        ...termOffers(place, subject?.record ?? parse(decoded.text, decoded.holes)),
        ...qualifierOffers(place),
      ];
    case "macro":
      return macroOffers();
    case "prefix":
      return prefixOffers(place.family);
    case "target": {
      const before = decoded.text.slice(place.span.start, cursor);
      const own = owners?.[0]?.toLowerCase() ?? "";
      return nameOffers(within.workspace, within.analysis, place.term, before, own);
    }
  }
}

/** An offer as edits of the host's text; an empty list where that can't be had at the cursor. */
function written(
  offer: Offer,
  place: CompletionPlace,
  cursor: number,
  { analysis, found, at, base }: Within,
): Completion[] {
  const span: Span<RecordSpace> = offer.span ?? place.span;
  const edits = found.decoded.replace(span, offer.text);
  const main = edits?.find((each) => each.span.start <= at && at <= each.span.end);
  if (!edits || !main) return [];
  const more = edits.filter((each) => each !== main);
  const edit = placeEdits(base, [main])[0] as Edit<DocumentSpace>;
  // Where the host writes it otherwise, what stands there is no start of what will.
  const shown = analysis.document.slice({ start: edit.span.start, end: base + at });
  const isAsWritten = shown === found.decoded.text.slice(span.start, cursor);
  return [
    {
      kind: offer.kind,
      label: offer.text,
      detail: offer.detail,
      documentation: offer.documentation,
      discouraged: offer.discouraged ?? false,
      edit,
      more: placeEdits(base, more),
      filter: isAsWritten ? offer.text : shown,
    },
  ];
}

/** Names of rules behind `spf-ignore`, those first that find something in the file. */
function inComment(analysis: Analysis, comment: Comment, at: number, base: number): Completion[] {
  const { start } = comment.span;
  if (at < start) return [];
  const before = comment.text.slice(0, at - start);
  const word = /^\s*spf-ignore(?:-file)?[ \t]+(?:[\w-]+[ \t]*,?[ \t]*)*?([\w-]*)$/.exec(before);
  const opening = /^\s*(spf[\w-]*)$/.exec(before);
  const typed = word?.[1] ?? opening?.[1];
  if (typed === undefined || /[ \t]until(?:[ \t]|$)/.test(before)) return [];
  const end = at + (/^[\w-]*/.exec(comment.text.slice(at - start))?.[0].length ?? 0);
  const span: Span<PartSpace> = { start: at - typed.length, end };
  const offers = word ? ruleOffers(analysis) : suppressionOffers();
  return offers.map((offer) => ({
    ...offer,
    label: offer.text,
    discouraged: false,
    edit: placeEdits(base, [{ span, text: offer.text }])[0] as Edit<DocumentSpace>,
    more: [],
    filter: offer.text,
  }));
}

function ruleOffers({ findings }: Analysis): Offer[] {
  const found = new Set(findings.map(({ rule }) => rule));
  return ruleEntries()
    .map(({ name, severity }): Offer => ({ kind: "rule", text: name, detail: severity, documentation: [] }))
    .sort((a, b) => Number(found.has(b.text)) - Number(found.has(a.text)));
}

function suppressionOffers(): Offer[] {
  return [
    { kind: "rule", text: "spf-ignore", detail: say.suppress(), documentation: [] },
    { kind: "rule", text: "spf-ignore-file", detail: say.suppressFile(), documentation: [] },
  ];
}
