/** Greets one client over a connection, and has it served. */

import type { Connection, InitializeResult } from "vscode-languageserver";
import { capabilitiesFor } from "./capabilities.ts";
import { clientOf } from "./client.ts";
import type { Platform } from "./session.ts";

/**
 * Answers on a connection until it ends. All that takes time to load is loaded by `load`, while the client takes in the
 * answer to its greeting.
 */
export function startServer(
  connection: Connection,
  platform: Platform,
  load: () => typeof import("./serve.ts"),
): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    let initialized: (() => Promise<void>) | undefined;
    const serve = () => {
      initialized ??= load().serve(connection, platform, client);
      return initialized;
    };
    platform.later(serve);
    // What a client says next may be quicker than that; before it has said this it asks for nothing.
    connection.onInitialized(() => serve()());
    const version = platform.version === null ? {} : { version: platform.version };
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "spf-records", ...version } };
  });
  connection.listen();
}
