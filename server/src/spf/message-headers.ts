/** Reads the header fields at the start of a message (RFC 5322, 2.2), as people paste messages and programs store them. */

/** A field's name and its body, unfolded, without the blanks around it. */
export type HeaderField = readonly [name: string, body: string];

/** More characters than these no header section has. */
const MOST_CHARACTERS = 1 << 20;

/**
 * The fields in the order of the message. They end at the first empty line, or at a line that can't be one of them;
 * lines end with CRLF or LF. Null where they are larger than any message's.
 */
export function readHeaders(message: string): readonly HeaderField[] | null {
  const fields: [name: string, body: string][] = [];
  let start = message.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < message.length) {
    const end = lineEnd(message, start);
    if (end > MOST_CHARACTERS) return null;
    const line = message.slice(start, message[end - 1] === "\r" ? end - 1 : end);
    const last = fields.at(-1);
    const first = fields.length === 0;
    start = end + 1;
    if (/^[ \t]/.test(line)) {
      // RFC 5322, 2.2.3: a line that begins with a blank belongs to the one before.
      if (!last) break;
      last[1] += line;
      continue;
    }
    const field = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line);
    if (field) fields.push([field[1] as string, field[2] as string]);
    // A mailbox file has a line of its own before each message (RFC 4155).
    else if (!(first && line.startsWith("From "))) break;
  }
  return fields.map(([name, body]) => [name, body.trim()]);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
