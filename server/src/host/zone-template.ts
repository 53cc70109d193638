/**
 * Templates of zone files: Jinja and its kin, Go, ERB, EPP, Template Toolkit, Mako, m4 and names between signs. The zone's
 * own reader reads them, with one character in the place of each value, which is a hole of the text.
 *
 * What depends on a value is not known, and what stands between conditions may not be there, so a template never says
 * that a zone is all here.
 */

import { Document } from "../text/document.ts";
import { applyEdits, type Edit } from "../text/edit.ts";
import type { PartSpace } from "../text/span.ts";
import { fileKinds } from "./file-kinds.ts";
import { fileNameOf } from "./file-names.ts";
import type { Found, Host, HostFault, Other, Part, Placed, Reading, World } from "./host.ts";
import { nowhere, outward, provenPart } from "./nested.ts";
import { type Said, saidOf } from "./proofs.ts";
import { samePart } from "./section-parts.ts";
import {
  inSource,
  isOpen,
  OPEN_TTL,
  sourceMap,
  type TemplateText,
  templateText,
  withHoles,
} from "./template-text.ts";
import { readZone } from "./zone/reading.ts";
import { accepts, HEAD } from "./zone/recognise.ts";

/** How templates are named, behind the name of what they make. */
const ENDING =
  /\.(?:j2|jinja2?|tmpl|gotmpl|tpl|erb|epp|m4|template|tt2?|mako|hbs|mustache|liquid|twig|njk)$/i;
const LANGUAGES: readonly string[] = fileKinds["zone-template"].languages;

/** cPanel names its templates after what they are for. */
const CPANEL = /^%domain%\.[ \t]/m;

/** Longer texts are no templates that people write. */
const LONGEST = 2_000_000;

