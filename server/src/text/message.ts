/**
 * What we tell people, before it becomes a sentence in their language.
 *
 * Whoever speaks says a message's id, its English and its arguments; the rim turns it into text with the table of
 * the reader's language (`l10n/ja.json`). A test collects every message and finds what is untranslated.
 */

/** Values by the name they have in the sentence's `{braces}`. */
export type MessageArguments = Readonly<Record<string, string | number>>;

export interface Message {
  /** `speaker.name`: the key in the tables of other languages. */
  readonly id: string;
  /** The English sentence, with `{name}` where an argument stands. */
  readonly english: string;
  readonly args: MessageArguments;
}

/** Sentences by message id, for one language that is not English. */
export type Translations = Readonly<Record<string, string>>;

/** A speaker's sentences by their short names. Made by `messagesOf`. */
export type Messages<Name extends string> = { readonly [N in Name]: (args?: MessageArguments) => Message };

/** Every sentence of one speaker, for the test that looks for missing translations. */
export interface Speaker {
  readonly speaker: string;
  readonly english: Readonly<Record<string, string>>;
}

/** Turns a speaker's English sentences into functions that make messages with the id `speaker.name`. */
export function messagesOf<const Table extends Readonly<Record<string, string>>>(
  speaker: string,
  english: Table,
): Messages<Extract<keyof Table, string>> & Speaker {
  const out: Record<string, unknown> = { speaker, english };
  for (const [name, sentence] of Object.entries(english)) {
    const id = `${speaker}.${name}`;
    out[name] = (args: MessageArguments = {}): Message => ({ id, english: sentence, args });
  }
  return out as Messages<Extract<keyof Table, string>> & Speaker;
}

/** The sentence in the language of `translations`, or in English where it has none. */
export function sayIn(message: Message, translations?: Translations): string {
  const sentence = translations?.[message.id] ?? message.english;
  return sentence.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = message.args[name];
    return value === undefined ? all : String(value);
  });
}
