/** The host for zone files: RFC 1035, section 5, as BIND reads them. The parts are in `zone/`. */

import type { Host } from "./host.ts";
import { readZone } from "./zone/reading.ts";
import { accepts, LANGUAGES } from "./zone/recognise.ts";

export const zone: Host = {
  format: "zone",
  languages: LANGUAGES,
  accepts,
  find: readZone,
  comment: (text) => `; ${text}`,
};
