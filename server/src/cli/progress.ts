/** Tells a person at a terminal that long work goes on. */

import type { Message } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import type { Say } from "./language.ts";
import { cliMessages } from "./messages.ts";
import type { Machine } from "./ports.ts";

export interface Progress {
  /** How far the work is. */
  tell(message: Message): void;
  /** So many files were read. */
  count(files: number): void;
  /** The work is done: the line goes away. */
  end(): void;
}

/** Silent for the first second, and where nobody looks. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;

export function progressOn({ err, now }: Pick<Machine, "err" | "now">, say: Say): Progress {
  if (!err.isTerminal) return { tell() {}, count() {}, end() {} };
  let next = now() + PATIENCE_MS;
  let shown = false;
  const tell = (message: Message) => {
    if (now() < next) return;
    next = now() + INTERVAL_MS;
    shown = true;
    err.write(`\r\x1b[K${visible(say(message))}`);
  };
  return {
    tell,
    count: (files) => tell(cliMessages.progress({ count: files })),
    end() {
      if (shown) err.write("\r\x1b[K");
      shown = false;
    },
  };
}
