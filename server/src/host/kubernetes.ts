/** Kubernetes: endpoints of ExternalDNS, record sets of operators for Route 53, zones in ConfigMaps of CoreDNS. */

import { fileNameOf } from "./file-names.ts";
import type { Format, Seen } from "./format.ts";
import { filledRoot } from "./jinja.ts";
import { PerSection } from "./per-section.ts";
import { kubernetesShapes, type Place, seeShapes } from "./shapes.ts";
import type { Value } from "./syntax/value.ts";
import { seeZones } from "./zones-within.ts";

const memory = new PerSection();

export const kubernetes: Format = {
  format: "kubernetes",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) =>
    memory.see(rows, sections, (section, root, names) =>
      seeObjects({ section, uri, root: filledRoot(section, root, names) }, root),
    ),
};

function* seeObjects(place: Place, root: Value): Iterable<Seen> {
  yield* seeShapes(kubernetesShapes, place);
  yield* seeZones(place.section, root);
}
