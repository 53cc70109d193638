/** Tunes the JavaScript engine to what a process is for. */

import { setFlagsFromString } from "node:v8";

/** By the engine's version: Node 20; 22; 24. The later ones have a quick compiler in between, which is let be. */
const OPTIMISE_LATER: Readonly<Record<number, string>> = {
  11: "--interrupt-budget=1000000",
  12: "--invocation-count-for-turbofan=30000",
  13: "--invocation-count-for-turbofan=30000",
};

/**
 * For a process that does one piece of work and ends. The engine's defaults suit servers: of a second that a zone of
 * 100,000 records took, 0.2 went into optimising code that ran only a moment longer, and 0.25 into moving what is young
 * between ever larger spaces, out of the processor's cache.
 */
export function tuneForOneRun(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  // What a space of this size holds is moved before a second thread has woken up.
  setFlagsFromString("--no-parallel-scavenge");
  // Optimising a parser of WebAssembly takes longer than it takes that parser to read a hundred files.
  setFlagsFromString("--wasm-tiering-budget=300000000");
  // Engines count in different ways when code is worth optimising, and complain of a flag that they don't know.
  const flag = OPTIMISE_LATER[Number.parseInt(process.versions.v8, 10)];
  if (flag !== undefined) setFlagsFromString(flag);
}
