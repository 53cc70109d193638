/** Asks the server for simulations, past the commands that a person calls by the same names. */

import type { CancellationToken } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type {
  NotSimulated,
  SimulateRequest,
  Simulation,
  SuggestArguments,
  Suggestions,
} from "../../../server/src/lsp/protocol.ts";

export interface SimulationServer {
  /** Null where the server failed; it has told its log then. Rejects where it is not there, or the token was used. */
  readonly simulate: (
    request: SimulateRequest,
    token?: CancellationToken,
  ) => Promise<Simulation | NotSimulated | null>;
  readonly suggest: (...args: SuggestArguments) => Promise<Suggestions>;
}

export function simulationServer(client: BaseLanguageClient): SimulationServer {
  const execute = <R>(command: string, argument: unknown, token?: CancellationToken): Promise<R> => {
    const params = { command, arguments: [argument] };
    // A token that is not given would be taken for a second parameter.
    return token
      ? client.sendRequest("workspace/executeCommand", params, token)
      : client.sendRequest("workspace/executeCommand", params);
  };
  return {
    simulate: (request, token) => execute("spf.simulate", request, token),
    suggest: (place) => execute("spf.simulateSuggestions", place),
  };
}
