/**
 * Fenced blocks of Markdown whose language is one that records are written in, and those that say nothing of it and hold
 * lines of a zone. Each is read as a file of its own, and prose is never looked at. What documentation shows is published
 * nowhere.
 */

import type { Decoded } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { Document } from "../text/document.ts";
import { applyEdits } from "../text/edit.ts";
import { type Fence, fencesIn } from "./fences.ts";
import { fileKinds } from "./file-kinds.ts";
import { endsAsDomainsDo, fileNameOf } from "./file-names.ts";
import type { Host, Part, Placed, Reading, World } from "./host.ts";
import { provenPart, readWithin, withRecords } from "./nested.ts";
import { saidOf } from "./proofs.ts";
import { partOf } from "./section-parts.ts";
import type { SyntaxName } from "./syntax/syntax.ts";
import { isKnown, shown } from "./zone/names.ts";
import { readsAsZone } from "./zone/recognise.ts";

const ZONE = "fence.zone";

/** By the first word behind a fence, how a file in that language is named. */
const NAMES: Readonly<Record<string, string>> = {
  ...named(
    ZONE,
    "zone",
    "zonefile",
    "zone-file",
    "dns",
    "dns-zone",
    "dnszone",
    "dnszonefile",
    "bind",
    "bindzone",
  ),
  ...named("fence.tf", "hcl", "terraform", "tf", "opentofu", "tofu"),
  ...named("fence.yaml", "yaml", "yml"),
  ...named("fence.json", "json", "jsonc", "json5"),
  ...named("fence.js", "js", "javascript", "mjs", "dnscontrol"),
  ...named("fence.ts", "ts", "typescript"),
  ...named("fence.py", "py", "python"),
  ...named("fence.bicep", "bicep"),
  ...named("fence.nix", "nix"),
  ...named("fence.go", "go", "golang"),
  ...named("fence.sql", "sql", "mysql", "postgresql"),
  ...named("fence.csv", "csv", "tsv"),
  ...named("Routefile", "ruby", "rb"),
  ...named("data", "tinydns"),
  ...named("dnsmasq.conf", "dnsmasq"),
  ...named("unbound.conf", "unbound"),
};

/** What says that a fence is in no language, or in any. */
const PLAIN = /^(?:te?xt|plain(?:text)?|conf(?:ig)?|none|nohighlight|)$/i;

function named(file: string, ...languages: readonly string[]): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, file]));
}

/** Longer texts are no documentation that people write. */
const LONGEST = 5_000_000;

/** `hostFor` finds the host of a file among all there are. */
export function markdown(hostFor: (file: Parameters<Host["accepts"]>[0]) => Host | undefined): Host {
  return {
    format: "markdown",
    languages: fileKinds.markdown.languages,
    comment: () => null,
    accepts: ({ uri, languageId }) =>
      languageId === "markdown" || /\.(?:md|markdown)$/i.test(fileNameOf(uri)),
    find: (document, world, earlier) => new Fences(hostFor, world, earlier).read(document),
  };
}

class MarkdownReading implements Reading {
  readonly format = "markdown";
  readonly wants: readonly string[] = [];
  readonly zone = null;
  readonly isShown = true;

  constructor(
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly needs: readonly SyntaxName[],
    /** What each fence was read as, by its text. */
    readonly known: ReadonlyMap<string, readonly Part[]>,
    readonly count: number,
  ) {}
}

class Fences {
  readonly #hostFor: (file: Parameters<Host["accepts"]>[0]) => Host | undefined;
  readonly #world: World;
  readonly #needs = new Set<SyntaxName>();
  readonly #known: Map<string, Part[]>;
  /** Fences so far: each has names of its own, since it may show what another one shows in another way. */
  #count: number;

