/** A world that holds files and nothing else: no parser, no variable. */

import type { World } from "../../server/src/host/host.ts";

export function bareWorld(file: World["file"]): World {
  return { file, list: () => [], syntax: () => undefined, variables: {} };
}
