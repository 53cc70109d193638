/** Files and assets through the client: in a browser, in a virtual workspace, in one that is not trusted. */

import type { Assets, Files } from "../ide/files.ts";
import type { Ask } from "../lsp/protocol.ts";

/** Files as the client sees them. What it can't answer is not there. */
export function clientFiles(ask: Ask): Files {
  return {
    read: async (uri) => {
      const encoded = await ask("spf/read", { uri }).catch(() => null);
      return encoded === null ? null : fromBase64(encoded);
    },
    list: async (uri) => ask("spf/list", { uri }).catch(() => []),
    // A client that does not know the question may know how to list.
    find: async (uri, names, most) => ask("spf/find", { uri, names, most }).catch(() => null),
  };
}

/** What ships with the extension, read by the client: a worker that starts from a blob has no folder of its own. */
export function clientAssets(ask: Ask): Assets {
  return {
    text: async (path) => ask("spf/asset", { path }).catch(() => null),
    octets: async (path) => {
      const encoded = await ask("spf/asset", { path, encoding: "base64" }).catch(() => null);
      return encoded === null ? null : fromBase64(encoded);
    },
  };
}

function fromBase64(encoded: string): Uint8Array {
  const octets = atob(encoded);
  const out = new Uint8Array(octets.length);
  for (let i = 0; i < octets.length; i++) out[i] = octets.charCodeAt(i);
  return out;
}
