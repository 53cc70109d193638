/** Rows of separated values (RFC 4180), each cell as it is written. */

/** A cell as it is written: quotes around it are no part of it. */
export interface CsvCell {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

export interface CsvRow {
  readonly cells: readonly CsvCell[];
  readonly start: number;
  /** Behind its line end. */
  readonly next: number;
}

/** What stands between cells: the sign that the first line has most of which is no comment. */
export function separatorOf(text: string): string {
  const line = /^\uFEFF?(?:[#\r\n][^\n]*\n)*([^\r\n]*)/.exec(text)?.[1] ?? "";
  const count = (sign: string) => line.split(sign).length;
  return ["\t", ";", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}

export function* csvRows(text: string, separator: string): Generator<CsvRow> {
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const start = at;
    const cells: CsvCell[] = [];
    for (;;) {
      const cell = cellAt(text, at, separator);
      cells.push(cell.cell);
      at = cell.next;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    yield { cells, start, next: at };
  }
}

/** A quote that is not closed in its line is a character like others: a damaged row must not take all that follow. */
function cellAt(text: string, at: number, separator: string): { cell: CsvCell; next: number } {
  if (text[at] === '"') {
    QUOTED.lastIndex = at + 1;
    const end = QUOTED.exec(text) ? QUOTED.lastIndex : -1;
    if (
      text[end] === '"' &&
      (end + 1 >= text.length || [separator, "\r", "\n"].includes(text.charAt(end + 1)))
    )
      return { cell: { start: at + 1, end, quoted: true }, next: end + 1 };
  }
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return { cell: { start: at, end, quoted: false }, next: end };
}

const QUOTED = /[^"\n]*(?:""[^"\n]*)*/y;
