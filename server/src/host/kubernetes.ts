/** Kubernetes: endpoints of ExternalDNS, and record sets of operators for Route 53. */

import { fileNameOf } from "./file-names.ts";
import { filledRoot } from "./jinja.ts";
import { PerSection } from "./per-section.ts";
import type { Format } from "./sections.ts";
import { kubernetesShapes, seeShapes } from "./shapes.ts";

const memory = new PerSection();

export const kubernetes: Format = {
  format: "kubernetes",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri }) =>
    memory.see(sections, (section, root, names) =>
      seeShapes(kubernetesShapes, { section, uri, root: filledRoot(section, root, names) }),
    ),
};
