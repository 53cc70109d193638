/** How `rules` is written. */

import { cliMessages as say } from "../messages.ts";
import { type Format, readFormat, type Syntax } from "./read.ts";

export interface RulesOptions {
  readonly command: "rules";
  readonly name: string | null;
  readonly format: Format;
}

export const rulesSyntax: Syntax<RulesOptions> = {
  options: { format: "string" },
  read({ values, positionals }) {
    const format = readFormat(values);
    if (typeof format !== "string") return format;
    const [name = null, second] = positionals;
    if (second !== undefined) return say.tooManyArguments({ command: "rules", value: second });
    return { command: "rules", name, format };
  },
};
