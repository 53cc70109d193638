/** What tools exchange with DNS providers: change batches of Route 53, record sets of Google, PowerDNS, deSEC, Cloudflare. */

import { fileNameOf } from "./file-names.ts";
import type { Format, Section } from "./format.ts";
import { fileNames, filledRoot } from "./jinja.ts";
import { PerSection } from "./per-section.ts";
import { exchanged, seeShapes } from "./shapes.ts";
import { entryOf } from "./syntax/value.ts";
import { fileZone, withFileZone } from "./zone-said.ts";

/** Keys that say so. */
const MANUALS = ["openapi", "swagger", "asyncapi"];

// What Terraform reads has its own format.
export const exchangedJson = exchangedIn("dns-json", "json", /(?<!\.(?:tf|tofu|tfvars))\.json$/i);
export const exchangedYaml = exchangedIn("dns-yaml", "yaml", /\.ya?ml$/i);

function exchangedIn(format: string, syntax: "json" | "yaml", name: RegExp): Format {
  const memory = new PerSection();
  return {
    format,
    syntax,
    mayHold: ({ uri }) => name.test(fileNameOf(uri)),
    see: (sections, { uri, rows }) =>
      memory.see(
        rows,
        isManual(sections) ? [] : sections,
        (section, root, names) =>
          seeShapes(exchanged, {
            section,
            uri,
            root: syntax === "yaml" ? filledRoot(section, root, names) : root,
            zone: fileZone(names, uri),
          }),
        withFileZone(fileNames(rows, sections), rows, sections),
        sections,
      ),
  };
}

/** Whether a file describes what others exchange, with examples of it. */
function isManual(sections: readonly Section[]): boolean {
  return sections.some(({ tree }) => MANUALS.some((key) => entryOf(tree.root, key) !== undefined));
}
