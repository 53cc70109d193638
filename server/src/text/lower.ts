/** Letters as names are compared by: those of ASCII in lower case, all others as they are (RFC 4343, 3). */

/** The text with its ASCII letters in lower case; the same string where it has no capitals. */
export function lowerAscii(text: string): string {
  return hasCapitals(text) ? text.replace(/[A-Z]+/g, lowerCase) : text;
}

/** Most names are as they are compared, and a loop tells that sooner than an expression does. */
function hasCapitals(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x41 && unit <= 0x5a) return true;
  }
  return false;
}

function lowerCase(letters: string): string {
  return letters.toLowerCase();
}
