/** Tells a person at a terminal that long work goes on. */

import type { Say } from "./language.ts";
import { cliMessages } from "./messages.ts";
import type { Machine } from "./ports.ts";

export interface Progress {
  /** So many files were read. */
  count(files: number): void;
  /** The work is done: the line goes away. */
  end(): void;
}

/** Silent for the first second, and where nobody looks. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;

export function progressOn({ err, now }: Pick<Machine, "err" | "now">, say: Say): Progress {
  if (!err.isTerminal) return { count() {}, end() {} };
  let next = now() + PATIENCE_MS;
  let shown = false;
  return {
    count(files) {
      if (now() < next) return;
      next = now() + INTERVAL_MS;
      shown = true;
      err.write(`\r\x1b[K${say(cliMessages.progress({ count: files }))}`);
    },
    end() {
      if (shown) err.write("\r\x1b[K");
    },
  };
}
