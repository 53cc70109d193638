/**
 * Terraform and OpenTofu: resources of DNS providers, and what feeds them: locals, variables, arguments of modules.
 *
 * A folder is one module. Where a resource takes its text from a name, the record stands where the text is written,
 * and has the owners of all resources that use it.
 */

import { Memory } from "./asked.ts";
import { fileNameOf } from "./file-names.ts";
import type { Around, FileHead, Format, Section, Seen, Views } from "./format.ts";
import { NOTHING } from "./rows.ts";
import type { SyntaxName } from "./syntax/syntax.ts";
import { blocksOf, moduleNames } from "./terraform/blocks.ts";
import { joinFaults, joinsIn, listFaults, sameNames } from "./terraform/faults.ts";
import { type Loose, looseIn } from "./terraform/loose.ts";
import { givenZones } from "./terraform/loose-zones.ts";
import { pieceNames } from "./terraform/pieces.ts";
import { pieceTexts, type Records, recordsIn } from "./terraform/records.ts";
import { type AnyUse, type Sight, sightOf } from "./terraform/sight.ts";
import { withToldNames } from "./terraform/told-names.ts";
import { bySection } from "./views.ts";

/** Terragrunt's files, each by itself, and no others that are written in HCL: of Packer, of Nomad, tests, locks. */
const TERRAGRUNT = /^[^.]+\.hcl$/i;
const OTHERS = /^(?:docker-bake|packer|nomad|vault|consul)\b/i;

/** What a file of a module is written in; null for a file that is none. */
function syntaxOf({ uri, languageId }: FileHead): SyntaxName | null {
  const name = fileNameOf(uri);
  if (/\.(?:tf|tofu|tfvars)\.json$/i.test(name)) return "json";
  const isHcl = /\.(?:tf|tofu|tfvars)$/i.test(name) || /^(?:terraform|opentofu)(?:-vars)?$/.test(languageId);
  return isHcl ? "hcl" : null;
}

function isOfTerragrunt({ uri }: FileHead): boolean {
  const name = fileNameOf(uri);
  return TERRAGRUNT.test(name) && !OTHERS.test(name);
}

/** In the language of Terraform, or in JSON. */
export function terraform(syntax: "hcl" | "json"): Format {
  return {
    format: "terraform",
    syntax,
    // Texts of JSON are templates of HCL.
    also: ["hcl"],
    mayHold: (file) => syntaxOf(file) === syntax || (syntax === "hcl" && isOfTerragrunt(file)),
    beside: syntaxOf,
    see: (sections, around) =>
      seeModule(around.uri.slice(0, around.uri.lastIndexOf("/") + 1), sections, around),
  };
}

const memory = { sights: new Memory<Sight>(), loose: new Memory<readonly Loose[]>() };

function seeModule(folder: string, sections: readonly Section[], { world, sources, rows }: Around): Views {
  const hcl = world.syntax("hcl");
  const { variables } = world;
  const names = withToldNames(moduleNames(rows, sections, sources, hcl), rows, sections, hcl);
  const sights = memory.sights.of(rows, sections, names, variables, (section, asked) =>
    sightOf(section, blocksOf(section, hcl), { names: asked, variables, folder }),
  );
  const { names: withZones, fileOf } = givenZones(names, rows, sections, sources, hcl);
  const loose = memory.loose.of(rows, sections, withZones, variables, (section, asked) =>
    looseIn(section, blocksOf(section, hcl), { names: asked, variables, folder, fileOf }),
  );
  const joins = rows.row(joinsIn, sections, (section) => joinsIn(blocksOf(section, hcl)));
  const named = rows.row(pieceNames, sections, (section): readonly string[] => {
    const all = pieceNames(blocksOf(section, hcl));
    return all.length > 0 ? all : NOTHING;
  });
  const pieces = rows.sum(pieceNames, named, (lists) => new Set(lists.flat()));
  const texts = rows.row(TEXTS, sections, (_, i) => aboutTexts(sights[i] as Sight), sights);
  const taken = rows.row(looseIn, sections, (_, i) => usesIn(loose[i] ?? []), loose);
  const records = recordsIn(rows, sections, texts, taken);
  const within = pieceTexts(rows, sections, texts, taken);
  const foundIn = (own: Records | undefined, start: number) => own?.get(start)?.[0]?.found ?? null;
  // Few have two resources of one name.
  let indexes: ReadonlyMap<Section, number> | undefined;
  const foundAt = (section: Section, start: number) => {
    indexes ??= new Map(sections.map((each, i) => [each, i]));
    return foundIn(records[indexes.get(section) ?? -1], start);
  };
  const contests = bySection(sameNames(rows, sections, texts, foundAt));
  const same = sections.map((section) => contests.get(section) ?? NOTHING);
  const told = rows.row(
    TOLD,
    sections,
    (section, i): readonly Seen[] => {
      const own = records[i];
      const here = (_: Section, start: number) => foundIn(own, start);
      return [
        ...[...(own?.values() ?? [])].flat(),
        ...listFaults(texts[i]?.lists ?? [], here),
        ...(same[i] ?? []),
        ...joinFaults(section, joins[i] ?? [], here),
        ...(sights[i] as Sight).others,
      ];
    },
    records,
    same,
    joins,
    sights,
  );
  // What objects say counts where nothing else is said of a text, wherever that is.
  const counts = (own: Records | undefined, { at, text, path }: Loose) =>
    !own?.has(at) && !within.has(text) && !isPiece(path, pieces);
  return told.map((seen, i) => {
    const own = (loose[i] ?? NOTHING).filter((each) => counts(records[i], each));
    return own.length === 0 ? seen : [...seen, ...own.flatMap((each) => each.seen)];
  });
}

/** Rows of our own. */
const [TEXTS, TOLD] = [{}, {}];

/** What a section says of texts, or null. */
function aboutTexts(sight: Sight): Sight | null {
  return sight.owned.length > 0 ? sight : null;
}

/** Texts elsewhere that objects take. */
function usesIn(loose: readonly Loose[]): readonly AnyUse[] {
  const uses = loose.flatMap(({ use }) => use ?? []);
  return uses.length > 0 ? uses : NOTHING;
}

/** Whether other texts are put together from what stands under this name. */
function isPiece(path: string, pieces: ReadonlySet<string>): boolean {
  for (let name = path; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf("."))))
    if (pieces.has(name)) return true;
  return false;
}
