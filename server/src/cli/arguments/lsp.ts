/** How `lsp` is written. */

import { cliMessages as say } from "../messages.ts";
import type { Syntax } from "./read.ts";

export interface LspOptions {
  readonly command: "lsp";
}

export const lspSyntax: Syntax<LspOptions> = {
  options: { stdio: "boolean" },
  read({ values, positionals: [first] }) {
    if (first !== undefined) return say.tooManyArguments({ command: "lsp", value: first });
    return values.has("stdio") ? { command: "lsp" } : say.lspStdio();
  },
};
