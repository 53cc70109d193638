/** A platform for a server in the test's own process, whose files are a map. */

import type { Rule } from "../../server/src/ide/index.ts";
import type { Platform } from "../../server/src/lsp/session.ts";
import { clientAssets, clientFiles } from "../../server/src/platform/client-files.ts";
import { after } from "../../server/src/platform/clock.ts";
import { nodeAssets } from "../../server/src/platform/node-files.ts";
import { root } from "../support/root.ts";

export interface MemoryPlatform extends Platform {
  /** Text by uri; may be changed while the server runs. */
  readonly disk: Map<string, string>;
  /** Uris that were read, in order. */
  readonly reads: string[];
}

/** The day is the 24th of November 2026. Without a `resolver` there is no way to DNS. */
export function memoryPlatform(
  files: Readonly<Record<string, string>> = {},
  rules?: readonly Rule[],
  resolver?: Platform["resolver"],
): MemoryPlatform {
  const disk = new Map(Object.entries(files));
  const reads: string[] = [];
  return {
    disk,
    reads,
    files: (ask) =>
      ask
        ? clientFiles(ask)
        : {
            read: async (uri) => {
              reads.push(uri);
              const text = disk.get(uri);
              return text === undefined ? null : new TextEncoder().encode(text);
            },
            list: async (folder) => {
              const below = [...disk.keys()].flatMap((uri) =>
                uri.startsWith(`${folder}/`) ? [uri.slice(folder.length + 1)] : [],
              );
              const names = new Map(below.map((rest) => [rest.split("/")[0] as string, rest.includes("/")]));
              return [...names].map(([name, isFolder]) => ({ name, kind: isFolder ? "folder" : "file" }));
            },
          },
    assets: (ask) => (ask ? clientAssets(ask) : nodeAssets(root)),
    later: (run) => setImmediate(run),
    today: () => "2026-11-24",
    now: () => performance.now(),
    time: () => 1_795_478_400,
    after,
    resolver: (settings) => resolver?.(settings) ?? null,
    version: "0.0.0",
    repository: null,
    ...(rules ? { rules } : {}),
  };
}
