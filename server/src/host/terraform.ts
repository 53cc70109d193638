/**
 * Terraform and OpenTofu: resources of DNS providers, and what feeds them: locals, variables, arguments of modules.
 *
 * A folder is one module. Where a resource takes its text from a name, the record stands where the text is written,
 * and has the owners of all resources that use it.
 */

import { Memory } from "./asked.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Found, World } from "./host.ts";
import { noteStart } from "./section-parts.ts";
import type { FileHead, Format, Section, Seen, Source } from "./sections.ts";
import type { SyntaxName } from "./syntax/index.ts";
import { blocksOf, namesOf } from "./terraform-blocks.ts";
import { joinFaults, resourceFaults } from "./terraform-faults.ts";
import { type Loose, looseIn, pieceNames } from "./terraform-loose.ts";
import { recordsOf } from "./terraform-records.ts";
import { type Sight, sightOf } from "./terraform-sight.ts";

/** What a file of a module is written in; null for a file that is none. */
function syntaxOf({ uri, languageId }: FileHead): SyntaxName | null {
  const name = fileNameOf(uri);
  if (/\.(?:tf|tofu|tfvars)\.json$/i.test(name)) return "json";
  const isHcl = /\.(?:tf|tofu|tfvars)$/i.test(name) || /^(?:terraform|opentofu)(?:-vars)?$/.test(languageId);
  return isHcl ? "hcl" : null;
}

/** In the language of Terraform, or in JSON. */
export function terraform(syntax: "hcl" | "json"): Format {
  return {
    format: "terraform",
    syntax,
    // Texts of JSON are templates of HCL.
    also: ["hcl"],
    mayHold: (file) => syntaxOf(file) === syntax,
    beside: syntaxOf,
    see: (_, { uri }, world, sources) => seeModule(uri.slice(0, uri.lastIndexOf("/") + 1), world, sources),
  };
}

const sights = new Memory<Sight>();
const looseOnes = new Memory<readonly Loose[]>();

function* seeModule(folder: string, world: World, sources: readonly Source[]): Iterable<Seen> {
  const hcl = world.syntax("hcl");
  const { variables } = world;
  const names = namesOf(sources, hcl);
  const sections = sources.flatMap((source) => source.sections);
  const seen = sections.map((section) => {
    const blocks = blocksOf(section, hcl);
    const make = (asked: DeclaredNames) => sightOf(section, blocks, { names: asked, variables, folder });
    return sights.of(section, names, variables, make);
  });
  const { records, used, within } = recordsOf(sections, seen);
  yield* records;
  const starts = new Map<Section, Map<number, Found>>();
  for (const each of records) noteStart(starts, each);
  const foundAt = (section: Section, start: number) => starts.get(section)?.get(start) ?? null;
  yield* resourceFaults(seen, foundAt);
  for (const section of sections) yield* joinFaults(section, blocksOf(section, hcl), foundAt);
  for (const { others } of seen) yield* others;
  const pieces = new Set(sections.flatMap((section) => pieceNames(blocksOf(section, hcl))));
  for (const section of sections) {
    const blocks = blocksOf(section, hcl);
    const make = (asked: DeclaredNames) => looseIn(section, blocks, { names: asked, variables, folder });
    for (const { at, text, path, seen: each } of looseOnes.of(section, names, variables, make)) {
      if (!used.get(section)?.has(at) && !within.has(text) && !isPiece(path, pieces)) yield* each;
    }
  }
}

/** Whether other texts are put together from what stands under this name. */
function isPiece(path: string, pieces: ReadonlySet<string>): boolean {
  for (let name = path; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf("."))))
    if (pieces.has(name)) return true;
  return false;
}
