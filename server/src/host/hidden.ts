/** What hides a letter of `spf` in the source of a format, so that a record is there though nobody finds its version. */

/**
 * An escape of `s`, `p` or `f`, in either case: `\115` in decimal or `\163` in octal digits, `\x73`, `\u0073`, `\U00000073`; `\u{` and
 * `\N{`, which may hold any; and `\#`, behind which all data are digits (RFC 3597, 5).
 */
export const HIDDEN =
  /\\(?:#|[Nu]\{|(?:x|u00|U000000)(?:[57][03]|[46]6)|08[03]|070|1(?:0[26]|1[25]|2[03]|46|6[03]))/;

/** The longest of them. */
export const LONGEST_HIDDEN = String.raw`\U00000073`.length;
