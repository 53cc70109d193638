/** Whether a text looks as if it were meant as SPF: enough to say that a fault concerns one, no more. */

/** Whether it starts like a record, a misspelt one included. What is a record is decided in `spf/`. */
export function looksLikeSpf(text: string): boolean {
  return /^[\s"'\\“”„‟‘’]{0,4}(v\s?[=:]?\s?spf|spf\s?[=:]?\s?[12])/i.test(text);
}

/** Whether a word looks like a term of a record. */
export function looksLikeTerm(word: string): boolean {
  return (
    /^[-+~?](all|a|mx|ptr|include|ip[46v]|exists)\b/i.test(word) ||
    /^(include|ipv?[46]|a|mx|ptr|exists|redirect|exp)[:=]/i.test(word) ||
    /^all$/i.test(word) ||
    /^v=spf1$/i.test(word)
  );
}
