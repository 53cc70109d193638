/** What tools exchange with DNS providers: change batches of Route 53, record sets of Google, PowerDNS, deSEC, Cloudflare. */

import { fileNameOf } from "./file-names.ts";
import type { Format } from "./sections.ts";
import { exchanged, seeShapes } from "./shapes.ts";

export const exchangedJson: Format = {
  format: "dns-json",
  syntax: "json",
  mayHold: ({ uri }) => /\.json$/i.test(fileNameOf(uri)),
  *see(sections, { uri }) {
    for (const section of sections) yield* seeShapes(exchanged, { section, uri });
  },
};

export const exchangedYaml: Format = {
  ...exchangedJson,
  format: "dns-yaml",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
};
