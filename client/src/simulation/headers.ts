/** Of a message, the part that says who sent it. */

/** The headers of a message, which is all that is looked at: what follows the first empty line is nobody's business. */
export function headersOf(message: string): string {
  const text = message.replace(/^(\r?\n)+/, "");
  const end = /\r?\n\r?\n/.exec(text);
  return end ? text.slice(0, end.index) : text;
}
