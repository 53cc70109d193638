/** The commands that the server carries out, and who carries them out. */

import type { ExecuteCommandParams } from "vscode-languageserver";
import { raise } from "./features.ts";
import type { RaiseSerialArguments, SimulateRequest, SuggestArguments } from "./protocol.ts";
import { lacksAddress, type Simulating, simulateByChoice, simulated, suggestions } from "./simulate.ts";

/** Commands by name, with what they are given. */
export interface Commands {
  readonly "spf.raiseSerial": RaiseSerialArguments;
  readonly "spf.simulate": readonly [request: SimulateRequest];
  readonly "spf.simulateSuggestions": SuggestArguments;
}

/** Carries out a command, announced or not; null for one that there is not. */
export async function execute(
  { command, arguments: given }: ExecuteCommandParams,
  around: Simulating,
  signal: AbortSignal,
): Promise<unknown> {
  const { session } = around;
  const first: unknown = given?.[0];
  switch (command as keyof Commands) {
    case "spf.raiseSerial":
      return await raise(session, first);
    case "spf.simulate": {
      const choose = lacksAddress(first) && !session.client.options.commands;
      return await (choose ? simulateByChoice : simulated)(first, around, signal);
    }
    case "spf.simulateSuggestions":
      return await suggestions(first, around);
    default:
      return null;
  }
}
