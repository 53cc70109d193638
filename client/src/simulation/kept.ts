/** What a panel is about, in a form that can be stored: it comes back with it after the window was reloaded. */

import { type Inputs, readInputs, type Target } from "./inputs.ts";

export interface Kept {
  readonly target: Target;
  readonly inputs: Inputs;
}

/** What a panel's script kept; null where it is not ours. */
export function readKept(state: unknown): Kept | null {
  if (typeof state !== "object" || state === null) return null;
  const { kept } = state as { kept?: unknown };
  if (typeof kept !== "object" || kept === null) return null;
  const { target, inputs } = kept as Record<string, unknown>;
  const [where, whose] = [readTarget(target), readInputs(inputs)];
  return where && whose ? { target: where, inputs: whose } : null;
}

/** The target in something that was stored; null where it holds none. */
export function readTarget(given: unknown): Target | null {
  if (typeof given !== "object" || given === null) return null;
  const { uri, position, domain } = given as Record<string, unknown>;
  const { line, character } = (position ?? {}) as Record<string, unknown>;
  return {
    ...(typeof uri === "string" ? { uri } : {}),
    ...(isIndex(line) && isIndex(character) ? { position: { line, character } } : {}),
    ...(typeof domain === "string" ? { domain } : {}),
  };
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