export const zoneTemplate: Host = {
  format: "zone-template",
  languages: fileKinds["zone-template"].languages,
  comment: (text) => `; ${text}`,
  accepts({ uri, languageId, head }) {
    const named = isNamed(uri, head);
    // A zone is one that only a value or two has been put into.
    if (!named && !/\{\{|\{%|<%/.test(head)) return false;
    const { text, signs, isTemplate } = textOf(uri, head);
    if (signs.length === 0 || (!named && !isTemplate)) return false;
    const language = named || LANGUAGES.includes(languageId) ? "" : languageId;
    return accepts({ uri: madeUri(uri), languageId: language, head: text });
  },
  find: readTemplate,
};

/** Whether a file is a template by its name, or by what its beginning says. */
function isNamed(uri: string, text: string): boolean {
  return ENDING.test(fileNameOf(uri)) || CPANEL.test(text.slice(0, HEAD));
}

/** The uri of what the template makes. */
function madeUri(uri: string): string {
  return uri.replace(ENDING, "");
}

function textOf(uri: string, source: string): TemplateText {
  return templateText(source, isNamed(uri, source), /\.m4$/i.test(fileNameOf(uri)));
}

class TemplateReading implements Reading {
  readonly format = "zone-template";
  readonly wants: readonly string[] = [];

  constructor(
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly zone: string | null,
  ) {}
}

function readTemplate(document: Document, _: World, earlier?: Reading): Reading {
  const source = document.length <= LONGEST ? document.text() : "";
  const template = textOf(document.uri, source);
  const { placed, zone } = readMade(document.uri, template);
  const before = earlier instanceof TemplateReading ? earlier : null;
  const out: Placed[] = [];
  for (const [i, each] of placed.entries()) {
    const next = placed[i + 1];
    const start = each.at === 0 ? 0 : inSource(template, each.at, source.length);
    const end = next ? inSource(template, next.at, source.length) : source.length;
    const text = source.slice(start, end);
    const outer = sourceMap(template, text, each.at, each.at + each.part.length, start);
    const home: Home = { uri: document.uri, source, start };
    const said = told(outward(each.part, { outer, source: text }), template, start, text);
    const part: Part = provenPart(said, (edits) => saidBy(homes.get(part) ?? home, said.length, edits));
    homes.set(part, home);
    const known = before?.placed.find(
      ({ part: own, at }) =>
        own.length === part.length && before.document.slice({ start: at, end: at + own.length }) === text,
    );
    const same = known && samePart(known.part, part) ? known.part : part;
    Object.assign(homes.get(same) ?? {}, home);
    out.push({ part: same, at: start, uri: document.uri });
  }
  return new TemplateReading(document, out, zone !== null && isOpen(zone) ? null : zone);
}

function readMade(uri: string, { text }: TemplateText): Reading {
  // What it includes lies where the zone that it makes will lie, which is not known.
  return readZone(Document.of(madeUri(uri), text, ""), nowhere);
}

/** Where a part stands by now. */
interface Home {
  readonly uri: string;
  readonly source: string;
  readonly start: number;
}

const homes = new WeakMap<Part, Home>();

/** What is found in the template after edits of a part of it. */
function saidBy({ uri, source, start }: Home, length: number, edits: readonly Edit<PartSpace>[]): Said[] {
  const own = applyEdits(source.slice(start, start + length), edits);
  const changed = source.slice(0, start) + own + source.slice(start + length);
  const said = readMade(uri, textOf(uri, changed)).placed.flatMap(({ part }) => part.found.map(saidOf));
  return said.map(({ about, text }) => ({ about, text: withHoles(text) }));
}

function told(part: Part, template: TemplateText, start: number, text: string): Part {
  return openPart(part, {
    isConditional: (at) =>
      template.conditional.some((stretch) => stretch.start <= start + at && start + at < stretch.end),
    isCertain({ kind, span: { start: from, end } }) {
      // No value brings the quote that is missing before the version.
      if (kind === "unquoted" && /^v=spf1[ \t]/i.test(text.slice(from, end))) return true;
      const first = start + text.lastIndexOf("\n", from - 1) + 1;
      const lf = text.indexOf("\n", end);
      const last = start + (lf < 0 ? text.length : lf);
      return !template.signs.some((sign) => sign.start < last && sign.end > first);
    },
  });
}

/** What a part says that is certain whatever the values are. */
export function openPart(
  part: Part,
  {
    isConditional,
    isCertain,
  }: {
    /** Whether what stands there may be left out. */
    isConditional(at: number): boolean;
    /** Whether no value could mend it. */
    isCertain(fault: HostFault): boolean;
  },
): Part {
  const found = new Map(part.found.map((each) => [each, foundOf(each, isConditional(each.span.start))]));
  const plain = partialPart(part);
  let others: readonly Other[] | undefined;
  return {
    ...plain,
    found: [...found.values()],
    others() {
      others ??= plain
        .others()
        .map((other) => (isConditional(other.span.start) ? { ...other, type: "OTHER", data: "" } : other));
      return others;
    },
    faults: part.faults
      .filter((fault) => fault.kind !== "unresolved-include-file" && isCertain(fault))
      .map((fault) => ({ ...fault, found: fault.found && (found.get(fault.found) ?? null) })),
  };
}

/** A part of a zone of which nobody knows whether it is all here. */
function partialPart(part: Part): Part {
  return { ...part, soa: null, others: () => part.others().flatMap(otherOf) };
}

function otherOf(other: Other): Other[] {
  if (isOpen(other.name)) return [];
  const ttl = other.ttl === OPEN_TTL ? null : other.ttl;
  if (other.type === "SOA") return [{ ...other, ttl, type: "OTHER", data: "SOA" }];
  return [isOpen(other.data) ? { ...other, ttl, type: "OTHER", data: "" } : { ...other, ttl }];
}

function foundOf(found: Found, conditional: boolean): Found {
  const { owners, ttl } = found;
  return {
    ...found,
    owners: owners?.some(isOpen) ? null : owners,
    ttl: ttl === OPEN_TTL ? null : ttl,
    certain: found.certain && !conditional,
  };
}
