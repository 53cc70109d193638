/** The language server's entry in a web worker, whose first message is the address of this script. */

import { provideRequire } from "./platform/worker-scripts.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const first = ({ data }: MessageEvent<string>) => {
  provideRequire(scope, data);
  // Settled before the next message is handled. What fails is told to the client as the worker's error.
  import("./worker.ts").catch(reportError);
};
scope.addEventListener("message", first, { once: true });
