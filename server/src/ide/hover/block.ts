/** What a hover is made of, before it becomes Markdown or plain text. */

import type { Message } from "../../text/message.ts";
import { visible } from "../../text/visible.ts";
import { code } from "../markdown.ts";

export type Block =
  /** Sentences that belong together. */
  | { readonly kind: "text" | "item"; readonly messages: readonly Message[] }
  /** Documents and sections that it stands on: `RFC 7208, 5.5`, or addresses of pages. */
  | { readonly kind: "sources"; readonly sources: readonly string[] };

/** A paragraph. */
export function text(...messages: readonly Message[]): Block {
  return { kind: "text", messages };
}

/** One of a list. */
export function item(...messages: readonly Message[]): Block {
  return { kind: "item", messages };
}

/** Makes a message a sentence in which each text from the document is put as `show` gives it. */
export type Sentence = (message: Message, show: (text: string) => string) => string;

/** The blocks as text of one of the two kinds that editors show. */
export function renderBlocks(
  blocks: readonly Block[],
  style: "markdown" | "plain",
  sentence: Sentence,
): string {
  return style === "plain" ? toPlain(blocks, sentence) : toMarkdown(blocks, sentence);
}

export function toPlain(blocks: readonly Block[], sentence: Sentence): string {
  const lines = blocks.map((block) =>
    block.kind === "sources"
      ? block.sources.join("; ")
      : block.messages.map((message) => sentence(message, visible)).join(" "),
  );
  return lines.join("\n");
}

export function toMarkdown(blocks: readonly Block[], sentence: Sentence): string {
  let out = "";
  blocks.forEach((block, index) => {
    // Items follow each other closely, all else is a paragraph.
    const close = block.kind === "item" && blocks[index - 1]?.kind === "item";
    if (index > 0) out += close ? "\n" : "\n\n";
    if (block.kind === "item") out += "- ";
    if (block.kind === "sources") out += block.sources.map(link).join(" · ");
    else out += block.messages.map((message) => markdownOf(message, sentence)).join(" ");
  });
  return out;
}

/** Stands in a sentence for a text that is put in once the sentence itself is escaped; no sentence of ours has it. */
const SLOT = /\uE000(\d+)\uE001/g;

function markdownOf(message: Message, sentence: Sentence): string {
  const shown: string[] = [];
  const own = sentence(message, (each) => `\uE000${shown.push(code(each)) - 1}\uE001`);
  return own
    .replace(/[\\`*_[\]<>#|~&]/g, "\\$&")
    .replace(SLOT, (_, index: string) => shown[Number(index)] ?? "");
}

/** A section as a link to where the RFC can be read, a page as a link to itself. */
function link(source: string): string {
  if (/^https?:[^\s<>]+$/.test(source)) return `<${source}>`;
  const match = /^RFC (\d+)(?:, ([\d.]+))?$/.exec(source);
  if (!match) return source;
  const section = match[2] ? `#section-${match[2]}` : "";
  return `[${source}](https://www.rfc-editor.org/rfc/rfc${match[1]}${section})`;
}
