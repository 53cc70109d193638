/** What was simulated before in this workspace, to be offered again. */

import type { Memento } from "vscode";
import { type Inputs, readInputs } from "./inputs.ts";

const KEY = "spf.simulation";

/** How many earlier values of a field are offered. */
const MOST = 8;

export interface Remembered {
  /** The inputs of the last simulation. */
  readonly last: Inputs | null;
  /** Whether its sender was the one that is offered for any record, `someone@` its domain. */
  readonly usualSender: boolean;
  /** Earlier values, the last one first. */
  readonly ips: readonly string[];
  readonly senders: readonly string[];
  readonly helos: readonly string[];
}

const nothing: Remembered = { last: null, usualSender: true, ips: [], senders: [], helos: [] };

/** What a workspace remembers; what is stored there may be of another version or of nobody. */
export function remembered(memory: Memento): Remembered {
  const stored = memory.get<unknown>(KEY);
  if (typeof stored !== "object" || stored === null) return nothing;
  const { last, usualSender, ips, senders, helos } = stored as Record<string, unknown>;
  return {
    last: readInputs(last),
    usualSender: usualSender !== false,
    ips: texts(ips),
    senders: texts(senders),
    helos: texts(helos),
  };
}

/** Remembers inputs. A pasted message is somebody's mail and is not kept. */
export function remember(memory: Memento, inputs: Inputs, usualSender: boolean): Thenable<void> {
  return memory.update(KEY, withInputs(remembered(memory), inputs, usualSender));
}

/** What is remembered after inputs were used. */
export function withInputs(before: Remembered, inputs: Inputs, usualSender: boolean): Remembered {
  return {
    last: { ...inputs, message: "" },
    usualSender,
    ips: first(inputs.ip, before.ips),
    senders: usualSender || inputs.sender === "" ? before.senders : first(inputs.sender, before.senders),
    helos: first(inputs.helo, before.helos),
  };
}

function first(value: string, others: readonly string[]): readonly string[] {
  if (value === "") return others;
  return [value, ...others.filter((other) => other !== value)].slice(0, MOST);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === "string").slice(0, MOST) : [];
}