  constructor(
    hostFor: (file: Parameters<Host["accepts"]>[0]) => Host | undefined,
    world: World,
    earlier: Reading | undefined,
  ) {
    this.#hostFor = hostFor;
    // A fence has no files beside it.
    this.#world = { ...world, file: () => null, list: () => [], syntax: (name) => world.syntax(name) };
    const before = earlier instanceof MarkdownReading && earlier.needs.length === 0 ? earlier : null;
    this.#known = new Map([...(before?.known ?? [])].map(([text, parts]) => [text, [...parts]]));
    this.#count = before?.count ?? 0;
  }

  read(document: Document): Reading {
    const source = document.length <= LONGEST ? document.text() : "";
    const placed: Placed[] = [];
    const known = new Map<string, Part[]>();
    const { uri } = document;
    let at = 0;
    const prose = (to: number) => {
      if (at < to) placed.push({ part: partOf(to - at, null, []), at, uri });
    };
    for (const fence of /spf/i.test(source) ? fencesIn(source) : []) {
      if (filesOf(fence, source).length === 0) continue;
      const text = source.slice(fence.start, fence.end);
      const part = this.#known.get(text)?.shift() ?? this.#part(text);
      if (!part) continue;
      known.set(text, [...(known.get(text) ?? []), part]);
      prose(fence.start);
      placed.push({ part, at: fence.start, uri });
      at = fence.end;
    }
    prose(document.length);
    return new MarkdownReading(document, placed, [...this.#needs], known, this.#count);
  }

  /** What a fence holds; null where that is nothing to us. */
  #part(text: string): Part | null {
    const number = this.#count++;
    const own = this.#within(text);
    if (!own) return null;
    const part = withRecords({ ...own, soa: null }, (found) => {
      // In a manual nobody leaves out the final dot for a name below the zone.
      const name = isKnown(found.set) ? "" : shown(found.set);
      const full = endsAsDomainsDo(name) ? { owners: [name], set: name } : {};
      const told = { ...found, ...full };
      return { ...told, set: `${number}#${told.set}`, certain: false };
    });
    return provenPart(part, (edits) => this.#within(applyEdits(text, edits))?.found.map(saidOf) ?? []);
  }

  #within(text: string): Part | null {
    const [fence, ...others] = fencesIn(text);
    if (!fence || others.length > 0 || fence.end !== text.length) return null;
    const inner = contentOf(text, fence);
    const head = inner.text.slice(0, 8192);
    const uri = filesOf(fence, text).find((each) => this.#hostFor({ uri: each, languageId: "", head }));
    const host = uri && this.#hostFor({ uri, languageId: "", head });
    if (!host || host.format === "markdown") return null;
    const { part, reading } = readWithin(inner, text, uri, (document) => host.find(document, this.#world));
    for (const name of reading.needs ?? []) this.#needs.add(name);
    return withRecords(part, (found) => ({ ...found, format: found.format ?? host.format }));
  }
}

/**
 * Uris of files that a fence of the text may stand for: what its title says, and any in the language that it names; [] for
 * others. Lines of a zone need no name for what they are.
 */
function filesOf({ info, lines }: Fence, text: string): string[] {
  const [, language = ""] = /^\{?\.?([\w-]+)/.exec(info) ?? [];
  const isZone = () =>
    PLAIN.test(language) && readsAsZone(lines.map(({ start, end }) => text.slice(start, end)).join(""));
  const name = NAMES[language.toLowerCase()] ?? (isZone() ? ZONE : undefined);
  if (name === undefined) return [];
  const title = /\b(?:title|file|filename)=["']?([\w./@-]+)/.exec(info)?.[1];
  const ending = name.slice(name.lastIndexOf("."));
  const titled = title !== undefined && (ending === ".zone" || title.endsWith(ending));
  return [...(titled ? [`fence:/${title}`] : []), `fence:/${name}`];
}

function contentOf(text: string, { lines }: Fence): Decoded {
  const builder = new DecodedBuilder(text, (written) => (/[\r\n]/.test(written) ? undefined : written));
  for (const { start, end } of lines) builder.verbatim(start, end);
  return builder.build();
}
