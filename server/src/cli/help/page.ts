/** What the help says about one command, and what it says about every one. */

import { type Message, messagesOf } from "../../text/message.ts";

/** Something and what it does. */
export type Row = readonly [string, Message];

export interface Page {
  readonly usage: readonly string[];
  /** The command in a few words, for the list of commands. */
  readonly summary: Message;
  readonly about: Message;
  readonly options: readonly Row[];
  readonly notes: readonly Message[];
  readonly examples: readonly string[];
  readonly status: readonly Row[];
}

export const commonMessages = messagesOf("help-common", {
  config: "reads this configuration, not the nearest spf-records.json from the current folder upward",
  format: "text for people (default), json for programs",
  locale: "the language to answer in: en or ja; by default that of LC_ALL, LC_MESSAGES or LANG",
  help: "shows this",
  statusTwo: "wrong usage, or something that was named can't be used",
});

/** Options that every command takes. */
export const everywhere: readonly Row[] = [
  ["--locale LOCALE", commonMessages.locale()],
  ["-h, --help", commonMessages.help()],
];
