/** Which language to answer in, and how a message becomes a sentence of it. */

import { type Message, sayIn, type Translations } from "../text/message.ts";
import type { Machine } from "./ports.ts";

/** Turns a message into a sentence. */
export type Say = (message: Message) => string;

/** Languages that have a table in `l10n/`; everybody else reads English. */
const translated: ReadonlySet<string> = new Set(["ja"]);

/** The two letters of the language to answer in: as asked, else as the environment says (POSIX, locale). */
export function languageOf(asked: string | null, environment: Machine["environment"]): string {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = asked || LC_ALL || LC_MESSAGES || LANG || "en";
  const language = /^[A-Za-z]+/.exec(locale)?.[0].toLowerCase() ?? "en";
  return translated.has(language) ? language : "en";
}

/** Loads the sentences of a language. */
export async function sayerOf(language: string, assets: Machine["assets"]): Promise<Say> {
  if (language === "en") return (message) => sayIn(message);
  const table = await assets.text(`l10n/${language}.json`);
  const translations: Translations = table === null ? {} : JSON.parse(table);
  return (message) => sayIn(message, translations);
}
