/** Kubernetes: endpoints of ExternalDNS, and record sets of operators for Route 53. */

import { fileNameOf } from "./file-names.ts";
import type { Format } from "./sections.ts";
import { kubernetesShapes, seeShapes } from "./shapes.ts";

export const kubernetes: Format = {
  format: "kubernetes",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  *see(sections, { uri }) {
    for (const section of sections) yield* seeShapes(kubernetesShapes, { section, uri });
  },
};
