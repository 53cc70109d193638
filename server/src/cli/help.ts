/** What `--help` prints. */

import { type Message, messagesOf } from "../text/message.ts";
import type { CommandName } from "./arguments.ts";
import type { Say } from "./language.ts";
import { columnsOf, padTo } from "./width.ts";

export const helpMessages = messagesOf("help", {
  usage: "Usage:",
  commands: "Commands:",
  options: "Options:",
  examples: "Examples:",
  status: "Exit status:",
  about: "Finds SPF and Sender ID records where they are written, and says what is wrong with them.",
  lint: "checks files, folders, standard input or one record",
  rules: "lists the rules, or shows the page of one",
  lsp: "serves editors by the Language Server Protocol",
  more: "spf-records COMMAND --help says more about a command.",
  lintAbout:
    "Without a path the current folder is checked. In folders, what .gitignore names is left out, and so are node_modules and .git; a file that is named is always checked. `-` is standard input.",
  rulesAbout:
    "Without a name all rules are listed, with a name its page is shown: what it finds, why, and how to mend it.",
  lspAbout: "For editors: they start it and speak to it on standard input and output.",
  stdinFilename: "the name by which the format of standard input is recognised, and its zone",
  record: "checks this text as one record",
  format: "text for people (default), json for programs",
  fix: "makes the fixes that keep the result for every sender",
  fixRepairs: "makes those and the repairs, which may change who passes",
  fixStdin:
    "With standard input or --record the fixed text goes to standard output, the findings to standard error.",
  config: "reads this configuration, not the nearest spf-records.json from the current folder upward",
  maxWarnings: "fails if there are more warnings than this",
  quiet: "shows errors only",
  locale: "the language to answer in: en or ja; by default that of LC_ALL, LC_MESSAGES or LANG",
  help: "shows this",
  version: "shows the version",
  stdio: "speaks on standard input and output",
  rulesFormat: "text for people (default), json for programs",
  statusZero: "no errors",
  statusOne: "errors, or more warnings than --max-warnings allows",
  statusTwo: "wrong usage, or something that was named can't be opened",
  statusRules: "there is no such rule",
});

const say = helpMessages;

type Row = readonly [string, Message];

interface Page {
  readonly usage: string;
  readonly about: Message;
  readonly options: readonly Row[];
  readonly notes: readonly Message[];
  readonly examples: readonly string[];
  readonly status: readonly Row[];
}

const everywhere: readonly Row[] = [
  ["--locale LOCALE", say.locale()],
  ["-h, --help", say.help()],
];

const pages: Readonly<Record<CommandName, Page>> = {
  lint: {
    usage: "spf-records lint [PATH…|-] [OPTION…]",
    about: say.lintAbout(),
    options: [
      ["--format text|json", say.format()],
      ["--fix", say.fix()],
      ["--fix-repairs", say.fixRepairs()],
      ["--quiet", say.quiet()],
      ["--max-warnings N", say.maxWarnings()],
      ["--record TEXT", say.record()],
      ["--stdin-filename FILE", say.stdinFilename()],
      ["--config FILE", say.config()],
      ...everywhere,
    ],
    notes: [say.fixStdin()],
    examples: [
      "spf-records lint zones/",
      "spf-records lint --fix db.example.com",
      "spf-records lint --record 'v=spf1 mx -all'",
      "spf-records lint - --stdin-filename db.example.com < FILE",
    ],
    status: [
      ["0", say.statusZero()],
      ["1", say.statusOne()],
      ["2", say.statusTwo()],
    ],
  },
  rules: {
    usage: "spf-records rules [NAME] [--format text|json]",
    about: say.rulesAbout(),
    options: [["--format text|json", say.rulesFormat()], ...everywhere],
    notes: [],
    examples: ["spf-records rules", "spf-records rules ptr"],
    status: [["2", say.statusRules()]],
  },
  lsp: {
    usage: "spf-records lsp --stdio",
    about: say.lspAbout(),
    options: [["--stdio", say.stdio()], ...everywhere],
    notes: [],
    examples: [],
    status: [],
  },
};

/** The help about everything, or about one command. `columns` is how wide it may be. */
export function helpText(about: CommandName | null, words: Say, columns: number): string {
  const width = Math.min(Math.max(columns, 40), 100);
  const layout = about === null ? overview(words, width) : commandHelp(pages[about], words, width);
  return `${layout.join("\n")}\n`;
}

function overview(words: Say, width: number): string[] {
  return [
    ...wrap(words(say.about()), width, ""),
    "",
    words(say.usage()),
    ...Object.values(pages).map((page) => `  ${page.usage}`),
    "",
    words(say.commands()),
    ...rows(
      [
        ["lint", say.lint()],
        ["rules", say.rules()],
        ["lsp", say.lsp()],
      ],
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
  const out = [words(say.usage()), `  ${page.usage}`, "", ...wrap(words(page.about), width, "")];
  out.push("", words(say.options()), ...rows(page.options, words, width));
  for (const note of page.notes) out.push("", ...wrap(words(note), width, ""));
  if (page.examples.length > 0)
    out.push("", words(say.examples()), ...page.examples.map((example) => `  ${example}`));
  if (page.status.length > 0) out.push("", words(say.status()), ...rows(page.status, words, width));
  return out;
}

function rows(list: readonly Row[], words: Say, width: number): string[] {
  const first = Math.max(...list.map(([name]) => name.length)) + 4;
  return list.flatMap(([name, message]) => {
    const [head = "", ...rest] = wrap(words(message), width - first, "");
    return [`${padTo(`  ${name}`, first)}${head}`, ...rest.map((line) => " ".repeat(first) + line)];
  });
}

/** Breaks at blanks, and between the characters of scripts that have none. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    // A line never begins with a blank or with what ends a sentence.
    const hangs = /^[\s\p{P}]/u.test(segment);
    if (columnsOf(line + segment) > width && line !== "" && !hangs) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += segment;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines.map((each) => indent + each);
}
