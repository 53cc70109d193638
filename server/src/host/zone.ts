/** The host for zone files: RFC 1035, section 5, as BIND reads them. The parts are in `zone/`. */

import { fileKinds } from "./file-kinds.ts";
import type { Host } from "./host.ts";
import { readZone } from "./zone/reading.ts";
import { accepts } from "./zone/recognise.ts";

export const zone: Host = {
  format: "zone",
  languages: fileKinds.zone.languages,
  accepts,
  find: readZone,
  comment: (text) => `; ${text}`,
};
