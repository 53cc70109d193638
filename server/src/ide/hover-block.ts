/** What a hover is made of, before it becomes Markdown or plain text. */

import type { Message } from "../text/message.ts";

export interface Block {
  readonly kind: "text" | "item";
  readonly message: Message;
}

/** A paragraph. */
export function text(message: Message): Block {
  return { kind: "text", message };
}

/** One of a list. */
export function item(message: Message): Block {
  return { kind: "item", message };
}
