/** What `--help` prints. */

import { messagesOf } from "../text/message.ts";
import type { CommandName } from "./arguments.ts";
import { checkPage } from "./help/check.ts";
import { expandPage } from "./help/expand.ts";
import { lintPage } from "./help/lint.ts";
import { lspPage } from "./help/lsp.ts";
import { everywhere, type Page, type Row } from "./help/page.ts";
import { rulesPage } from "./help/rules.ts";
import type { Say } from "./language.ts";
import { padTo } from "./width.ts";
import { broken, plain } from "./wrap.ts";

export const helpMessages = messagesOf("help", {
  usage: "Usage:",
  commands: "Commands:",
  options: "Options:",
  examples: "Examples:",
  status: "Exit status:",
  about: "Finds SPF and Sender ID records where they are written, and says what is wrong with them.",
  more: "spf-records COMMAND --help says more about a command.",
  version: "shows the version",
});

const say = helpMessages;

const pages: Readonly<Record<CommandName, Page>> = {
  lint: lintPage,
  check: checkPage,
  expand: expandPage,
  rules: rulesPage,
  lsp: lspPage,
};

/** The help about everything, or about one command. `columns` is how wide it may be. */
export function helpText(about: CommandName | null, words: Say, columns: number): string {
  const width = Math.min(Math.max(columns, 40), 100);
  const layout = about === null ? overview(words, width) : commandHelp(pages[about], words, width);
  return `${layout.join("\n")}\n`;
}

function overview(words: Say, width: number): string[] {
  return [
    ...wrapped(words(say.about()), width),
    "",
    words(say.usage()),
    ...Object.values(pages).flatMap(({ usage }) => usage.map((each) => `  ${each}`)),
    "",
    words(say.commands()),
    ...rows(
      Object.entries(pages).map(([name, { summary }]) => [name, summary]),
      words,
      width,
    ),
    "",
    words(say.options()),
    ...rows([...everywhere, ["-V, --version", say.version()]], words, width),
    "",
    words(say.more()),
  ];
}

function commandHelp(page: Page, words: Say, width: number): string[] {
  const usage = page.usage.map((each) => `  ${each}`);
  const out = [words(say.usage()), ...usage, "", ...wrapped(words(page.about), width)];
  out.push("", words(say.options()), ...rows(page.options, words, width));
  for (const note of page.notes) out.push("", ...wrapped(words(note), width));
  if (page.examples.length > 0)
    out.push("", words(say.examples()), ...page.examples.map((example) => `  ${example}`));
  if (page.status.length > 0) out.push("", words(say.status()), ...rows(page.status, words, width));
  return out;
}

function rows(list: readonly Row[], words: Say, width: number): string[] {
  const first = Math.max(...list.map(([name]) => name.length)) + 4;
  return list.flatMap(([name, message]) => {
    const [head = "", ...rest] = wrapped(words(message), width - first);
    return [`${padTo(`  ${name}`, first)}${head}`, ...rest.map((line) => " ".repeat(first) + line)];
  });
}

function wrapped(text: string, width: number): string[] {
  return broken([plain(text)], width);
}
